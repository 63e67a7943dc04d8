"""Bringing in people, places and organizations from a file: read and staged whole, looked at, then applied or let go, and undone whole.

The file is read as it comes, in bounded memory, and is not kept. What it would do is written beside the tables that count, in one
transaction; applying and undoing it is one transaction each, so nothing is ever half done.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from shelterwood_methods.formats import members
from shelterwood_methods.formats.columns import matched, missing
from shelterwood_methods.formats.delimited import NoTable, Table
from shelterwood_methods.formats.rows import Fault

from shelterwood.collaborate.people.models import Import, ImportFault, ImportRow
from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import NotPossible, check, may_import
from shelterwood.collaborate.people.rules import FOLLOWS, MOST_ROWS, Kind, State
from shelterwood.collaborate.people.staging import Changed, Staging
from shelterwood.collaborate.people.wording import COLUMNS
from shelterwood.prevent.training.rosters.wording import refusal

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

BATCH = 500


class Lent(io.RawIOBase):
    """A file that its reader does not close: the request's is the request's to close."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def bring(*, by: Person, kind: Kind, file: BinaryIO, at: datetime) -> Import:
    """Read a file and stage what it would do. Nothing is changed yet.

    Raises Forbidden; NotPossible where another one waits, or the file is no table, lacks a column, or has more than 50,000 rows.
    """
    check(may_import(kind, by.organization, by))
    try:
        with transaction.atomic():
            made = Import.objects.create(organization=by.organization, kind=kind, state=State.CHECKED, uploaded_by=by, uploaded_at=at)
            _read(made, file)
            note("bring_people", by, made.pk, at, word=kind)
    except IntegrityError as problem:
        raise NotPossible(_("Another file waits. Apply it or discard it first.")) from problem
    except NoTable as problem:
        raise NotPossible(refusal(problem.code, detail=str(problem.line))) from problem
    return made


def _read(made: Import, file: BinaryIO) -> None:
    file.seek(0)
    table = Table(Lent(file))
    shape = members.SHAPES[made.kind]
    columns = matched(table.header, shape.names)
    if absent := missing(columns, shape.needed):
        raise NotPossible(_("The file has no column for: {names}.").format(names=", ".join(str(COLUMNS[name]) for name in absent)))
    staging = Staging.of(made)
    counts: Counter[str] = Counter()
    for batch in batched(shape.rows(table, columns), BATCH):
        counts["rows"] += len(batch)
        if counts["rows"] > MOST_ROWS:
            raise NotPossible(_("The file has more than 50,000 rows. Split it."))
        _write(made, batch, staging, counts)
    made.counts, made.encodings = dict(counts), sorted({*table.lines.encodings} or {"ASCII"})
    made.unread = [name[:80] for place, name in enumerate(table.header) if place not in columns.values()]
    made.save()


def _write(made: Import, batch: tuple[members.Read, ...], staging: Staging, counts: Counter[str]) -> None:
    """Stage a batch: each row is new, changed, the same or refused."""
    rows: list[ImportRow] = []
    faults: list[ImportFault] = []
    for staged in staging.judge(batch):
        match staged:
            case None:
                counts["same"] += 1
            case ImportRow():
                counts[staged.action] += 1
                rows.append(staged)
            case _:
                counts["refused"] += 1
                faults += [_fault(made, each) for each in staged]
    ImportRow.objects.bulk_create(rows)
    ImportFault.objects.bulk_create(faults)


def _fault(made: Import, fault: Fault) -> ImportFault:
    value = fault.value.replace("\0", "?")
    return ImportFault(imported=made, line=fault.line, column=fault.column, value=value, code=fault.code, figure=fault.figure[:40])


def apply(imported: Import, *, by: Person, without_refused: bool, at: datetime) -> None:
    """Do what was staged, all of it or nothing.

    Raises Forbidden; NotPossible where rows are refused and nobody said to leave them out, and where something changed since the file was read.
    """
    check(may_import(imported.kind, imported.organization, by))
    _whole(imported, State.APPLIED, by=by, at=at, without_refused=without_refused)


def undo(imported: Import, *, by: Person, at: datetime) -> None:
    """Put everything back as it was, all of it or nothing. Raises Forbidden, and NotPossible where something newer touched it."""
    check(may_import(imported.kind, imported.organization, by))
    _whole(imported, State.UNDONE, by=by, at=at)


def discard(imported: Import, *, by: Person, at: datetime) -> None:
    """Let go what was staged. Raises Forbidden."""
    check(may_import(imported.kind, imported.organization, by))
    with transaction.atomic():
        row = _locked(imported, State.DISCARDED)
        row.rows.all().delete()
        row.faults.all().delete()
        row.state, row.discarded_by, row.discarded_at = State.DISCARDED, by, at
        row.save()
        note("discard_people", by, row.pk, at, word=row.kind)


def _whole(imported: Import, state: State, *, by: Person, at: datetime, without_refused: bool = True) -> None:
    try:
        with transaction.atomic():
            row = _locked(imported, state)
            if row.counts.get("refused") and not without_refused:
                raise NotPossible(_("Some rows are refused. Mend the file and send it again, or say that it comes in without them."))
            staging = Staging.of(row)
            for batch in batched(_rows(row), BATCH):
                (staging.do if state == State.APPLIED else staging.undo)(batch, at)
            row.state = state
            if state == State.APPLIED:
                row.applied_by, row.applied_at = by, at
            else:
                row.undone_by, row.undone_at = by, at
            row.save()
            note("apply_people" if state == State.APPLIED else "undo_people", by, row.pk, at, word=row.kind)
    except (Changed, IntegrityError, ProtectedError) as problem:
        raise NotPossible(_("Something changed meanwhile that this file touches. Nothing was done.")) from problem


def _rows(imported: Import) -> Iterator[ImportRow]:
    """The staged rows in order, in pieces that are read one after another."""
    last = 0
    while piece := list(imported.rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from piece
        last = piece[-1].pk


def _locked(imported: Import, state: State) -> Import:
    """The import as it stands now, if it may come into this state. Raises NotPossible."""
    row = Import.objects.select_for_update(of=("self",)).select_related("organization").get(pk=imported.pk)
    if state not in FOLLOWS[State(row.state)]:
        raise NotPossible(_("This file has gone on meanwhile. Look at its page again."))
    return row
