"""What is over, what is held, what is sealed. Counsel sees numbers and categories, never a word of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.vocabulary import Category
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.endings.models import Hold, Period, Seal
from shelterwood.respond.endings.permissions import keeps_records
from shelterwood.respond.endings.rules import end_of, is_over

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


@dataclass(frozen=True)
class Standing:
    """A category: its period in force, if any, and how many records lie in it."""

    category: Category
    period: Period | None
    records: int


def periods() -> dict[str, Period]:
    """The period in force of each category that has one; one set to nothing is none."""
    last = {each.category: each for each in Period.objects.select_related("set_by", "started_by").order_by("set_at", "id")}
    return {category: each for category, each in last.items() if each.years is not None}


def period_values(category: str) -> dict[str, str]:
    """What stands for a category, as far as counsel changes it on its page."""
    found = periods().get(category)
    return {"years": str(found.years), "citation": found.citation, "reason": found.reason} if found else {}


def standings(*, by: Person) -> list[Standing] | None:
    """Every category; None for who may not look."""
    if not keeps_records(by):
        return None
    with acting(Purpose.ENDING):
        counted, found = gate.count_by_category(), periods()
    return [Standing(category, found.get(category), counted.get(category, 0)) for category in Category]


@dataclass(frozen=True)
class ForCounsel:
    """What waits for counsel: categories in which records lie and that have no period, and periods that nobody started."""

    unset: int
    unstarted: int


def for_counsel(*, by: Person) -> ForCounsel | None:
    """What waits for this person as counsel; None for everybody else, and where nothing does."""
    if not keeps_records(by):
        return None
    found = ForCounsel(len(without_period()), sum(1 for each in periods().values() if not each.started_at))
    return found if found != ForCounsel(0, 0) else None


def without_period() -> list[str]:
    """Categories in which records lie and for which no period is set: they are kept."""
    with acting(Purpose.ENDING):
        return sorted(set(gate.count_by_category()) - periods().keys())


def held() -> set[UUID]:
    """Records that must not be destroyed."""
    return set(Hold.objects.filter(lifted_at=None).values_list("record", flat=True))


@dataclass(frozen=True)
class Over:
    """A record whose period has passed: its kind, its number, and since when it lay unchanged."""

    record: UUID
    kind: str
    number: str
    category: str
    since: datetime


def over(*, at: datetime, category: str = "", started_only: bool = True) -> list[Over]:
    """What is over now, the oldest first; of one category, or of all. Nothing of a period that counsel has not started, unless asked."""
    found = {name: each for name, each in periods().items() if category in ("", name) and (each.started_at or not started_only)}
    return [each for name in sorted(found) for each in _over(name, at)]


def would_end(category: str, *, by: Person, at: datetime) -> list[Over] | None:
    """What starting this category's period would destroy tonight; None for who may not look."""
    if not keeps_records(by):
        return None
    with acting(Purpose.ENDING):
        return over(at=at, category=category, started_only=False)


def _over(category: str, at: datetime) -> Iterator[Over]:
    years, stays = {name: each.years for name, each in periods().items()}, held()
    for record, kind, filed_at in gate.filed(category):
        if end_of(filed_at, years[category] or 0) > at:
            return  # they come by age: those that follow are younger still
        since, attached = _since(record, kind, filed_at), [*concerns.notes_on(record), *protocols.begun_from(record)]
        busy = concerns.is_open(record) or protocols.is_going_on(record)
        own = is_over(since, years[category], held=record in stays, is_open=busy, now=at)
        # a concern goes with what was written on it, so it waits for the longest of their periods
        if own and all(is_over(since, years.get(gate.category_of(each)), held=each in stays, is_open=False, now=at) for each in attached):
            yield Over(record, kind, _number(record, kind), category, since)


def _since(record: UUID, kind: str, filed_at: datetime) -> datetime:
    """Of a concern and a run the last change counts, of a note its writing."""
    last = concerns.last_change(record) if kind == concerns.KIND else protocols.last_change(record) if kind == protocols.KIND else None
    return max(filed_at, last) if last else filed_at


def _number(record: UUID, kind: str) -> str:
    return concerns.numbers_of([record]).get(record, "") if kind == concerns.KIND else protocols.number_of(record) if kind == protocols.KIND else ""


@dataclass(frozen=True)
class Kept:
    """A live hold or seal, with the number of what it keeps."""

    number: str
    row: Hold | Seal


def live_holds(*, by: Person) -> list[Kept] | None:
    """What is held now, the last first; None for who may not look."""
    if not keeps_records(by):
        return None
    with acting(Purpose.ENDING):
        return _numbered(list(Hold.objects.filter(lifted_at=None).select_related("held_by").order_by("-held_at")))


def live_seals(*, by: Person) -> list[Kept] | None:
    """What is sealed now, the last first; None for who may not look."""
    if not keeps_records(by):
        return None
    with acting(Purpose.ENDING):
        return _numbered(list(Seal.objects.filter(opened_at=None).select_related("sealed_by").order_by("-sealed_at")))


def _numbered(rows: Sequence[Hold | Seal]) -> list[Kept]:
    """Those of concerns; what was sealed along with one goes with it."""
    numbers = concerns.numbers_of([row.record_id for row in rows])
    return [Kept(numbers[row.record_id], row) for row in rows if row.record_id in numbers]
