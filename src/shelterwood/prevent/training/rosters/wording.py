"""The words of bringing in: columns, why a row or a file is refused and what to do, how an import stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.training import Proof

from shelterwood.foundation.design.times import day_in_words
from shelterwood.prevent.training.models import Import, ImportFault

COLUMNS = {
    "number": _("Employee number"),
    "name": _("Name"),
    "given": _("First name"),
    "family": _("Last name"),
    "post": _("Post"),
    "site": _("Site"),
    "hired_on": _("Hired on"),
    "left_on": _("Left on"),
    "title": _("Course title"),
    "provider": _("Provider"),
    "completed_on": _("Completed on"),
    "minutes": _("Minutes"),
    "proof": _("Kind of proof"),
    "reference": _("Number on the proof"),
    "kept_where": _("Where kept"),
    "approval": _("Approval number"),
    "mandate": _("Mandate"),
}
PROOFS = {
    Proof.SIGNED_ACKNOWLEDGMENT: _("Signed acknowledgment"),
    Proof.CERTIFICATE: _("Certificate"),
    Proof.PERSONNEL_FILE_CERTIFICATION: _("Certification in the personnel file"),
    Proof.ROSTER: _("Attendance list with names, posts and dates"),
    Proof.TRAINING_RECORD: _("Record of training"),
    Proof.LICENSEE_RECORD: _("Record that the license holder keeps"),
    Proof.CE_RECORD: _("Continuing education record"),
    Proof.STATE_RECORD: _("Record of the state"),
    Proof.STATE_CERTIFICATION: _("Certification by the state"),
}
# word of a fault: what is wrong, and what to do
FAULTS = {
    "mixed": (_("Two character sets are mixed in this row."), _("Save the whole file as UTF-8 and look at this row.")),
    "lost": (_("Some letters of this row were lost."), _("Type the row again, and save the file as UTF-8.")),
    "quote": (_("A quotation mark is opened here and not closed."), _("Close it or take it out.")),
    "cells": (_("This row does not have {figure} cells like the header."), _("Put cells that hold a comma between quotation marks.")),
    "garbled": (_("The letters with accents are damaged."), _("Type the cell again, and save the file as UTF-8.")),
    "control": (_("The cell holds a sign that cannot be seen."), _("Type the cell again.")),
    "needed": (_("The cell is empty."), _("Fill it in.")),
    "too_long": (_("The cell has more than {figure} characters."), _("Shorten it, or check that it is the right column.")),
    "twice": (_("Line {figure} says this too."), _("Leave one row.")),
    "day_form": (_("This is no day that can be read."), _("Write it as 2026-11-24 or 11/24/2026.")),
    "day_impossible": (_("This day is in no calendar."), _("Correct it. Month first: 11/24/2026, or 2026-11-24.")),
    "day_first": (_("The day stands before the month."), _("Write the month first: 11/24/2026, or 2026-11-24.")),
    "day_ambiguous": (
        _("This could be two days."),
        _("Write all days of the file as 2026-11-24."),
    ),
    "day_short_year": (_("The year has two digits."), _("Write four: 11/24/2026, or 2026-11-24.")),
    "day_serial": (_("This is a number, not a day."), _("Set the column to a date format in the spreadsheet, and save again.")),
    "day_too_early": (_("This day is before 1930."), _("Correct the year.")),
    "left_before_hired": (_("This day is before the day of hire, {figure}."), _("Correct one of the two days.")),
    "too_late": (_("This day is too far ahead: after {figure}."), _("Correct the year.")),
    "site_unknown": (_("None of your sites has this name, or two have it."), _("Write the name as your list of sites has it, or leave the cell empty.")),
    "number_unknown": (_("Nobody on your list of staff has this number."), _("Correct it, or bring in the roster first.")),
    "minutes": (_("This is no number of minutes."), _("Write a whole number, such as 60, or leave the cell empty.")),
    "proof_unknown": (_("This kind of proof is not known."), _("Write one of the words that the sample names, such as certificate.")),
    "proof_needed": (_("Nothing says where the proof is."), _("Fill in the number on the proof, or where it is kept.")),
    "mandate_unknown": (_("This mandate is not known."), _("Write its id as the list of mandates has it, such as TX-HOTEL-TRAIN-01.")),
    "mandate_needed": (_("The approval number belongs to no mandate."), _("Fill in the mandate, or leave both cells empty.")),
    "approval_needed": (_("The mandate has no approval number."), _("Fill in the number, or leave both cells empty.")),
    "other_details": (
        _("This training is entered already, with other details."),
        _("Leave the row out. To change what is entered, withdraw it first."),
    ),
}  # fmt: skip
# why a whole file is refused, or cannot be checked
PROBLEMS = {
    "empty": _("The file is empty. Export it again."),
    "binary": _("This is no table as text. Save it as CSV, and send that."),
    "long_line": _("Line {detail} is longer than any row of a roster. Save the table as CSV again."),
    "quote": _("A quotation mark is opened on line {detail} and never closed. Close it or take it out, and send the file again."),
    "many_columns": _("The file has more than 200 columns. Leave those that are asked for."),
    "many_posts": _("The file names more than 500 posts that are not on your list. Check which column holds the post."),
    "another": _("Your organization has an import that is not finished. Apply it or discard it first."),
    "zip_of_trainings": _("Trainings come in as CSV, not as a zip. Unpack it, and send the CSV."),
    "too_large": _("The file is larger than {detail} MB. Split it, or leave out columns that are not asked for."),
    "workbook": _("This is an Excel workbook. Save it as CSV UTF-8, and send that."),
    "name": _("The package holds “{entry}”, which is no file of OneRoster. Only its CSV files may be in the zip, and in no folder."),
    "manifest": _("The zip has no manifest.csv at its top, so it is no OneRoster package."),
    "version": _("The package says OneRoster version “{detail}”. Versions 1.1 and 1.2 are read."),
    "mode": _("The manifest says “{detail}” of {entry}, which does not fit. Export the package again."),
    "absent": _("The manifest names {entry}, but the package does not hold it. Export the package again."),
    "column": _("{entry} has no column “{detail}”. Export the package again."),
    "table": _("A file of the package is no table that can be read ({detail}). Export the package again."),
    "broken": _("More than 1,000 rows of {entry} cannot be read. Export the package again, as UTF-8."),
    "unreadable": _("The zip cannot be read. Export the package again."),
    "odd_name": _("The zip has an entry with an odd name, “{entry}”. Nothing of it was read."),
    "leads_out": _("The zip has an entry that leads out of its folder, “{entry}”. Nothing of it was read."),
    "no_file": _("The entry “{entry}” of the zip is a link or a device, not a file. Nothing of it was read."),
    "encrypted": _("The zip is locked with a password. Export the package without one."),
    "packed": _("The entry “{entry}” is packed in a way that is not read. Export the package again."),
    "twice": _("The entry “{entry}” stands in the zip twice. Nothing of it was read."),
    "many_files": _("The zip has {detail} files. A OneRoster package has at most 22."),
    "large": _("Unpacked the zip is larger than is taken. Leave out what is not staff."),
    "large_file": _("“{entry}” is larger than is taken. Leave out what is not staff."),
    "bomb": _("“{entry}” unpacks to {detail} times its size, as a zip bomb does. Nothing of it was read."),
}
KINDS = {"roster": _("Roster"), "oneroster": _("OneRoster package"), "elsewhere": _("Trainings from elsewhere")}


def refusal(code: str, entry: str = "", detail: str = "") -> str:
    """Why a file is refused, in the language of the page."""
    return str(PROBLEMS[code]).format(entry=entry[:80], detail=detail[:80])


def problem(imported: Import) -> str:
    return refusal(imported.problem, detail=str(imported.problem_line)) if imported.problem else ""


def columns_missing(names: Iterable[str]) -> str:
    said = ", ".join(str(COLUMNS[name]) for name in names)
    return gettext("Choose the column for: {names}.").format(names=said)


def told(fault: ImportFault) -> tuple[str, str, str]:
    """A fault in words: the column, what is wrong, what to do."""
    wrong, mend = FAULTS[fault.code]
    return str(COLUMNS.get(fault.column, fault.column)), str(wrong).format(figure=_figure(fault)), str(mend)


def _figure(fault: ImportFault) -> str:
    return day_in_words(date.fromisoformat(fault.figure)) if fault.code in ("too_late", "left_before_hired") else fault.figure
