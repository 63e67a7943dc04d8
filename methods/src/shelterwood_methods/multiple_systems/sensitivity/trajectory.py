"""The estimate as people are added at random: a sound one is unsteady at first and then level (Binette and Steorts 2022)."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from ..errors import PrevalenceError
from ..estimator import Estimator
from ..runs import tell
from ..table import CountTable

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
TOO_FEW = 3


@dataclass(frozen=True)
class Trajectory:
    """For each share of the people seen, quantiles over draws of the estimate divided by the share, in people of the whole population.

    low, middle, high: the 10, 50 and 90 per cent points, None where fewer than three draws have an estimate. refused: draws without one.
    """

    shares: tuple[float, ...]
    low: tuple[float | None, ...]
    middle: tuple[float | None, ...]
    high: tuple[float | None, ...]
    refused: tuple[int, ...]
    draws: int


def resampling_trajectory(estimator: Estimator, table: CountTable, *, shares: Sequence[float] = SHARES, draws: int = 40, seed: int = 1) -> Trajectory:
    """Estimate from random parts of the people seen, each part inside the next, and divide by the part's share.

    Keeping each person with one chance makes the population smaller by that share and changes no dependence, so a line that climbs or falls
    as people are added shows a method that the amount of data moves: more dependence is found with more people, and the model changes.
    A level line is no proof, since a bias that does not depend on the number of people leaves it level.
    Raises PrevalenceError for shares that are not increasing numbers above 0 and up to 1.
    """
    wanted = tuple(float(share) for share in shares)
    if not wanted or any(not 0.0 < share <= 1.0 for share in wanted) or list(wanted) != sorted(set(wanted)):
        raise PrevalenceError("Shares are increasing numbers above 0 and up to 1.", "Use (0.2, 0.4, 0.6, 0.8, 1.0).")
    rng = np.random.default_rng(seed)
    found = np.full((draws, len(wanted)), np.nan)
    for draw in range(draws):
        counts = np.array(table.counts).astype(np.int64)
        for at in range(len(wanted) - 1, -1, -1):
            size = round(wanted[at] * table.observed)
            if size < counts.sum():
                counts = rng.multivariate_hypergeometric(counts, size, method="marginals")
            found[draw, at] = estimate_of(estimator, table, counts) / wanted[at]
        tell("random parts of the people", draw + 1, draws)
    known = np.isfinite(found).sum(axis=0)
    lines: list[tuple[float | None, ...]] = []
    for level in (0.1, 0.5, 0.9):
        column = [float(np.nanquantile(found[:, at], level)) if known[at] >= TOO_FEW else None for at in range(len(wanted))]
        lines.append(tuple(column))
    return Trajectory(wanted, lines[0], lines[1], lines[2], tuple(int(draws - size) for size in known), draws)


def estimate_of(estimator: Estimator, table: CountTable, counts: np.ndarray) -> float:
    """The estimate from a part, lists that it leaves empty put aside; not-a-number where there is none."""
    try:
        part = CountTable(table.lists, counts.astype(np.float64))
        return float(deepcopy(estimator).fit(part.select([name for name in table.lists if part.size_of(name)])).estimate_)
    except PrevalenceError:
        return float("nan")
