"""What a file of trainings completed elsewhere would add to the learners of an organization."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from shelterwood_methods.formats.completions import DAYS, Trained, trained
from shelterwood_methods.formats.delimited import Table
from shelterwood_methods.formats.rows import Fault
from shelterwood_methods.statutes.training import load

from shelterwood.prevent.training.models import ImportedTraining, Learner, TrainingElsewhere
from shelterwood.prevent.training.rosters.checking import Check, rows_of

type Read = tuple[Trained | None, list[Fault]]


@cache
def mandates() -> frozenset[str]:
    """The mandates on persons that an approval may name."""
    return frozenset(each.id for each in load().by_id.values() if each.of_persons)


def check_trainings(run: Check) -> None:
    """Stage the rows. Raises Overtaken, and NoTable for a file that is none."""
    seen: dict[int, int] = {}  # the hash of who, what, whose and when, to the line
    columns, today = run.imported.columns, run.imported.uploaded_at.date()

    def read(table: Table) -> Iterator[Read]:
        width, known = len(table.header), mandates()
        for record in table:
            yield trained(record, columns, width, today=today, mandates=known, day_first_elsewhere=run.day_first_elsewhere)

    for batch in rows_of(run, read, DAYS):
        _stage(run, batch, seen)


def _stage(run: Check, batch: list[Read], seen: dict[int, int]) -> None:
    numbers = [row.number for row, _ in batch if row]
    organization = run.imported.organization
    learners = {each.number: each for each in Learner.objects.filter(organization=organization, number__in=numbers)}
    there = {
        (each.learner.number, each.title, each.provider, each.completed_on): each
        for each in TrainingElsewhere.objects.filter(learner__in=learners.values(), withdrawn_at=None).select_related("learner").defer("document")
    }
    for row, faults in batch:
        if row is None:
            run.refuse(faults)
            continue
        key = (row.number, row.title, row.provider, row.completed_on)
        if row.number not in learners:
            run.refuse([Fault(row.line, "number", row.number, "number_unknown")])
        elif first := seen.get(hash(key)):
            run.refuse([Fault(row.line, "number", row.number, "twice", str(first))])
        elif was := there.get(key):
            _compare(run, row, was)
        else:
            run.counts["new"] += 1
            run.stage(_training(run, row, learners[row.number]))
        seen.setdefault(hash(key), row.line)


def _compare(run: Check, row: Trained, was: TrainingElsewhere) -> None:
    """The same training again is nothing new. With other details it is refused: evidence is withdrawn, never overwritten."""
    given = (row.minutes, [row.proof.value], row.approvals, row.reference, row.kept_where)
    if given == (was.minutes, was.proofs, was.approvals, was.reference, was.kept_where):
        run.counts["same"] += 1
    else:
        run.refuse([Fault(row.line, "title", row.title[:80], "other_details")])


def _training(run: Check, row: Trained, learner: Learner) -> ImportedTraining:
    return ImportedTraining(
        imported=run.imported, line=row.line, learner=learner, title=row.title, provider=row.provider, completed_on=row.completed_on,
        minutes=row.minutes, proofs=[row.proof.value], approvals=row.approvals, reference=row.reference, kept_where=row.kept_where,
    )  # fmt: skip
