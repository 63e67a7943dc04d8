"""Extended maximum likelihood of given models, one or many, on one table or many."""

import math

import numpy as np

from ..arrays import Cells, Masks, Matrix, Rows, Vector
from ..compiled import compiled
from .existence import EXISTS, existence, full_rank
from .newton import CONVERGED, newton, start
from .transforms import drop_supersets, superset_sums

NOT_REACHED = 4


@compiled
def split_terms(margins: Cells, terms: Masks, finite: Masks, kept: Cells) -> int:
    """Put the terms that someone supports into `finite` and return how many; cells under an unsupported term leave `kept`."""
    kept[:] = 1.0
    kept[0] = 0.0
    size = 0
    for a in range(terms.size):
        if margins[terms[a]] > 0.0:
            finite[size] = terms[a]
            size += 1
        else:
            drop_supersets(kept, terms[a])
    return size


@compiled
def maximised(counts: Cells, mu: Cells, kept: Cells) -> float:
    """`sum(n log(mu) - mu)` over the kept cells: the Poisson log-likelihood without the factorials of the counts."""
    value = 0.0
    for cell in range(1, counts.size):
        if kept[cell] > 0.0:
            value -= mu[cell]
            if counts[cell] > 0.0:
                value += counts[cell] * math.log(mu[cell])
    return value


@compiled
def fit_one(counts: Cells, margins: Cells, terms: Masks, safe: bool, finite: Masks, beta: Vector, mu: Cells, kept: Cells) -> int:
    """Fit one model; returns the existence code, or 4 where it exists and was not reached. `finite[:size]` are its finite terms."""
    size = split_terms(margins, terms, finite, kept)
    if not safe:
        code = existence(counts, kept, finite[:size])
        if code != EXISTS:
            return code
    if not start(counts, kept, finite[:size], beta[:size]):
        return NOT_REACHED
    return EXISTS if newton(margins, kept, finite[:size], beta[:size], mu) == CONVERGED else NOT_REACHED


@compiled
def observed_margins(counts: Cells) -> Cells:
    """Superset sums of the observed cells."""
    out = counts.copy()
    out[0] = 0.0
    superset_sums(out)
    return out


@compiled
def supported(margins: Cells, terms: Masks) -> Masks:
    """The terms of an array that at least one person supports."""
    out = np.empty(terms.size, dtype=np.int64)
    size = 0
    for a in range(terms.size):
        if margins[terms[a]] > 0.0:
            out[size] = terms[a]
            size += 1
    return out[:size]


@compiled
def fit_each(counts: Cells, flat: Masks, starts: Masks, widest: Masks) -> Matrix:
    """Fit every model to one table; a row a model of `(existence code, log-likelihood without factorials, expected number unseen)`.

    flat, starts: the terms of model `m` are `flat[starts[m]:starts[m + 1]]`, intercept first. widest: the terms of all models together; where
    even those are determined by the occupied cells, no single model needs its existence tested.
    """
    count = starts.size - 1
    out = np.empty((count, 3))
    margins = observed_margins(counts)
    longest = 0
    for m in range(count):
        longest = max(longest, starts[m + 1] - starts[m])
    finite = np.empty(longest, dtype=np.int64)
    beta = np.empty(longest)
    mu = np.empty(counts.size)
    kept = np.empty(counts.size)
    safe = full_rank(counts, supported(margins, widest))
    for m in range(count):
        code = fit_one(counts, margins, flat[starts[m] : starts[m + 1]], safe, finite, beta, mu, kept)
        out[m, 0] = code
        out[m, 1] = maximised(counts, mu, kept) if code == EXISTS else -np.inf
        out[m, 2] = math.exp(beta[0]) if code == EXISTS else np.nan
    return out


@compiled
def choose_each(tables: Rows, flat: Masks, starts: Masks, widest: Masks, penalty: float) -> Matrix:
    """For every table the model of least `-2 log-likelihood + price * terms`; a row a table of `(index of the model, estimate)`.

    penalty: the price of a term; a negative value asks for the logarithm of the table's own total (BIC by people). The index is -1 and the
    estimate not-a-number where no model has an estimate. Ties go to the first model.
    """
    out = np.empty((tables.shape[0], 2))
    for b in range(tables.shape[0]):
        counts = tables[b].copy()
        counts[0] = 0.0
        total = counts.sum()
        price = penalty if penalty >= 0.0 else math.log(total)
        fits = fit_each(counts, flat, starts, widest)
        best = -1
        least = np.inf
        for m in range(starts.size - 1):
            if fits[m, 0] == EXISTS:
                value = -2.0 * fits[m, 1] + price * (starts[m + 1] - starts[m])
                if value < least:
                    least = value
                    best = m
        out[b, 0] = best
        out[b, 1] = total + fits[best, 2] if best >= 0 else np.nan
    return out
