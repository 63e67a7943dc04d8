"""What changed from before to after, in the same people, with its interval.

Shares (who passes, who answers an item rightly): the difference of paired proportions with Newcombe's square-and-add interval,
method 10 of Newcombe, Statistics in Medicine 1998;17:2635-2650, built from Wilson's score intervals; recommended for its
coverage in small samples by Fagerland, Lydersen and Laake, Statistics in Medicine 2014;33:2850-2875. Scores: the mean
difference with the percentile bootstrap over people (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).

A change is no proof of the course's effect: nobody was left without it, and who takes both tests is not everybody.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean

RESAMPLES = 2000


@dataclass(frozen=True)
class Change:
    """After less before, with the interval and the method that gave it."""

    people: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    level: float
    method: str


def share_change(before: Sequence[bool], after: Sequence[bool], *, level: float = 0.95) -> Change:
    """How the share of those who have it right changed. One place in both sequences is one person."""
    pairs = list(zip(before, after, strict=True))
    if not pairs:
        raise ValueError("Nobody took both checks, so there is no change to state.")
    both, lost = pairs.count((True, True)), pairs.count((True, False))
    gained, neither = pairs.count((False, True)), pairs.count((False, False))
    low, high = newcombe_paired(both, gained, lost, neither, level=level)
    first, second = (both + lost) / len(pairs), (both + gained) / len(pairs)
    return Change(len(pairs), first, second, second - first, low, high, level, "Newcombe 1998, method 10")


def newcombe_paired(both: int, only_first: int, only_second: int, neither: int, *, level: float = 0.95) -> tuple[float, float]:
    """The interval of the difference first less second."""
    n = both + only_first + only_second + neither
    first, second = (both + only_first) / n, (both + only_second) / n
    low_1, high_1 = wilson(both + only_first, n, level=level)
    low_2, high_2 = wilson(both + only_second, n, level=level)
    phi = _association(both, only_first, only_second, neither)
    below, above = first - low_1, high_1 - first
    below_2, above_2 = second - low_2, high_2 - second
    difference = first - second
    low = difference - sqrt(max(0.0, below**2 - 2 * phi * below * above_2 + above_2**2))
    high = difference + sqrt(max(0.0, above**2 - 2 * phi * above * below_2 + below_2**2))
    return max(-1.0, low), min(1.0, high)


def wilson(successes: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion (JASA 1927;22:209-212)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    center, half = share + z**2 / (2 * n), z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (center - half) / (1 + z**2 / n), (center + half) / (1 + z**2 / n)


def score_change(before: Sequence[float], after: Sequence[float], *, seed: int = 0, level: float = 0.95) -> Change:
    """How the mean score changed. The seed makes the interval the same each time it is shown."""
    differences = [second - first for first, second in zip(before, after, strict=True)]
    if not differences:
        raise ValueError("Nobody took both checks, so there is no change to state.")
    dice = random.Random(seed)  # noqa: S311 (resampling, nothing to guess)
    means = sorted(fmean(dice.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    cut = (1 - level) / 2
    low, high = means[int(cut * RESAMPLES)], means[min(RESAMPLES - 1, int((1 - cut) * RESAMPLES))]
    method = f"percentile bootstrap, {RESAMPLES} resamples"
    return Change(len(differences), fmean(before), fmean(after), fmean(differences), low, high, level, method)


def _association(both: int, only_first: int, only_second: int, neither: int) -> float:
    """Phi with the continuity correction of method 10; nought where a margin is empty."""
    margins = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    if margins == 0:
        return 0.0
    product = both * neither - only_first * only_second
    n = both + only_first + only_second + neither
    return (max(product - n / 2, 0.0) if product > 0 else product) / sqrt(margins)
