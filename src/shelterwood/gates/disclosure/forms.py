from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shelterwood.gates.disclosure.wording import GROUPS

STATES = [
    ("", _("All")),
    ("unsigned", _("Permits not signed")),
    ("signed", _("Permits signed")),
    ("not_encoded", _("Not encoded")),
    ("forbid", _("Forbids")),
    ("product", _("Rules of the product")),
]


class SearchForm(forms.Form):
    """What to look for in the rule book. It is sent by POST, so that no word of it stands in an address."""

    words = forms.CharField(label=_("Words"), max_length=80, required=False, help_text=_("An id, a citation, or English words of the rule."))
    group = forms.ChoiceField(label=_("Who tells"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), choices=STATES, required=False)

    def __init__(self, data: Any = None, *, groups: list[str]) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", _("All")), *((group, GROUPS[group]) for group in groups)]  # type: ignore[attr-defined]
