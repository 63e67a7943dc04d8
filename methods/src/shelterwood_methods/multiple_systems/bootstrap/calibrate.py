"""A percentile interval whose nominal level is chosen so that, in a bootstrap of the bootstrap, it covers as often as it claims (Loh 1987)."""

import math

import numpy as np

from ..arrays import Cells
from ..errors import NoEstimate
from ..interval import Interval
from ..runs import keep, recall, tell
from .limits import bootstrap_interval, quantile
from .replicates import Many, Replicates
from .resample import resample

OUTER = 200
INNER = 400


def calibrated_interval(counts: Cells, many: Many, replicates: Replicates, level: float, seed: int, key: str = "") -> Interval:
    """Limits at the quantiles that, in second-level bootstraps of `OUTER` drawn tables, left the first estimate out as often as allowed.

    For each drawn table the place of the first estimate among its own `INNER` replicates is found; its quantiles at the two tails are the
    levels to use in place of the nominal ones.
    """
    places: list[float] = []
    for done, drawn in enumerate(resample(counts, OUTER, seed, 1_000_003)):
        label = f"{key}/calibrated/{seed}/{done}"
        found = recall(label)
        if found is None:
            inner = many(resample(drawn, INNER, seed, 2_000_003 + done))
            good = inner[np.isfinite(inner)]
            found = [float((good < replicates.estimate).mean() + 0.5 * (good == replicates.estimate).mean())] if good.size else []
            keep(label, found)
        places += [place for place in found if place is not None]
        tell("second-level bootstraps", done + 1, OUTER)
    if len(places) < OUTER // 2 or not np.isfinite(replicates.estimates).any():
        raise NoEstimate("Most of the drawn tables have no estimate, so the interval cannot be calibrated.", "Use the profile interval.")
    ordered = np.sort(np.array(places))
    tail = (1.0 - level) / 2.0
    at = [quantile(ordered, tail), quantile(ordered, 1.0 - tail)]
    values = np.sort(replicates.estimates[np.isfinite(replicates.estimates)])
    plain = bootstrap_interval("percentile", replicates.estimates, replicates.estimate, level, 0.0)
    low, high = quantile(values, at[0]), quantile(values, at[1])
    errors = [place_error(values, ordered, p, tail) for p in at]
    return Interval(
        "calibrated", level, low, high, errors[0], errors[1], plain.replicates, plain.failed,
        int(np.searchsorted(values, low, side="left")), int(values.size - np.searchsorted(values, high, side="right")),
    )  # fmt: skip


def place_error(values: np.ndarray, places: np.ndarray, p: float, tail: float) -> float:
    """Standard error of a calibrated limit: that of the calibrated level, by its order statistics, carried to people."""
    spread = math.sqrt(tail * (1.0 - tail) / places.size)
    rank = float(np.searchsorted(places, p)) / places.size
    around = [quantile(places, min(max(rank + side * spread, 0.0), 1.0)) for side in (-1.0, 1.0)]
    here = quantile(values, p)
    return max(quantile(values, around[1]) - here, here - quantile(values, around[0]), 0.0)
