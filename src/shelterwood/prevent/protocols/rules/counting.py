"""Prevention sessions in figures, and which instruction mandates a state's rows hold for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from shelterwood_methods.statutes.training import Kind, Mandate, Mandates, load
from shelterwood_methods.statutes.vocabulary import Sector

AGES = ("under_11", "11_13", "14_17", "18_up", "mixed")


@cache
def mandates() -> Mandates:
    return load()


def mandates_here(state: str) -> tuple[Mandate, ...]:
    """The rows that ask schools of this state to teach pupils about it. None is a finding about our rows, not about the law."""
    return tuple(each for each in mandates() if each.kind is Kind.INSTRUCTION and each.jurisdiction == state)


def mandate_of(identifier: str) -> Mandate | None:
    return next((each for each in mandates() if each.id == identifier), None)


def meets(mandate: Mandate, sector: str) -> bool:
    """Whether a session of this sector may be shown for it. Who approves it, and whether it is proof, the row does not settle here."""
    return Sector(sector) in mandate.sectors


@dataclass(frozen=True)
class Held:
    """A session as it counts."""

    year: int
    people: int
    minutes: int
    mandate: str


@dataclass(frozen=True)
class Year:
    """What was held in a year. The same young person may be counted in several sessions."""

    year: int
    sessions: int
    people: int
    hours: float
    for_mandates: int


def by_year(held: Iterable[Held]) -> tuple[Year, ...]:
    """The last year first."""
    rows = list(held)
    return tuple(_year(year, [each for each in rows if each.year == year]) for year in sorted({each.year for each in rows}, reverse=True))


def _year(year: int, rows: list[Held]) -> Year:
    return Year(
        year=year,
        sessions=len(rows),
        people=sum(each.people for each in rows),
        hours=sum(each.minutes for each in rows) / 60,
        for_mandates=sum(bool(each.mandate) for each in rows),
    )
