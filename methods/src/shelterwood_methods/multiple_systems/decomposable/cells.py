"""Cells drawn from the posterior: a graph by its weight, the number unseen given the graph, then the chances of all combinations given both."""

import numpy as np
from numpy.typing import NDArray

from ..arrays import Cells, Rows
from .graphs import cliques
from .posterior import Factors, Posterior


def drawn_cells(found: Posterior, counts: Cells, lists: int, delta: float, draws: int) -> Rows:
    """Probability of every combination given being seen, one posterior draw a row, shape `(draws, 2**lists)`.

    Given a graph, list `v` met in the order of its cliques depends on its earlier neighbours alone, and for each of their combinations its
    chance is a beta draw from the completed table (the strong hyper-Markov law of Dawid and Lauritzen 1993).
    """
    rng = np.random.default_rng([draws, lists])
    factors = Factors(counts, lists, delta)
    chosen = rng.choice(found.weights.size, size=draws, p=found.weights / found.weights.sum())
    sets, prior, width = factors.at(found.unseen), factors.prior(found.unseen, found.power), np.diff(found.edges)
    out = np.empty((draws, 1 << lists))
    for at in np.unique(chosen):
        row = found.rows[at]
        log = row.astype(np.float64) @ sets + prior
        places = np.flatnonzero(chosen == at)
        reached = np.cumsum(np.exp(log - log.max()) * width)
        unseen = found.unseen[np.searchsorted(reached, rng.random(places.size) * reached[-1])]
        for place, none in zip(places, unseen, strict=True):
            full = np.array(counts)
            full[0] = none
            out[place] = one_draw(full, row, lists, delta, rng)
    out[:, 0] = 0.0
    return out


def one_draw(full: Cells, row: NDArray[np.int8], lists: int, delta: float, rng: np.random.Generator) -> Cells:
    """Chances of all combinations from the completed table under one graph."""
    cells = np.arange(1 << lists)
    joint = np.ones(1 << lists)
    for v, earlier in order(row, lists):
        part = cells & earlier
        on = cells >> v & 1 == 1
        found = np.bincount(part, weights=full * on, minlength=cells.size)
        missed = np.bincount(part, weights=full * ~on, minlength=cells.size)
        pseudo = delta * 2.0 ** (lists - earlier.bit_count() - 1)
        chance = rng.beta(found + pseudo, missed + pseudo)[part]
        joint *= np.where(on, chance, 1.0 - chance)
    return joint


def order(row: NDArray[np.int8], lists: int) -> list[tuple[int, int]]:
    """Lists in an order of maximum cardinality search, each with the bit mask of its earlier neighbours."""
    neighbours = [0] * lists
    for clique in cliques(row):
        mask = sum(1 << k for k in clique)
        for k in clique:
            neighbours[k] |= mask & ~(1 << k)
    visited, found = 0, []
    for _ in range(lists):
        rest = [v for v in range(lists) if not visited >> v & 1]
        best = max(rest, key=lambda v: ((neighbours[v] & visited).bit_count(), -v))
        found.append((best, neighbours[best] & visited))
        visited |= 1 << best
    return found
