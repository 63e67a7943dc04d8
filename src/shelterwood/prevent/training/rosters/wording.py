"""The words of bringing in: columns, why a row or a file is refused and what to do, how an import stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from shelterwood_methods.statutes.training import Proof

from shelterwood.foundation.design.times import day_in_words
from shelterwood.prevent.training.models import Import, ImportFault

COLUMNS = {
    "number": lazy("Employee number"),
    "name": lazy("Name"),
    "given": lazy("First name"),
    "family": lazy("Last name"),
    "post": lazy("Post"),
    "site": lazy("Site"),
    "hired_on": lazy("Hired on"),
    "left_on": lazy("Left on"),
    "title": lazy("Course title"),
    "provider": lazy("Provider"),
    "completed_on": lazy("Completed on"),
    "minutes": lazy("Minutes"),
    "proof": lazy("Kind of proof"),
    "reference": lazy("Number on the proof"),
    "kept_where": lazy("Where kept"),
    "approval": lazy("Approval number"),
    "mandate": lazy("Mandate"),
}
PROOFS = {
    Proof.SIGNED_ACKNOWLEDGMENT: lazy("Signed acknowledgment"),
    Proof.CERTIFICATE: lazy("Certificate"),
    Proof.PERSONNEL_FILE_CERTIFICATION: lazy("Certification in the personnel file"),
    Proof.ROSTER: lazy("Attendance list with names, posts and dates"),
    Proof.TRAINING_RECORD: lazy("Record of training"),
    Proof.LICENSEE_RECORD: lazy("Record that the license holder keeps"),
    Proof.CE_RECORD: lazy("Continuing education record"),
    Proof.STATE_RECORD: lazy("Record of the state"),
    Proof.STATE_CERTIFICATION: lazy("Certification by the state"),
}
# word of a fault: what is wrong, and what to do
FAULTS = {
    "mixed": (lazy("Two character sets are mixed in this row."), lazy("Save the whole file as UTF-8 and look at this row.")),
    "lost": (lazy("Some letters of this row were lost."), lazy("Type the row again, and save the file as UTF-8.")),
    "quote": (lazy("A quotation mark is opened here and not closed."), lazy("Close it or take it out.")),
    "cells": (lazy("This row does not have {figure} cells like the header."), lazy("Put cells that hold a comma between quotation marks.")),
    "garbled": (lazy("The letters with accents are damaged."), lazy("Type the cell again, and save the file as UTF-8.")),
    "control": (lazy("The cell holds a sign that cannot be seen."), lazy("Type the cell again.")),
    "needed": (lazy("The cell is empty."), lazy("Fill it in.")),
    "too_long": (lazy("The cell has more than {figure} characters."), lazy("Shorten it, or check that it is the right column.")),
    "twice": (lazy("Line {figure} says this too."), lazy("Leave one row.")),
    "day_form": (lazy("This is no day that can be read."), lazy("Write it as 2026-11-24 or 11/24/2026.")),
    "day_impossible": (lazy("This day is in no calendar."), lazy("Correct it. Month first: 11/24/2026, or 2026-11-24.")),
    "day_first": (lazy("The day stands before the month."), lazy("Write the month first: 11/24/2026, or 2026-11-24.")),
    "day_ambiguous": (
        lazy("This could be two days: other rows write the day first."),
        lazy("Write all days of the file as 2026-11-24."),
    ),
    "day_short_year": (lazy("The year has two digits."), lazy("Write four: 11/24/2026, or 2026-11-24.")),
    "day_serial": (lazy("This is a number, not a day."), lazy("Set the column to a date format in the spreadsheet, and save again.")),
    "day_too_early": (lazy("This day is before 1930."), lazy("Correct the year.")),
    "left_before_hired": (lazy("This day is before the day of hire, {figure}."), lazy("Correct one of the two days.")),
    "too_late": (lazy("This day is too far ahead: after {figure}."), lazy("Correct the year.")),
    "site_unknown": (lazy("None of your sites has this name, or two have it."), lazy("Write the name as your list of sites has it, or leave the cell empty.")),
    "number_unknown": (lazy("Nobody on your list of staff has this number."), lazy("Correct it, or bring in the roster first.")),
    "minutes": (lazy("This is no number of minutes."), lazy("Write a whole number, such as 60, or leave the cell empty.")),
    "proof_unknown": (lazy("This kind of proof is not known."), lazy("Write one of the words that the sample names, such as certificate.")),
    "proof_needed": (lazy("Nothing says where the proof is."), lazy("Fill in the number on the proof, or where it is kept.")),
    "mandate_unknown": (lazy("This mandate is not known."), lazy("Write its id as the list of mandates has it, such as TX-HOTEL-TRAIN-01.")),
    "mandate_needed": (lazy("The approval number belongs to no mandate."), lazy("Fill in the mandate, or leave both cells empty.")),
    "approval_needed": (lazy("The mandate has no approval number."), lazy("Fill in the number, or leave both cells empty.")),
    "other_details": (
        lazy("This training is entered already, with other details."),
        lazy("Leave the row out. To change what is entered, withdraw it first."),
    ),
}  # fmt: skip
# why a whole file is refused, or cannot be checked
PROBLEMS = {
    "empty": lazy("The file is empty. Export it again."),
    "binary": lazy("This is no table as text. Save it as CSV, and send that."),
    "long_line": lazy("Line {detail} is longer than any row of a roster. Save the table as CSV again."),
    "quote": lazy("A quotation mark is opened on line {detail} and never closed. Close it or take it out, and send the file again."),
    "many_columns": lazy("The file has more than 200 columns. Leave those that are asked for."),
    "many_posts": lazy("The file names more than 500 posts that are not on your list. Check which column holds the post."),
    "another": lazy("Your organization has an import that is not finished. Apply it or discard it first."),
    "zip_of_trainings": lazy("Trainings come in as CSV, not as a zip. Unpack it, and send the CSV."),
    "too_large": lazy("The file is larger than {detail} MB. Split it, or leave out columns that are not asked for."),
    "workbook": lazy("This is an Excel workbook. Save it as CSV UTF-8, and send that."),
    "name": lazy("The package holds “{entry}”, which is no file of OneRoster. Only its CSV files may be in the zip, and in no folder."),
    "manifest": lazy("The zip has no manifest.csv at its top, so it is no OneRoster package."),
    "version": lazy("The package says OneRoster version “{detail}”. Versions 1.1 and 1.2 are read."),
    "mode": lazy("The manifest says “{detail}” of {entry}, which does not fit. Export the package again."),
    "absent": lazy("The manifest names {entry}, but the package does not hold it. Export the package again."),
    "column": lazy("{entry} has no column “{detail}”. Export the package again."),
    "table": lazy("A file of the package is no table that can be read ({detail}). Export the package again."),
    "broken": lazy("More than 1,000 rows of {entry} cannot be read. Export the package again, as UTF-8."),
    "unreadable": lazy("The zip cannot be read. Export the package again."),
    "odd_name": lazy("The zip has an entry with an odd name, “{entry}”. Nothing of it was read."),
    "leads_out": lazy("The zip has an entry that leads out of its folder, “{entry}”. Nothing of it was read."),
    "no_file": lazy("The entry “{entry}” of the zip is a link or a device, not a file. Nothing of it was read."),
    "encrypted": lazy("The zip is locked with a password. Export the package without one."),
    "packed": lazy("The entry “{entry}” is packed in a way that is not read. Export the package again."),
    "twice": lazy("The entry “{entry}” stands in the zip twice. Nothing of it was read."),
    "many_files": lazy("The zip has {detail} files. A OneRoster package has at most 22."),
    "large": lazy("Unpacked the zip is larger than is taken. Leave out what is not staff."),
    "large_file": lazy("“{entry}” is larger than is taken. Leave out what is not staff."),
    "bomb": lazy("“{entry}” unpacks to {detail} times its size, as a zip bomb does. Nothing of it was read."),
}
KINDS = {"roster": lazy("Roster"), "oneroster": lazy("OneRoster package"), "elsewhere": lazy("Trainings from elsewhere")}


def refusal(code: str, entry: str = "", detail: str = "") -> str:
    """Why a file is refused, in the language of the page."""
    return str(PROBLEMS[code]).format(entry=entry[:80], detail=detail[:80])


def problem(imported: Import) -> str:
    return refusal(imported.problem, detail=str(imported.problem_line)) if imported.problem else ""


def columns_missing(names: Iterable[str]) -> str:
    said = ", ".join(str(COLUMNS[name]) for name in names)
    return _("Choose the column for: {names}.").format(names=said)


def told(fault: ImportFault) -> tuple[str, str, str]:
    """A fault in words: the column, what is wrong, what to do."""
    wrong, mend = FAULTS[fault.code]
    return str(COLUMNS.get(fault.column, fault.column)), str(wrong).format(figure=_figure(fault)), str(mend)


def _figure(fault: ImportFault) -> str:
    return day_in_words(date.fromisoformat(fault.figure)) if fault.code in ("too_late", "left_before_hired") else fault.figure
