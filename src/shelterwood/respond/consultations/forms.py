"""The forms of a consultation. Free text is asked about wherever it may tell who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.body.templatetags.lines import county as county_name
from shelterwood.respond.concerns.forms import LONGEST_TEXT, no_control_characters
from shelterwood.respond.concerns.wording import AGES
from shelterwood.respond.consultations import roles
from shelterwood.respond.consultations.identifying import Found, identifying
from shelterwood.respond.consultations.rules import Keep
from shelterwood.respond.consultations.wording import KEEPS, SORTS, WISHES

if TYPE_CHECKING:
    from shelterwood.foundation.body.models import County

KEEP = "keep-"


class Words(forms.Form):
    """Free text that must tell nobody who the child is. Each piece that may is changed, or stays with a reason."""

    words = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TEXT,
        validators=[no_control_characters],
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what you want to ask.")},
    )
    label: Any = None
    help_text: Any = _("No names, no dates of birth, no addresses, no online names. “A student, about 14” is enough.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = self.help_text
        if self.label:
            self.fields["words"].label = self.label
        self.found: list[Found] = list({each.mark: each for each in identifying(self._typed())}.values()) if self.is_bound else []
        for each in self.found:
            self.fields[KEEP + each.mark] = self._choice(each)

    def _typed(self) -> str:
        return str(self.data.get(self.add_prefix("words"), ""))[:LONGEST_TEXT]

    def _choice(self, found: Found) -> forms.ChoiceField:
        label = _("“%(piece)s” %(what)s. Leave it?") % {"piece": found.text, "what": SORTS[found.sort]}
        choices = [("", _("No, I change it above")), *((str(word), text) for word, text in KEEPS.items())]
        field = forms.ChoiceField(label=label, choices=choices, required=False)
        field.on_condition = True  # type: ignore[attr-defined]  # the page does not call it optional
        return field

    @property
    def kept(self) -> dict[str, Keep]:
        """By its mark, why a piece stays."""
        chosen = {each.mark: self.cleaned_data.get(KEEP + each.mark) for each in self.found}
        return {mark: Keep(reason) for mark, reason in chosen.items() if reason}

    @property
    def doubtful(self) -> list[forms.BoundField]:
        """The question for each piece, to stand below the text."""
        return [self[KEEP + each.mark] for each in self.found]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        left = [each for each in self.found if not cleaned.get(KEEP + each.mark) and KEEP + each.mark not in self.errors]
        if left and "words" not in self.errors:
            message = ngettext(
                "%(count)d piece of your text may tell who somebody is. Change it, or say why it can stay.",
                "%(count)d pieces of your text may tell who somebody is. Change them, or say why each can stay.",
                len(left),
            ) % {"count": len(left)}
            self.add_error("words", message)
        return cleaned


class Question(Words):
    """What somebody asks. `roles`: without an account one says what one does; `counties`: where one presumes none."""

    field_order = ("county", "role", "wish", "age", "words")
    county = forms.ChoiceField(label=_("County"), error_messages={"required": _("Choose a county.")})
    role = forms.ChoiceField(label=_("Who are you?"), initial="public")
    wish = forms.ChoiceField(label=_("What do you want to know?"), choices=list(WISHES.items()), widget=forms.RadioSelect, initial="must_report")
    age = forms.ChoiceField(label=_("Age of the young person, about"), choices=AGES, required=False)

    def __init__(self, *args: Any, counties: Sequence[County], county: County | None, with_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in counties}
        choices = [(key, f"{county_name(each)}, {STATES.get(each.state, each.state)}") for key, each in self.places.items()]
        self.fields["county"].choices = choices if len(choices) == 1 else [("", _("Choose")), *choices]  # type: ignore[attr-defined]
        self.fields["county"].initial = str(county.pk) if county else None
        self.fields["role"].choices = list(roles.NAMES.items())  # type: ignore[attr-defined]
        if with_account:
            del self.fields["role"]

    def clean_county(self) -> County:
        return self.places[self.cleaned_data["county"]]

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role not in roles.SECTOR_OF:
            raise ValidationError(_("Choose who you are."))
        return role


class More(Words):
    """The question goes on."""

    label = _("Ask on")


class Advice(Words):
    """The answer. It too names nobody."""

    label = _("Your advice")
    help_text = _("It stays as it is once it is sent; you can add to it. It names nobody. The text of the duty stands below it by itself.")
