"""Many people at once: every status, counts by site, and the days on which the answer turns.

The posts and the place decide once for all who share them; only dates differ from person to person. A database counts faster
still: `cut_offs` gives the days with which its rows are compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shelterwood_methods.statutes.training.binding import NOBODY, Where, concerns, governing
from shelterwood_methods.statutes.training.cells import ONCE, First
from shelterwood_methods.statutes.training.mandates import Mandate, Mandates
from shelterwood_methods.statutes.training.periods import ONE_DAY, Period
from shelterwood_methods.statutes.training.status import SOON, Completion, Person, Ruling, Status, ruling, stands
from shelterwood_methods.statutes.training.terms import Anchor, InPost, State
from shelterwood_methods.statutes.truth import Truth


@dataclass(frozen=True)
class Employee:
    """A person at a site, with what they completed. `site` is any key of the caller's own."""

    site: str
    where: Where
    person: Person
    completions: Sequence[Completion] = ()


def statuses(
    mandates: Mandates, staff: Iterable[Employee], *, on: date, signed: frozenset[str] = NOBODY, soon: int = SOON
) -> Iterator[tuple[Employee, list[Status]]]:
    """Each employee with every mandate on persons that concerns the place; those that bind nobody of such a post are left out."""
    of_persons = [each for each in governing(mandates, signed) if each.of_persons]
    rulings: dict[object, list[Ruling]] = {}
    for each in staff:
        where, person = each.where, each.person
        key = (where.state, where.sectors, where.places, person.roles, *where.stated.items(), *person.stated.items())
        known = rulings.get(key)
        if known is None:
            found = (ruling(row, where, person.roles, person.stated, on, signed) for row in of_persons if concerns(row, where))
            known = rulings[key] = [one for one in found if one.settled is not State.NOT_BOUND]
        yield each, [stands(one, person, each.completions, on, soon) for one in known]


def counts_by_site(found: Iterable[tuple[Employee, Iterable[Status]]]) -> dict[str, dict[str, Counter[State]]]:
    """How many stand how, by site and mandate: a chain adopts once and complies property by property."""
    counts: dict[str, dict[str, Counter[State]]] = {}
    for each, of_each in found:
        site = counts.setdefault(each.site, {})
        for status in of_each:
            site.setdefault(status.mandate.id, Counter())[status.state] += 1
    return counts


@dataclass(frozen=True)
class CutOffs:
    """The days on which the answer to one mandate turns, for people whom it binds: with them a database counts by comparing.

    Only for a first training that runs from hire, or from no known day. `last` below is the last training that counts.
    Met: `last >= met_since`. Met but due again soon: also `last < again_before`.
    Otherwise, with a training once or hired on `law_from` or later: overdue with `last`, or hired before `late_before`; due with
    hired before `due_before`; else not yet due. Hired before `law_from` and never trained: `in_post`.
    """

    mandate: Mandate
    on: date
    met_since: date | None  # None: how often is not established, and whoever was trained stands unknown
    again_before: date | None  # None: never again
    late_before: date | None  # None: the first deadline is not established, and whoever was never trained stands unknown
    due_before: date | None
    law_from: date | None  # None: not established on which day the law began
    in_post: State

    def state(self, hired_on: date, last: date | None) -> State:
        """The state of somebody whom the mandate binds, by comparisons alone."""
        if last is not None:
            if self.met_since is None:
                return State.UNKNOWN
            return State.MET if last >= self.met_since else State.OVERDUE
        if self.late_before is None or self.due_before is None or self.law_from is None:
            return State.UNKNOWN
        if hired_on < self.law_from:
            return self.in_post
        if hired_on < self.late_before:
            return State.OVERDUE
        return State.DUE if hired_on < self.due_before else State.NOT_YET_DUE


def cut_offs(mandate: Mandate, *, on: date, signed: frozenset[str] = NOBODY, soon: int = SOON) -> CutOffs | None:
    """The cut-off days of a mandate on persons; None where it turns on another event than hire and training, or may compute nothing."""
    row = mandate.governing(signed)
    if (mandate.weak and mandate.id not in signed) or not row.of_persons or not _counted_so(row):
        return None
    near = on + timedelta(days=soon) + ONE_DAY
    repeat, first = row.repeat, row.first
    met_since = repeat.earliest_start(on) if isinstance(repeat, Period) else date.min if repeat == ONCE else None
    in_hire = isinstance(first, First)
    return CutOffs(
        mandate=mandate,
        on=on,
        met_since=met_since,
        again_before=repeat.earliest_start(near) if isinstance(repeat, Period) else None,
        late_before=_hired(first, on) if isinstance(first, First) else None,
        due_before=_hired(first, near) if isinstance(first, First) else None,
        law_from=row.begin.latest if in_hire else None,
        in_post=_in_post(row, on, near),
    )


def _counted_so(row: Mandate) -> bool:
    by_hire = not isinstance(row.first, First) or row.first.anchor is Anchor.HIRE
    return by_hire and (isinstance(row.repeat, Period | Truth) or row.repeat == ONCE)


def _hired(first: First, day: date) -> date:
    """Who was hired before this day is late on `day`."""
    return first.period.earliest_start(day) if first.period else day


def _in_post(row: Mandate, on: date, near: date) -> State:
    began = row.begin.latest if row.begin.latest == row.begin.earliest else None
    if not isinstance(row.first, First) or began is None or row.in_post is not InPost.FROM_START:
        return State.UNKNOWN
    due = row.first.after(began)
    return State.OVERDUE if due < on else State.DUE if due < near else State.NOT_YET_DUE


def count(cut: CutOffs, people: Iterable[tuple[str, date, date | None]]) -> Mapping[str, Counter[State]]:
    """How many stand how, by site, from (site, hired on, last training that counts): what SQL does, in Python."""
    counts: dict[str, Counter[State]] = {}
    for site, hired_on, last in people:
        counts.setdefault(site, Counter())[cut.state(hired_on, last)] += 1
    return counts
