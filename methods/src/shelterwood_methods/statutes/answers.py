"""Asking: what does the law ask of this person, here, now, on these facts?

The day on which the information was received decides which law governs, not the day of the question: whoever had reasonable cause
on 19 June 2025 in Texas had 48 hours, and keeps them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes import clocks
from shelterwood_methods.statutes.compelled import mandates, permissions
from shelterwood_methods.statutes.conditions import check_names
from shelterwood_methods.statutes.duties import Duties, Duty
from shelterwood_methods.statutes.force import in_force
from shelterwood_methods.statutes.roles import facts_of
from shelterwood_methods.statutes.terms import FEDERAL, ClockStart, DeadlineKind, Kind, Modality
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import Sector, sector_of

OTHER_STAFF = "other_staff"
SAYS_NOW = (DeadlineKind.IMMEDIATE, DeadlineKind.AS_SOON_AS_POSSIBLE)
FALLBACK = "Call 911 in danger, else the state's line. Not confirmed by counsel."
KINDS = {kind: place for place, kind in enumerate((Kind.REPORT, Kind.WRITTEN_REPORT, Kind.CROSS_REPORT))}


class Standing(StrEnum):
    SIGNED = "signed"  # counsel signed the row
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True)
class Question:
    """Who asks where, and since when they know. `facts` holds what was stated, by the names of `conditions`."""

    state: str  # two letters
    sector: str
    received_at: datetime | None  # aware: when it reached whoever asks, or when that happened from which the duty runs
    time_zone: ZoneInfo  # of the place: it says on which day that was
    facts: Mapping[str, Truth] = field(default_factory=dict)
    role: str | None = None  # of `roles.ROLES`
    on: date | None = None  # without received_at: the law of which day is asked, and nothing runs


@dataclass(frozen=True)
class DutyAnswer:
    """One duty, whether it applies, and until when."""

    duty: Duty
    applies: Truth
    in_force: Truth  # unknown on a day before the copy in which the row was read
    open_facts: tuple[str, ...]  # the facts that would settle an unknown
    standing: Standing
    deadline: datetime | None  # None: the law gives no number, the row is too weak without a signature, or nothing started it
    say_now: bool  # the law says immediately, or as soon as possible, and gives no number
    to: str
    phone: str


@dataclass(frozen=True)
class Answer:
    """The duties that apply or may apply, the reporter's own first, and what else the law says without asking anything."""

    duties: tuple[DutyAnswer, ...]
    background: tuple[DutyAnswer, ...]
    other_posts: tuple[DutyAnswer, ...]  # duties of staff whose post is none that the rows name, where the post was not stated
    fallback: bool  # no row of the state's own can be in force on that day: `FALLBACK`. Never for defence counsel, who is not prompted

    @property
    def settled(self) -> tuple[DutyAnswer, ...]:
        """Duties that apply on what is known."""
        return tuple(each for each in self.duties if each.applies is Truth.YES)

    @property
    def special_cases(self) -> tuple[DutyAnswer, ...]:
        """Duties that depend on facts which are not known, or that may not have been in force."""
        return tuple(each for each in self.duties if each.applies is Truth.UNKNOWN)


def ask(question: Question, duties: Duties, signed: frozenset[str] = frozenset()) -> Answer:
    """Who must report what to whom by when. `signed` holds the keys of the rows that counsel signed.

    Raises ValueError for a sector, role or fact outside the vocabularies, and for a moment without a time zone.
    """
    sector, on, known = sector_of(question.sector), _day(question), _known(question)
    own = duties.of(question.state, sector) if question.state != FEDERAL else ()
    rows = (*own, *duties.of(FEDERAL, sector))
    found = [_answer(duty, question, on, known, signed) for duty in rows]
    kept = sorted((each for each in found if each.applies is not Truth.NO), key=_place)
    return Answer(
        duties=tuple(each for each in kept if each.duty.kind is not Kind.BACKGROUND),
        background=tuple(each for each in kept if each.duty.kind is Kind.BACKGROUND),
        other_posts=_other_posts(rows, question, on, known, signed),
        fallback=not any(in_force(duty, on) is not Truth.NO for duty in own) and sector is not Sector.DEFENSE_ATTORNEY,
    )


def _other_posts(rows: Sequence[Duty], question: Question, on: date, known: Mapping[str, Truth], signed: frozenset[str]) -> tuple[DutyAnswer, ...]:
    if OTHER_STAFF in known:
        return ()
    as_other = {**known, OTHER_STAFF: Truth.YES}
    found = [_answer(duty, question, on, as_other, signed) for duty in rows if (OTHER_STAFF, True) in duty.condition.terms]
    return tuple(each for each in found if each.applies is Truth.YES)


def _day(question: Question) -> date:
    if question.received_at is None:
        if question.on is None:
            raise ValueError("Say when it was known, or the law of which day is asked.")
        return question.on
    if question.received_at.tzinfo is None:
        raise ValueError("Say when it was known with a time zone.")
    return question.received_at.astimezone(question.time_zone).date()


def _known(question: Question) -> Mapping[str, Truth]:
    check_names(question.facts)
    return {**facts_of(question.role), **question.facts}


def _place(each: DutyAnswer) -> tuple[bool, bool, int, bool]:
    """The state's rows on the reporter's own report first; then what applies before what may; then by kind, the state's first."""
    own = each.duty.kind is Kind.REPORT and each.duty.jurisdiction != FEDERAL
    return not own, each.applies is not Truth.YES, KINDS.get(each.duty.kind, len(KINDS)), each.duty.jurisdiction == FEDERAL


def _answer(duty: Duty, question: Question, on: date, known: Mapping[str, Truth], signed: frozenset[str]) -> DutyAnswer:
    standing = Standing.SIGNED if duty.key in signed else Standing.NOT_CONFIRMED
    force, holds = in_force(duty, on), duty.condition.holds(known)
    quiet = question.sector == Sector.DEFENSE_ATTORNEY  # defence counsel is never prompted: independent ethics counsel decides
    speaks = duty.prompts and duty.modality is Modality.MUST and not quiet
    return DutyAnswer(
        duty=duty,
        applies=force & holds,
        in_force=force,
        open_facts=duty.condition.open_facts(known) if holds is Truth.UNKNOWN else (),
        standing=standing,
        deadline=_deadline(duty, question, force, holds) if speaks and (standing is Standing.SIGNED or not duty.weak) else None,
        say_now=speaks and duty.deadline_kind in SAYS_NOW,
        to="" if quiet else duty.report_to,
        phone="" if quiet or duty.report_to_phone == "unknown" else duty.report_to_phone,
    )


def _deadline(duty: Duty, question: Question, force: Truth, holds: Truth) -> datetime | None:
    """A row that runs from another event than the information has a clock only once that event is known to have happened."""
    begun = duty.clock_start is ClockStart.INFORMATION_RECEIVED or holds is Truth.YES
    value, unit, start = duty.deadline_value, duty.deadline_unit, question.received_at
    if force is not Truth.YES or not begun or value is None or unit is None or start is None:
        return None
    return clocks.due_at(start, value, unit, question.time_zone)


__all__ = ["FALLBACK", "Answer", "DutyAnswer", "Question", "Standing", "ask", "mandates", "permissions"]
