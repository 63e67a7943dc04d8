"""Search by single steps: add one term, or also take one out, as long as the criterion falls."""

import math

import numpy as np

from ..arrays import Cells, Masks, Rows, Vector
from ..compiled import compiled
from .existence import EXISTS, full_rank
from .fixed import fit_one, maximised, observed_margins, supported
from .newton import cholesky_solve
from .transforms import gram


@compiled
def allowed(inside: np.ndarray, candidates: Masks, at: int) -> bool:
    """Whether the hierarchy lets term `at` change: in when all terms one list smaller are in, out when no larger term rests on it."""
    mask = candidates[at]
    if inside[at]:
        resting = 0
        for j in range(candidates.size):
            if inside[j] and j != at and candidates[j] & mask == mask:
                resting += 1
        return resting == 0
    size = 0
    rest = mask
    while rest:
        rest &= rest - 1
        size += 1
    if size == 2:
        return True
    rest = mask
    while rest:
        low = rest & -rest
        rest ^= low
        found = False
        for j in range(candidates.size):
            if inside[j] and candidates[j] == mask ^ low:
                found = True
        if not found:
            return False
    return True


@compiled
def gather(base: Masks, inside: np.ndarray, candidates: Masks, terms: Masks) -> int:
    """Write the terms of a model into `terms` and return how many."""
    terms[: base.size] = base
    size = base.size
    for j in range(candidates.size):
        if inside[j]:
            terms[size] = candidates[j]
            size += 1
    return size


@compiled
def wald_tail(margins: Cells, terms: Masks, finite: Masks, beta: Vector, mu: Cells, mask: int) -> float:
    """Two-sided normal tail of one coefficient over its standard error; one for a term that nobody supports."""
    size = supported(margins, terms).size
    unit = np.zeros(size)
    at = -1
    for a in range(size):
        if finite[a] == mask:
            at = a
            unit[a] = 1.0
    if at < 0 or not cholesky_solve(gram(observed_margins(mu), finite[:size]), unit):
        return 1.0
    return math.erfc(abs(beta[at]) / math.sqrt(2.0 * unit[at]))


@compiled
def climb(counts: Cells, base: Masks, candidates: Masks, penalty: float, removals: bool, wald: float, path: Masks) -> tuple[int, float]:
    """Step from the main effects to the nearest model that no single step improves.

    base: intercept and lists. candidates: terms that may enter, smaller before larger. penalty: the price of a term, negative for the
    logarithm of the number of people. wald: stop where the coefficient just added has a two-sided normal tail above this (one for no such
    rule; Silverman 2020). path receives the index of each changed term. Returns the number of steps and the estimate of the
    unseen, or -1 where even the main effects have no estimate. Ties go to the term of lowest index, additions before removals.
    """
    margins = observed_margins(counts)
    price = penalty if penalty >= 0.0 else math.log(margins[0])
    longest = base.size + candidates.size
    terms = np.empty(longest, dtype=np.int64)
    finite = np.empty(longest, dtype=np.int64)
    beta = np.empty(longest)
    mu = np.empty(counts.size)
    kept = np.empty(counts.size)
    everything = np.ones(candidates.size, dtype=np.bool_)
    size = gather(base, everything, candidates, terms)
    safe = full_rank(counts, supported(margins, terms[:size]))
    inside = np.zeros(candidates.size, dtype=np.bool_)
    if fit_one(counts, margins, base, safe, finite, beta, mu, kept) != EXISTS:
        return -1, np.nan
    value = -2.0 * maximised(counts, mu, kept) + price * base.size
    unseen = math.exp(beta[0])
    steps = 0
    while steps < path.size:
        best = -1
        best_value = value
        best_unseen = unseen
        for removing in range(2 if removals else 1):
            for j in range(candidates.size):
                if inside[j] != (removing == 1) or not allowed(inside, candidates, j):
                    continue
                inside[j] = not inside[j]
                size = gather(base, inside, candidates, terms)
                inside[j] = not inside[j]
                if fit_one(counts, margins, terms[:size], safe, finite, beta, mu, kept) != EXISTS:
                    continue
                trial = -2.0 * maximised(counts, mu, kept) + price * size
                if trial < best_value - 1e-9:
                    best = j
                    best_value = trial
                    best_unseen = math.exp(beta[0])
        if best < 0:
            break
        inside[best] = not inside[best]
        if wald < 1.0 and inside[best]:
            size = gather(base, inside, candidates, terms)
            fit_one(counts, margins, terms[:size], safe, finite, beta, mu, kept)
            if wald_tail(margins, terms[:size], finite, beta, mu, candidates[best]) > wald:
                inside[best] = False
                break
        value = best_value
        unseen = best_unseen
        path[steps] = best
        steps += 1
    return steps, unseen


@compiled
def climb_many(tables: Rows, base: Masks, candidates: Masks, penalty: float, removals: bool, wald: float) -> Vector:
    """The estimate of the whole population for every table, each with its own search."""
    out = np.empty(tables.shape[0])
    path = np.empty(4 * candidates.size, dtype=np.int64)
    for b in range(tables.shape[0]):
        counts = tables[b].copy()
        counts[0] = 0.0
        steps, unseen = climb(counts, base, candidates, penalty, removals, wald, path)
        out[b] = np.nan if steps < 0 else counts.sum() + unseen
    return out
