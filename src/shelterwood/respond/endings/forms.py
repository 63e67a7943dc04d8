from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.revisions import Revised
from shelterwood.respond.endings.rules import MOST_YEARS
from shelterwood.respond.endings.wording import BASES, HOLD_REASONS

NUMBER = re.compile(r"A-[0-9A-Z]{6}")
readable = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]", _("This holds a character that cannot be read. Type it again without it."), inverse_match=True
)


class PeriodForm(Revised):
    """How long, on which law, and why. No years: kept."""

    years = forms.IntegerField(
        label=_("Years after the last change"), required=False, min_value=1, max_value=MOST_YEARS, help_text=_("Leave it empty to keep them."),
        error_messages={"min_value": _("At least one year."), "max_value": _("At most 99 years.")},
    )  # fmt: skip
    citation = forms.CharField(
        label=_("Law or schedule it rests on"), max_length=200, validators=[readable], help_text=_("Such as: Minn. Stat. 138.17, schedule 24."),
        error_messages={"required": _("Name the law or the schedule.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        validators=[readable],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )


class Numbered(forms.Form):
    """The number of a concern, as it stands on its page."""

    number = forms.CharField(
        label=_("Number of the concern"), max_length=20, help_text=_("Such as A-7KQ2MX."), error_messages={"required": _("Enter the number.")}
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"].strip().upper()
        if not NUMBER.fullmatch(typed):
            raise ValidationError(_("There is no concern with this number. Check each letter and digit."))
        return typed


class HoldForm(Numbered):
    reason = forms.ChoiceField(
        label=_("Why it is held"), choices=[("", _("Choose")), *HOLD_REASONS.items()], error_messages={"required": _("Choose one.")}
    )


class SealForm(Numbered):
    basis = forms.ChoiceField(
        label=_("On what it is sealed"), choices=[("", _("Choose")), *BASES.items()], error_messages={"required": _("Choose one.")}
    )


class Start(forms.Form):
    """Whoever starts it saw how many records would go."""

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def said(form: forms.Form) -> dict[str, Any]:
    """What was typed, without the mark that rides along."""
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}
