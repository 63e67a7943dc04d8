"""When a record is over, and the closed words of sealing and holding."""

from datetime import datetime
from enum import StrEnum


class Basis(StrEnum):
    """On what somebody seals a record, or opens it again."""

    COURT_ORDER = "court_order"
    COUNSEL = "counsel"


class HoldReason(StrEnum):
    """Why a record must not be destroyed, whatever its period says."""

    COURT = "court"
    INVESTIGATION = "investigation"
    REQUEST = "request"
    OTHER = "other"


MOST_YEARS = 99


def end_of(since: datetime, years: int) -> datetime:
    """The moment some years after another; of February 29 it is March 1 where that year has none."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return since.replace(year=since.year + years, month=3, day=1)


def is_over(since: datetime, years: int | None, *, held: bool, is_open: bool, now: datetime) -> bool:
    """Whether a record may be destroyed: it has a period, that period has passed since its last change, nothing holds it, and nobody
    works on it."""
    return years is not None and not held and not is_open and end_of(since, years) <= now
