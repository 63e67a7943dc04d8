"""The sample-coverage estimators: for independent lists, for high coverage, and one step from independence for low coverage."""

import math

import numpy as np

from ..arrays import Cells, Rows, Vector
from ..bootstrap.limits import bootstrap_interval
from ..bootstrap.resample import BLOCK, resample
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..lists.two import lognormal_of
from ..table import CountTable

ENOUGH_COVERAGE = 0.55
REPLICATES = 2_000
FORMS = ("auto", "independent", "high", "low")


class SampleCoverage(Estimator):
    """Population from the people on one list only and from the overlaps of pairs.

    Parameters
    ----------
    form: "high" (for a coverage of 55 per cent or more), "low" (one step from independence), "independent", or "auto", which takes high or low by
    the coverage found. bootstrap, seed: replicates of the interval.

    Attributes
    ----------
    details_: coverage, mean number found again, the three forms, and the bootstrap standard error of the one in `estimate_`.

    Notes
    -----
    Dependence of pairs is corrected, of three lists at once it is not. Where coverage is low, as it nearly always is for hidden people, "high"
    swings without limit and "low" is little more than a lower bound under positive dependence.

    References
    ----------
    Chao and Tsay (1998) JASA 93, 283-293; Chao, Tsay, Lin, Shau and Chao (2001) Statistics in Medicine 20, 3123-3157.
    """

    method = "sample-coverage"
    title = "Sample coverage"
    assumes = "Pairs of lists may depend on one another in the same way for those seen and unseen; three lists together add nothing of their own."
    kinds = ("lognormal", "percentile")
    fewest_lists = 3

    def __init__(self, *, form: str = "auto", bootstrap: int | None = None, seed: int = 1) -> None:
        self.form = form
        self.bootstrap = bootstrap
        self.seed = seed

    def _fit(self, table: CountTable) -> None:
        if self.form not in FORMS:
            raise PrevalenceError(f'There is no form "{self.form}".', f"Use {', '.join(FORMS)}.")
        lists = len(table.lists)
        if lists < 3:
            raise NoEstimate("Sample coverage needs three lists or more.", "With two lists use lincoln-petersen or chapman.")
        values = coverage_forms(table.counts[None, :], lists)[0]
        share, found_again, independent, high, low = (float(value) for value in values)
        self._column = {"independent": 2, "high": 3, "low": 4}[self.form if self.form != "auto" else "high" if share >= ENOUGH_COVERAGE else "low"]
        self.estimate_ = float(values[self._column])
        self.details_ = {"coverage": share, "found_again": found_again, "independent": independent, "high_coverage": high, "low_coverage": low}
        self.details_["form"] = {2: "independent", 3: "high", 4: "low"}[self._column]
        if not math.isfinite(self.estimate_) or self.estimate_ < table.observed:
            raise NoEstimate("Sample coverage gives no usable number here: its correction for dependence overshoots.", "Use main or chao.")
        if share < ENOUGH_COVERAGE:
            self.warnings_.append(f"The lists cover an estimated {share:.0%} of the population; below 55 % this method is little more than a bound.")

    def _replicates(self) -> Vector:
        if not hasattr(self, "replicates_"):
            size = self.bootstrap or REPLICATES
            lists, blocks = len(self.table_.lists), range(math.ceil(size / BLOCK))
            found = [coverage_forms(resample(self.table_.counts, BLOCK, self.seed, block), lists)[:, self._column] for block in blocks]
            self.replicates_: Vector = np.concatenate(found)[:size]
        return self.replicates_

    def _interval(self, level: float, kind: str) -> Interval:
        replicates = self._replicates()
        good = replicates[np.isfinite(replicates) & (replicates > 0)]
        if kind == "percentile":
            return bootstrap_interval("percentile", np.where(replicates > 0, replicates, np.nan), self.estimate_, level, 0.0)
        if good.size < 2:
            raise NoEstimate("Sample coverage has no estimate on the tables of its bootstrap, so no interval.", "Use main or chao.")
        error = float(good.std(ddof=1))
        self.details_["standard_error"] = error
        return lognormal_of(self.estimate_, self.observed_, error, level)


def coverage_forms(tables: Rows, lists: int) -> Rows:
    """Coverage, mean number found again, and the three estimates for every table; shape `(B, 5)`.

    With `Z_k` people on list `k` alone, `C = 1 - mean(Z_k / n_k)` and `D = n - mean(Z_k)`. Dependence of a pair is `N B_ij / (n_i n_j) - 1`, and
    it moves the `Z_i + Z_j + 2 Z_ij` people who are on no other list.
    """
    cells = np.arange(tables.shape[1])
    inside = [((cells >> k) & 1).astype(np.float64) for k in range(lists)]
    size = np.column_stack([tables @ column for column in inside])
    alone = tables[:, [1 << k for k in range(lists)]]
    people = tables[:, 1:].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1.0 - (alone / size).mean(axis=1)
        again = people - alone.mean(axis=1)
        moved, pull = np.zeros(tables.shape[0]), np.zeros(tables.shape[0])
        for j in range(lists):
            for i in range(j):
                weight = alone[:, i] + alone[:, j] + 2.0 * tables[:, 1 << i | 1 << j]
                moved += weight
                pull += weight * (tables @ (inside[i] * inside[j])) / (size[:, i] * size[:, j])
        scale = 1.0 / (lists * share)
        independent = again / share
        high = (independent - scale * moved) / (1.0 - scale * pull)
        step = independent + scale * (independent * pull - moved)
        low = independent + scale * (step * pull - moved)
    return np.column_stack([share, again, independent, high, low])


def coverage_of(counts: Cells, lists: int) -> float:
    """Estimated share of the population that the lists cover."""
    return float(coverage_forms(np.asarray(counts)[None, :], lists)[0, 0])
