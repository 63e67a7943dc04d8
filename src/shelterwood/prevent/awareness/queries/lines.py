from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shelterwood.foundation.body.queries import counties, county_lines, states
from shelterwood.foundation.body.rules import Helpline, LinePurpose, helplines, national_lines, state_lines
from shelterwood.prevent.awareness.wording import LISTENING

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.foundation.body.models import County, Line


@dataclass(frozen=True)
class Calls:
    """Whom to call from here: the county's own lines, each state's line, and the national ones."""

    county: County | None
    protection: list[Line | Organization]
    police: list[Line | Organization]
    states: list[Helpline]
    hotline: Helpline
    missing: Helpline
    national: list[Helpline]

    @property
    def first_number(self) -> str:
        """The number that child protection answers here: the county's own, else the state's."""
        if self.protection:
            return self.protection[0].phone
        return next((line.phone for line in self.states if line.phone), "911")


def lines_to_call(county: County | None, states_shown: list[str] | None = None, *, instead: Mapping[str, Organization | None] | None = None) -> Calls:
    """The numbers for a place; without a county those of every state of the body, or of the states named.

    `instead`: by telephone number, agencies that must not be called about this matter, with whoever stands in for them.
    """
    shown = states_shown if states_shown is not None else ([county.state] if county else states())
    if county:
        shown = [county.state]
    return Calls(
        county=county,
        protection=_lines(county, LinePurpose.CHILD_PROTECTION, instead or {}),
        police=_lines(county, LinePurpose.POLICE, instead or {}),
        states=[line for each in dict.fromkeys(shown) for line in state_lines(each)],
        hotline=helplines()["US-NHTH"],
        missing=helplines()["US-NCMEC"],
        national=national_lines(),
    )


def _lines(county: County | None, purpose: LinePurpose, instead: Mapping[str, Organization | None]) -> list[Line | Organization]:
    found: list[Line | Organization] = []
    for line in county_lines(county, purpose) if county else []:
        stands = instead.get(line.phone, line)
        if stands:
            found.append(stands)
    return found


def service_routes(county: County) -> list[Line]:
    """Services of the county that stay open whatever an agency decides."""
    return county_lines(county, LinePurpose.SERVICES)


def lines_of_places() -> list[Calls]:
    """The numbers of each county of the body; before it has any, the national ones."""
    return [lines_to_call(county) for county in counties()] or [lines_to_call(None)]


def listening_lines() -> list[tuple[Helpline, Any]]:
    """The lines that listen to a young person, each with what it is there for."""
    return [(helplines()[line], what) for line, what in LISTENING.items() if line in helplines()]
