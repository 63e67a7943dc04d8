"""Maximum likelihood of one hierarchical Poisson model by Newton steps on its sufficient statistics."""

import math

import numpy as np

from ..arrays import Cells, Masks, Vector
from ..compiled import compiled
from .transforms import gram, subset_sums, superset_sums

CONVERGED = 0
SINGULAR = 1
SLOW = 2
ROUNDS = 200


@compiled
def cholesky_solve(matrix: np.ndarray, right: Vector) -> bool:
    """Solve `matrix x = right` in place for a positive definite matrix; False where a pivot vanishes."""
    size = right.size
    for j in range(size):
        pivot = matrix[j, j]
        floor = 1e-13 * pivot
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k]
        if not pivot > floor:
            return False
        root = math.sqrt(pivot)
        matrix[j, j] = root
        for i in range(j + 1, size):
            value = matrix[i, j]
            for k in range(j):
                value -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = value / root
        value = right[j]
        for k in range(j):
            value -= matrix[j, k] * right[k]
        right[j] = value / root
    for j in range(size - 1, -1, -1):
        value = right[j]
        for k in range(j + 1, size):
            value -= matrix[k, j] * right[k]
        right[j] = value / matrix[j, j]
    return True


@compiled
def expected(terms: Masks, beta: Vector, kept: Cells, mu: Cells) -> float:
    """Fill `mu` with the expected counts of the kept cells and return their sum."""
    mu[:] = 0.0
    for a in range(terms.size):
        mu[terms[a]] = beta[a]
    subset_sums(mu)
    total = 0.0
    for cell in range(mu.size):
        if kept[cell] > 0.0:
            mu[cell] = math.exp(mu[cell])
            total += mu[cell]
        else:
            mu[cell] = 0.0
    return total


@compiled
def start(counts: Cells, kept: Cells, terms: Masks, beta: Vector) -> bool:
    """Starting coefficients: weighted least squares of `log(count + 0.1)` on the terms, as in the first step of any Poisson fit."""
    weight = np.zeros(counts.size)
    response = np.zeros(counts.size)
    for cell in range(counts.size):
        if kept[cell] > 0.0:
            weight[cell] = counts[cell] + 0.1
            response[cell] = weight[cell] * math.log(weight[cell])
    superset_sums(weight)
    superset_sums(response)
    for a in range(terms.size):
        beta[a] = response[terms[a]]
    return cholesky_solve(gram(weight, terms), beta)


@compiled
def newton(margins: Cells, kept: Cells, terms: Masks, beta: Vector, mu: Cells) -> int:
    """Climb from `beta` to the maximum; `beta` and the expected counts `mu` are overwritten.

    margins: superset sums of the counts, so `margins[terms]` are the sufficient statistics. kept: 1 for cells in the fit, else 0 (cell 0 is
    never in it). The log-likelihood is `beta @ margins[terms] - sum(mu)` up to a constant. Steps are halved until it does not fall. The
    climb ends one step after the Newton decrement is below 1e-12: convergence being quadratic, the coefficients are then exact to rounding.
    """
    size = terms.size
    step = np.empty(size)
    trial = np.empty(size)
    sums = np.empty(mu.size)
    total = expected(terms, beta, kept, mu)
    value = -total
    for a in range(size):
        value += beta[a] * margins[terms[a]]
    for _ in range(ROUNDS):
        sums[:] = mu
        superset_sums(sums)
        for a in range(size):
            step[a] = margins[terms[a]] - sums[terms[a]]
        gradient = step.copy()
        if not cholesky_solve(gram(sums, terms), step):
            return SINGULAR
        decrement = 0.0
        for a in range(size):
            decrement += gradient[a] * step[a]
        length = 1.0
        while True:
            trial_value = 0.0
            for a in range(size):
                trial[a] = beta[a] + length * step[a]
                trial_value += trial[a] * margins[terms[a]]
            trial_value -= expected(terms, trial, kept, mu)
            if trial_value >= value - 1e-9 * (1.0 + abs(value)) or length < 1e-10:
                break
            length *= 0.5
        beta[:] = trial
        value = trial_value
        if decrement < 1e-12 and length == 1.0:
            return CONVERGED
    return SLOW
