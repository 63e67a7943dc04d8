"""Forward choice of terms by their overlaps: many tables, each from the main effects to the last term that its overlaps ask for."""

import math

import numpy as np

from ..arrays import Cells, Masks, Rows, Vector
from ..compiled import compiled
from .climb import allowed
from .existence import EXISTS, existence, full_rank
from .newton import CONVERGED, newton, start
from .poisson import smaller_tail
from .transforms import drop_supersets, superset_sums


@compiled
def stepwise_one(counts: Cells, pairs: Masks, lists: int, threshold: float, chosen: Masks, beta: Vector, mu: Cells, kept: Cells) -> int:
    """Choose terms for one table; returns how many were chosen, or minus one where even the main effects have no estimate.

    pairs: candidate terms of two lists or more, smaller before larger; a larger one may enter once all smaller ones inside it are in.
    `chosen` receives the terms in the order of their entry; `beta[0]` the intercept, so `exp(beta[0])` is the expected number on no list.
    """
    margins = counts.copy()
    margins[0] = 0.0
    superset_sums(margins)
    kept[:] = 1.0
    kept[0] = 0.0
    terms = np.empty(1 + lists + pairs.size, dtype=np.int64)
    terms[0] = 0
    size = 1
    for k in range(lists):
        if margins[1 << k] > 0.0:
            terms[size] = 1 << k
            size += 1
        else:
            drop_supersets(kept, 1 << k)
    widest = np.empty(1 + lists + pairs.size, dtype=np.int64)
    widest[:size] = terms[:size]
    width = size
    inside = np.zeros(pairs.size, dtype=np.bool_)
    for j in range(pairs.size):
        if margins[pairs[j]] > 0.0:
            widest[width] = pairs[j]
            width += 1
    safe = full_rank(counts, widest[:width])
    if not safe and existence(counts, kept, terms[:size]) != EXISTS:
        return -1
    if not start(counts, kept, terms[:size], beta[:size]):
        return -1
    if newton(margins, kept, terms[:size], beta[:size], mu) != CONVERGED:
        return -1
    found = 0
    sums = np.empty(counts.size)
    tail = np.empty(pairs.size)
    trial = np.empty(counts.size)
    while True:
        sums[:] = mu
        superset_sums(sums)
        for j in range(pairs.size):
            tail[j] = 2.0
            if not inside[j] and sums[pairs[j]] > 0.0 and allowed(inside, pairs, j):
                tail[j] = smaller_tail(margins[pairs[j]], sums[pairs[j]])
        entered = False
        while pairs.size > 0:  # two lists leave nothing to choose
            best = np.argmin(tail)
            if not tail[best] < threshold:
                break
            pair = pairs[best]
            empty = margins[pair] == 0.0
            trial[:] = kept
            if empty:
                drop_supersets(trial, pair)
            else:
                terms[size] = pair
            width = size if empty else size + 1
            if safe or existence(counts, trial, terms[:width]) == EXISTS:
                entered = True
                break
            tail[best] = 2.0
        if not entered:
            return found
        kept[:] = trial
        if not empty:
            beta[size] = math.log(margins[pair] / sums[pair]) if sums[pair] > 0.0 else 0.0
            size += 1
        if newton(margins, kept, terms[:size], beta[:size], mu) != CONVERGED:
            if not start(counts, kept, terms[:size], beta[:size]):
                return -1
            if newton(margins, kept, terms[:size], beta[:size], mu) != CONVERGED:
                return -1
        inside[best] = True
        chosen[found] = pair
        found += 1


@compiled
def stepwise_many(tables: Rows, pairs: Masks, lists: int, threshold: float) -> Vector:
    """The estimate of the whole population for every table of a bootstrap, not-a-number where a table has none."""
    out = np.empty(tables.shape[0])
    cells = tables.shape[1]
    chosen = np.empty(pairs.size, dtype=np.int64)
    beta = np.empty(1 + lists + pairs.size)
    mu = np.empty(cells)
    kept = np.empty(cells)
    for b in range(tables.shape[0]):
        found = stepwise_one(tables[b], pairs, lists, threshold, chosen, beta, mu, kept)
        out[b] = np.nan if found < 0 else tables[b].sum() - tables[b, 0] + math.exp(beta[0])
    return out
