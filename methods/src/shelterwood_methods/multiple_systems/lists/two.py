"""Two lists: the estimate that every other method reduces to, and its exact interval."""

import math

import numpy as np

from ..errors import NoEstimate
from ..estimator import Estimator
from ..interval import Interval
from ..loglinear.fit import fit_terms
from ..loglinear.models import base_terms
from ..loglinear.profile import profile_interval
from ..table import CountTable

FARTHEST = 2**53


class TwoLists(Estimator):
    """Base of the two-list estimators: `n1`, `n2` people on each list and `m` on both."""

    counted = ("on_first", "on_second", "on_both")
    assumes = "The two lists are independent: being on one says nothing about being on the other. Two lists cannot show whether this holds."

    def _fit(self, table: CountTable) -> None:
        if len(table.lists) != 2:
            raise NoEstimate(
                f"This method takes two lists, and the table has {len(table.lists)}.",
                f"Choose two of them (--lists {','.join(table.lists[:2])}), or use main for all of them as independent lists.",
            )
        first, second = table.lists
        self._n1, self._n2, self._m = table.size_of(first), table.size_of(second), table.on_all(table.lists)
        self.estimate_ = self._point(self._n1, self._n2, self._m)
        self.details_ = {"on_first": self._n1, "on_second": self._n2, "on_both": self._m, "standard_error": self._standard_error()}

    def _point(self, n1: int, n2: int, m: int) -> float:
        raise NotImplementedError

    def _standard_error(self) -> float:
        """Seber's (1970) standard error, for Chapman's estimate without bias."""
        n1, n2, m = self._n1, self._n2, self._m
        return math.sqrt((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2)))

    def _interval(self, level: float, kind: str) -> Interval:
        if kind == "exact":
            low, high = exact_limits(self._n1, self._n2, self._m, level)
            return Interval("exact", level, low, high)
        if kind == "lognormal":
            return lognormal_of(self.estimate_, self.observed_, self.details_["standard_error"], level)
        return profile_interval(fit_terms(self.table_.counts, base_terms(2), self.table_.lists), level, kind)[1]


class LincolnPetersen(TwoLists):
    """`n1 n2 / m`: as large a share of the population is on list 1 as of list 2 is.

    Notes
    -----
    Overlap by referral (positive dependence) makes it too low, lists that avoid one another make it too high, and nothing in two lists shows
    which; `odds_ratio_bounds` says how far each supposed dependence moves it.

    References
    ----------
    Petersen (1896); Lincoln (1930); exact limits by inverting the hypergeometric tails of the overlap.
    """

    method = "lincoln-petersen"
    title = "Lincoln-Petersen, two lists"
    kinds = ("exact", "profile", "multinomial", "lognormal")

    def _point(self, n1: int, n2: int, m: int) -> float:
        return n1 * n2 / m


class Chapman(TwoLists):
    """`(n1 + 1)(n2 + 1) / (m + 1) - 1`: the same with less bias where the overlap is small.

    Notes
    -----
    Free of bias only under independence of the lists, and when `n1 + n2` is at least the population; see LincolnPetersen.

    References
    ----------
    Chapman (1951) University of California Publications in Statistics 1; Seber (1970) Biometrics 26 for the standard error.
    """

    method = "chapman"
    title = "Chapman, two lists"
    kinds = ("lognormal", "exact", "profile", "multinomial")

    def _point(self, n1: int, n2: int, m: int) -> float:
        return (n1 + 1) * (n2 + 1) / (m + 1) - 1


def lognormal_of(estimate: float, observed: int, error: float, level: float) -> Interval:
    """Chao's (1987) interval: the unseen taken as log-normal, so the lower limit stays above those seen."""
    from statistics import NormalDist

    unseen = estimate - observed
    if unseen <= 0:
        return Interval("lognormal", level, float(observed), max(estimate, float(observed)))
    factor = math.exp(NormalDist().inv_cdf((1.0 + level) / 2.0) * math.sqrt(math.log1p((error / unseen) ** 2)))
    return Interval("lognormal", level, observed + unseen / factor, observed + unseen * factor)


def overlap_tails(population: int, n1: int, n2: int, m: int) -> tuple[float, float]:
    """`P(overlap <= m)` and `P(overlap >= m)` for two independent lists of these sizes in a population."""
    from scipy.special import gammaln  # type: ignore[import-untyped, unused-ignore]

    k = np.arange(max(0, n1 + n2 - population), min(n1, n2) + 1)
    log = -(gammaln(k + 1) + gammaln(n1 - k + 1) + gammaln(n2 - k + 1) + gammaln(population - n1 - n2 + k + 1))
    share = np.exp(log - log.max())
    share /= share.sum()
    return float(share[k <= m].sum()), float(share[k >= m].sum())


def exact_limits(n1: int, n2: int, m: int, level: float) -> tuple[float, float]:
    """Smallest and largest population in which neither tail of the overlap is below half the error allowed (Clopper and Pearson's way)."""
    tail = (1.0 - level) / 2.0
    seen = n1 + n2 - m

    def low_holds(population: int) -> bool:
        return overlap_tails(population, n1, n2, m)[0] > tail

    def high_fails(population: int) -> bool:
        return overlap_tails(population, n1, n2, m)[1] <= tail

    low = seen if low_holds(seen) else first_true(low_holds, seen)
    high = first_true(high_fails, seen) - 1
    return float(low), float(high) if high < FARTHEST else math.inf


def first_true(holds: "object", start: int) -> int:
    """The smallest integer above `start` at which a condition holds that, once true, stays true."""
    assert callable(holds)
    step = 1
    while not holds(start + step):
        step *= 2
        if start + step > FARTHEST:
            return FARTHEST + 1
    low, high = start + step // 2, start + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
