"""Sums over all subsets or supersets of a bit mask, in place: the design matrix of a hierarchical model, applied without being built."""

import numpy as np

from ..arrays import Cells, Masks
from ..compiled import compiled


@compiled
def subset_sums(values: Cells) -> None:
    """Replace each entry by the sum over its subsets: coefficients at their terms become the linear predictor of every cell."""
    step = 1
    while step < values.size:
        for block in range(0, values.size, 2 * step):
            for low in range(block, block + step):
                values[low + step] += values[low]
        step *= 2


@compiled
def superset_sums(values: Cells) -> None:
    """Replace each entry by the sum over its supersets: cell values become the margins, `X'v` at every possible term at once."""
    step = 1
    while step < values.size:
        for block in range(0, values.size, 2 * step):
            for low in range(block, block + step):
                values[low] += values[low + step]
        step *= 2


@compiled
def drop_supersets(kept: Cells, term: int) -> None:
    """Take the cells that contain `term` out of the fit: its coefficient is minus infinity, so they hold nobody with certainty."""
    for cell in range(kept.size):
        if cell & term == term:
            kept[cell] = 0.0


@compiled
def gram(margins: Cells, terms: Masks) -> np.ndarray:
    """`X' diag(w) X` from the superset sums of the weights `w`, shape `(p, p)`: entry `(a, b)` is the margin of the union of the terms."""
    size = terms.size
    out = np.empty((size, size))
    for a in range(size):
        for b in range(a + 1):
            out[a, b] = margins[terms[a] | terms[b]]
            out[b, a] = out[a, b]
    return out
