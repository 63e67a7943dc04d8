"""Limits from bootstrap estimates, and how far the finite number of replicates may have moved them.

Quantiles are of type 8 (Hyndman and Fan 1996), and the bias constant of BCa counts replicates strictly below the estimate; both follow
SparseMSE and MultipleSystemsEstimation, whose stored limits are reproduced to rounding.
"""

import math

import numpy as np

from ..arrays import Vector
from ..interval import Interval

EXTREMES = 2.0


def normal_cdf(z: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_quantile(p: float) -> float:
    """Its inverse; infinite at 0 and 1."""
    from statistics import NormalDist

    if p <= 0.0 or p >= 1.0:
        return -math.inf if p <= 0.0 else math.inf
    return NormalDist().inv_cdf(p)


def quantile(ordered: Vector, p: float) -> float:
    """Type 8 quantile of values already in order."""
    place = min(max((ordered.size + 1.0 / 3.0) * p + 1.0 / 3.0, 1.0), float(ordered.size))
    below = int(place)
    above = min(below + 1, ordered.size)
    low, high = ordered[below - 1], ordered[above - 1]
    return float(low + (place - below) * (high - low)) if above > below else float(low)


def bca_probability(tail: float, z0: float, a: float) -> float:
    """The quantile that BCa asks for in place of `tail`."""
    z = z0 + normal_quantile(tail)
    if not math.isfinite(z):
        return 0.0 if z < 0 else 1.0
    denominator = 1.0 - a * z
    return normal_cdf(z0 + z / denominator) if denominator > 0 else (0.0 if z < 0 else 1.0)


def bias_constant(ordered: Vector, estimate: float) -> float:
    """`z0`: the normal quantile of the share of replicates below the estimate."""
    return normal_quantile(float(np.searchsorted(ordered, estimate, side="left")) / ordered.size)


def bca_limit(ordered: Vector, estimate: float, a: float, tail: float) -> float:
    """One BCa limit."""
    return quantile(ordered, bca_probability(tail, bias_constant(ordered, estimate), a))


def limit_error(ordered: Vector, p: float, share_below: float | None, tail: float, a: float) -> float:
    """Standard error of a limit at the quantile `p` over repetitions of the whole bootstrap.

    The share of replicates below the limit varies as a binomial. For BCa (`share_below` given) `p` itself varies with the share below the
    estimate, and the two covary; the delta method adds them up. The error in share is carried to people by the replicates around the limit.
    Where the limit is one of the most extreme replicates that share says nothing, and the gap to the next two stands for the error: for tails
    that fall off exponentially it is one and a half times the scale, and the extreme has a standard deviation of 1.28 of it.
    """
    size = ordered.size
    variance = p * (1.0 - p)
    if share_below is not None and 0.0 < share_below < 1.0:
        bump = 1e-4 * min(share_below, 1.0 - share_below)
        up = bca_probability(tail, normal_quantile(share_below + bump), a)
        down = bca_probability(tail, normal_quantile(share_below - bump), a)
        slope = (up - down) / (2.0 * bump)
        joint = min(p, share_below) - p * share_below
        variance += slope**2 * share_below * (1.0 - share_below) - 2.0 * slope * joint
    spread = max(math.sqrt(max(variance, 0.0) / size), EXTREMES / size)
    here = quantile(ordered, p)
    return max(quantile(ordered, min(p + spread, 1.0)) - here, here - quantile(ordered, max(p - spread, 0.0)))


def bootstrap_interval(kind: str, estimates: Vector, estimate: float, level: float, a: float) -> Interval:
    """A percentile or BCa interval from replicates, those without an estimate set aside and counted."""
    ordered = np.sort(estimates[np.isfinite(estimates)])
    if ordered.size == 0:
        return Interval(kind, level, math.nan, math.nan, math.nan, math.nan, estimates.size, estimates.size)
    share = float(np.searchsorted(ordered, estimate, side="left")) / ordered.size if kind == "bca" else None
    tails = ((1.0 - level) / 2.0, (1.0 + level) / 2.0)
    at = [bca_probability(tail, bias_constant(ordered, estimate), a) if kind == "bca" else tail for tail in tails]
    low, high = (quantile(ordered, p) for p in at)
    errors = [limit_error(ordered, p, share, tail, a) for p, tail in zip(at, tails, strict=True)]
    return Interval(
        kind,
        level,
        low,
        high,
        errors[0],
        errors[1],
        int(estimates.size),
        int(estimates.size - ordered.size),
        int(np.searchsorted(ordered, low, side="left")),
        int(ordered.size - np.searchsorted(ordered, high, side="right")),
    )
