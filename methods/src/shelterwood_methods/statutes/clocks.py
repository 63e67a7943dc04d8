"""How long a duty runs and how it stands. Time that passes is counted, never the hands of a clock.

A night on which the hour changes makes no limit longer or shorter: 24 hours are 24 hours.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.duties import DeadlineUnit
from shelterwood_methods.statutes.holidays import is_working_day

HALF, THREE_QUARTERS, FULL = 50, 75, 100


class ClockState(StrEnum):
    """Below half, from half, from three quarters, past the limit; met within it or after it."""

    RUNNING = "running"
    HALF_GONE = "half_gone"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"


def due_at(start: datetime, value: int, unit: DeadlineUnit, zone: ZoneInfo) -> datetime:
    """The latest moment, in UTC. `start` must be aware; `zone` says which days are weekends and holidays.

    Days are spans of 24 hours. Raises ValueError for a start without a zone or a value below 1.
    """
    if start.tzinfo is None:
        raise ValueError("A clock starts at a moment with a time zone.")
    if value < 1:
        raise ValueError("A time limit is at least 1.")
    match unit:
        case DeadlineUnit.HOURS:
            return start.astimezone(UTC) + timedelta(hours=value)
        case DeadlineUnit.DAYS:
            return start.astimezone(UTC) + timedelta(days=value)
        case DeadlineUnit.WORKING_HOURS:
            return _after_working_hours(start, timedelta(hours=value), zone)


def _after_working_hours(start: datetime, left: timedelta, zone: ZoneInfo) -> datetime:
    """Walk from midnight to midnight; hours of weekends and holidays do not count."""
    at = start.astimezone(UTC)
    while True:
        local = at.astimezone(zone)
        midnight = datetime.combine(local.date() + timedelta(days=1), time.min, zone).astimezone(UTC)
        if is_working_day(local.date()):
            if midnight - at >= left:
                return at + left
            left -= midnight - at
        at = midnight


def share_gone(start: datetime, due: datetime, now: datetime) -> float:
    """How much of the time has passed: 0 before the start, 1 at the limit, more after it."""
    return max(0.0, (now - start) / (due - start)) if due > start else 1.0


def threshold_reached(start: datetime, due: datetime, now: datetime) -> int:
    """The last announced threshold: 0, 50, 75 or 100 per cent."""
    gone = 100 * share_gone(start, due, now)
    return next((threshold for threshold in (FULL, THREE_QUARTERS, HALF) if gone >= threshold), 0)


def state(start: datetime, due: datetime, now: datetime, met: datetime | None = None) -> ClockState:
    """How a clock stands; `met` is the moment of the proof. A clock met exactly at its limit was met."""
    if met is not None:
        return ClockState.MET if met <= due else ClockState.MET_LATE
    states = {0: ClockState.RUNNING, HALF: ClockState.HALF_GONE, THREE_QUARTERS: ClockState.DUE_SOON, FULL: ClockState.OVERDUE}
    return states[threshold_reached(start, due, now)]
