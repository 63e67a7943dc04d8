"""Within how long a step is done, here: the number of a law's or a grant's row, or a protocol's own, and whether it runs at all.

A limit of the law always runs, but one whose row rests on own knowledge computes nothing until counsel signed it. A grant's or a
protocol's own limit is off until the organization adopts it. A limit that does not run is still shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes import clocks
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS
from shelterwood_methods.statutes.duties import Duties, Duty
from shelterwood_methods.statutes.force import in_force
from shelterwood_methods.statutes.terms import FEDERAL, DeadlineKind, DeadlineUnit, Modality
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.model import Clock, ClockBasis, Text, Unit
from shelterwood.prevent.protocols.rules.sources import duties

AT_ONCE = (DeadlineKind.IMMEDIATE, DeadlineKind.AS_SOON_AS_POSSIBLE)
UNITS = {Unit.HOURS: DeadlineUnit.HOURS, Unit.DAYS: DeadlineUnit.DAYS}
WORDS = {
    "now": Text("at once", "de inmediato"),
    "minutes": Text("{value} minutes", "{value} minutos"),
    "hours": Text("{value} hours", "{value} horas"),
    "days": Text("{value} days", "{value} días"),
    "hours_excl_weekends_holidays": Text("{value} hours, weekends and holidays not counted", "{value} horas, sin contar fines de semana ni feriados"),
}


@dataclass(frozen=True)
class Setting:
    """Where a protocol runs, and what was decided about its clocks."""

    state: str  # two letters
    time_zone: ZoneInfo
    signed: frozenset[str] = frozenset()  # keys of the rows of law that counsel signed
    clocks_on: frozenset[str] = frozenset()  # steps whose practice or grant clock the organization adopted
    law: Duties = field(default_factory=duties)  # as it governs in this body; else as the facts have it


class Quiet(StrEnum):
    """Why a clock has no due moment."""

    NOT_ADOPTED = "not_adopted"  # a practice's or a grant's clock that nobody adopted
    NOT_STARTED = "not_started"  # the moment from which it runs has not come
    NO_ROW = "no_row"  # the facts hold no row for this state
    NO_NUMBER = "no_number"  # the law names no number: at once, or nothing
    NOT_CONFIRMED = "not_confirmed"  # the row is too weak without counsel's signature


@dataclass(frozen=True)
class Limit:
    """A step's clock as it stands here. `due` and `quiet` exclude each other."""

    basis: ClockBasis
    starts: str
    since: datetime | None
    due: datetime | None
    quiet: Quiet | None
    at_once: bool
    rests_on: str  # the row or source that gives the limit; empty where there is none
    confirmed: bool  # signed by counsel, or the organization's own


def limit(step: str, clock: Clock, setting: Setting, since: datetime | None, answers: Mapping[str, Truth]) -> Limit:
    """`since`: when the moment came from which the clock runs; None while it has not."""
    if clock.basis is ClockBasis.PRACTICE:
        return _of_practice(step, clock, setting, since)
    on = since.astimezone(setting.time_zone).date() if since else None
    rows = [each for each in rows_here(clock, setting.state, answers, setting.law) if on is None or in_force(each, on) is not Truth.NO]
    found = [_of_row(step, each, clock, setting, since) for each in rows]
    if not found:
        return Limit(clock.basis, clock.starts, since, None, Quiet.NO_ROW, clock.basis is ClockBasis.LAW, "", False)
    return min(found, key=lambda each: (each.due is None, each.due.timestamp() if each.due else 0.0, not each.at_once))


def rows_of(clock: Clock, state: str, law: Duties | None = None) -> list[Duty]:
    """The rows of a clock for this state, its own before the federal. `law`: as it governs in a body; None: as the facts have it."""
    rows = [text for each in clock.duties for text in (law or duties()).texts_of(each)]
    return sorted((each for each in rows if each.jurisdiction in (state, FEDERAL)), key=lambda each: each.jurisdiction == FEDERAL)


def rows_here(clock: Clock, state: str, answers: Mapping[str, Truth], law: Duties | None = None) -> list[Duty]:
    """Those that these answers do not rule out."""
    facts = {name: value for name, value in answers.items() if name in FACTS or name in EXCEPTIONS}
    return [each for each in rows_of(clock, state, law) if each.condition.holds(facts) is not Truth.NO]


def _of_row(step: str, duty: Duty, clock: Clock, setting: Setting, since: datetime | None) -> Limit:
    signed = duty.key in setting.signed
    at_once = duty.deadline_kind in AT_ONCE and duty.modality is Modality.MUST
    due, quiet = None, None
    if clock.basis is ClockBasis.GRANT and step not in setting.clocks_on:
        quiet = Quiet.NOT_ADOPTED
    elif duty.deadline_value is None or duty.deadline_unit is None:
        quiet = Quiet.NO_NUMBER
    elif duty.weak and not signed:
        quiet = Quiet.NOT_CONFIRMED
    elif since is None:
        quiet = Quiet.NOT_STARTED
    else:
        due = clocks.due_at(since, duty.deadline_value, duty.deadline_unit, setting.time_zone)
    return Limit(clock.basis, clock.starts, since, due, quiet, at_once, duty.id, signed)


def _of_practice(step: str, clock: Clock, setting: Setting, since: datetime | None) -> Limit:
    due, quiet = None, None
    if step not in setting.clocks_on:
        quiet = Quiet.NOT_ADOPTED
    elif clock.unit is None or clock.value is None:
        quiet = Quiet.NO_NUMBER
    elif since is None:
        quiet = Quiet.NOT_STARTED
    elif clock.unit is Unit.MINUTES:
        due = since + timedelta(minutes=clock.value)
    else:
        due = clocks.due_at(since, clock.value, UNITS[clock.unit], setting.time_zone)
    return Limit(clock.basis, clock.starts, since, due, quiet, clock.unit is Unit.NOW, clock.source, step in setting.clocks_on)


def in_words(clock: Clock, state: str, on: date | None = None, law: Duties | None = None) -> Text | None:
    """The limit in both languages, for the placeholder {clock}; None where the facts give none here."""
    if clock.basis is ClockBasis.PRACTICE:
        return _words(str(clock.unit), clock.value)
    for duty in rows_here(clock, state, {}, law):
        if on and in_force(duty, on) is Truth.NO:
            continue
        if duty.deadline_value and duty.deadline_unit:
            return _words(str(duty.deadline_unit), duty.deadline_value)
        if duty.deadline_kind in AT_ONCE:
            return WORDS["now"]
    return None


def _words(unit: str, value: int | None) -> Text:
    text = WORDS[unit]
    return Text(text.en.format(value=value), text.es.format(value=value))
