"""How each mandate stands for a person on a day.

A training counts toward a mandate only where it is long enough, is approved where approval is asked or not established, has the
proof that the row names, and was not before the employment or the law. What does not count is good training, not legal proof. What
is unknown never computes a date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shelterwood_methods.statutes.training.binding import NOBODY, Where, bears
from shelterwood_methods.statutes.training.cells import EACH_RENEWAL, ONCE, First
from shelterwood_methods.statutes.training.mandates import Mandate
from shelterwood_methods.statutes.training.periods import ONE_DAY, Period, Yearly
from shelterwood_methods.statutes.training.roles import check_words, is_meant
from shelterwood_methods.statutes.training.terms import Anchor, InPost, Reason, State
from shelterwood_methods.statutes.truth import Truth

SOON = 30  # days before a deadline from which it is shown as due
LAST_RENEWAL = "last_renewal"  # the event that began the running period of a license
EVENTS = (*Anchor, LAST_RENEWAL)


@dataclass(frozen=True)
class Person:
    """Somebody who works or serves at a site, as mandates see them. `events`: days by the words of `EVENTS` other than hire."""

    roles: frozenset[str]
    hired_on: date | None
    ended_on: date | None = None  # the last day
    stated: Mapping[str, Truth] = field(default_factory=dict)
    events: Mapping[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_words(self.roles, self.stated)
        for name in self.events:
            if name not in EVENTS:
                raise ValueError(f"{name!r} is no event; use one of: {', '.join(EVENTS)}.")


@dataclass(frozen=True)
class Completion:
    """A training that was done. `approvals`: approval numbers by mandate, since an approval holds for one law only."""

    on: date
    minutes: int | None = None
    approvals: Mapping[str, str] = field(default_factory=dict)
    proofs: frozenset[str] = frozenset()
    course: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """One mandate for one person. `due_on` is the last day in time: of a first training, or until which the last one holds."""

    mandate: Mandate
    state: State
    due_on: date | None = None
    reasons: tuple[Reason, ...] = ()
    done_on: date | None = None  # the last training that counts, or, where none does, the last one

    def late_since(self, on: date) -> date | None:
        """The first day that is late, where one has come; of good training without legal proof too."""
        late = self.state in (State.OVERDUE, State.NOT_PROOF) and self.due_on is not None and self.due_on < on
        return self.due_on + ONE_DAY if late and self.due_on else None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds of a mandate for everybody of one place and the same posts: settled already, or a matter of dates."""

    mandate: Mandate
    row: Mandate  # as it may be computed with
    settled: State | None
    reason: Reason | None


def ruling(mandate: Mandate, where: Where, roles: frozenset[str], stated: Mapping[str, Truth], on: date, signed: frozenset[str] = NOBODY) -> Ruling:
    """Whether the mandate binds people with these posts at this place; only where it does, their dates decide."""
    row, known = mandate.governing(signed), {**where.stated, **stated}
    binds, reason = bears(row, where, on)
    if binds is Truth.NO:
        return Ruling(mandate, row, State.NOT_BOUND, reason)
    meant = is_meant(row.roles, roles, known)
    if meant is Truth.NO:
        return Ruling(mandate, row, State.NOT_BOUND, Reason.OTHER_ROLE)
    exempt = next((name for name in row.exempt if known.get(name) is Truth.YES), None)
    if exempt:
        return Ruling(mandate, row, State.EXEMPT, Reason(exempt))
    if mandate.weak and mandate.id not in signed:
        return Ruling(mandate, row, State.UNKNOWN, Reason.NOT_SIGNED)
    if binds is Truth.UNKNOWN or meant is Truth.UNKNOWN:
        return Ruling(mandate, row, State.UNKNOWN, reason or Reason.ROLE_UNKNOWN)
    return Ruling(mandate, row, None, None)


def status_of(
    mandate: Mandate, where: Where, person: Person, completions: Iterable[Completion], *, on: date, signed: frozenset[str] = NOBODY, soon: int = SOON
) -> Status:
    """How the mandate, which asks something of persons, stands for this one. Trainings after `on` are not looked at."""
    return stands(ruling(mandate, where, person.roles, person.stated, on, signed), person, tuple(completions), on, soon)


def stands(each: Ruling, person: Person, completions: Sequence[Completion], on: date, soon: int = SOON) -> Status:
    """The second half of `status_of`: a ruling holds for many people, the dates are each one's own."""
    if person.ended_on and person.ended_on < on:
        return Status(each.mandate, State.NOT_BOUND, reasons=(Reason.EMPLOYMENT_ENDED,))
    counted, other, faults = _sorted(each.row, person, completions, on)
    if each.settled:
        return Status(each.mandate, each.settled, reasons=(each.reason,) if each.reason else (), done_on=counted or other)
    due = _next_due(each.row, person, counted)
    if isinstance(due, Reason):
        if other and not counted:
            return Status(each.mandate, State.NOT_PROOF, reasons=(*faults, due), done_on=other)
        return Status(each.mandate, State.UNKNOWN, reasons=(due,), done_on=counted)
    if counted and (due is None or on <= due):
        return Status(each.mandate, State.MET, due_on=due, done_on=counted)
    if other and (counted is None or other > counted):
        return Status(each.mandate, State.NOT_PROOF, due_on=due, reasons=faults, done_on=other)
    if due and on > due:
        return Status(each.mandate, State.OVERDUE, due_on=due, done_on=counted)
    near = due is None or due <= on + timedelta(days=soon)
    return Status(each.mandate, State.DUE if near else State.NOT_YET_DUE, due_on=due)


def _sorted(row: Mandate, person: Person, completions: Sequence[Completion], on: date) -> tuple[date | None, date | None, tuple[Reason, ...]]:
    """The day of the last training that counts, of the last that does not, and why that one does not."""
    counted: date | None = None
    other: date | None = None
    faults: tuple[Reason, ...] = ()
    for each in completions:
        if each.on > on:
            continue
        found = why_not(row, person, each)
        if not found:
            counted = each.on if counted is None or each.on > counted else counted
        elif other is None or each.on > other:
            other, faults = each.on, found
    return counted, other, faults


def why_not(row: Mandate, person: Person, done: Completion) -> tuple[Reason, ...]:
    """Why a training does not count toward a mandate; empty where it does."""
    found = []
    if person.hired_on and done.on < person.hired_on and isinstance(row.first, First) and row.first.anchor is Anchor.HIRE:
        found.append(Reason.BEFORE_EVENT)
    if row.begin.earliest and done.on < row.begin.earliest:
        found.append(Reason.BEFORE_LAW)
    if isinstance(row.minutes, int) and (done.minutes is None or done.minutes < row.minutes):
        found.append(Reason.LENGTH_UNKNOWN if done.minutes is None else Reason.TOO_SHORT)
    if row.approval is not Truth.NO and not done.approvals.get(row.id):
        found.append(Reason.NOT_APPROVED if row.approval is Truth.YES else Reason.APPROVAL_UNKNOWN)
    if row.proof and done.proofs.isdisjoint(row.proof):
        found.append(Reason.PROOF_MISSING)
    return tuple(found)


def _next_due(row: Mandate, person: Person, counted: date | None) -> date | Reason | None:
    """The last day in time of the next training; None: never again. A reason where it cannot be computed."""
    if counted is None:
        return first_due(row, person)
    repeat = row.repeat
    if isinstance(repeat, Period):
        return repeat.after(counted)
    if isinstance(repeat, Yearly):
        return repeat.next_after(counted)
    if repeat == EACH_RENEWAL:
        return _renewal(person, counted)
    return None if repeat == ONCE else Reason.REPEAT_UNKNOWN


def _renewal(person: Person, counted: date) -> date | Reason:
    last, renewal = person.events.get(LAST_RENEWAL), person.events.get(Anchor.RENEWAL)
    if last is None or renewal is None:
        return Reason.EVENT_UNKNOWN
    return renewal if counted > last else last


def first_due(row: Mandate, person: Person) -> date | Reason:
    """The last day in time of the first training, or why it cannot be computed."""
    first = row.first
    if not isinstance(first, First):
        return Reason.FIRST_UNKNOWN
    event = person.hired_on if first.anchor is Anchor.HIRE else person.events.get(first.anchor)
    if event is None:
        return Reason.EVENT_UNKNOWN
    if row.begin.on(event) is Truth.YES:
        return first.after(event)
    began = row.begin.latest if row.begin.latest == row.begin.earliest else None
    return first.after(began) if began and row.in_post is InPost.FROM_START else Reason.IN_POST_UNKNOWN
