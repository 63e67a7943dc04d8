"""Profile likelihood of the population size under one model: no normal approximation, but no account of the choice of the model either.

The multinomial likelihood of the whole table is maximised over the coefficients for each number unseen, and the interval holds the
numbers whose likelihood is within the chi-squared bound of the best (Cormack 1992; Rcapture's `closedpCI.t`).
"""

import math
from collections.abc import Callable

import numpy as np

from ..interval import Interval
from ..kernels.profiled import multinomial_height
from .fit import ModelFit

FARTHEST = 1e13


def height(fit: ModelFit) -> Callable[[float], float]:
    """The profile log-likelihood as a function of the number unseen."""
    terms = np.array(fit.finite, dtype=np.int64)

    def at(unseen: float) -> float:
        return float(multinomial_height(fit.counts, fit.kept, terms, fit.beta.copy(), unseen))

    return at


def peak(at: Callable[[float], float], guess: float) -> float:
    """The number unseen of greatest likelihood, by golden section on its logarithm around a guess."""
    from scipy.optimize import minimize_scalar

    centre = math.log(max(guess, 1e-3))
    found = minimize_scalar(
        lambda x: -at(math.exp(x)), bounds=(centre - 8.0, centre + 4.0), method="bounded", options={"xatol": 1e-10, "maxiter": 500}
    )
    best = math.exp(found.x)
    return 0.0 if at(0.0) >= at(best) else best


def profile_interval(fit: ModelFit, level: float) -> tuple[float, Interval]:
    """The multinomial estimate of the population and its profile interval; an upper limit that is never reached is infinite."""
    from scipy.optimize import brentq
    from scipy.stats import chi2

    at = height(fit)
    best = peak(at, fit.unseen)
    bound = at(best) - float(chi2.ppf(level, 1)) / 2.0

    def over(unseen: float) -> float:
        return at(unseen) - bound

    low = 0.0 if over(0.0) >= 0 else brentq(over, 0.0, best, xtol=1e-9, rtol=1e-12)
    reach = max(2.0 * best, 1.0)
    while over(reach) > 0 and reach < FARTHEST:
        reach *= 2.0
    high = brentq(over, best, reach, xtol=1e-9, rtol=1e-12) if reach < FARTHEST else math.inf
    return fit.observed + best, Interval("profile", level, fit.observed + low, fit.observed + high)


def lognormal_interval(fit: ModelFit, level: float) -> Interval:
    """Normal interval on the logarithm of the expected unseen: `n + exp(b0 ± z se(b0))`, as SparseMSE gives beside its bootstrap."""
    from statistics import NormalDist

    spread = NormalDist().inv_cdf((1.0 + level) / 2.0) * math.sqrt(fit.covariance[0, 0])
    return Interval("lognormal", level, fit.observed + fit.unseen * math.exp(-spread), fit.observed + fit.unseen * math.exp(spread))
