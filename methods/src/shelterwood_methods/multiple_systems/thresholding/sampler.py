"""Draws from the posterior of a log-linear model with normal priors, by random-walk Metropolis shaped by the curvature at the mode."""

import math

import numpy as np

from ..arrays import Cells, Masks, Matrix, Vector
from ..compiled import compiled
from ..kernels.newton import cholesky_solve, expected
from ..kernels.transforms import gram, superset_sums


@compiled
def log_density(margins: Cells, kept: Cells, terms: Masks, precision: Vector, beta: Vector, mu: Cells) -> float:
    """Log posterior up to a constant: Poisson likelihood by sufficient statistics, normal priors of these precisions (zero: flat)."""
    value = -expected(terms, beta, kept, mu)
    for a in range(terms.size):
        value += beta[a] * margins[terms[a]] - 0.5 * precision[a] * beta[a] * beta[a]
    return value


@compiled
def find_mode(margins: Cells, kept: Cells, terms: Masks, precision: Vector, beta: Vector) -> Matrix:
    """Newton climb to the mode, in `beta`; returns the curvature there, shape `(p, p)`."""
    size = terms.size
    mu = np.empty(kept.size)
    trial = np.empty(kept.size)
    value = log_density(margins, kept, terms, precision, beta, mu)
    curvature = np.empty((size, size))
    for _ in range(200):
        sums = mu.copy()
        superset_sums(sums)
        curvature = gram(sums, terms)
        step = np.empty(size)
        for a in range(size):
            step[a] = margins[terms[a]] - sums[terms[a]] - precision[a] * beta[a]
            curvature[a, a] += precision[a]
        gradient = step.copy()
        if not cholesky_solve(curvature.copy(), step):
            break
        length = 1.0
        while log_density(margins, kept, terms, precision, beta + length * step, trial) < value - 1e-9 * (1.0 + abs(value)) and length > 1e-9:
            length *= 0.5
        beta += length * step
        value = log_density(margins, kept, terms, precision, beta, mu)
        if (gradient * step).sum() < 1e-12:
            break
    return curvature


@compiled
def walk(
    margins: Cells, kept: Cells, terms: Masks, precision: Vector, mode: Vector, root: Matrix, burn: int, draws: int, thin: int, seed: int
) -> Matrix:
    """One chain of coefficients, shape `(draws, p)`, begun away from the mode; `root` is a square root of the proposal covariance."""
    np.random.seed(seed)
    size = terms.size
    out = np.empty((draws, size))
    mu = np.empty(kept.size)
    beta = mode + root @ np.random.standard_normal(size)
    value = log_density(margins, kept, terms, precision, beta, mu)
    scale = 2.38 / math.sqrt(size)
    for step in range(burn + draws * thin):
        trial = beta + scale * (root @ np.random.standard_normal(size))
        height = log_density(margins, kept, terms, precision, trial, mu)
        if math.log(1.0 - np.random.random()) < height - value:
            beta = trial
            value = height
        if step >= burn and (step - burn) % thin == 0:
            out[(step - burn) // thin] = beta
    return out
