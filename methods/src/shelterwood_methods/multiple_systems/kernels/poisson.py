"""Poisson tails summed term by term, so that very small probabilities keep their order."""

import math

from ..compiled import compiled


@compiled
def smaller_tail(count: float, mean: float) -> float:
    """The smaller of `P(X <= count)` and `P(X >= count)` for `X` Poisson with this mean.

    This is one tail, not doubled: a rule that stops at 0.02 is a two-sided test at 0.04.
    """
    if mean <= 0.0:
        return 0.0 if count > 0.0 else 1.0
    point = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    total = point
    term = point
    if count > mean:
        k = count
        while term > 1e-17 * total and total > 0.0:
            k += 1.0
            term *= mean / k
            total += term
    else:
        k = count
        while k > 0.0 and term > 1e-17 * total:
            term *= k / mean
            k -= 1.0
            total += term
    return min(total, 1.0 - total + point)
