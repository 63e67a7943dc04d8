"""Who may be what: posts, duty, and how much of a duty roster lies between two moments."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a person is trusted with in their organization. Each role's rights stand in the policies, not here."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    COUNSEL = "counsel"
    DUTY_OFFICER = "duty_officer"
    COORDINATOR = "coordinator"
    IT_OPERATOR = "it_operator"


def leads(role: str) -> bool:
    """Who keeps an organization's own affairs, its staff, protocols and walls: its manager or supervisor."""
    return role in (Role.MANAGER, Role.SUPERVISOR)


class House(StrEnum):
    """What somebody of the body may do to the house itself. Nothing of it opens a word about a child."""

    SEE = "see"  # the pages below, and what the doctor found
    ROUTING = "routing"  # which agency takes the reports of a county
    LINES = "lines"  # telephone lines of a county
    MAIL = "mail"  # a test message, and what could not be sent
    SIGN_IN = "sign_in"  # sign-ins that organizations have of their own


# the one table of who keeps what; it counts for people of the coordinating body alone. Who learns of a child is decided by the
# coordinator, never by whoever runs the machine.
KEEPS: dict[Role, frozenset[House]] = {
    Role.COORDINATOR: frozenset(House),
    Role.DUTY_OFFICER: frozenset({House.SEE, House.LINES}),
    Role.IT_OPERATOR: frozenset({House.SEE, House.MAIL, House.SIGN_IN}),
}


class Regime(StrEnum):
    """Confidentiality laws that may bind an organization's records; the closed list of the Cedar schema."""

    VAWA = "vawa"
    FVPSA = "fvpsa"
    VOCA = "voca"
    TVPA = "tvpa"
    RHY_BASIC_CENTER = "rhy_basic_center"
    RHY_TRANSITIONAL = "rhy_transitional"
    PART2 = "part2"
    HIPAA = "hipaa"
    FERPA = "ferpa"
    CAPTA_IVE = "capta_ive"
    JUVENILE_COURT = "juvenile_court"
    CJIS = "cjis"
    CRIMINAL_INTELLIGENCE = "criminal_intelligence"
    BSA = "bsa"
    ATTORNEY_CLIENT = "attorney_client"
    ADVOCATE_PRIVILEGE = "advocate_privilege"
    OJP_RESEARCH = "ojp_research"
    NONE = "none"


type Span = tuple[datetime, datetime]


def covered(shifts: Iterable[Span]) -> list[Span]:
    """Shifts merged into the spans during which somebody is on duty, in order."""
    merged: list[Span] = []
    for start, end in sorted(shift for shift in shifts if shift[0] < shift[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def moment_after(start: datetime, duty_time: timedelta, shifts: Iterable[Span]) -> datetime | None:
    """When `duty_time` of covered time has passed since `start`; None while the roster does not reach that far."""
    left = duty_time
    for begin, end in covered(shifts):
        begin = max(begin, start)
        if begin >= end:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None
