"""How long a duty runs and how it stands.

Hours are counted as they pass, never on the hands of a clock: a night on which the hour changes makes no limit of hours longer or
shorter. A limit of days ends at the same time of day, which is never later than the end of its last day.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.holidays import SATURDAY, is_federal_holiday
from shelterwood_methods.statutes.terms import DeadlineUnit

HALF, THREE_QUARTERS, FULL = 50, 75, 100  # per cent of the time at which whoever holds the clock is told
LONGEST_CLOSURE = 60  # days without one that counts: no calendar of holidays has so many


class ClockState(StrEnum):
    """Below half, from half, from three quarters, past the limit; met within it or after it; closed unmet after it."""

    RUNNING = "running"
    HALF_GONE = "half_gone"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"


def due_at(start: datetime, value: int, unit: DeadlineUnit, time_zone: ZoneInfo, holidays: Callable[[date], bool] = is_federal_holiday) -> datetime:
    """The latest moment, in UTC. `time_zone` is the place's, `holidays` says which days of it are holidays.

    Raises ValueError for a start without a zone, a value below 1, or a calendar in which no day counts.
    """
    begun = _utc(start)
    if value < 1:
        raise ValueError("A time limit is at least 1.")
    match unit:
        case DeadlineUnit.HOURS:
            return begun + timedelta(hours=value)
        case DeadlineUnit.DAYS:
            return (begun.astimezone(time_zone) + timedelta(days=value)).astimezone(UTC)  # the same time of day there
        case DeadlineUnit.WORKING_HOURS:
            return _after_working_hours(begun, timedelta(hours=value), time_zone, holidays)


def _utc(moment: datetime) -> datetime:
    """The moment in UTC: two moments of one zone would else be subtracted as hands of a clock."""
    if moment.tzinfo is None:
        raise ValueError("A clock knows only moments with a time zone.")
    return moment.astimezone(UTC)


def _after_working_hours(at: datetime, left: timedelta, zone: ZoneInfo, holidays: Callable[[date], bool]) -> datetime:
    """Walk from midnight to midnight; hours of weekends and holidays do not count."""
    idle = 0
    while idle <= LONGEST_CLOSURE:
        today = at.astimezone(zone).date()
        midnight = datetime.combine(today + timedelta(days=1), time.min, zone).astimezone(UTC)
        if today.weekday() >= SATURDAY or holidays(today):
            idle += 1
        elif midnight - at >= left:
            return at + left
        else:
            left, idle = left - (midnight - at), 0
        at = midnight
    raise ValueError("In this calendar of holidays no day counts.")


def share_gone(start: datetime, due: datetime, now: datetime) -> float:
    """How much of the time has passed: 0 before the start, 1 at the limit, more after it. Without length: all of it."""
    length = _utc(due) - _utc(start)
    return max(0.0, (_utc(now) - _utc(start)) / length) if length > timedelta(0) else 1.0


def threshold_reached(start: datetime, due: datetime, now: datetime) -> int:
    """The last of the thresholds that is reached: 0, 50, 75 or 100 per cent."""
    gone = FULL * share_gone(start, due, now)
    return next((threshold for threshold in (FULL, THREE_QUARTERS, HALF) if gone >= threshold), 0)


def next_warning(start: datetime, due: datetime, now: datetime) -> datetime | None:
    """When the next threshold is reached; None when all are behind."""
    begun, length = _utc(start), _utc(due) - _utc(start)
    moments = (begun + length * threshold / FULL for threshold in (HALF, THREE_QUARTERS, FULL))
    return next((moment for moment in moments if moment > _utc(now)), None)


def state(start: datetime, due: datetime, now: datetime, met: datetime | None = None, *, closed: bool = False) -> ClockState:
    """How a clock stands. `met` is the moment of the proof; `closed`: nobody will meet it any more.

    A clock met exactly at its limit was met. One that ran out stays so: met late, or missed.
    """
    if met is not None:
        return ClockState.MET if _utc(met) <= _utc(due) else ClockState.MET_LATE
    if _utc(now) >= _utc(due):
        return ClockState.MISSED if closed else ClockState.OVERDUE
    return {0: ClockState.RUNNING, HALF: ClockState.HALF_GONE}.get(threshold_reached(start, due, now), ClockState.DUE_SOON)
