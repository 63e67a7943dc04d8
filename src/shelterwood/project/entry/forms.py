from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.accounts.keys.oidc import is_safe

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.keys.models import Provider
    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.foundation.notify.rules import ContactHours


LAST = "23:59"  # the day has no later minute


def full_hours() -> list[tuple[str, str]]:
    """Every full hour of a day as it is written in the reader's language."""
    return [(f"{hour:02d}:00", time_format(time(hour))) for hour in range(24)]


class HoursForm(forms.Form):
    """When somebody wants what is not urgent."""

    opens = forms.ChoiceField(label=_("Not before"), choices=full_hours)
    closes = forms.ChoiceField(label=_("Not after"), choices=lambda: [*full_hours()[1:], (LAST, _("midnight"))])
    weekends = forms.BooleanField(label=_("On Saturdays and Sundays too"), required=False)

    def __init__(self, data: Any = None, *, hours: ContactHours) -> None:
        super().__init__(data, initial={"opens": f"{hours.opens:%H:%M}", "closes": f"{hours.closes:%H:%M}", "weekends": hours.weekends})

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("opens", "") >= told.get("closes", "24"):
            self.add_error("closes", _("Choose an hour after the first one."))
        return told

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"opens": time.fromisoformat(told["opens"]), "closes": time.fromisoformat(told["closes"]), "weekends": told["weekends"]}


class ProviderForm(forms.Form):
    """An organization's own sign-in, as its IT people give it out."""

    which = forms.ChoiceField(label=_("Organization"))
    issuer = forms.CharField(
        label=_("Address of the issuer"),
        max_length=200,
        help_text=_("Letter by letter as the provider names itself, such as https://login.agency.example"),
    )
    client_id = forms.CharField(label=_("Client id"), max_length=200)
    secret = forms.CharField(
        label=_("Client secret"), max_length=400, required=False, help_text=_("Kept sealed and never shown. Left empty, the one of before stays."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Words that stand for two factors"), max_length=300, required=False,
        help_text=_("Values of acr or amr with spaces between, such as: mfa. Without one of them a second proof is asked for here."),
    )  # fmt: skip

    def __init__(self, data: Any, *, found: Provider | None, organizations: list[Organization]) -> None:
        before = {"issuer": found.issuer, "client_id": found.client_id, "words": " ".join(found.counts_as_two)} if found else None
        super().__init__(data, initial=before)
        self.known = {str(each.pk): each for each in ([found.organization] if found else organizations)}
        field = self.fields["which"]
        field.choices = [(key, each.name) for key, each in self.known.items()]  # type: ignore[attr-defined]

    def clean_issuer(self) -> str:
        issuer = str(self.cleaned_data["issuer"]).strip()
        if not is_safe(issuer):
            raise ValidationError(_("Write an address that begins with https://"))
        return issuer

    def organization(self) -> Organization:
        return self.known[self.cleaned_data["which"]]

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"issuer": told["issuer"], "client_id": told["client_id"].strip(), "secret": told["secret"], "counts_as_two": told["words"].split()}
