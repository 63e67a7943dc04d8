"""Whether a protocol is lived: steps done within their limit, how late the others were, items in place, and when it is read again.

Every share stands beside the counts it comes from, and a share of nothing is nothing. A limit that has not run out is in no
denominator. Nothing here ranks people: the unit is the step.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.model import ClockBasis, Measure, Protocol, Step
from shelterwood.prevent.protocols.rules.running import SETTLED, Planned, Run, State, progress

HOURS_OF_A_WEEK = 168
type Looked = tuple[Planned, datetime]  # a step, and the moment at which its run was looked at


@dataclass(frozen=True)
class Adherence:
    """One step over many runs. `due` = `in_time` + `late` + `missed`: the limits that have ended."""

    step: str
    basis: ClockBasis | None
    runs: int  # in which the step applied for certain, or was settled
    not_applicable: int  # an answer or a decision said that it does not apply
    done: int
    not_done: int
    due: int
    in_time: int
    late: int
    missed: int  # its limit ran out and it is not done
    running: int  # its limit still runs
    median_lateness: timedelta | None  # of the late ones

    @property
    def share_in_time(self) -> float | None:
        return self.in_time / self.due if self.due else None

    @property
    def share_done(self) -> float | None:
        return self.done / self.runs if self.runs else None


def adherence(runs: Iterable[Run], now: datetime) -> tuple[Adherence, ...]:
    """Each step of the protocol that these runs follow, in the order of the latest version among them."""
    seen: dict[str, list[Looked]] = {}
    for run in runs:
        for each in progress(run, now):
            seen.setdefault(each.step.id, []).append((each, run.looked_at(now)))
    return tuple(_of_step(step, found) for step, found in seen.items())


def total(rows: Iterable[Adherence], basis: ClockBasis) -> tuple[int, int]:
    """Over all steps with such a limit: how many were met in time, of how many that ended."""
    counted = [row for row in rows if row.basis is basis]
    return sum(row.in_time for row in counted), sum(row.due for row in counted)


def _of_step(step: str, found: list[Looked]) -> Adherence:
    applied = [(each, at) for each, at in found if each.state in SETTLED or (each.applies is Truth.YES and each.state is not State.NOT_NEEDED)]
    counted = [each for each, _ in applied]
    clocked = [each for each in counted if each.limit and each.limit.due]
    late = [each.lateness for each in clocked if each.state is State.DONE_LATE and each.lateness is not None]
    in_time = sum(each.state is State.DONE for each in clocked)
    missed = sum(_missed(each, at) for each, at in applied)
    return Adherence(
        step=step,
        basis=next((each.limit.basis for each in counted if each.limit), None),
        runs=len(counted),
        not_applicable=sum(each.state is State.NOT_NEEDED for each, _ in found),
        done=sum(each.state in (State.DONE, State.DONE_LATE) for each in counted),
        not_done=sum(each.state is State.NOT_DONE for each in counted),
        due=in_time + len(late) + missed,
        in_time=in_time,
        late=len(late),
        missed=missed,
        running=len(clocked) - in_time - len(late) - missed,
        median_lateness=timedelta(seconds=median(late)) if late else None,
    )


def _missed(each: Planned, now: datetime) -> bool:
    """Not done, and the limit is over; what could not be done before its limit counts when that is over too."""
    return each.state not in (State.DONE, State.DONE_LATE) and each.limit is not None and each.limit.due is not None and now > each.limit.due


def review_due(adopted_on: date, protocol: Protocol) -> date:
    """The day by which a protocol adopted or confirmed that day is read again; the last of a shorter month."""
    months = adopted_on.month - 1 + protocol.review_months
    year, month = adopted_on.year + months // 12, months % 12 + 1
    return date(year, month, min(adopted_on.day, calendar.monthrange(year, month)[1]))


class Stand(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reply:
    """The answer to one item of a checklist; which field counts, its measure says."""

    named: str = ""
    number: int | None = None  # hours a week, or the part of a share
    of: int | None = None  # the whole of a share
    day: date | None = None
    yes: Truth = Truth.UNKNOWN


@dataclass(frozen=True)
class Item:
    step: Step
    stand: Stand
    reply: Reply | None


def readiness(protocol: Protocol, replies: Mapping[str, Reply], today: date) -> tuple[Item, ...]:
    """Each item of a checklist and how it stands. No threshold is invented: all is met, none is not, between is partly."""
    return tuple(Item(step, _stand(protocol, step, replies.get(step.id), today), replies.get(step.id)) for step in protocol.steps)


def counts(items: Iterable[Item]) -> dict[Stand, int]:
    """How many items stand how, with the unknown ones, so that the whole is in sight."""
    stands = [item.stand for item in items]
    return {each: stands.count(each) for each in Stand}


def _stand(protocol: Protocol, step: Step, reply: Reply | None, today: date) -> Stand:
    if reply is None:
        return Stand.UNKNOWN
    match step.measure:
        case Measure.NAMED:
            return Stand.MET if reply.named.strip() else Stand.NOT_MET
        case Measure.HOURS_A_WEEK:
            return _part(reply.number, HOURS_OF_A_WEEK)
        case Measure.SHARE:
            return _part(reply.number, reply.of)
        case Measure.ADOPTED:
            if reply.day is None or reply.day > today:
                return Stand.NOT_MET
            return Stand.MET if today <= review_due(reply.day, protocol) else Stand.PARTLY  # adopted once, its review is over
        case _:
            return {Truth.YES: Stand.MET, Truth.NO: Stand.NOT_MET}.get(reply.yes, Stand.UNKNOWN)


def _part(number: int | None, whole: int | None) -> Stand:
    if number is None or not whole or not 0 <= number <= whole:
        return Stand.UNKNOWN
    return Stand.MET if number == whole else Stand.PARTLY if number else Stand.NOT_MET
