"""The estimate with one person left out, and what it says about the skewness of the estimator."""

from collections.abc import Callable

import numpy as np

from ..arrays import Cells, Rows, Vector

ENTRIES = 4_000_000


def without_one(counts: Cells, many: Callable[[Rows], Vector]) -> tuple[Vector, Vector]:
    """Estimates from tables with one person of each occupied cell left out, and how many people each stands for.

    The tables are made a few at a time, since with sixteen lists all of them would not fit into memory.
    """
    occupied = np.flatnonzero(counts > 0)
    step = max(1, ENTRIES // counts.size)
    found = []
    for first in range(0, occupied.size, step):
        cells = occupied[first : first + step]
        tables = np.repeat(np.asarray(counts)[None, :], cells.size, axis=0)
        tables[np.arange(cells.size), cells] -= 1.0
        found.append(many(tables))
    return np.concatenate(found), counts[occupied]


def acceleration(estimates: Vector, weights: Vector) -> float:
    """The constant `a` of BCa (Efron 1987) from the jackknife; tables without an estimate are left out, zero where nothing varies."""
    good = np.isfinite(estimates)
    values, weights = estimates[good], weights[good]
    if values.size == 0:
        return 0.0
    away = np.average(values, weights=weights) - values
    spread = float((weights * away**2).sum())
    return float((weights * away**3).sum() / (6.0 * spread**1.5)) if spread > 0 else 0.0
