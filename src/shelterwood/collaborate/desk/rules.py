"""The order in which things need somebody, fixed once for every role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

SOON = timedelta(hours=1)


class Need(IntEnum):
    """Why something stands on the desk; the lower number comes first."""

    MISSED_IN_DANGER = 1
    DUE_WITHIN_THE_HOUR = 2
    UNANSWERED = 3
    OFFER_EXPIRING = 4
    RELEASE_ASKED = 5
    REST = 6


@dataclass(frozen=True)
class Item:
    """One line of the desk."""

    what: str  # clock, concern, roster_gap
    reference: str
    sector: str
    county: str
    time_zone: str
    due_at: datetime | None
    danger: bool = False
    unanswered: bool = False
    duty: str = ""
    says_now: bool = False  # the law gives no number: it is due since it began
    standing: str = ""  # the word that every list shows for it


def need(item: Item, now: datetime) -> Need:
    """Which of the six reasons applies first."""
    missed = item.due_at is not None and item.due_at <= now
    if missed and item.danger:
        return Need.MISSED_IN_DANGER
    if item.says_now or (item.due_at is not None and item.due_at <= now + SOON):  # what is late is due too
        return Need.DUE_WITHIN_THE_HOUR
    if item.unanswered:
        return Need.UNANSWERED
    return Need.REST


def in_order(items: Iterable[Item], now: datetime) -> list[Item]:
    """By need, in danger first, then by due time; what has no due time comes last among its kind."""
    return sorted(items, key=lambda item: (need(item, now), not item.danger, item.due_at is None, item.due_at or now, item.reference))
