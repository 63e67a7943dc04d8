"""Small counts that may not leave the desk: a cell of one to four people can name a child to somebody who knows the place.

Estimates are made from true counts; whatever is printed, drawn or exported shows "fewer than 5" in the place of a small count. A count that is
withheld can still be found by subtraction from the totals that are shown, so further cells are withheld, the smallest first, until no
small count follows from the number of people seen, the sizes of the lists and the cells shown.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .counts import CountTable

SMALLEST_SHOWN = 5
MOST_CHECKED = 40  # beyond, there are many more small cells than totals to compute them from


def shown(count: float | None, smallest: int = SMALLEST_SHOWN) -> str:
    """A count in words, small ones not told; nobody is nobody's secret, so zero is said."""
    if count is None:
        return "not known"
    return f"fewer than {smallest}" if 0 < count < smallest else f"{count:,.0f}"


def kept_back(count: int, smallest: int = SMALLEST_SHOWN) -> int | None:
    """A count for a file: itself, or None where it is small."""
    return None if 0 < count < smallest else count


def withheld_cells(table: "CountTable") -> frozenset[int]:
    """Cells whose counts are not shown: the small ones, and as many others as it takes that none of those can be computed."""
    return _withheld(tuple(table.counts.astype(np.int64).tolist()), len(table.lists), table.smallest_shown)


@cache
def _withheld(counts: tuple[int, ...], lists: int, smallest: int) -> frozenset[int]:
    small = [cell for cell in range(1, len(counts)) if 0 < counts[cell] < smallest]
    rest = sorted((cell for cell in range(1, len(counts)) if counts[cell] >= smallest), key=lambda cell: (counts[cell], cell))
    hidden = list(small)
    while rest and exposed(hidden, small, counts, lists, smallest):
        hidden.append(rest.pop(0))
    return frozenset(hidden)


def exposed(hidden: list[int], small: list[int], counts: tuple[int, ...], lists: int, smallest: int) -> bool:
    """Whether a small count follows from the total and the sizes of the lists once all cells but the hidden ones are known.

    Found by the range that each small cell can have: from one to the threshold less one, the others at the threshold or above, all adding up.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped, unused-ignore]

    if not small:
        return False
    totals = np.array([[1.0] * len(hidden), *([float(cell >> k & 1) for cell in hidden] for k in range(lists))])
    sums = totals @ np.array([counts[cell] for cell in hidden], dtype=np.float64)
    limits = [(1.0, smallest - 1.0) if cell in set(small) else (float(smallest), None) for cell in hidden]
    for at in range(min(len(small), MOST_CHECKED)):
        aim = np.zeros(len(hidden))
        aim[at] = 1.0
        ends = [linprog(sign * aim, A_eq=totals, b_eq=sums, bounds=limits, method="highs").x for sign in (1.0, -1.0)]
        if ends[0] is None or ends[1] is None or ends[1][at] - ends[0][at] < 1.0 - 1e-6:
            return True
    return False
