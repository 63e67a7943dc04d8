"""Which counts of a county may be shown, so that no small group can be computed from those that are.

Published of a county are its cells by sector and their total. Nothing is added up over counties, so each county stands for itself,
and the one thing that can be computed besides is the sum of its withheld cells: that must be large enough too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no count.")

    def __add__(self, other: Count) -> Count:
        return Count(self.part + other.part, self.whole + other.whole)

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; None of nothing. 0 and 100 only where it is none or all."""
        if not self.whole:
            return None
        if self.part in (0, self.whole):
            return 100 * self.part // self.whole
        return min(99, max(1, round(100 * self.part / self.whole)))


class Measure(StrEnum):
    """The three counts of readiness; what each counts stands in DEFINITIONS of wording."""

    ADOPTED = "adopted"  # organizations with a protocol in force, of all
    TRAINED = "trained"  # people in date, of all staff
    POSTERS = "posters"  # sites whose notices hang and were checked, of all sites


LEAST: Mapping[Measure, int] = {
    Measure.ADOPTED: 3,  # organizations: with two, each knows the other's answer
    Measure.TRAINED: 11,  # people: as the Centers for Medicare & Medicaid Services withhold 1 to 10
    Measure.POSTERS: 3,  # sites
}


LEAST_CONCERNS = 11  # each is about a child: as with people


def large_enough(numbers: Mapping[str, int]) -> dict[str, int | None]:
    """Each number that is large enough; None is withheld, none at all too. No total stands beside them, so none can be computed."""
    return {name: number if number >= LEAST_CONCERNS else None for name, number in numbers.items()}


@dataclass(frozen=True)
class Standing:
    """How one organization stands. It leaves this module only inside a sum."""

    county: str
    sector: str
    counts: Mapping[Measure, Count]


@dataclass(frozen=True)
class Row:
    """One measure in one county: a cell a sector and the total; None is withheld."""

    cells: Mapping[str, Count | None]
    total: Count | None


def by_county(standings: Iterable[Standing]) -> dict[str, dict[Measure, Row]]:
    """Every county with its three rows, ready to be shown."""
    sums: dict[str, dict[Measure, dict[str, Count]]] = {}
    for each in standings:
        county = sums.setdefault(each.county, {measure: {} for measure in Measure})
        for measure, cells in county.items():
            cells[each.sector] = cells.get(each.sector, Count()) + each.counts.get(measure, Count())
    return {county: {measure: row(cells, LEAST[measure]) for measure, cells in rows.items()} for county, rows in sums.items()}


def row(cells: Mapping[str, Count], least: int) -> Row:
    """Withhold what is smaller than `least`, then the smallest of the rest until the withheld together are as large."""
    hidden = {name for name, count in cells.items() if 0 < count.whole < least}
    for name in sorted((name for name, count in cells.items() if count.whole >= least), key=lambda name: (cells[name].whole, name)):
        if not hidden or _enough(cells, hidden, least):
            break
        hidden.add(name)
    total = sum(cells.values(), Count())
    told = total.whole >= least and (not hidden or _enough(cells, hidden, least))
    return Row({name: None if name in hidden else count for name, count in cells.items()}, total if told else None)


def _enough(cells: Mapping[str, Count], hidden: set[str], least: int) -> bool:
    return len(hidden) > 1 and sum(cells[name].whole for name in hidden) >= least
