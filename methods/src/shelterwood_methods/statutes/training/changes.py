"""What the law of training and notices changes between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shelterwood_methods.statutes.terms import FEDERAL
from shelterwood_methods.statutes.training.binding import NOBODY, governing, in_force
from shelterwood_methods.statutes.training.mandates import Mandate, Mandates
from shelterwood_methods.statutes.training.terms import Force
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import sector_of


class ChangeKind(StrEnum):
    NEW = "new"
    MAY_BE_NEW = "may_be_new"  # it began between the two days or before, which is not established
    ENDED = "ended"


@dataclass(frozen=True)
class Change:
    mandate: Mandate
    kind: ChangeKind
    on: date | None  # the first day of the law, or the first without it; None where it is not established


def changes(
    mandates: Mandates, *, states: Iterable[str], sectors: Iterable[str], after: date, until: date, signed: frozenset[str] = NOBODY
) -> tuple[Change, ...]:
    """What is new or over on `until` that was not on `after`, by day. Bills and what is encouraged are left out."""
    where, wanted = {*states, FEDERAL}, frozenset(map(sector_of, sectors))
    rows = (each for each in governing(mandates, signed) if each.jurisdiction in where and not wanted.isdisjoint(each.sectors))
    found = [_change(each, each.governing(signed), after, until) for each in rows if each.force not in (Force.PENDING, Force.ENCOURAGED)]
    return tuple(sorted((each for each in found if each), key=lambda each: (each.on or until, each.mandate.id)))


def _change(mandate: Mandate, row: Mandate, after: date, until: date) -> Change | None:
    before, now = in_force(row, after), in_force(row, until)
    if before is now or (now is Truth.UNKNOWN and before is Truth.YES):
        return None
    if now is Truth.NO:
        ended = row.effective_to if isinstance(row.effective_to, date) else None
        return Change(mandate, ChangeKind.ENDED, date.fromordinal(ended.toordinal() + 1) if ended else None)
    began = row.begin.latest if row.begin.latest == row.begin.earliest else None
    return Change(mandate, ChangeKind.NEW if before is Truth.NO and now is Truth.YES else ChangeKind.MAY_BE_NEW, began)
