"""What authors and reviewers type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shelterwood.gates.law.wording import SECTORS
from shelterwood.prevent.training.rules.files import FOLDERS, ID, MOST_LETTERS


class NewCourse(forms.Form):
    id = forms.RegexField(
        regex=f"^{ID.pattern}$", label=_("Id"), max_length=30, help_text=_("Small letters, digits and hyphens. It stands in the address and stays."),
        error_messages={"invalid": _("Write small letters, digits and hyphens, such as landlords."), "required": _("Give the course an id.")},
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("For which sector?"), choices=[(str(each), name) for each, name in SECTORS.items()])
    title_en = forms.CharField(label=_("Title in English"), max_length=120, error_messages={"required": _("Give the course a title in English.")})
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120, error_messages={"required": _("Give the course a title in Spanish.")})


class NewFile(forms.Form):
    folder = forms.ChoiceField(
        label=_("What is it?"), choices=list(zip(FOLDERS, (_("Lesson"), _("Scenario"), _("Questions of an objective")), strict=True))
    )
    stem = forms.RegexField(
        regex=r"^[a-z0-9][a-z0-9_-]{0,59}$", label=_("Its id"), max_length=60, help_text=_("As it stands in course.toml. Both languages are begun."),
        error_messages={"invalid": _("Write small letters, digits and hyphens, such as 03-signs."), "required": _("Write the id of the new file.")},
    )  # fmt: skip


class FileText(forms.Form):
    """A file as text. Not stripped: what an author typed stays as it is."""

    text = forms.CharField(
        label=_("Text"), required=False, strip=False, max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"spellcheck": "true"}),
    )  # fmt: skip
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class Sent(forms.Form):
    note = forms.CharField(label=_("What changed, and why?"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class SentBack(forms.Form):
    reasons = forms.CharField(
        label=_("What has to change?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what has to change, so that the author can.")},
    )  # fmt: skip


class Withdrawn(forms.Form):
    why = forms.CharField(label=_("Why?"), max_length=400, error_messages={"required": _("Say why the version is withdrawn.")})
    version = forms.UUIDField(required=False, widget=forms.HiddenInput)


class Archive(forms.Form):
    archive = forms.FileField(label=_("Course as a zip"), error_messages={"required": _("Choose the zip of the course.")}, allow_empty_file=True)
    savings = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["archive"].widget.attrs |= {"accept": ".zip,application/zip"}
