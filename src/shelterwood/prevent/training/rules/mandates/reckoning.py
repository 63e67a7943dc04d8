"""Every standing of many people on one day, and the first later day on which one of them may be another.

The posts and the place decide once for all who share them (`statutes.training.ruling`), only dates differ from person to person.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shelterwood_methods.statutes.training import Completion, Mandate, Mandates, Person, Status, Where
from shelterwood_methods.statutes.training.binding import NOBODY, concerns, governing
from shelterwood_methods.statutes.training.periods import ONE_DAY
from shelterwood_methods.statutes.training.status import SOON, Ruling, ruling, stands
from shelterwood_methods.statutes.training.terms import State


@dataclass(frozen=True)
class Training:
    """A training that somebody completed, here or elsewhere. A signature under one law is no proof under another."""

    on: date
    minutes: int | None = None
    approvals: Mapping[str, str] = field(default_factory=dict)  # mandate to the number of the approved curriculum
    proofs: frozenset[str] = frozenset()  # of statutes.training Proof, whatever the mandate
    proofs_for: Mapping[str, frozenset[str]] = field(default_factory=dict)  # mandate to what was signed or filed under it
    name: str = ""

    def toward(self, mandate: str) -> Completion:
        """The training as one mandate sees it."""
        return Completion(self.on, self.minutes, self.approvals, self.proofs | self.proofs_for.get(mandate, frozenset()), self.name)


@dataclass(frozen=True)
class Reckoned:
    """How somebody stands, mandate by mandate, and the first day on which that may turn by itself; None: it does not."""

    statuses: tuple[Status, ...]
    turns_on: date | None


class Reckoner:
    """Reckons many people on one day, under one law and one set of signatures."""

    def __init__(self, mandates: Mandates, *, on: date, signed: frozenset[str] = NOBODY, soon: int = SOON) -> None:
        self.on, self.signed, self.soon = on, signed, soon
        self.of_persons = [each for each in governing(mandates, signed) if each.of_persons]
        self._rulings: dict[object, list[Ruling]] = {}

    def of(self, where: Where, person: Person, trainings: Sequence[Training]) -> Reckoned:
        """What binds this person, and how it stands. What binds nobody of such a post, or nobody who left, is left out."""
        found: list[Status] = []
        days: list[date] = [person.ended_on + ONE_DAY] if person.ended_on else []
        days += (each.on for each in trainings)
        for each in self.rulings(where, person):
            days += law_days(each.row)
            if each.settled is State.NOT_BOUND:
                continue
            status = stands(each, person, [training.toward(each.mandate.id) for training in trainings], self.on, self.soon)
            if status.state is not State.NOT_BOUND:
                found.append(status)
                days += self._due_days(status)
        return Reckoned(tuple(found), min((day for day in days if day > self.on), default=None))

    def rulings(self, where: Where, person: Person) -> list[Ruling]:
        """What holds for everybody of this place and these posts, worked out once."""
        key = (where.state, where.sectors, where.places, person.roles, frozenset(where.stated.items()), frozenset(person.stated.items()))
        known = self._rulings.get(key)
        if known is None:
            rows = (row for row in self.of_persons if concerns(row, where))
            known = self._rulings[key] = [ruling(row, where, person.roles, person.stated, self.on, self.signed) for row in rows]
        return known

    def _due_days(self, status: Status) -> Iterator[date]:
        """In time until the due day, shown as due from some days before."""
        if status.due_on:
            yield status.due_on + ONE_DAY
            yield status.due_on - timedelta(days=self.soon)


def law_days(row: Mandate) -> Iterable[date]:
    """Days on which the law itself begins, may begin, or is over."""
    days = [day for day in (row.begin.earliest, row.begin.latest) if day]
    if isinstance(row.effective_to, date):
        days.append(row.effective_to + ONE_DAY)
    return days
