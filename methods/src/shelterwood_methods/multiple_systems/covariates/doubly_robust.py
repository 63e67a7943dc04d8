"""Two lists that are independent given covariates, without believing any one regression (Das, Kennedy and Jewell 2021)."""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..table import CountTable
from .people import People

type Learner = Callable[[Matrix, np.ndarray, Matrix], Matrix]


class DoublyRobust(Estimator):
    """Population from two lists with covariates: cross-fitted regressions of who is on which list, corrected to first order for their errors.

    Parameters
    ----------
    folds: people are divided at random into this many groups, and each group's chances are predicted from the others; 1 fits and predicts on
    the same people. least: smallest chance of being on both lists, given being seen, that is believed. penalty: ridge on the slopes of the
    standardised covariates in the built-in regression. learner: any function `(covariates, classes, new covariates) -> chances of shape (m, 3)`
    in the place of that regression; classes are 0 first list only, 1 second only, 2 both. seed: of the division. `fit` takes People on two lists.

    Attributes
    ----------
    estimate_: the one-step estimate. details_["plug_in"]: the estimate without the correction. details_["chance_seen"]: share of the population seen.

    Notes
    -----
    "Doubly robust" is about the regressions: their errors enter as products, so that slow learners still give an honest interval. It is not
    robust to lists that depend on one another given the covariates, to covariates that were recorded on one list only, nor to groups whom one
    of the lists never meets; nothing in two lists shows any of these. With one fold, no penalty, and covariates that name strata, it is the
    sum over strata of Lincoln and Petersen's estimates.

    References
    ----------
    Das, Kennedy and Jewell (2021) arXiv 2104.14091, section 3; Chapman's bias correction is not part of it.
    """

    method = "doubly-robust"
    title = "Doubly robust, two lists with covariates"
    assumes = "Given the covariates, being on one list says nothing about being on the other, and every kind of person can be on both."
    kinds = ("wald",)

    def __init__(self, *, folds: int = 5, least: float = 0.005, penalty: float = 1.0, learner: Learner | None = None, seed: int = 1) -> None:
        self.folds = folds
        self.least = least
        self.penalty = penalty
        self.learner = learner
        self.seed = seed

    def _table_of(self, data: Any) -> CountTable:
        if not isinstance(data, People):
            raise PrevalenceError(f"fit was given {type(data).__name__}.", "This method needs to know each person: give it People.from_frame(...).")
        self.people_ = data
        return data.table()

    def _fit(self, table: CountTable) -> None:
        if len(table.lists) != 2:
            raise NoEstimate(f"This method takes two lists, and the people have {len(table.lists)}.", "Choose two of them, or merge others.")
        people = self.people_
        count = people.marks.shape[0]
        if not 1 <= self.folds <= max(1, count // 10):
            raise PrevalenceError(f"{count} people cannot be divided into {self.folds} groups of ten or more.", "Use fewer folds.")
        if not 0.0 < self.least < 0.5:
            raise PrevalenceError(f"{self.least} is not a small chance.", "Use a value such as 0.005.")
        classes = np.asarray(people.cells - 1, dtype=np.int64)  # 0 first only, 1 second only, 2 both
        chance = self._chances(people.covariates, classes)
        both = np.maximum(chance[:, 2], self.least)
        first, second = np.minimum(chance[:, 0] + both, 1.0), np.minimum(chance[:, 1] + both, 1.0)
        inverse = np.maximum(first * second / both, 1.0)  # one over the chance of being seen
        marks = people.marks
        each = inverse * (marks[:, 0] / first + marks[:, 1] / second - marks[:, 0] * marks[:, 1] / both)
        mean = float(each.mean())
        if not mean > 1.0:
            raise NoEstimate("The correction takes the estimate below the people seen.", "Use fewer covariates, or chapman without any.")
        share = 1.0 / mean
        self.estimate_ = count * mean
        spread = float(each.var(ddof=1))
        self.standard_error_ = math.sqrt(self.estimate_ * (share * spread + (1.0 - share) / share))
        self.details_ = {
            "plug_in": float(count * inverse.mean()),
            "chance_seen": share,
            "standard_error": self.standard_error_,
            "held_up": int((chance[:, 2] < self.least).sum()),
        }
        if self.details_["held_up"]:
            self.warnings_.append(
                f"For {self.details_['held_up']:,} people the chance of being on both lists was so small that it was held up at {self.least}."
            )

    def _chances(self, covariates: Matrix, classes: np.ndarray) -> Matrix:
        learn = self.learner or (lambda x, y, new: multinomial_chances(x, y, new, self.penalty))
        if self.folds == 1:
            return np.asarray(learn(covariates, classes, covariates))
        group = np.random.default_rng(self.seed).permutation(classes.size) % self.folds
        out = np.empty((classes.size, 3))
        for fold in range(self.folds):
            inside = group == fold
            if not all((classes[~inside] == kind).any() for kind in range(3)):
                raise NoEstimate("Some group would be predicted from people none of whom is on both lists, or on one alone.", "Use fewer folds.")
            out[inside] = learn(covariates[~inside], classes[~inside], covariates[inside])
        return out

    def _interval(self, level: float, kind: str) -> Interval:
        spread = NormalDist().inv_cdf((1.0 + level) / 2.0) * self.standard_error_
        return Interval("wald", level, max(self.estimate_ - spread, float(self.observed_)), self.estimate_ + spread)


def multinomial_chances(covariates: Matrix, classes: np.ndarray, new: Matrix, penalty: float) -> Matrix:
    """Chances of the three classes at `new`, shape `(m, 3)`, from a multinomial logistic regression with a ridge on standardised slopes."""
    centre, scale = covariates.mean(axis=0), covariates.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)

    def design(values: Matrix) -> Matrix:
        return np.column_stack([np.ones(values.shape[0]), (values - centre) / scale])

    x, y = design(covariates), np.eye(3)[classes][:, :2]
    size = x.shape[1]
    ridge = np.tile(np.append(1e-9, np.full(size - 1, max(penalty, 1e-9))), 2)
    beta = np.zeros(2 * size)

    def shares(values: Matrix, at: Vector) -> Matrix:
        eta = np.column_stack([values @ at[:size], values @ at[size:], np.zeros(values.shape[0])])
        eta -= eta.max(axis=1, keepdims=True)
        share = np.exp(eta)
        return np.asarray(share / share.sum(axis=1, keepdims=True))

    for _ in range(100):
        p = shares(x, beta)[:, :2]
        gradient = ((y - p).T @ x).ravel() - ridge * beta
        blocks = [[x.T @ (x * (p[:, a] * ((a == b) - p[:, b]))[:, None]) for b in range(2)] for a in range(2)]
        step = np.linalg.solve(np.block(blocks) + np.diag(ridge), gradient)
        beta = beta + step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        if gradient @ step < 1e-10:
            break
    return shares(design(new), beta)
