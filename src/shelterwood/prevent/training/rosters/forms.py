"""The forms of bringing in: a file, which column is what, one training by hand, and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.forms import Tick
from shelterwood.prevent.training.models import Import
from shelterwood.prevent.training.rosters.services import SHAPES, Told
from shelterwood.prevent.training.rosters.wording import COLUMNS, PROOFS
from shelterwood.prevent.training.rules.importing import Kind

NO_FILE = {
    "required": _("Choose a file."),
    "invalid": _("Choose a file."),
    "missing": _("Choose a file."),
    "empty": _("The file is empty. Export it again."),
}


EVERYBODY = _("The file lists everybody who works here. Whoever is not in it has left.")


class Roster(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput,
        error_messages=NO_FILE,
        help_text=_("CSV, or a OneRoster 1.1 or 1.2 package as a zip. At most 64 MB."),
    )
    everybody = forms.BooleanField(required=False, label=EVERYBODY, widget=Tick(EVERYBODY))


class Trainings(forms.Form):
    file = forms.FileField(label=_("The file"), widget=forms.FileInput, error_messages=NO_FILE, help_text=_("CSV. At most 64 MB."))


class Columns(forms.Form):
    """Which column of the file is what."""

    def __init__(self, *args: Any, imported: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = SHAPES[Kind.ELSEWHERE if imported.kind == Kind.ELSEWHERE else Kind.ROSTER]
        choices = [("", _("not in the file")), *((str(place), f"{place + 1}. {name}") for place, name in enumerate(imported.header))]
        for name in self.shape.NAMES:
            chosen = imported.columns.get(name, "")
            self.fields[name] = forms.ChoiceField(label=COLUMNS[name], choices=choices, required=False, initial=str(chosen))

    def chosen(self) -> dict[str, int]:
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


class Training(forms.Form):
    """One training that somebody completed elsewhere."""

    number = forms.CharField(label=COLUMNS["number"], max_length=60, error_messages={"required": _("Say who, by the employee number.")})
    title = forms.CharField(label=COLUMNS["title"], max_length=160, error_messages={"required": _("Say which course it was.")})
    provider = forms.CharField(label=COLUMNS["provider"], max_length=160, error_messages={"required": _("Say who gave the course.")})
    completed_on = forms.DateField(
        label=COLUMNS["completed_on"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day it was completed."), "invalid": _("Choose a day.")},
    )
    minutes = forms.IntegerField(label=COLUMNS["minutes"], required=False, min_value=1, max_value=32767)
    proof = forms.ChoiceField(
        label=COLUMNS["proof"],
        choices=[("", _("Choose")), *((proof.value, word) for proof, word in PROOFS.items())],
        error_messages={"required": _("Choose the kind of proof.")},
    )
    reference = forms.CharField(label=COLUMNS["reference"], max_length=120, required=False)
    kept_where = forms.CharField(label=COLUMNS["kept_where"], max_length=200, required=False)
    mandate = forms.ChoiceField(
        label=_("Approved under which law?"), required=False, help_text=_("Only where the authority approved this course and gave it a number.")
    )
    approval = forms.CharField(label=COLUMNS["approval"], max_length=60, required=False)
    document = forms.FileField(
        label=_("The proof as a PDF"), required=False, widget=forms.FileInput, error_messages=NO_FILE,
        help_text=_("At most 5 MB. Only a PDF: pictures are not taken. Check that it shows nothing but the training."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, laws: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["mandate"].choices = [("", _("none")), *laws]  # type: ignore[attr-defined]  # a choice

    def clean_completed_on(self) -> date:
        found: date = self.cleaned_data["completed_on"]
        if found > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("mandate")) != bool(cleaned.get("approval")):
            self.add_error("approval" if cleaned.get("mandate") else "mandate", _("Fill in the law and its approval number, or neither."))
        return cleaned

    def told(self) -> Told:
        said = self.cleaned_data
        approvals = {said["mandate"]: said["approval"]} if said["mandate"] else {}
        return Told(
            title=said["title"], provider=said["provider"], completed_on=said["completed_on"], minutes=said["minutes"], proofs=[said["proof"]],
            approvals=approvals, reference=said["reference"], kept_where=said["kept_where"],
        )  # fmt: skip


class Withdraw(forms.Form):
    why = forms.CharField(label=_("Why?"), max_length=200, error_messages={"required": _("Say why the training is withdrawn.")})


class Number(forms.Form):
    number = forms.CharField(
        label=COLUMNS["number"], max_length=60, error_messages={"required": _("Say the number that your roster has for this person.")}
    )
