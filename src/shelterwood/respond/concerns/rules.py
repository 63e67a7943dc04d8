"""The rules of a concern as values: who files what under which compartment, how a route moves, when somebody else is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shelterwood_methods.statutes import Truth
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.rules import Span, moment_after
from shelterwood.gates.disclosure.vocabulary import Category, Field, Subcategory


class Danger(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Kind(StrEnum):
    """What it may be about. Labor trafficking is coded apart: 42 USC 5106g(b)(1) covers both, states differ."""

    SEXUAL = "sexual"
    LABOR = "labor"
    BOTH = "both"
    UNKNOWN = "unknown"


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Filing:
    """How a sector's concern is filed: its compartment, what it is, and the rules under which it may be told, in order."""

    category: Category
    subcategory: Subcategory
    rules: tuple[str, ...]


# A concern with an account is its organization's where the law gives that organization a road to the agencies that must act;
# every other one is the intake desk's (doors.py).
FILINGS = {
    Sector.SCHOOLS: Filing(Category.EDUCATION, Subcategory.REPORT_CONTENT, ("SC-CW-01", "MR-ALL-01")),
    Sector.HEALTH_CARE: Filing(Category.HEALTH, Subcategory.REPORT_CONTENT, ("HC-CW-01", "MR-ALL-01")),
    Sector.LAW_ENFORCEMENT: Filing(Category.INVESTIGATIVE, Subcategory.REPORT_CONTENT, ("LE-CW-01", "MR-ALL-01")),
    Sector.VICTIM_SERVICES: Filing(Category.VICTIM_SERVICE, Subcategory.REPORT_CONTENT, ("VS-CW-01",)),
    Sector.JUVENILE_JUSTICE: Filing(Category.JUVENILE_COURT, Subcategory.REPORT_CONTENT, ("JJ-CW-01", "MR-ALL-01")),
    Sector.RUNAWAY_HOMELESS_YOUTH: Filing(Category.VICTIM_SERVICE, Subcategory.REPORT_CONTENT, ("MR-ALL-01",)),
    Sector.COORDINATING_BODY: Filing(Category.GENERAL, Subcategory.OBSERVATION, ("CB-ANY-01",)),
}

# Whose people read concerns: those who file them, and the agencies to which they go. Nobody else has a list.
READ_CONCERNS = frozenset(FILINGS) | {Sector.CHILD_WELFARE}

# What each typed answer is in the closed vocabulary of fields.
FACT_FIELDS = {
    "signs": Field.OBSERVATION_TEXT,
    "words": Field.OBSERVATION_TEXT,
    "place": Field.OBSERVED_PLACE,
    "when": Field.OBSERVED_TIME,
    "vehicle": Field.VEHICLE,
    "name": Field.NAME,
    "age": Field.AGE_BAND,
    "looks": Field.PHYSICAL_DESCRIPTION,
    "school": Field.SCHOOL,
    "whereabouts": Field.WHEREABOUTS,
    "other_person": Field.SUSPECT_NAME,
    "reporter": Field.REPORTER_IDENTITY,
    "agency": Field.AGENCY_CONTACT,
}
FACT_ORDER = tuple(FACT_FIELDS)
# what is said in words, or in one of a few, and may therefore turn out to be wrong; of marked signs more are added instead
CORRECTABLE = ("words", "place", "vehicle", "name", "age", "looks", "school", "whereabouts", "other_person")


def duty_facts(*, under_18: str, missing: str, indian_country: str, indian_child: str) -> dict[str, Truth]:
    """What the reporter knows, in the words of the duty engine."""
    known = {"under_18": under_18, "child_missing": missing, "indian_country": indian_country, "indian_child": indian_child}
    return {fact: Truth(value) for fact, value in known.items()}


class RouteState(StrEnum):
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    SCREENED_IN = "screened_in"
    SCREENED_OUT = "screened_out"
    SKIPPED = "skipped"  # somebody involved works there
    REFUSED = "refused"  # the gate permits no fact
    WITHDRAWN = "taken_back"  # its writer took it back before anybody acknowledged it


ROUTE_TRANSITIONS = {
    RouteState.SENT: {RouteState.ACKNOWLEDGED, RouteState.WITHDRAWN},
    RouteState.ACKNOWLEDGED: {RouteState.SCREENED_IN, RouteState.SCREENED_OUT},
    RouteState.SCREENED_OUT: {RouteState.SCREENED_IN, RouteState.SENT},  # another look; or new facts, on which it is decided anew
    RouteState.SCREENED_IN: set(),
    RouteState.SKIPPED: set(),
    RouteState.REFUSED: set(),
    RouteState.WITHDRAWN: set(),
}
OPEN_STATES = (RouteState.SENT, RouteState.ACKNOWLEDGED)


def may_become(now: RouteState, then: RouteState) -> bool:
    return then in ROUTE_TRANSITIONS[now]


class ScreenOutReason(StrEnum):
    """Why an agency does not take a report up. None of them speaks of the child as an offender."""

    NOT_ENOUGH = "not_enough"
    NOT_OUR_AREA = "not_our_area"
    ADULT = "adult"
    NOT_COVERED = "not_covered"
    OTHER = "other"


class Answer(StrEnum):
    """All that can be said to the person who gave notice."""

    RECEIVED = "received"
    LOOKING = "looking"
    CALL_US = "call_us"
    PASSED_ON = "passed_on"
    CLOSED = "closed"


class Step(StrEnum):
    """Who was told because nobody answered."""

    NONE = ""
    ALTERNATE = "alternate"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"


ESCALATION = (Step.ALTERNATE, Step.SUPERVISOR, Step.COORDINATOR)


def next_step(done: Step) -> Step:
    """Whom to tell after `done`; the last one again and again, until somebody answers."""
    position = 0 if done is Step.NONE else ESCALATION.index(done) + 1
    return ESCALATION[min(position, len(ESCALATION) - 1)]


SOON = timedelta(hours=1)


def standing(*, due_at: datetime | None, says_now: bool, unanswered: bool, now: datetime) -> str:
    """How a line of a list stands, in one word; every list and desk asks here. Empty: nothing presses."""
    if unanswered and not says_now and due_at and due_at > now + SOON:
        return "waiting"
    if says_now:
        return "now"
    if due_at is None:
        return ""
    if due_at <= now:
        return "overdue"
    return "due_soon" if due_at <= now + SOON else "running"


@dataclass(frozen=True)
class Patience:
    """How long an unanswered concern waits before the next person is told. Settings of the body."""

    danger: timedelta
    on_duty: timedelta


def answer_due(since: datetime, *, danger: bool, shifts: Iterable[Span], patience: Patience) -> datetime:
    """When somebody else is told: in danger by the clock, otherwise after that much time on duty.

    Where the roster does not reach so far nobody is counted as on duty, so the clock runs instead: an empty
    roster makes nothing wait for ever.
    """
    if danger:
        return since + patience.danger
    return moment_after(since, patience.on_duty, shifts) or since + patience.on_duty


RECEIPT_DIGITS = 20


def tidy_receipt(typed: str) -> str:
    """The digits of a receipt number, however they were spaced."""
    return "".join(letter for letter in typed if letter.isdigit())


def spaced(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
