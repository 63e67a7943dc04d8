"""Runs as their people may see them: the list, one run opened, one's own tasks. What is protected passes the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.refusals import evenly
from shelterwood.foundation.vault.services import reveal
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.lists import Wanted
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import ENVELOPE, Field, Purpose
from shelterwood.prevent.protocols.models import Entry, Run, Task
from shelterwood.prevent.protocols.permissions import may_read, reads_its_beginning, reads_what_it_is_about
from shelterwood.prevent.protocols.queries.adopting import in_force
from shelterwood.prevent.protocols.queries.value import signed_text, value_of
from shelterwood.prevent.protocols.rules.entries import RunState, What
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.running import OPEN, Planned, answers_to_ask, finished, moments_to_ask, progress

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.gates.disclosure.models import Record

KIND = "run"
PAGE = 25
MOST = 400  # of runs that are looked through for one's tasks
FIELDS = ENVELOPE | {Field.NARRATIVE}


@dataclass(frozen=True)
class Row:
    """A run in a list: which protocol, since when, how it stands. No word of it."""

    run: Run
    protocol: Protocol
    open_tasks: int
    due_at: datetime | None


def runs(*, by: Principal, page: int = 1) -> tuple[list[Row], bool]:
    """A page of one's organization's runs that one may read, the last begun first, and whether another page follows."""
    with transaction.atomic():
        found = list(_from(_permitted(by), (page - 1) * PAGE, PAGE + 1))
        return [_row(run) for run in found[:PAGE]], len(found) > PAGE


def _from(found: Iterator[Run], offset: int, limit: int) -> Iterator[Run]:
    """What may not be seen leaves no gap: pages are cut after it was left out."""
    for number, run in enumerate(found):
        if number >= offset + limit:
            return
        if number >= offset:
            yield run


def _permitted(by: Principal) -> Iterator[Run]:
    """One's own organization's runs, newest first, asked of the gate in pieces."""
    offset = 0
    while True:
        listed, _ = disclosure.list_records(
            by=by, fields=FIELDS, purpose=Purpose.OWN_WORK, wanted=Wanted(KIND, open_only=False, limit=2 * PAGE, offset=offset)
        )
        rows = {run.record_id: run for run in _loaded().filter(record__in=[each.record for each in listed])}
        for each in listed:
            run = rows.get(each.record)
            if run and run.record.owner_id == by.organization.id and reads_its_beginning(run, by):
                yield run
        if len(listed) < 2 * PAGE:
            return
        offset += len(listed)


def _loaded() -> QuerySet[Run]:
    """Runs with what their rules need."""
    rows = Run.objects.select_related("record__county", "record__owner", "about__owner", "adoption", "begun_by", "closed_by")
    return rows.prefetch_related("entries", "answers", "tasks__assigned_to", "tasks__done_by")


def _row(run: Run) -> Row:
    tasks = [task for task in run.tasks.all() if task.state in OPEN]
    return Row(run, signed_text(run.adoption), len(tasks) if run.going_on else 0, min((task.due_at for task in tasks if task.due_at), default=None))


@dataclass(frozen=True)
class Said:
    """An entry with its words opened, and what corrected it."""

    entry: Entry
    words: str
    corrected: bool


@dataclass(frozen=True)
class View:
    """One run as one person may see it now."""

    run: Run
    protocol: Protocol
    steps: tuple[tuple[Planned, Task | None], ...]
    said: tuple[Said, ...]
    answers: Mapping[str, str]  # question to yes, no or unknown, those that were asked and not answered too
    moments: Mapping[str, datetime | None]
    may_finish: bool


def view(reference: str, *, by: Principal) -> View | None:
    """The run with this reference with its words, opened against an event; None where it is not there or not to be seen.

    The two cases of None take the same time, so that waiting for the answer tells nobody whether the reference exists.
    """
    return evenly(lambda: _seen(reference, by))


def _seen(reference: str, by: Principal) -> View | None:
    with transaction.atomic():
        run = _loaded().filter(reference=reference, record__owner=by.organization.id).first()
        if run is None or not may_read(run, by):
            if run:
                disclosure.read_record(run.record, FIELDS, by=by, purpose=Purpose.OWN_WORK)  # the refusal is noted too
            return None
        reading = disclosure.read_record(run.record, FIELDS, by=by, purpose=Purpose.OWN_WORK)
        return _view(run, reading, by)


def _view(run: Run, reading: disclosure.Reading, by: Principal) -> View:
    entries = list(run.entries.select_related("said_by", "run__record"))
    opened = reveal({each.place: bytes(each.words) for each in entries if each.words}, event=reading.event)
    value, tasks = value_of(run), {(task.step, task.round): task for task in run.tasks.all()}
    gone = {each.corrects_id for each in entries}
    state = run.record.county.state
    return View(
        run=run,
        protocol=value.protocol,
        steps=tuple((each, tasks.get((each.step.id, each.round))) for each in progress(value, by.now)),
        said=tuple(Said(each, opened[each.place] if each.words else "", each.id in gone) for each in entries),
        answers={
            name: value.answers[name].value if name in value.answers else "" for name in answers_to_ask(value.protocol, state, value.setting.law)
        },
        moments={name: value.moments.get(name) for name in moments_to_ask(value.protocol)},
        may_finish=run.going_on and finished(value, by.now),
    )


def known_values(run: Run) -> dict[str, int]:
    """How often anything was said of what is known: rows are only added, so the count is a revision."""
    return {"answers": run.answers.count(), "moments": run.entries.filter(what=What.MOMENT).count()}


def runs_about(about: Record, *, by: Principal) -> list[tuple[Run, Protocol, bool]]:
    """The runs that one's own organization began from a record, for somebody who may read that record, and whether one takes part."""
    found = list(_loaded().filter(about=about, record__owner=by.organization.id).order_by("begun_at"))
    if not found or not reads_what_it_is_about(about, by):  # most concerns have none, and the gate's answer costs more than looking
        return []
    return [(run, signed_text(run.adoption), may_read(run, by)) for run in found]


def to_join(reference: str, *, by: Principal) -> Run | None:
    """A run by its reference for the verb that takes part in it; the verb asks whether one may."""
    return Run.objects.select_related("record__owner", "about__owner").filter(reference=reference, record__owner=by.organization.id).first()


@dataclass(frozen=True)
class Mine:
    """A task that waits for one person: which run, which step, by when."""

    task: Task
    run: Run
    name: Mapping[str, str]  # language to the step's name
    late: bool


def my_tasks(*, by: Principal) -> list[Mine]:
    """What waits for this person: given to them, or in a run of theirs that nobody else was given. Late first, then soonest due."""
    mine = Task.objects.filter(state__in=OPEN, run__state=RunState.OPEN, run__record__owner=by.organization.id)
    mine = mine.filter(assigned_to=by.id) | mine.filter(assigned_to=None, run__begun_by=by.id)
    tasks = list(mine.select_related("run__record__county", "run__record__owner", "run__about__owner", "run__adoption")[:MOST])
    with transaction.atomic():
        readable = {run.pk for run in {task.run for task in tasks} if may_read(run, by)}
        found = [_mine(task, by.now) for task in tasks if task.run_id in readable]
    return sorted(found, key=lambda each: (not each.late, each.task.due_at is None, each.task.due_at or by.now, each.run.begun_at))


def steps_of(person: UUID) -> int:
    """How many steps of runs that go on were given to somebody, or wait in a run that they began; a count alone."""
    waiting = Task.objects.filter(state__in=OPEN, run__state=RunState.OPEN)
    return (waiting.filter(assigned_to=person) | waiting.filter(assigned_to=None, run__begun_by=person)).count()


def _mine(task: Task, now: datetime) -> Mine:
    step = signed_text(task.run.adoption).step(task.step)
    return Mine(task, task.run, {"en": step.name.en, "es": step.name.es}, bool(task.certain and task.due_at and task.due_at < now))


def to_begin(organization: UUID, language: str) -> list[tuple[str, str]]:
    """The protocols that an organization can run, by id, with their titles."""
    return [(each.protocol, signed_text(each).title.of(language)) for each in in_force(organization, runnable=True)]


def colleagues(*, by: Principal) -> list[Person]:
    """Whom a task can be given to."""
    return accounts.people_of([by.organization.id])
