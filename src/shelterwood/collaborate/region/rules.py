"""What makes a county's routing whole, and when a line was rung too long ago."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

RING_EVERY = timedelta(days=180)


class RoutingFault(StrEnum):
    NOBODY = "nobody"
    TWICE = "twice"
    OWN_ALTERNATE = "own_alternate"
    ALTERNATE_OF_NOBODY = "alternate_of_nobody"


def routing_fault(rows: Sequence[tuple[UUID | None, UUID | None]]) -> RoutingFault | None:
    """What is wrong with rows of intake and conflict alternate, in order; None where nothing is. Rows without both are passed over."""
    intakes = [intake for intake, _alternate in rows if intake]
    if any(alternate and not intake for intake, alternate in rows):
        return RoutingFault.ALTERNATE_OF_NOBODY
    if not intakes:
        return RoutingFault.NOBODY
    if len(set(intakes)) < len(intakes):
        return RoutingFault.TWICE
    return RoutingFault.OWN_ALTERNATE if any(intake == alternate for intake, alternate in rows if intake) else None


def ring_due(rung_on: date | None, today: date) -> bool:
    """Whether somebody should ring this number: never rung, or half a year ago."""
    return rung_on is None or rung_on + RING_EVERY < today
