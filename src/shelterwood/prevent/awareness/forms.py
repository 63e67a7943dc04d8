"""What is asked before a poster is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shelterwood.prevent.awareness.signage import SIZES


class PosterAsked(forms.Form):
    site = forms.ChoiceField(label=_("Where will it hang?"))
    notice = forms.ChoiceField(label=_("For which law?"), required=False)
    languages = forms.ChoiceField(label=_("Languages"), choices=[("en es", _("English and Spanish")), ("en", _("English")), ("es", _("Spanish"))])
    size = forms.ChoiceField(
        label=_("Sheet"),
        choices=[("letter", _("Letter, 8.5 × 11 inches")), ("tabloid", _("Tabloid, 11 × 17 inches"))],
        help_text=_("Where the law settles size or languages, those are used."),
    )

    def __init__(self, *args: Any, sites: list[tuple[str, str]], notices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = sites  # type: ignore[attr-defined]
        self.fields["notice"].choices = [("", _("No law: one still helps")), *notices]  # type: ignore[attr-defined]

    def clean_size(self) -> str:
        size: str = self.cleaned_data["size"]
        return size if size in SIZES else "letter"
