"""A row of law as counsel fills it in, and the two files of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.forms import Tick
from shelterwood.gates.law.packs.rules import CELLS, Cells, Fault
from shelterwood.gates.law.packs.wording import CHOICES, COLUMNS, EVERY_SECTOR, SECTIONS
from shelterwood.gates.law.wording import RECEIVERS, SECTORS

LONG = (
    "who", "knowledge_threshold", "what_must_be_reported", "report_to", "deadline_trigger", "written_follow_up", "privilege_or_exception",
    "reporter_identity", "immunity", "penalty_for_failure", "citation", "note", "evidence_note",
)  # fmt: skip
MANY = ("sector", "receivers")
NEEDED = ("duty_id", "who", "sector", "citation", "deadline_kind", "kind", "modality", "prompts", "clock_start", "evidence", "confidence")
MAY_BE_NONE = ("deadline_unit",)
FIRST = {"kind": "report", "modality": "must", "prompts": "yes", "clock_start": "information_received", "effective_from": "unknown"}


class DutyForm(forms.Form):
    """Every column of a row but its state, in the order in which a lawyer reads a section of law."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, jurisdiction: str, cells: Mapping[str, str] | None, revision: int) -> None:
        super().__init__(data, initial={**(_initial(cells) if cells else FIRST), "revision": revision})
        self.jurisdiction, self.present = jurisdiction, cells or {}
        for column in COLUMNS:
            if column != "jurisdiction" and not (column == "duty_id" and cells):
                self.fields[column] = _field(column, self.present)

    def cells(self) -> Cells:
        """What was filled in, as cells; what a form cannot change stays as it is."""
        told = {column: self._cell(column) for column in self.fields if column in CELLS}
        return {**dict.fromkeys(CELLS, ""), **self.present, **told, "jurisdiction": self.jurisdiction}

    def _cell(self, column: str) -> str:
        value = self.cleaned_data.get(column, "")
        if column in MANY:
            return ";".join(value)
        return str(value).replace("\r\n", "\n").strip()

    def tell(self, fault: Fault) -> None:
        """Put what the reader says beside the field that it names."""
        self.add_error(fault.column if fault.column in self.fields else None, fault.reason)

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields under their headings."""
        found: list[tuple[Any, list[BoundField]]] = []
        for column in COLUMNS:
            if column in SECTIONS:
                found.append((SECTIONS[column], []))
            if column in self.fields:
                found[-1][1].append(self[column])
        return found


def _initial(cells: Mapping[str, str]) -> dict[str, Any]:
    return {column: [word.strip() for word in text.split(";") if word.strip()] if column in MANY else text for column, text in cells.items()}


def _sectors(column: str, present: str) -> list[tuple[Any, Any]]:
    """Whom a law may bind, or who may take a report: those most asked for first, the others folded; what is chosen is in sight."""
    first = SECTORS.keys() if column == "sector" else RECEIVERS.keys()
    open_ = [(word, name) for word, name in EVERY_SECTOR.items() if word in first or word in present.split(";")]
    rest = [(word, name) for word, name in EVERY_SECTOR.items() if word not in dict(open_)]
    return [(_("Most asked for"), open_), (_("Others"), rest)]


def _field(column: str, present: Mapping[str, str]) -> forms.Field:
    label, hint = COLUMNS[column]
    words: dict[str, Any] = {"label": label, "help_text": hint, "required": column in NEEDED}
    if column in MANY:
        return forms.MultipleChoiceField(choices=_sectors(column, present.get(column, "")), widget=forms.CheckboxSelectMultiple, **words)
    if column in CHOICES:
        empty = [("", "—")] if column in MAY_BE_NONE or column not in FIRST else []
        return forms.ChoiceField(choices=[*empty, *CHOICES[column].items()], **words)
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}) if column in LONG else forms.TextInput(attrs={"lang": "en"}), **words
    )


def _file(label: Any) -> forms.FileField:
    missing = {"required": _("Choose a file."), "empty": _("The file is empty. Export it again.")}
    return forms.FileField(label=label, widget=forms.FileInput, error_messages=missing, help_text=_("CSV in UTF-8. At most 2 MB."))


class PackForm(forms.Form):
    """The two files of a pack."""

    words = _file(_("Words of the law: reporting_duties.csv"))
    typing = _file(_("Typing: reporting_duties_typed.csv"))


CONFIRM = _("I have read each of these texts beside its source. I sign exactly these texts as counsel of this body.")


class SignForm(forms.Form):
    """The deliberate act. `read` is the hash of the pack as it was shown."""

    read = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of this pack"), max_length=120, help_text=_("Such as: Duties of Wisconsin, read November 2026."))
    confirm = forms.BooleanField(label=CONFIRM, widget=Tick(CONFIRM), error_messages={"required": _("Tick that you read them, or go back.")})
