"""Tasks brought in line with their run, and their clocks announced. A missed limit stays on the task, whatever comes later."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from shelterwood_methods.statutes import clocks
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.prevent.protocols.models import Entry, Run, Task
from shelterwood.prevent.protocols.queries.value import lines, value_of
from shelterwood.prevent.protocols.rules.entries import RunState, What, standing
from shelterwood.prevent.protocols.rules.model import ClockBasis
from shelterwood.prevent.protocols.rules.running import OPEN, SETTLED, Planned, State, progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Person


def sync(run: Run, *, at: datetime) -> None:
    """A task for each step that applies or may apply, as it stands now; a round that a correction undid is not needed any more."""
    plan = progress(value_of(run), at)
    rows = {(task.step, task.round): task for task in run.tasks.all()}
    written = list(run.entries.all())
    proofs = _proofs(written)
    for each in plan:
        task = rows.get((each.step.id, each.round))
        if task or each.state is not State.NOT_NEEDED:
            _bring(task or Task(run=run, step=each.step.id, round=each.round), each, proofs, at)
    rounds = {each.step.id: each.round for each in plan}
    undone = [task.pk for (step, number), task in rows.items() if number > rounds.get(step, 0)]
    Task.objects.filter(pk__in=undone).update(state=State.NOT_NEEDED, due_at=None, done_by=None, done_at=None, proof=None)


def _proofs(written: list[Entry]) -> Mapping[str, Entry]:
    """Of each step the entry that stands last."""
    by_id: dict[UUID, Entry] = {each.id: each for each in written}
    return {line.subject: by_id[line.id] for line in standing(lines(written)) if line.what == What.STEP}


def _bring(task: Task, planned: Planned, proofs: Mapping[str, Entry], at: datetime) -> None:
    """Write what changed. What the worker writes meanwhile, a warning or a missed limit, is not written over."""
    limit = planned.limit
    due = limit.due if limit else None
    proof = proofs[planned.step.id] if planned.state in SETTLED else None
    now: dict[str, Any] = {
        "role": planned.step.who,
        "state": planned.state,
        "due_at": due,
        "started_at": limit.since if limit else None,
        "certain": planned.applies is Truth.YES,
        "of_law": bool(limit and limit.basis is ClockBasis.LAW),
        "proof": proof,
        "done_by_id": proof.said_by_id if proof else None,
        "done_at": proof.happened_at if proof else None,
    }
    if due != task.due_at:
        now["warned"] = 0
    if missed := _missed(planned, at):
        now["missed_at"] = task.missed_at or missed
    if task._state.adding:
        Task.objects.create(run=task.run, step=task.step, round=task.round, **now)
    else:
        Task.objects.filter(pk=task.pk).update(**now)


def _missed(planned: Planned, at: datetime) -> datetime | None:
    """The limit that passed before the step was done; None where it did not, or it is not certain that the step applies."""
    due = planned.limit.due if planned.limit else None
    late = planned.state in (State.LATE, State.DONE_LATE) or (planned.state is State.NOT_DONE and due is not None and at > due)
    return due if late and (planned.event or planned.applies is Truth.YES) else None


def announce(*, now: datetime) -> int:
    """Say once when half, three quarters and all of a task's time is gone: to whoever has it, else to who began the run, and where
    they left to those who stay.

    A pause silences limits of practice; those of the law go on. What runs out stays as missed. Returns how many were announced.
    """
    heard = Q(run__state=RunState.OPEN) | Q(run__state=RunState.PAUSED, of_law=True)
    running = Task.objects.filter(heard, due_at__isnull=False, done_at=None, warned__lt=clocks.FULL, state__in=[*OPEN, State.LATER])
    told = 0
    for task in running.select_related("run__record__owner").iterator(chunk_size=500):
        if task.started_at and task.due_at:
            told += _announce(task, clocks.threshold_reached(task.started_at, task.due_at, now), now)
    return told


def _announce(task: Task, reached: int, now: datetime) -> bool:
    """Whether a threshold was new."""
    if reached <= task.warned:
        return False
    over: dict[str, Any] = {"state": State.LATE} if reached == clocks.FULL else {}
    if over and task.certain:
        over["missed_at"] = task.missed_at or task.due_at
    changed = Task.objects.filter(pk=task.pk, warned=task.warned, done_at=None).update(warned=reached, **over)
    if changed:
        tell(_to_tell(task), at=now, at_once=True)
    return bool(changed)


def _to_tell(task: Task) -> list[Person]:
    """Whose task it is. Where nobody of these is there any more, whoever else wrote in the run or has a step of it; of a run that
    stands on its own its supervisors, since of one that was begun from a concern an employer does not hear.
    """
    run = task.run
    here = {each.pk: each for each in accounts.people_of([run.record.owner_id])}
    if found := [here[each] for each in (task.assigned_to_id, run.begun_by_id) if each in here][:1]:
        return found
    others = {*run.entries.values_list("said_by", flat=True), *run.tasks.values_list("assigned_to", flat=True)}
    if found := [here[each] for each in sorted(others & here.keys())]:
        return found
    return [] if run.about_id else accounts.supervisors(run.record.owner)
