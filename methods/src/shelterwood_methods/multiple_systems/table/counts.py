"""The count table: people by the combination of lists they are on, with what can be asked of it before any model."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..arrays import Cells
from ..card import DefinitionCard
from ..errors import UnusableTable
from ..notation import members, term_name, term_order
from .checks import check_lists, named
from .disclosure import SMALLEST_SHOWN


@dataclass(frozen=True, eq=False)
class CountTable:
    """People by the combination of lists they are on.

    lists: names in column order, `t` of them. counts: whole numbers, shape `(2**t,)`, indexed by bit mask with the first list as the lowest
    bit; entry 0, those on no list, is what nobody knows and is held at zero. card: what is counted. file_sha256: hash of the file it came
    from, if any. smallest_shown: smaller counts, zero apart, are withheld from whatever is exported (see `table.disclosure`).

    Notes
    -----
    A person belongs to exactly one cell, so the lists must have been linked first: a missed link counts one person twice and raises every
    estimate, a false link lowers it (see `linkage_sensitivity`).
    """

    lists: tuple[str, ...]
    counts: Cells
    card: DefinitionCard | None = None
    file_sha256: str | None = None
    source: str = field(default="", compare=False)
    smallest_shown: int = SMALLEST_SHOWN

    def __post_init__(self) -> None:
        check_lists(self.lists)
        counts = np.array(self.counts, dtype=np.float64)
        if counts.shape != (2 ** len(self.lists),):
            raise UnusableTable(
                f"{len(self.lists)} lists make {2 ** len(self.lists)} combinations, but {counts.size} counts were given.",
                "Give one count for each combination, indexed by bit mask, or use from_counts.",
            )
        if not (np.isfinite(counts).all() and (counts >= 0).all() and (counts == np.floor(counts)).all()):
            raise UnusableTable("A count is negative, fractional or missing.", "Counts are whole numbers of people, zero or more.")
        if counts[0] != 0.0:
            raise UnusableTable("A count is given for people on none of the lists.", "Nobody knows them: leave that line out.")
        counts.setflags(write=False)
        object.__setattr__(self, "counts", counts)

    @classmethod
    def from_counts(cls, counts: Mapping[Sequence[int] | str, float], lists: Sequence[str], *, card: DefinitionCard | None = None) -> "CountTable":
        """A table from histories and their counts: `{(1, 0): 12, "01": 9, "11": 3}`; histories left out hold nobody.

        Raises UnusableTable for a history of the wrong length, other marks than 0 and 1, a repeated one, or a bad count.
        """
        from .reading import table_from_rows

        return table_from_rows([([str(mark) for mark in history], str(count)) for history, count in counts.items()], tuple(lists), card=card)

    @classmethod
    def from_frame(cls, frame: Any, *, count: str = "count", lists: Sequence[str] | None = None, card: DefinitionCard | None = None) -> "CountTable":
        """A table from a data frame of counts (pandas, Polars, PyArrow or whatever Narwhals reads): one 0/1 column a list and a count column."""
        from .frames import from_frame

        return from_frame(frame, count, lists, card)

    @classmethod
    def from_records(
        cls, frame: Any, *, lists: Sequence[str] | None = None, person: str | None = None, card: DefinitionCard | None = None
    ) -> "CountTable":
        """A table from individual people: one row a person, one 0/1 column a list; `person` names the column that tells people apart."""
        from .frames import from_records

        return from_records(frame, lists, person, card)

    @property
    def observed(self) -> int:
        """People on at least one list."""
        return int(self.counts.sum())

    @property
    def data_sha256(self) -> str:
        """Hash of the file the table came from, else of its canonical form."""
        return self.file_sha256 or self.canonical_sha256

    @property
    def canonical_sha256(self) -> str:
        """Hash of list names and counts alone: equal for two files that hold the same table in other row orders."""
        text = ",".join(self.lists) + "\n" + ",".join(str(int(value)) for value in self.counts)
        return hashlib.sha256(text.encode()).hexdigest()

    def size_of(self, name: str) -> int:
        """People on one list."""
        return self.on_all([name])

    def on_all(self, names: Sequence[str]) -> int:
        """People on every one of these lists, whatever other lists they are on."""
        mask = named(names, self.lists)
        return int(sum(self.counts[cell] for cell in range(1, self.counts.size) if cell & mask == mask))

    def overlaps(self) -> dict[tuple[str, str], int]:
        """People on both lists, for every pair of lists."""
        return {(a, b): self.on_all([a, b]) for j, b in enumerate(self.lists) for a in self.lists[:j]}

    def captures(self) -> dict[int, int]:
        """People by the number of lists they are on."""
        out = dict.fromkeys(range(1, len(self.lists) + 1), 0)
        for cell in range(1, self.counts.size):
            out[cell.bit_count()] += int(self.counts[cell])
        return out

    def cells(self) -> Iterator[tuple[str, int]]:
        """Occupied combinations, shortest first, as `("LA:NG", 15)`."""
        for cell in sorted(range(1, self.counts.size), key=term_order):
            if self.counts[cell]:
                yield term_name(cell, self.lists), int(self.counts[cell])

    def select(self, names: Sequence[str]) -> "CountTable":
        """The table of these lists alone, in the order given; people on none of them leave it."""
        named(names, self.lists)
        place = [self.lists.index(name) for name in names]
        return self._regrouped(tuple(names), lambda cell: sum(1 << new for new, old in enumerate(place) if cell >> old & 1))

    def omit(self, *names: str) -> "CountTable":
        """The table without these lists; people on them alone leave it."""
        named(names, self.lists)
        return self.select([name for name in self.lists if name not in names])

    def merge(self, *names: str, into: str | None = None) -> "CountTable":
        """The table with these lists taken as one, at the place of the first: a person on any of them is on the new one."""
        mask = named(names, self.lists)
        first = min(members(mask))
        kept = [k for k in range(len(self.lists)) if k == first or not mask >> k & 1]
        new = tuple(into or "+".join(self.lists[k] for k in members(mask)) if k == first else self.lists[k] for k in kept)
        return self._regrouped(new, lambda cell: sum(1 << j for j, k in enumerate(kept) if cell & (mask if k == first else 1 << k)))

    def with_card(self, card: DefinitionCard) -> "CountTable":
        """The same table with what it counts."""
        return replace(self, card=card)

    def _regrouped(self, lists: tuple[str, ...], cell_of: Any) -> "CountTable":
        check_lists(lists)
        counts = np.zeros(2 ** len(lists))
        for cell in range(1, self.counts.size):
            counts[cell_of(cell)] += self.counts[cell]
        counts[0] = 0.0
        return CountTable(lists, counts, self.card, smallest_shown=self.smallest_shown)


@dataclass(frozen=True)
class Strata(Mapping[str, CountTable]):
    """One table a stratum (age group, sex, county), all of the same lists, so that a method can be fitted to each or share terms."""

    tables: Mapping[str, CountTable]

    def __post_init__(self) -> None:
        if len({table.lists for table in self.tables.values()}) != 1:
            raise UnusableTable("The strata do not have the same lists.", "Give every stratum the same list columns in the same order.")

    def __getitem__(self, label: str) -> CountTable:
        return self.tables[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def pooled(self) -> CountTable:
        """All strata together."""
        first = next(iter(self.tables.values()))
        return replace(first, counts=np.sum([table.counts for table in self.tables.values()], axis=0), file_sha256=None)

    @classmethod
    def from_frame(
        cls, frame: Any, stratum: str, *, count: str = "count", lists: Sequence[str] | None = None, card: DefinitionCard | None = None
    ) -> "Strata":
        """Strata from a data frame of counts with a column that names the stratum."""
        from .frames import strata_from_frame

        return cls(strata_from_frame(frame, stratum, count, lists, card))
