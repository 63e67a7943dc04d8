"""The estimate with one person left out, and what it says about the skewness of the estimator."""

import numpy as np

from ..arrays import Cells, Rows, Vector


def without_one(counts: Cells) -> tuple[Rows, Vector]:
    """Tables with one person of each occupied cell left out, and how many people each stands for."""
    occupied = np.flatnonzero(counts > 0)
    tables = np.repeat(np.asarray(counts)[None, :], occupied.size, axis=0)
    tables[np.arange(occupied.size), occupied] -= 1.0
    return tables, counts[occupied]


def acceleration(estimates: Vector, weights: Vector) -> float:
    """The constant `a` of BCa (Efron 1987) from the jackknife; tables without an estimate are left out, zero where nothing varies."""
    good = np.isfinite(estimates)
    values, weights = estimates[good], weights[good]
    if values.size == 0:
        return 0.0
    away = np.average(values, weights=weights) - values
    spread = float((weights * away**2).sum())
    return float((weights * away**3).sum() / (6.0 * spread**1.5)) if spread > 0 else 0.0
