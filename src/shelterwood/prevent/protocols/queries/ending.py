"""What is asked of a run by its record, for verbs that act on records and ask for themselves who may."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from shelterwood.prevent.protocols.models import Run
from shelterwood.prevent.protocols.rules.entries import RunState


def begun_from(record: UUID) -> list[UUID]:
    """The records of the runs that were begun from this one."""
    return list(Run.objects.filter(about=record).values_list("record", flat=True))


def is_going_on(record: UUID) -> bool:
    """Whether somebody still works on the run of this record, or on one that was begun from it."""
    going = Run.objects.filter(state__in=[RunState.OPEN, RunState.PAUSED])
    return going.filter(record=record).exists() or going.filter(about=record).exists()


def last_change(record: UUID) -> datetime | None:
    """When anything was last written in the run of this record; None where it is no run's."""
    run = Run.objects.filter(record=record).first()
    if run is None:
        return None
    said = run.entries.aggregate(last=Max("said_at"))["last"]
    return max(each for each in (run.begun_at, run.closed_at, said) if each)


def number_of(record: UUID) -> str:
    """The number of the run of this record, or nothing."""
    return Run.objects.filter(record=record).values_list("reference", flat=True).first() or ""
