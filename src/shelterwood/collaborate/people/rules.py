"""How often access is reviewed, how long a second person has, what a file of people does."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

REVIEW_EVERY = timedelta(days=90)
CONFIRM_WITHIN = timedelta(hours=24)
MOST_ROWS = 50_000
LARGEST_FILE = 16 * 2**20
UNDO_KEPT = timedelta(days=30)
SHOWN_ROWS = 10


class How(StrEnum):
    """How somebody who lost their key showed who they are."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    CALLED_BACK = "called_back"  # at a number that was known before


class Standing(StrEnum):
    """How somebody's access stands."""

    ACTIVE = "active"
    INVITED = "invited"  # a code waits, and nobody came in with one yet
    NOT_INVITED = "not_invited"  # listed, without any code that opens
    ENDED = "access_ended"


def standing(*, active: bool, came_in: bool, code_waits: bool) -> Standing:
    if not active:
        return Standing.ENDED
    if came_in:
        return Standing.ACTIVE
    return Standing.INVITED if code_waits else Standing.NOT_INVITED


def review_due(last: datetime | None, since: datetime | None) -> datetime | None:
    """When access must be reviewed: 90 days after the last time, else after the first person came; None where nobody is."""
    begun = last or since
    return begun + REVIEW_EVERY if begun else None


def confirms_in_time(vouched_at: datetime, at: datetime) -> bool:
    """Whether a second person may still confirm."""
    return vouched_at <= at < vouched_at + CONFIRM_WITHIN


def fingerprint(rows: Iterable[tuple[str, ...]]) -> str:
    """What a list says, in 16 letters: a signature under it holds only while it still says so."""
    return sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()[:16]


class Kind(StrEnum):
    """What a file brings in."""

    PEOPLE = "people"
    SITES = "sites"
    AGENCIES = "agencies"


class State(StrEnum):
    CHECKED = "checked"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class Action(StrEnum):
    NEW = "new"
    CHANGED = "changed"


FOLLOWS: dict[State, frozenset[State]] = {
    State.CHECKED: frozenset({State.APPLIED, State.DISCARDED}),
    State.APPLIED: frozenset({State.UNDONE}),
    State.UNDONE: frozenset(),
    State.DISCARDED: frozenset(),
}
