"""People one by one: the lists each is on, and what is known of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..arrays import Matrix
from ..card import DefinitionCard
from ..errors import UnusableTable
from ..regression.design import column, covariate_columns
from ..table import CountTable
from ..table.checks import check_lists
from ..table.reading import history, refuse_twice


@dataclass(frozen=True, eq=False)
class People:
    """People seen on at least one list.

    lists: names, `t` of them. marks: 0/1, shape `(m, t)`, nobody all zero. covariates: numbers known of each person, shape `(m, p)`, without an
    intercept; words have become one column a level but the first. names: of those columns. card: what is counted.
    """

    lists: tuple[str, ...]
    marks: Matrix
    covariates: Matrix
    names: tuple[str, ...]
    card: DefinitionCard | None = None

    @classmethod
    def from_frame(
        cls, frame: Any, *, lists: Sequence[str], covariates: Sequence[str] = (), person: str | None = None, card: DefinitionCard | None = None
    ) -> "People":
        """From a data frame with a row a person; people on none of the lists leave.

        Raises UnusableTable for a column that is not there or has gaps, other marks than 0 and 1, or a `person` with two rows.
        """
        from ..table.frames import columns

        head, rows = columns(frame)
        check_lists(lists)
        if person:
            refuse_twice(column(head, rows, person))
        found = list(zip(*(column(head, rows, name) for name in lists), strict=True))
        cells = [history(marks, lists, number) for number, marks in enumerate(found, 2)]
        rows = [row for row, cell in zip(rows, cells, strict=True) if cell]
        if not rows:
            raise UnusableTable("Nobody is on any of the lists.", "Give a row for each person seen.")
        marks = np.array([[float(cell >> k & 1) for k in range(len(lists))] for cell in cells if cell])
        return cls(tuple(lists), marks, *covariate_columns(head, rows, covariates), card)

    @cached_property
    def cells(self) -> np.ndarray:
        """The bit mask of each person's lists, shape `(m,)`."""
        return np.asarray((self.marks @ (1 << np.arange(len(self.lists)))).astype(np.int64))

    def table(self) -> CountTable:
        """The count table of the same people, covariates forgotten; its hash still covers them."""
        counts = np.bincount(self.cells, minlength=2 ** len(self.lists)).astype(np.float64)
        text = ",".join((*self.lists, *self.names)).encode() + np.ascontiguousarray(np.hstack([self.marks, self.covariates])).tobytes()
        return replace(CountTable(self.lists, counts, self.card), file_sha256=hashlib.sha256(text).hexdigest())
