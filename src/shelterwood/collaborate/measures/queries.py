"""What the coordinator asks of the region. Only sums cross an organization's border, and only large enough ones leave this module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shelterwood.collaborate.measures.rules import Count, Measure, Row, Standing, by_county
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.body import queries as body
from shelterwood.prevent.awareness import queries as awareness
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.prevent.training import queries as training

if TYPE_CHECKING:
    from datetime import datetime

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County


@dataclass(frozen=True)
class Readiness:
    """Every county of the body with its three rows."""

    counties: tuple[tuple[County, dict[Measure, Row]], ...]

    def totals(self, measure: Measure) -> dict[str, Count | None]:
        """The share of each county by its id in text."""
        return {str(county.pk): rows[measure].total for county, rows in self.counties}


def sees_region(person: Person) -> bool:
    """Who sees the region's counts: the coordinator."""
    return person.role == Role.COORDINATOR


def readiness(*, by: Person, now: datetime) -> Readiness | None:
    """How ready each county is; None for somebody who is not the coordinator."""
    if not sees_region(by):
        return None
    empty = {measure: Row({}, Count()) for measure in Measure}
    found = by_county(_standings(now))
    return Readiness(tuple((county, found.get(str(county.pk), empty)) for county in body.counties()))


def _standings(now: datetime) -> list[Standing]:
    adopted, trained, posters = protocols.adopted(now.date()), training.in_date(now.date()), awareness.posters_up(now.date())
    return [
        Standing(
            county=str(each.county_id),
            sector=each.sector,
            counts={
                Measure.ADOPTED: Count(int(each.pk in adopted), 1),
                Measure.TRAINED: Count(*trained.get(each.pk, (0, 0))),
                Measure.POSTERS: Count(*posters.get(each.pk, (0, 0))),
            },
        )
        for each in accounts.taking_part()
    ]
