"""The bootstrap of a ratio: how far each replicate is off, measured by its own standard error (Efron 1982; Hall 1988)."""

import math
from collections.abc import Callable

import numpy as np

from ..arrays import Cells, Vector
from ..errors import NoEstimate
from ..interval import Interval
from ..runs import keep, recall, tell
from .limits import EXTREMES, quantile
from .resample import BLOCK, resample

type Reading = Callable[[Cells], tuple[float, float]]
REPLICATES = 1_000


def ratios(counts: Cells, read: Reading, size: int, seed: int, key: str) -> Vector:
    """`(log u* - log u) / error*` for each drawn table, shape `(size,)`, with `u` the expected unseen; not-a-number without an estimate.

    `read` gives the logarithm of the unseen and its standard error, the model chosen anew.
    """
    centre, _ = read(counts)
    values: list[float] = []
    for block in range(math.ceil(size / BLOCK)):
        label = f"{key}/studentised/{seed}/{block}"
        known = recall(label)
        if known is None:
            known = [ratio(row, read, centre) for row in resample(counts, BLOCK, seed, block)]
            keep(label, known)
        values += [math.nan if value is None else value for value in known]
        tell("studentised replicates", min(len(values), size), size)
    return np.array(values[:size])


def ratio(counts: Cells, read: Reading, centre: float) -> float | None:
    """One replicate's, None where the drawn table has no estimate."""
    try:
        value, error = read(counts)
    except NoEstimate:
        return None
    return (value - centre) / error if error > 0 and math.isfinite(error) else None


def studentised_interval(counts: Cells, read: Reading, level: float, size: int, seed: int, key: str) -> Interval:
    """Limits `n + u exp(-t error)` at the quantiles `t` of the replicates' ratios, with the Monte-Carlo error of each limit."""
    found = ratios(counts, read, size, seed, key)
    ordered = np.sort(found[np.isfinite(found)])
    if ordered.size < 2:
        raise NoEstimate("Hardly any of the drawn tables has an estimate, so there is no studentised interval.", "Use the profile interval.")
    centre, error = read(counts)
    observed = float(counts[1:].sum())
    tail = (1.0 - level) / 2.0

    def limit(p: float) -> float:
        return observed + math.exp(min(centre - quantile(ordered, p) * error, 700.0))

    def limit_error(p: float) -> float:
        spread = max(math.sqrt(p * (1.0 - p) / ordered.size), EXTREMES / ordered.size)
        return abs(limit(min(p + spread, 1.0)) - limit(max(p - spread, 0.0))) / 2.0

    beyond = int(tail * ordered.size)
    return Interval(
        "studentised", level, limit(1.0 - tail), limit(tail), limit_error(1.0 - tail), limit_error(tail),
        int(found.size), int(found.size - ordered.size), beyond, beyond,
    )  # fmt: skip
