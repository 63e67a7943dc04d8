"""Every verb of bringing in. Each asks first whether it is a manager of the organization; a manager of another finds nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from shelterwood_methods.formats import completions, oneroster, pdf, roster
from shelterwood_methods.formats.columns import matched, missing
from shelterwood_methods.formats.delimited import NoTable, Table

from shelterwood.prevent.training.acting import NotPossible, check_manages, note
from shelterwood.prevent.training.models import Import, Learner, TrainingElsewhere
from shelterwood.prevent.training.rosters import applying, tasks, wording
from shelterwood.prevent.training.rosters.checking import clear
from shelterwood.prevent.training.rosters.keeping import drop_file
from shelterwood.prevent.training.rosters.stored import Stored, keep, measured
from shelterwood.prevent.training.rules.importing import Kind, State, may_follow
from shelterwood.prevent.training.services import standings

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

SHAPES = {Kind.ROSTER: roster, Kind.ELSEWHERE: completions}
ZIP = b"PK\x03\x04"


# --- a file ----------------------------------------------------------------------------------------------------


def bring(*, by: Person, kind: Kind, file: BinaryIO, everybody: bool, at: datetime) -> Import:
    """Take a file in and have it checked; where its columns are not known, a person says first which is what.

    `kind` is ROSTER or ELSEWHERE; a zip among rosters is a OneRoster package, of which only staff is kept. Raises Forbidden, and
    NotPossible where another import is open or the file is none that can be read.
    """
    check_manages(by, by.organization_id)
    size, digest = measured(file)
    file.seek(0)
    zipped = file.read(len(ZIP)) == ZIP
    with tempfile.TemporaryFile() as sifted, transaction.atomic():
        made = Import(
            organization=by.organization, kind=kind, everybody=everybody, size=size, digest=digest, uploaded_by=by, uploaded_at=at, beat_at=at
        )
        made.state = State.MAPPING
        if zipped:
            file = _staff_of_package(made, file, sifted)
        _begin(made)
        keep(made, file)
        made.header = _header(made)
        _place(made, matched(made.header, SHAPES[Kind.ELSEWHERE if kind == Kind.ELSEWHERE else Kind.ROSTER].NAMES))
        note("bring_import", by, made.pk, at)
    return made


def _staff_of_package(made: Import, file: BinaryIO, sifted: BinaryIO) -> BinaryIO:
    """Sift a OneRoster package before anything of it is kept."""
    if made.kind != Kind.ROSTER:
        raise NotPossible(wording.refusal("zip_of_trainings"))

    def known(numbers: Collection[str]) -> set[str]:
        return set(Learner.objects.filter(organization=made.organization_id, number__in=list(numbers)).values_list("number", flat=True))

    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as text:
        try:
            found = oneroster.sift(file, text, known=known, today=made.uploaded_at.date().isoformat())
        except oneroster.NotTaken as problem:
            raise NotPossible(wording.refusal(problem.code, problem.entry, problem.detail)) from problem
        text.seek(0)
        while part := text.read(2**16):
            sifted.write(part.encode())
    made.kind, made.everybody, made.passed_by = Kind.ONEROSTER, found.everybody, found.passed_by
    made.unreadable = [[name, line, code] for (name, line), code in sorted(found.unreadable.items())]
    made.size = sifted.tell()
    return sifted


def _begin(made: Import) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        raise NotPossible(wording.refusal("another")) from problem


def _header(made: Import) -> list[str]:
    try:
        return [cell[:80].replace("\0", "") for cell in Table(Stored(made)).header]
    except NoTable as problem:
        raise NotPossible(wording.refusal(problem.code, detail=str(problem.line))) from problem


def _place(made: Import, columns: Mapping[str, int]) -> None:
    """Keep which column is what, and have the file checked if nothing needed is missing."""
    made.columns = dict(columns)
    needed = SHAPES[Kind.ELSEWHERE if made.kind == Kind.ELSEWHERE else Kind.ROSTER].NEEDED
    if not missing(columns, needed):
        made.state = State.CHECKING
        _queue(made)
    made.save()


def _queue(imported: Import) -> None:
    transaction.on_commit(lambda: tasks.check_import.enqueue(str(imported.pk)))


def choose_columns(imported: Import, *, by: Person, columns: Mapping[str, int], at: datetime) -> None:
    """Say which column is what. Raises Forbidden, and NotPossible where something needed is missing."""
    check_manages(by, imported.organization_id)
    shape = SHAPES[Kind.ELSEWHERE if imported.kind == Kind.ELSEWHERE else Kind.ROSTER]
    if absent := missing(columns, shape.NEEDED):
        raise NotPossible(wording.columns_missing(absent))
    if len(set(columns.values())) != len(columns) or not set(columns.values()) <= set(range(len(imported.header))):
        raise NotPossible(_("Choose another column for each."))
    with transaction.atomic():
        row = _locked(imported, State.CHECKING)
        row.beat_at = at
        _place(row, columns)


def apply(imported: Import, *, by: Person, without_refused: bool = False, at: datetime) -> None:
    """Bring in what was checked, all or nothing, and delete the file.

    Raises Forbidden; NotPossible where rows are refused and nobody said to leave them out, and where people changed since the check,
    which is then made again.
    """
    check_manages(by, imported.organization_id)
    try:
        with transaction.atomic():
            row = _locked(imported, State.APPLIED)
            if row.counts.get("refused") and not without_refused:
                raise NotPossible(_("Some rows are refused. Mend the file and send it again, or say that it comes in without them."))
            row.state, row.applied_by, row.applied_at = State.APPLIED, by, at
            (applying.apply_trainings if row.kind == Kind.ELSEWHERE else applying.apply_staff)(row)
            drop_file(row)
            row.save()
            note("apply_import", by, row.pk, at)
    except applying.Stale as problem:
        check_again(imported, by=by, at=at)
        raise NotPossible(_("Your people changed since the file was checked. It is checked again now.")) from problem


def check_again(imported: Import, *, by: Person, at: datetime) -> None:
    """Have a file checked anew, as after people changed. Raises Forbidden."""
    check_manages(by, imported.organization_id)
    with transaction.atomic():
        row = _locked(imported, State.CHECKING)
        row.state, row.beat_at = State.CHECKING, at
        row.save()
        _queue(row)


def discard(imported: Import, *, by: Person, at: datetime) -> None:
    """Let an import go, with its file and all that was read of it. Raises Forbidden."""
    check_manages(by, imported.organization_id)
    with transaction.atomic():
        row = _locked(imported, State.DISCARDED)
        drop_file(row)
        clear(row)
        row.state, row.discarded_by, row.discarded_at = State.DISCARDED, by, at
        row.save()
        note("discard_import", by, row.pk, at)


def undo(imported: Import, *, by: Person, at: datetime) -> None:
    """Put everything back as it was. Raises Forbidden, and NotPossible where something newer touched the rows."""
    check_manages(by, imported.organization_id)
    try:
        with transaction.atomic():
            row = _locked(imported, State.UNDONE)
            if not (row.learners.exists() or row.trainings.exists()):
                raise NotPossible(_("What was before is no longer kept, so this import can no longer be undone."))
            (applying.undo_trainings if row.kind == Kind.ELSEWHERE else applying.undo_staff)(row)
            clear(row)
            row.state, row.undone_by, row.undone_at, row.posts_made = State.UNDONE, by, at, []
            row.save()
            note("undo_import", by, row.pk, at)
    except applying.Stale as problem:
        raise NotPossible(
            _(
                "Something newer touched these people: a later import, a training, or a change by hand. Nothing was undone; correct the rows that are wrong."
            )
        ) from problem


def _locked(imported: Import, state: State) -> Import:
    """The import as it stands now, if it may come into this state. Raises NotPossible."""
    row = Import.objects.select_for_update(of=("self",)).select_related("organization").get(pk=imported.pk)
    if not may_follow(state, State(row.state)):
        raise NotPossible(_("This import has gone on meanwhile. Look at its page again."))
    return row


# --- one training by hand ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """A training completed elsewhere, as somebody enters it."""

    title: str
    provider: str
    completed_on: date
    minutes: int | None = None
    proofs: list[str] = field(default_factory=list)
    approvals: dict[str, str] = field(default_factory=dict)
    reference: str = ""
    kept_where: str = ""


def enter_training(learner: Learner, *, by: Person, told: Told, document: bytes | None, at: datetime) -> TrainingElsewhere:
    """Enter one training with its proof: a number, where the paper is kept, or the paper itself as PDF.

    Raises Forbidden, and NotPossible without any proof, for a PDF that is none or acts, and where it stands already.
    """
    check_manages(by, learner.organization_id)
    if not (told.reference or told.kept_where or document):
        raise NotPossible(_("Say the number of the proof or where it is kept, or send it as a PDF."))
    if document is not None:
        _refuse_document(document)
    digest = hashlib.sha256(document).hexdigest() if document is not None else ""
    try:
        with transaction.atomic():
            made = TrainingElsewhere.objects.create(
                learner=learner, title=told.title, provider=told.provider, completed_on=told.completed_on, minutes=told.minutes,
                proofs=told.proofs, approvals=told.approvals, reference=told.reference, kept_where=told.kept_where, document=document,
                document_digest=digest, entered_by=by, entered_at=at,
            )  # fmt: skip
            standings.touched([learner.pk])
            note("enter_training", by, made.pk, at)
    except IntegrityError as problem:
        raise NotPossible(_("This training of this person and day is entered already. To change it, withdraw it first.")) from problem
    return made


def _refuse_document(document: bytes) -> None:
    if not pdf.is_pdf(document):
        raise NotPossible(_("This PDF is broken or cut off. Open it, save it anew, and send it again."))
    if pdf.encrypted(document):
        raise NotPossible(_("This PDF is locked with a password. Save it without one, and send it again."))
    if pdf.acts(document):
        raise NotPossible(_("This PDF holds a script, an action or an attachment. Print it to a new PDF, and send that."))


def withdraw(training: TrainingElsewhere, *, by: Person, why: str, at: datetime) -> None:
    """Take back a training that was entered wrongly; it stays on the record with the reason. Raises Forbidden, and NotPossible without one."""
    check_manages(by, training.learner.organization_id)
    if not why.strip():
        raise NotPossible(_("Say why the training is withdrawn."))
    with transaction.atomic():
        row = TrainingElsewhere.objects.select_for_update(of=("self",)).select_related("learner").get(pk=training.pk)
        if row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why.strip()
            row.save()
            standings.touched([row.learner_id])
            note("withdraw_training", by, row.pk, at)


def read_proof(training: TrainingElsewhere, *, by: Person, at: datetime) -> bytes | None:
    """The document that was kept, for a manager; the reading leaves its event. Raises Forbidden."""
    check_manages(by, training.learner.organization_id)
    with transaction.atomic():
        note("read_proof", by, training.pk, at)
        return bytes(training.document) if training.document is not None else None


def set_number(learner: Learner, *, by: Person, number: str, at: datetime) -> None:
    """Say which number of the roster somebody has who began here without one. Raises Forbidden, and NotPossible where it is taken."""
    check_manages(by, learner.organization_id)
    try:
        with transaction.atomic():
            row = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
            if row.number:
                raise NotPossible(_("This person has a number already. A roster changes everything else."))
            row.number = number
            row.save(update_fields=["number"])
            note("set_staff_number", by, row.pk, at)
    except IntegrityError as problem:
        raise NotPossible(_("Somebody else has this number.")) from problem
