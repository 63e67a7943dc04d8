"""Every decomposable (chordal) graph on a set of lists, written as the tables whose likelihoods multiply and divide to its own.

Visiting lists in the order of maximum cardinality search, list `v` meets the set `M` of its earlier neighbours. The graph is decomposable
when every `M` is complete, and its likelihood is then the product over lists of that of `M + v` over that of `M` (Dawid and Lauritzen
1993). So a graph is a row of whole numbers, one for each set of lists: plus one for its cliques, minus one for its separators.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..compiled import compiled
from ..notation import members

COUNTS = {2: 2, 3: 8, 4: 61, 5: 822, 6: 18154}


@compiled
def decompose(neighbours: np.ndarray, lists: int, row: np.ndarray) -> bool:
    """Write one graph's row; False where it is not decomposable. `neighbours[v]` is the bit mask of the lists tied to `v`."""
    row[:] = 0
    visited = 0
    for _ in range(lists):
        best = -1
        most = -1
        for v in range(lists):
            if not visited >> v & 1:
                count = 0
                both = neighbours[v] & visited
                while both:
                    both &= both - 1
                    count += 1
                if count > most:
                    most = count
                    best = v
        earlier = neighbours[best] & visited
        for v in range(lists):
            if earlier >> v & 1 and (earlier & ~(1 << v)) & ~neighbours[v]:
                return False
        row[earlier | 1 << best] += 1
        row[earlier] -= 1
        visited |= 1 << best
    row[0] = 0
    return True


@compiled
def all_rows(lists: int, most: int) -> np.ndarray:
    """Rows of all decomposable graphs, in the order of their edges read as a binary number."""
    out = np.zeros((most, 1 << lists), dtype=np.int8)
    neighbours = np.zeros(lists, dtype=np.int64)
    row = np.zeros(1 << lists, dtype=np.int64)
    found = 0
    edges = lists * (lists - 1) // 2
    for graph in range(1 << edges):
        neighbours[:] = 0
        edge = 0
        for b in range(lists):
            for a in range(b):
                if graph >> edge & 1:
                    neighbours[a] |= 1 << b
                    neighbours[b] |= 1 << a
                edge += 1
        if decompose(neighbours, lists, row):
            out[found] = row
            found += 1
    return out[:found]


@cache
def graphs(lists: int) -> NDArray[np.int8]:
    """All decomposable graphs on `lists` lists, shape `(graphs, 2**lists)`: 8 on three, 61 on four, 822 on five, 18,154 on six."""
    found: NDArray[np.int8] = all_rows(lists, COUNTS[lists])
    return found


def cliques(row: NDArray[np.int8]) -> list[tuple[int, ...]]:
    """The cliques of one graph as positions of lists, largest first."""
    masks = [int(mask) for mask in np.flatnonzero(row > 0)]
    return [members(mask) for mask in sorted(masks, key=lambda mask: (-mask.bit_count(), members(mask)))]
