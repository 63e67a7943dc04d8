"""Checklists, cards and sessions of one organization, and for the coordinator how many organizations have what: counts, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shelterwood.prevent.protocols.models import Adoption, CardInUse, Filling, Session
from shelterwood.prevent.protocols.permissions import may_manage
from shelterwood.prevent.protocols.queries.adopting import ALSO, RUNNABLE
from shelterwood.prevent.protocols.rules.counting import Held, Year, by_year
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import Item, Stand, counts, readiness
from shelterwood.prevent.protocols.rules.model import Kind, Protocol
from shelterwood.prevent.protocols.rules.replies import unpacked

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Person

PAGE = 25


def checklists_for(sector: str) -> list[Protocol]:
    """What an organization can answer point by point: checklists, and of a policy whether each point is in place."""
    return [each for each in library().values() if _of(each, sector) and each.kind in (Kind.CHECKLIST, Kind.POLICY)]


def cards_for(sector: str) -> list[Protocol]:
    return [each for each in library().values() if _of(each, sector) and each.kind is Kind.CARD]


def plans_for(sector: str) -> list[Protocol]:
    """Session plans: those of the sector, else each; a session may be held by anybody who works with young people."""
    plans = [each for each in library().values() if each.kind is Kind.SESSION]
    return [each for each in plans if _of(each, sector)] or plans


def _of(protocol: Protocol, sector: str) -> bool:
    return protocol.sector in (sector, ALSO.get(sector))  # type: ignore[call-overload]  # a sector is a word


@dataclass(frozen=True)
class Filled:
    """A checklist as it was answered once."""

    filling: Filling
    items: tuple[Item, ...]
    stands: Mapping[Stand, int]


def fillings(checklist: str, *, by: Person, today: date) -> list[Filled] | None:
    """The last first; None for somebody who does not manage the organization, or a checklist that is not for it."""
    found = next((each for each in checklists_for(by.organization.sector) if each.id == checklist), None)
    if found is None or not may_manage(by, by.organization_id):
        return None
    rows = Filling.objects.filter(organization=by.organization_id, checklist=checklist).select_related("filled_by")[:PAGE]
    return [_filled(row, found, today) for row in rows]


def _filled(row: Filling, checklist: Protocol, today: date) -> Filled:
    items = readiness(checklist, {step: unpacked(kept) for step, kept in row.replies.items()}, today)
    return Filled(row, items, counts(items))


def cards(card: str, *, by: Person) -> list[CardInUse] | None:
    """Where a card lies or lay; None for somebody who does not manage the organization, or a card that is not for it."""
    if not may_manage(by, by.organization_id) or card not in [each.id for each in cards_for(by.organization.sector)]:
        return None
    return list(CardInUse.objects.filter(site__organization=by.organization_id, card=card).select_related("site", "put_by", "removed_by"))


def card_in_use(identifier: UUID, *, by: Person) -> CardInUse | None:
    return CardInUse.objects.select_related("site").filter(pk=identifier, site__organization=by.organization_id).first()


@dataclass(frozen=True)
class Sessions:
    """A page of what was counted, and each year's sums."""

    rows: list[Session]
    more: bool
    years: tuple[Year, ...]


def sessions(*, by: Person, page: int = 1) -> Sessions | None:
    """None for somebody who does not manage the organization."""
    if not may_manage(by, by.organization_id):
        return None
    counted = Session.objects.filter(organization=by.organization_id, withdrawn_at=None)
    rows = list(counted.select_related("site")[(page - 1) * PAGE : page * PAGE + 1])
    held = [Held(day.year, people, minutes, mandate) for day, people, minutes, mandate in counted.values_list("day", "people", "minutes", "mandate")]
    return Sessions(rows[:PAGE], len(rows) > PAGE, by_year(held))


def session(identifier: UUID, *, by: Person) -> Session | None:
    return Session.objects.filter(pk=identifier, organization=by.organization_id).first()


@dataclass(frozen=True)
class Readiness:
    """What one organization has in place, in plain counts: no name of a person, a site or a young person."""

    adopted: int = 0  # protocols, policies and pathways in force
    review_over: int = 0  # of these, those whose day of review has passed
    items: Mapping[str, str] | None = None  # of the last checklist of the police: item to met, partly, not_met or unknown; None: never answered
    cards: int = 0  # sites at which a card lies
    sessions: int = 0  # held in the year of the day
    people: int = 0


def readiness_counts(*, today: date) -> dict[UUID, Readiness]:
    """Of each organization that has anything of it. For the coordinator's sums; who shows them withholds small numbers."""
    adopted, over = _adopted(today)
    items, lying = _last_items(today), _cards()
    held: Counter[UUID] = Counter()
    people: Counter[UUID] = Counter()
    this_year = Session.objects.filter(withdrawn_at=None, day__year=today.year)
    for organization, number in this_year.values_list("organization_id", "people"):
        held[organization] += 1
        people[organization] += number
    return {
        each: Readiness(adopted[each], over[each], items.get(each), lying[each], held[each], people[each])
        for each in {*adopted, *items, *lying, *held}
    }


def _adopted(today: date) -> tuple[Counter[UUID], Counter[UUID]]:
    rows = list(Adoption.objects.filter(ended="", kind__in=RUNNABLE).values_list("organization_id", "review_on"))
    return Counter(organization for organization, _ in rows), Counter(organization for organization, review in rows if review < today)


def _cards() -> Counter[UUID]:
    return Counter(CardInUse.objects.filter(until=None).values_list("site__organization_id", flat=True))


def _last_items(today: date) -> dict[UUID, Mapping[str, str]]:
    found: dict[UUID, Mapping[str, str]] = {}
    checklists = {each.id: each for each in library().values() if each.kind is Kind.CHECKLIST}
    for row in Filling.objects.filter(checklist__in=checklists).order_by("filled_at"):
        items = _filled(row, checklists[row.checklist], today).items
        found[row.organization_id] = {item.step.id: str(item.stand) for item in items}
    return found
