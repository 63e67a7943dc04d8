"""Tables drawn from a table: people sampled with replacement, every draw fixed by the seed and the number of its block."""

import numpy as np

from ..arrays import Cells, Rows

BLOCK = 500


def resample(counts: Cells, size: int, seed: int, block: int) -> Rows:
    """`size` tables of as many people as observed, shape `(size, 2**t)`; the same for the same seed and block on every machine."""
    occupied = np.flatnonzero(counts > 0)
    total = int(counts[occupied].sum())
    rng = np.random.default_rng([seed, block])
    out = np.zeros((size, counts.size))
    out[:, occupied] = rng.multinomial(total, counts[occupied] / total, size=size)
    return out
