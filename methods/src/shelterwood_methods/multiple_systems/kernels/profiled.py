"""The likelihood of a model when the number unseen is held at a value."""

import math

import numpy as np

from ..arrays import Cells, Masks, Vector
from ..compiled import compiled
from .newton import CONVERGED, newton, start
from .transforms import superset_sums


@compiled
def multinomial_height(counts: Cells, kept: Cells, terms: Masks, beta: Vector, unseen: float) -> float:
    """Multinomial log-likelihood of the whole table with `unseen` people in cell 0, at its maximum over the model's coefficients.

    Returns not-a-number where the fit is not reached. `beta` is the start of the climb and receives its end.
    """
    full = counts.copy()
    full[0] = unseen
    inside = kept.copy()
    inside[0] = 1.0
    margins = full.copy()
    superset_sums(margins)
    mu = np.empty(counts.size)
    settled = newton(margins, inside, terms, beta, mu) == CONVERGED
    if not settled and start(full, inside, terms, beta):
        settled = newton(margins, inside, terms, beta, mu) == CONVERGED
    if not settled:
        return np.nan
    total = margins[0]
    value = math.lgamma(total + 1.0) - math.lgamma(unseen + 1.0)
    for cell in range(counts.size):
        if full[cell] > 0.0:
            value += full[cell] * math.log(mu[cell] / total)
    return value
