"""What the coordinator asks of the region. Only sums cross an organization's border, and only large enough ones leave this module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.collaborate.measures.rules import LEAST, Count, Measure, Row, Standing, by_county, large_enough
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.body import queries as body
from shelterwood.prevent.awareness import queries as awareness
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.prevent.training.queries.in_date import staff_in_date
from shelterwood.respond.concerns import queries as concerns

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County

YEAR = timedelta(days=365)
MET = "met"  # how a checklist says that an item is there


@dataclass(frozen=True)
class Sessions:
    """Sessions with young people held this year; `people` is None where they were too few."""

    held: int
    people: int | None


@dataclass(frozen=True)
class Readiness:
    """Every county of the body with its three rows; the region's police by item of their checklist; sessions with young people."""

    counties: tuple[tuple[County, dict[Measure, Row]], ...]
    police: Mapping[str, Count | None]
    sessions: Sessions
    concerns: Mapping[str, int | None]  # of the last twelve months, by what they may be about; None is withheld

    def totals(self, measure: Measure) -> dict[str, Count | None]:
        """The share of each county by its id in text."""
        return {str(county.pk): rows[measure].total for county, rows in self.counties}


def sees_region(person: Person) -> bool:
    """Who sees the region's counts, by the one table."""
    return accounts.may(person, Verb.SEE_REGION)


def exports_region(person: Person) -> bool:
    """Who takes the counts away as a table, by the one table of rights."""
    return accounts.may(person, Verb.EXPORT_REGION)


def readiness(*, by: Person, today: date) -> Readiness | None:
    """How ready each county is; None for somebody who is not the coordinator."""
    if not sees_region(by):
        return None
    has = protocols.readiness_counts(today=today)
    organizations = accounts.taking_part()
    adopted = {each for each, what in has.items() if what.adopted > what.review_over}
    found = by_county([*(_adopting(each, adopted) for each in organizations), *_standings(by, today)])
    empty = {measure: Row({}, Count()) for measure in Measure}
    people = sum(each.people for each in has.values())
    return Readiness(
        counties=tuple((county, found.get(str(county.pk), empty)) for county in body.counties()),
        police=_police([has[each.pk].items if each.pk in has else None for each in organizations if each.sector == Sector.LAW_ENFORCEMENT]),
        concerns=large_enough(concerns.by_kind(since=today - YEAR)),
        sessions=Sessions(sum(each.sessions for each in has.values()), people if people == 0 or people >= LEAST[Measure.TRAINED] else None),
    )


def _adopting(organization: Organization, adopted: set[UUID]) -> Standing:
    return Standing(str(organization.county_id), organization.sector, {Measure.ADOPTED: Count(int(organization.pk in adopted), 1)})


def _standings(by: Person, today: date) -> Iterator[Standing]:
    for county, sector, in_date, staff in staff_in_date(by=by, today=today):
        yield Standing(str(county), sector, {Measure.TRAINED: Count(in_date, staff)})
    for wall in awareness.posters_up(by=by, today=today):
        yield Standing(str(wall.county), wall.sector, {Measure.POSTERS: Count(int(not wall.missing and not wall.check_due), 1)})


def _police(answers: list[Mapping[str, str] | None]) -> dict[str, Count | None]:
    """Of each item at how many agencies it is in place, of all that take part; withheld where these are too few."""
    items = list(dict.fromkeys(item for each in answers if each for item in each))
    met = Counter(item for each in answers if each for item, stand in each.items() if stand == MET)
    whole = len(answers)
    return {item: Count(met[item], whole) if whole >= LEAST[Measure.ADOPTED] else None for item in items}
