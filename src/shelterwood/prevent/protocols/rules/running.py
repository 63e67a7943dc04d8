"""A protocol at work: what is to be done now and by when, what was done, what may still come.

A run is a value: the protocol as adopted, when it began, what was answered, and what people did. Nothing in it decides: a decision
waits until a person chose, an unknown answer keeps its steps in sight, and what was done stays done whatever is learned later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from shelterwood_methods.statutes.duties import Duties
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.clocks import Limit, Setting, limit, rows_of
from shelterwood.prevent.protocols.rules.model import ClockBasis, Protocol, Step, Text
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.rules.ways import circle, reached, stays, ways

BEGIN = "start"  # the moment that every run has


class Act(StrEnum):
    DONE = "done"
    NOT_DONE = "not_done"  # it could not be done; the reason is kept


@dataclass(frozen=True)
class Event:
    """What a person did with a step. A decision carries its choice."""

    step: str
    at: datetime
    act: Act = Act.DONE
    choice: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Run:
    """`moments`: when something named in the vocabulary happened, besides those that steps mark by being done.

    `ended_at`: when it was closed; no limit runs out after that.
    """

    protocol: Protocol
    started_at: datetime
    setting: Setting
    answers: Mapping[str, Truth] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    ended_at: datetime | None = None

    def looked_at(self, now: datetime) -> datetime:
        """The moment at which it is judged."""
        return min(now, self.ended_at) if self.ended_at else now


class State(StrEnum):
    NOW = "now"  # its turn
    LATE = "late"  # its turn, and its clock has run out
    LATER = "later"  # something before it is not finished
    MAYBE = "maybe"  # it depends on a decision that nobody made yet
    NOT_NEEDED = "not_needed"  # an answer or a decision says that it does not apply
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_DONE = "not_done"


SETTLED = (State.DONE, State.DONE_LATE, State.NOT_DONE)
OPEN = (State.NOW, State.LATE)


@dataclass(frozen=True)
class Planned:
    """One step of a run as it stands. `open_answers` and `open_decisions` say why it is not certain that it applies."""

    step: Step
    state: State
    applies: Truth
    open_answers: tuple[str, ...]
    open_decisions: tuple[str, ...]
    limit: Limit | None
    says: bool  # whether the words to say may be said: only where their condition is known to hold
    event: Event | None
    round: int  # how often the way came to it, from 1

    @property
    def lateness(self) -> float | None:
        """Seconds after its limit at which it was done; 0 in time, None where nothing can be said."""
        if self.limit is None or self.limit.due is None or self.event is None or self.event.act is not Act.DONE:
            return None
        return max(0.0, (self.event.at - self.limit.due).total_seconds())


def moments_to_ask(protocol: Protocol) -> tuple[str, ...]:
    """The moments from which clocks run and that no step marks: whoever starts the run says when they were."""
    marked = {BEGIN, *(step.marks for step in protocol.steps)}
    return tuple(dict.fromkeys(step.clock.starts for step in protocol.steps if step.clock and step.clock.starts not in marked))


def answers_to_ask(protocol: Protocol, state: str, law: Duties | None = None) -> tuple[str, ...]:
    """The answers on which steps, words to say and the limits of the law here depend, in the order in which they come up."""
    known = vocabulary().answers
    found: list[str] = []
    for step in protocol.steps:
        found += [name for name, _ in (*step.when.terms, *step.say_when.terms)]
        found += [name for duty in (rows_of(step.clock, state, law) if step.clock else ()) for name, _ in duty.condition.terms]
    return tuple(name for name in dict.fromkeys(found) if name in known)


def event_fault(run: Run, event: Event) -> Text | None:
    """Why this cannot be kept, in words for the person; None where it can."""
    step = next((each for each in run.protocol.steps if each.id == event.step), None)
    if step is None:
        return Text("This protocol has no such step.", "Este protocolo no tiene ese paso.")
    if event.at.tzinfo is None or event.at < run.started_at:
        return Text("Say a time after the run began.", "Indique una hora posterior al inicio.")
    if event.act is Act.NOT_DONE:
        return None if event.reason.strip() else Text("Say why it could not be done.", "Diga por qué no se pudo hacer.")
    if event.choice not in ([choice.id for choice in step.choices] or [""]):
        return Text("Choose one of the answers; nobody decides for you.", "Elija una de las respuestas; nadie decide por usted.")
    return None


def with_event(run: Run, event: Event) -> Run:
    """The run after it. Raises ValueError for an event that cannot be kept."""
    fault = event_fault(run, event)
    if fault:
        raise ValueError(fault.en)
    return replace(run, events=(*run.events, event))


def progress(run: Run, now: datetime) -> tuple[Planned, ...]:
    """Every step, in the order of the file."""
    look, at = _Look(run), run.looked_at(now)
    return tuple(look.planned(step, at) for step in run.protocol.steps)


def sector_of_step(protocol: Protocol, step: Step) -> str:
    """Whose step it is: that of its role, or the protocol's own. Others see its state only."""
    return vocabulary().roles[step.who].sector or protocol.sector


def plan(run: Run) -> tuple[Planned, ...]:
    """The steps that apply or may apply, and those already settled, as they stand when the run begins."""
    return tuple(each for each in progress(run, run.started_at) if each.state is not State.NOT_NEEDED)


def next_tasks(run: Run, now: datetime) -> tuple[Planned, ...]:
    """What can be done now: late first, then what is to be done at once, then by limit, then in order."""
    return next_tasks_of(progress(run, now))


def next_tasks_of(planned: Iterable[Planned]) -> tuple[Planned, ...]:
    """The same of steps already looked at."""
    return tuple(sorted((each for each in planned if each.state in OPEN), key=_urgency))


def _urgency(each: Planned) -> tuple[bool, bool, float]:
    due = each.limit.due.timestamp() if each.limit and each.limit.due else float("inf")
    late = each.state is State.LATE and each.applies is Truth.YES
    return not late, not (each.limit and each.limit.at_once), due


def finished(run: Run, now: datetime) -> bool:
    """Nothing is left whose turn has come or will come."""
    return not next_tasks(run, now)


def open_duties(run: Run, now: datetime) -> tuple[Planned, ...]:
    """What the law asks for certain, and whose time has begun: no run is ended around it."""
    found = (each for each in progress(run, now) if each.state in OPEN and each.applies is Truth.YES)
    return tuple(each for each in found if each.limit and each.limit.basis is ClockBasis.LAW and each.limit.since)


class _Look:
    """One look at a run: which events count, which moments have come, and how far the ways are open."""

    def __init__(self, run: Run) -> None:
        self.run, self.protocol = run, run.protocol
        self.steps = {step.id: step for step in self.protocol.steps}
        self.ways = ways(self.protocol)
        self.last: dict[str, Event | None] = dict.fromkeys(self.steps)
        self.opened: dict[str, list[datetime]] = {step: [] for step in self.steps}
        for event in run.events:
            self._settle(event)
        self.moments = {BEGIN: run.started_at, **self._marked(), **run.moments}
        self.applies = self._applies()
        self.ready = self._ready()

    def _settle(self, event: Event) -> None:
        """The step is settled. Where its way comes back to a settled step of its circle, that one is open again."""
        self.last[event.step] = event
        for way in self.ways:
            taken = way.start == event.step and way.choice == event.choice
            if taken and way.to in circle(self.protocol, event.step) and self.last[way.to]:
                self.last[way.to] = None
                self.opened[way.to].append(event.at)

    def _marked(self) -> dict[str, datetime]:
        """The moments that steps mark by being done: the latest time."""
        found = [(self.steps[event.step].marks, event.at) for event in self.run.events if event.act is Act.DONE]
        return {moment: at for moment, at in found if moment}

    def _edge(self, start: str, choice: str) -> Truth:
        """Whether this way is taken. One that is not taken now may be when the decision comes again.

        A decision that could not be made leaves every way open, for a person to look.
        """
        event = self.last[start]
        if not choice or (event and event.act is Act.NOT_DONE):
            return Truth.YES
        if event and event.choice == choice:
            return Truth.YES
        return Truth.UNKNOWN if self._undecided(start) else Truth.NO

    def _undecided(self, step: str) -> bool:
        """Nobody decided yet, or what was decided stays in the circle."""
        event = self.last[step]
        return event is None or (event.act is Act.DONE and stays(self.protocol, step, event.choice))

    def _applies(self) -> dict[str, Truth]:
        """Whether each step is reached, whatever its own condition: the least that is true of the ways."""
        found = dict.fromkeys(self.steps, Truth.NO)
        found[self.protocol.steps[0].id] = Truth.YES
        changed = True
        while changed:
            changed = False
            for way in self.ways:
                if way.to in found:
                    better = found[way.to] | (found[way.start] & self._edge(way.start, way.choice))
                    changed |= better is not found[way.to]
                    found[way.to] = better
        return found

    def _ready(self) -> frozenset[str]:
        """The steps whose turn has come: everything before them is settled, passed over, or waits for an answer only."""
        found = {self.protocol.steps[0].id}
        waiting = list(found)
        while waiting:
            here = waiting.pop()
            if self.last[here] is None and self.steps[here].when.holds(self.run.answers) is Truth.YES:
                continue
            for way in self.ways:
                if way.start == here and way.to in self.steps and way.to not in found and self._edge(here, way.choice) is Truth.YES:
                    found.add(way.to)
                    waiting.append(way.to)
        return frozenset(found)

    def planned(self, step: Step, now: datetime) -> Planned:
        holds, event = step.when.holds(self.run.answers), self.last[step.id]
        applies = self.applies[step.id] & holds
        found = self._limit(step)
        return Planned(
            step=step,
            state=self._state(step, applies, event, found, now),
            applies=applies,
            open_answers=step.when.open(self.run.answers) if holds is Truth.UNKNOWN else (),
            open_decisions=tuple(self._undecided_before(step.id)) if self.applies[step.id] is Truth.UNKNOWN else (),
            limit=found,
            says=step.say is not None and step.say_when.holds(self.run.answers) is Truth.YES,
            event=event,
            round=len(self.opened[step.id]) + 1,
        )

    def _limit(self, step: Step) -> Limit | None:
        if step.clock is None:
            return None
        since = self.moments.get(step.clock.starts)
        if since and self.opened[step.id]:
            since = max(since, self.opened[step.id][-1])
        return limit(step.id, step.clock, self.run.setting, since, self.run.answers)

    def _state(self, step: Step, applies: Truth, event: Event | None, found: Limit | None, now: datetime) -> State:
        """A step whose limit the law has started is open whatever stands before it: no report waits for other work."""
        due = found.due if found else None
        if event:
            if event.act is Act.NOT_DONE:
                return State.NOT_DONE
            return State.DONE_LATE if due and event.at > due else State.DONE
        if applies is Truth.NO:
            return State.NOT_NEEDED
        if due and now > due and applies is Truth.YES:
            return State.LATE
        if step.id in self.ready or (found and found.basis is ClockBasis.LAW and found.since):
            return State.LATE if due and now > due else State.NOW
        return State.MAYBE if self.applies[step.id] is Truth.UNKNOWN else State.LATER

    def _undecided_before(self, step: str) -> Iterable[str]:
        after = reached(self.protocol)
        return (each.id for each in self.protocol.steps if each.decides and self._undecided(each.id) and step in after[each.id])
