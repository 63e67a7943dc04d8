"""Bootstrap estimates in blocks: as many as asked for, or as many as the limits need."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..arrays import Cells, Rows, Vector
from ..interval import Interval
from ..runs import keep, recall, tell
from .jackknife import acceleration, without_one
from .limits import bootstrap_interval
from .resample import BLOCK, resample

type Many = Callable[[Rows], Vector]
TOLERANCE = 0.01
FIRST = 2_000
FEWEST_BEYOND = 10


def most_replicates(lists: int) -> int:
    """Where automatic growth ends: 20,000 up to six lists, fewer beyond, since the work grows with the cells. Fixed, so runs repeat."""
    return max(1_000, 20_000 >> max(0, lists - 6))


@dataclass(frozen=True, eq=False)
class Replicates:
    """Bootstrap estimates of one estimator on one table, with the acceleration from the jackknife.

    estimates: shape `(B,)`, not-a-number where a drawn table has no estimate.
    """

    estimates: Vector
    estimate: float
    a: float
    seed: int

    def interval(self, kind: str, level: float) -> Interval:
        """Limits from these replicates."""
        return bootstrap_interval(kind, self.estimates, self.estimate, level, self.a)


def block_of(counts: Cells, many: Many, seed: int, block: int, key: str) -> Vector:
    """One block of estimates, from the checkpoint where it is there already."""
    label = f"{key}/{seed}/{block}"
    known = recall(label)
    if known is not None:
        return np.array([math.nan if value is None else value for value in known])
    values = many(resample(counts, BLOCK, seed, block))
    keep(label, [float(value) if math.isfinite(value) else None for value in values])
    return values


def draw(
    counts: Cells, many: Many, estimate: float, *, size: int | None, seed: int, kind: str, level: float, lists: int, key: str = ""
) -> Replicates:
    """Run the bootstrap. With `size` None it grows until both limits are known to one per cent and ten replicates lie beyond each.

    `many` estimates every row of a set of tables. Replicates are drawn in blocks of 500 fixed by the seed, so a longer run begins with the
    replicates of a shorter one.
    """
    a = acceleration(*without_one(counts, many))
    ceiling = size if size is not None else most_replicates(lists)
    goal = size if size is not None else min(FIRST, ceiling)
    blocks: list[Vector] = []
    while True:
        while len(blocks) * BLOCK < goal:
            blocks.append(block_of(counts, many, seed, len(blocks), key))
            tell("bootstrap replicates", min(len(blocks) * BLOCK, goal), goal)
        made = Replicates(np.concatenate(blocks)[:goal], estimate, a, seed)
        if goal >= ceiling or settled(made.interval(kind, level)):
            return made
        goal = min(2 * goal, ceiling)


def settled(interval: Interval) -> bool:
    """Whether more replicates would not move the limits by more than the tolerance."""
    pairs = ((interval.low, interval.low_mc_error), (interval.high, interval.high_mc_error))
    beyond = min(interval.low_beyond or 0, interval.high_beyond or 0)
    return beyond >= FEWEST_BEYOND and all(error <= TOLERANCE * abs(limit) for limit, error in pairs)
