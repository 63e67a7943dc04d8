"""What the body keeps of its own house. None is the answer to somebody who may not look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shelterwood.collaborate.region.rules import ring_due
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.body import queries as body
from shelterwood.gates.law import queries as law
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.consultations import queries as consultations

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County, Line
    from shelterwood.respond.consultations.models import Consultant


@dataclass(frozen=True)
class Intake:
    """An agency that takes a county's reports, who stands in for it, and until when its roster reaches without a break."""

    organization: Organization
    alternate: Organization | None
    duty_ends: datetime | None


@dataclass(frozen=True)
class Routing:
    """One county: its agencies in the order in which they are proposed."""

    county: County
    intakes: tuple[Intake, ...]


@dataclass(frozen=True)
class LineNow:
    line: Line
    ring_due: bool


def sees_house(person: Person) -> bool:
    return accounts.may(person, Verb.SEE_HOUSE)


def routing(*, by: Person, at: datetime) -> list[Routing] | None:
    """Every county with its agencies."""
    return [_routing(county, at) for county in body.counties()] if sees_house(by) else None


def _routing(county: County, at: datetime) -> Routing:
    found = concerns.intake_points(county)
    return Routing(county, tuple(Intake(each, each.conflict_alternate, accounts.duty_ends(each, at)) for each in found))


def routing_values(county: County) -> dict[str, list[str]]:
    """What stands in a county's table, as far as somebody changes it there."""
    found = concerns.intake_points(county)
    return {"intakes": [str(each.pk) for each in found], "alternates": [str(each.conflict_alternate_id) for each in found]}


def lines(*, by: Person, at: datetime) -> list[LineNow] | None:
    """Every line of the counties."""
    return [LineNow(each, ring_due(each.rung_on, at.date())) for each in body.every_line()] if sees_house(by) else None


def consultants(*, by: Person) -> list[tuple[County, Consultant | None]] | None:
    """Every county with who answers its questions."""
    named = consultations.consultants()
    return [(county, named.get(county.pk)) for county in body.counties()] if sees_house(by) else None


def law_signed() -> bool:
    """Whether counsel signed any rule under which something may be shared; before, nothing leaves the desk."""
    return bool(law.signed("rule"))
