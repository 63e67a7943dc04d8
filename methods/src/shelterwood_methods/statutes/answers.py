"""Asking: what does the law ask of this person, here, now, on these facts?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes import clocks
from shelterwood_methods.statutes.duties import FEDERAL, DeadlineKind, Duties, Duty, Kind, Modality, first_or_last_day
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import Mandate, Permission, Sector

SAYS_NOW = (DeadlineKind.IMMEDIATE, DeadlineKind.AS_SOON_AS_POSSIBLE)
FROM_KNOWLEDGE = "information_received"
ORDER = {Kind.REPORT: 0, Kind.WRITTEN_REPORT: 1, Kind.CROSS_REPORT: 2}


class Standing(StrEnum):
    SIGNED = "signed"  # counsel signed the row
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True)
class Question:
    """Who asks where, and since when they know. `facts` names facts of `conditions.FACTS`; the rest is unknown."""

    state: str  # two letters
    sector: str
    received_at: datetime  # aware: when the information reached the reporter, or when what starts the clock happened
    time_zone: ZoneInfo
    facts: Mapping[str, Truth] = field(default_factory=dict)


@dataclass(frozen=True)
class DutyAnswer:
    """One duty, whether it applies, and until when. `open_facts` would settle an unknown."""

    duty: Duty
    applies: Truth
    open_facts: tuple[str, ...]
    standing: Standing
    deadline: datetime | None  # None: the law gives no number, or the row is too weak without a signature
    say_now: bool


@dataclass(frozen=True)
class Answer:
    """The duties that apply or may apply, the reporter's own first. `fallback`: the state has no rows for this sector."""

    duties: tuple[DutyAnswer, ...]
    fallback: bool

    @property
    def special_cases(self) -> tuple[DutyAnswer, ...]:
        """Duties that depend on facts which are not known."""
        return tuple(each for each in self.duties if each.applies is Truth.UNKNOWN)

    @property
    def settled(self) -> tuple[DutyAnswer, ...]:
        """Duties that apply on what is known."""
        return tuple(each for each in self.duties if each.applies is Truth.YES)


def ask(question: Question, duties: Duties, signed: frozenset[str] = frozenset()) -> Answer:
    """Who must report what to whom by when. `signed` holds the ids of the rows that counsel signed.

    Raises ValueError for a sector outside the vocabulary or a moment without a time zone.
    """
    sector = Sector(question.sector) if question.sector in set(Sector) else None
    if sector is None:
        raise ValueError(f"{question.sector!r} is no sector; use one of: {', '.join(Sector)}.")
    if question.received_at.tzinfo is None:
        raise ValueError("Say when it was known with a time zone.")
    own = duties.of(question.state, sector)
    found = [_answer(duty, question, signed) for duty in [*own, *duties.of(FEDERAL, sector)] if duty.kind is not Kind.BACKGROUND]
    kept = [each for each in found if each.applies is not Truth.NO]
    kept.sort(key=lambda each: (each.applies is not Truth.YES, ORDER.get(each.duty.kind, 3), each.duty.jurisdiction == FEDERAL))
    return Answer(tuple(kept), fallback=not own)


def _answer(duty: Duty, question: Question, signed: frozenset[str]) -> DutyAnswer:
    standing = Standing.SIGNED if duty.id in signed else Standing.NOT_CONFIRMED
    applies = in_force(duty, question.received_at.astimezone(question.time_zone).date()) & duty.condition.holds(question.facts)
    counts = standing is Standing.SIGNED or not duty.weak
    begun = applies is Truth.YES or duty.clock_start == FROM_KNOWLEDGE  # another event starts the clock only once it has happened
    deadline = None
    if duty.deadline_value and duty.deadline_unit and duty.modality is Modality.MUST and duty.prompts and counts and begun:
        deadline = clocks.due_at(question.received_at, duty.deadline_value, duty.deadline_unit, question.time_zone)
    return DutyAnswer(
        duty=duty,
        applies=applies,
        open_facts=duty.condition.open_facts(question.facts),
        standing=standing,
        deadline=deadline,
        say_now=duty.deadline_kind in SAYS_NOW and duty.modality is Modality.MUST and duty.prompts,
    )


def in_force(duty: Duty, on: date) -> Truth:
    """Whether the row governs on that day. A row without a first day counts from the copy in which it was read."""
    if duty.effective_to and on > duty.effective_to:
        return Truth.NO
    if duty.effective_from:
        return Truth.YES if on >= duty.effective_from else Truth.NO
    parts = duty.text_as_of.split("-")
    if duty.effective_to is None and all(part.isdecimal() for part in parts) and on < first_or_last_day(parts[:2], last=False):
        return Truth.UNKNOWN
    return Truth.YES


def mandates(sector: str, state: str, recipient: str, on: date, duties: Duties, signed: frozenset[str]) -> frozenset[Mandate]:
    """What signed law in force compels this sector to tell this recipient; the disclosure gate's `context.law.must`."""
    found = set()
    for duty in _signed_for(sector, state, recipient, on, duties, signed):
        if duty.modality is Modality.MUST and duty.kind is Kind.REPORT and not duty.condition.terms:
            found.add(Mandate.MUST_REPORT)
        if duty.modality is Modality.MUST and duty.kind is Kind.CROSS_REPORT:
            found.add(Mandate.MUST_CROSS_REPORT)
    return frozenset(found)


def permissions(sector: str, state: str, recipient: str, on: date, duties: Duties, signed: frozenset[str]) -> frozenset[Permission]:
    """What signed law in force allows this sector to tell this recipient; the disclosure gate's `context.law.may`."""
    rows = _signed_for(sector, state, recipient, on, duties, signed)
    allowed = any(duty.modality is Modality.MAY and duty.kind is Kind.REPORT for duty in rows)
    return frozenset({Permission.MAY_REPORT} if allowed else ())


def _signed_for(sector: str, state: str, recipient: str, on: date, duties: Duties, signed: frozenset[str]) -> list[Duty]:
    return [duty for duty in duties.of(state, sector) if duty.id in signed and recipient in duty.receivers and in_force(duty, on) is Truth.YES]
