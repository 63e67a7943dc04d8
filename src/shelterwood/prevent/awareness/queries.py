from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shelterwood.foundation.body.queries import county_lines, states
from shelterwood.foundation.body.rules import Helpline, LinePurpose, helplines, national_lines, state_lines

if TYPE_CHECKING:
    from shelterwood.foundation.body.models import County, Line


@dataclass(frozen=True)
class Calls:
    """Whom to call from here: the county's own lines, each state's line, and the national ones."""

    county: County | None
    protection: list[Line]
    police: list[Line]
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


def lines_to_call(county: County | None, states_shown: list[str] | None = None) -> Calls:
    """The numbers for a place; without a county those of every state of the body, or of the states named."""
    shown = states_shown if states_shown is not None else ([county.state] if county else states())
    if county:
        shown = [county.state]
    return Calls(
        county=county,
        protection=county_lines(county, LinePurpose.CHILD_PROTECTION) if county else [],
        police=county_lines(county, LinePurpose.POLICE) if county else [],
        states=[line for each in dict.fromkeys(shown) for line in state_lines(each)],
        hotline=helplines()["US-NHTH"],
        missing=helplines()["US-NCMEC"],
        national=national_lines(),
    )


def service_routes(county: County) -> list[Line]:
    """Services of the county that stay open whatever an agency decides."""
    return county_lines(county, LinePurpose.SERVICES)
