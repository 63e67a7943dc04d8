"""Posterior predictive check: would the fitted model draw a table like the one that was seen (Gelman, Meng and Stern 1996)?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..arrays import Cells, Rows
from ..notation import term_name

DRAWS = 400
ENTRIES = 4_000_000
STRANGE = 0.01


def draws_for(lists: int) -> int:
    """How many draws are checked: four hundred, fewer where the tables are large."""
    return max(40, min(DRAWS, ENTRIES >> lists))


def predictive_check(counts: Cells, names: Sequence[str], chances: Rows, seed: int) -> dict[str, Any]:
    """Compare the table with one drawn from each posterior draw of its cells.

    chances: probability of each combination given being seen, shape `(draws, 2**t)`, column 0 zero. `p` is the share of draws whose own table lies
    farther from its expectation than the observed one, by Freeman and Tukey's distance; near 0 the model does not make tables like this one.
    `overlaps` has for each pair of lists the share of drawn tables with at least as many on both (ties counted half): 0 or 1 is a misfit. A good p is no proof:
    models that fit alike can differ tenfold in those they leave unseen.
    """
    rng = np.random.default_rng(seed)
    people = int(counts[1:].sum())
    shares = chances / chances.sum(axis=1, keepdims=True)
    drawn = np.array([rng.multinomial(people, share) for share in shares], dtype=np.float64)
    mean = people * shares

    def distance(tables: Rows) -> np.ndarray:
        return np.asarray(((np.sqrt(tables[:, 1:]) - np.sqrt(mean[:, 1:])) ** 2).sum(axis=1))

    observed = np.asarray(counts, dtype=np.float64)[None, :]
    cells = np.arange(counts.size)
    overlaps = {}
    for b in range(len(names)):
        for a in range(b):
            both = (cells >> a & 1) * (cells >> b & 1)
            seen, found = float(observed[0] @ both), drawn @ both
            overlaps[term_name(1 << a | 1 << b, names)] = float((found > seen).mean() + 0.5 * (found == seen).mean())
    worst = max(overlaps, key=lambda name: abs(overlaps[name] - 0.5))
    return {
        "p": float((distance(drawn) >= distance(observed)).mean()),
        "distance": "Freeman-Tukey",
        "draws": int(shares.shape[0]),
        "overlaps": overlaps,
        "worst_overlap": worst,
    }
