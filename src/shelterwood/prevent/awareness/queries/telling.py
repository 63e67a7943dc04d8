"""Who must tell what, as a young person and a parent read it: from the rows of the law of the body's states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from shelterwood_methods.statutes import Truth
from shelterwood_methods.statutes.answers import DutyAnswer
from shelterwood_methods.statutes.duties import Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.body.queries import counties
from shelterwood.foundation.body.rules import STATES
from shelterwood.gates.law import queries as law

CARE = "child_missing"


@dataclass(frozen=True)
class MustTell:
    """In one state: what school and clinic staff must report, and what everybody must; None where the rows name no duty."""

    state: str
    professionals: DutyAnswer | None
    everybody: DutyAnswer | None


def must_tell() -> list[MustTell]:
    """Whoever a young person may speak with, state by state."""
    return [
        MustTell(STATES.get(state, state), _report(state, zone, Sector.SCHOOLS), _report(state, zone, Sector.COMMUNITY_REPORTER))
        for state, zone in _places()
    ]


def of_missing_in_care() -> list[tuple[str, list[DutyAnswer]]]:
    """What the law asks of whoever has a child in care who is missing, by state."""
    return [(STATES.get(state, state), _missing(state, zone)) for state, zone in _places()]


def _places() -> list[tuple[str, str]]:
    """Each state of the body with a time zone of it."""
    return sorted({county.state: county.time_zone for county in counties()}.items())


def _report(state: str, zone: str, sector: str) -> DutyAnswer | None:
    found = law.answer(state=state, sector=sector, received_at=datetime.now(UTC), time_zone=zone, facts={"under_18": Truth.YES})
    own = (
        each for each in found.settled if each.duty.kind is Kind.REPORT and each.duty.modality is Modality.MUST and each.duty.jurisdiction == state
    )
    return next(own, None)


def _missing(state: str, zone: str) -> list[DutyAnswer]:
    facts = {CARE: Truth.YES, "child_in_agency_care": Truth.YES, "under_18": Truth.YES}
    found = law.answer(state=state, sector=Sector.CHILD_WELFARE, received_at=datetime.now(UTC), time_zone=zone, facts=facts)
    return [each for each in found.duties if each.duty.kind is Kind.MISSING]
