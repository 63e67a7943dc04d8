"""Profile likelihood of the population size under one model: no normal approximation, but no account of the choice of the model either.

The likelihood of the whole table is maximised over the coefficients for each number unseen; the interval holds the numbers within the
chi-squared bound of the best. Two forms are kept apart. `profile` is Cormack's (1992), the Poisson likelihood with Stirling's correction,
which Rcapture prints; `multinomial` has the factorials exact. They differ by about a tenth of a person squared over the unseen, so
noticeably only where very few are unseen, and there `profile` falls back on the exact form.
"""

import math
from collections.abc import Callable

import numpy as np

from ..interval import Interval
from ..kernels.profiled import multinomial_height
from .fit import ModelFit

FARTHEST = 1e13
FEWEST_FOR_STIRLING = 2.0

type Height = Callable[[float], float]


def exact_height(fit: ModelFit) -> Height:
    """The multinomial profile log-likelihood as a function of the number unseen."""
    terms = np.array(fit.finite, dtype=np.int64)

    def at(unseen: float) -> float:
        return float(multinomial_height(fit.counts, fit.kept, terms, fit.beta.copy(), unseen))

    return at


def stirling(x: float) -> float:
    """Stirling's approximation to the logarithm of the factorial, without its series."""
    return (x + 0.5) * math.log(x) - x + 0.5 * math.log(2.0 * math.pi)


def cormack_height(fit: ModelFit) -> Height:
    """The same with both factorials by Stirling's formula, as Cormack (1992) and Rcapture have it."""
    exact = exact_height(fit)

    def at(unseen: float) -> float:
        total = fit.observed + unseen
        return exact(unseen) + math.lgamma(unseen + 1.0) - stirling(unseen) - math.lgamma(total + 1.0) + stirling(total)

    return at


def peak(at: Height, guess: float, reach: float) -> float:
    """The number unseen of greatest likelihood within a factor `exp(reach)` of a guess."""
    from scipy.optimize import minimize_scalar  # type: ignore[import-untyped, unused-ignore]

    centre = math.log(max(guess, 1e-3))
    options = {"xatol": 1e-10, "maxiter": 500}
    return math.exp(minimize_scalar(lambda x: -at(math.exp(x)), bounds=(centre - reach, centre + reach), method="bounded", options=options).x)


def profile_interval(fit: ModelFit, level: float, kind: str = "profile") -> tuple[float, Interval]:
    """The likelihood estimate of the population and its profile interval; an upper limit that is never reached is infinite."""
    at = exact_height(fit)
    best = peak(at, fit.unseen, 6.0)
    best = 0.0 if at(0.0) >= at(best) else best
    if kind == "profile" and best >= FEWEST_FOR_STIRLING:
        at = cormack_height(fit)
        best = peak(at, best, 1.0)
    low, high = crossings(at, best, level)
    return fit.observed + best, Interval(kind, level, fit.observed + low, fit.observed + high)


def crossings(at: Height, best: float, level: float) -> tuple[float, float]:
    """Where the likelihood falls through the chi-squared bound on either side of its peak."""
    from scipy.optimize import brentq  # type: ignore[import-untyped, unused-ignore]
    from scipy.stats import chi2  # type: ignore[import-untyped, unused-ignore]

    bound = at(best) - float(chi2.ppf(level, 1)) / 2.0

    def over(unseen: float) -> float:
        return at(unseen) - bound

    below = best
    while below > 0.05 and over(below) > 0:
        below *= 0.8
    low = brentq(over, below, best, xtol=1e-9, rtol=1e-12) if best > 0 and over(below) <= 0 else 0.0
    above = max(2.0 * best, 1.0)
    while over(above) > 0 and above < FARTHEST:
        above *= 2.0
    return low, brentq(over, best, above, xtol=1e-9, rtol=1e-12) if above < FARTHEST else math.inf


def lognormal_interval(fit: ModelFit, level: float) -> Interval:
    """Normal interval on the logarithm of the expected unseen: `n + exp(b0 ± z se(b0))`, as SparseMSE gives beside its bootstrap."""
    from statistics import NormalDist

    spread = NormalDist().inv_cdf((1.0 + level) / 2.0) * math.sqrt(fit.covariance[0, 0])
    return Interval("lognormal", level, fit.observed + fit.unseen * math.exp(-spread), fit.observed + fit.unseen * math.exp(spread))
