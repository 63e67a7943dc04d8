"""The check of an uploaded file, in the background: row by row, in bounded memory, into tables beside those that count.

What a check writes it writes in batches, each with its sign of life. A check that broke off is started again from the beginning; one
that was overtaken or discarded meanwhile finds itself so at its next batch, and stops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from shelterwood_methods.formats.delimited import NoTable, Table
from shelterwood_methods.formats.rows import Fault, any_day_first

from shelterwood.prevent.training.models import Import, ImportedLearner, ImportedTraining, ImportFault
from shelterwood.prevent.training.rosters.stored import Stored
from shelterwood.prevent.training.rules.importing import Kind, State

BATCH = 1_000


class Overtaken(Exception):
    """Another run of the same check has begun, or the import was discarded."""


@dataclass
class Check:
    """One run of the check of one import."""

    imported: Import
    run: UUID
    source: Stored
    counts: Counter[str] = field(default_factory=Counter)
    day_first_elsewhere: bool = False
    _rows: list[ImportedLearner | ImportedTraining] = field(default_factory=list)
    _faults: list[ImportFault] = field(default_factory=list)

    def stage(self, row: ImportedLearner | ImportedTraining) -> None:
        self._rows.append(row)

    def refuse(self, faults: list[Fault]) -> None:
        """One row is refused, for these reasons."""
        self.counts["refused"] += 1
        self._faults += [
            ImportFault(
                imported=self.imported, line=each.line, column=each.column, value=each.value.replace("\0", "?"), code=each.code, figure=each.figure
            )
            for each in faults
        ]

    def write(self, *, final: State | None = None, problem: NoTable | None = None) -> None:
        """Write what waits, with a sign of life; `final`: and end. Raises Overtaken."""
        said = {"looked_at": self.source.looked_at, "beat_at": timezone.now(), "counts": dict(self.counts)}
        if final:
            said |= {"state": final, "encodings": sorted(self.imported.encodings)}
        if problem:
            said |= {"problem": problem.code, "problem_line": problem.line}
        with transaction.atomic():
            if not Import.objects.filter(pk=self.imported.pk, run=self.run, state=State.CHECKING).update(**said):
                raise Overtaken
            ImportedLearner.objects.bulk_create(row for row in self._rows if isinstance(row, ImportedLearner))
            ImportedTraining.objects.bulk_create(row for row in self._rows if isinstance(row, ImportedTraining))
            ImportFault.objects.bulk_create(self._faults)
        self._rows, self._faults = [], []

    def beat(self) -> None:
        """Write where enough waits."""
        if len(self._rows) + len(self._faults) >= BATCH:
            self.write()


def check(identifier: UUID, *, at: datetime) -> None:
    """Check an import from the beginning, whatever an earlier run left behind. Does nothing for one that waits for no check."""
    from shelterwood.prevent.training.rosters.staff import check_staff
    from shelterwood.prevent.training.rosters.trainings import check_trainings

    imported = _claimed(identifier, at)
    if imported is None or imported.run is None:
        return
    source = Stored(imported)
    run = Check(imported, imported.run, source)
    try:
        (check_trainings if imported.kind == Kind.ELSEWHERE else check_staff)(run)
        run.write(final=State.CHECKED)
    except NoTable as problem:
        _fail(run, problem)
    except Overtaken:
        return


def _claimed(identifier: UUID, at: datetime) -> Import | None:
    with transaction.atomic():
        found = Import.objects.select_for_update(of=("self",)).select_related("organization").filter(pk=identifier, state=State.CHECKING).first()
        if found is None:
            return None
        clear(found)
        found.run, found.beat_at, found.looked_at, found.counts = uuid4(), at, 0, {}
        found.save()
    return found


def clear(imported: Import) -> None:
    """Drop what a check left: staged rows and faults."""
    for rows in (imported.learners, imported.trainings, imported.faults):
        rows.all().delete()


def _fail(run: Check, problem: NoTable) -> None:
    """The file is no table: nothing of it is kept."""
    with transaction.atomic():
        try:
            run.write(final=State.FAILED, problem=problem)
        except Overtaken:
            return
        clear(run.imported)
        run.imported.pieces.all().delete()


def rows_of[T](run: Check, read: Callable[[Table], Iterator[T]], days: tuple[str, ...]) -> Iterator[list[T]]:
    """What `read` makes of the rows, in batches. First the file is read once for days that only make sense as day/month/year."""
    places = [run.imported.columns[name] for name in days if name in run.imported.columns]
    if places:
        run.day_first_elsewhere = any_day_first(Table(Stored(run.imported)), places)
    table = Table(run.source)
    batch: list[T] = []
    for row in read(table):
        run.counts["rows"] += 1
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
            run.write()
    if batch:
        yield batch
    run.imported.encodings = sorted({*table.lines.encodings} or {"ASCII"})
