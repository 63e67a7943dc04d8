"""One log-linear model over all strata, some of its terms the same in each: thin strata borrow what thick ones know of dependence."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from ..arrays import Matrix, Vector
from ..bootstrap.limits import bootstrap_interval
from ..bootstrap.resample import resample
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..existence import Existence
from ..interval import Interval
from ..notation import brackets, closure, parse_model, term_name
from ..regression.existence import existence_of
from ..regression.poisson import PoissonFit, poisson_fit
from ..runs import tell
from ..table import CountTable, Strata

SHARED = ("dependence", "all", "none")
REPLICATES = 1_000
APART = 1_000_003


class SharedStrata(Estimator):
    """A log-linear model fitted to all strata at once.

    Parameters
    ----------
    model: bracket notation, in every stratum the same; None for independent lists. shared: "dependence", terms of two lists and more have one
    value for all strata while each stratum has its own size and its own lists' reach; "all", strata differ in size alone; "none", nothing is
    shared, which is one fit a stratum. bootstrap, seed: of the percentile interval, which draws people within strata. `fit` takes Strata.

    Attributes
    ----------
    by_stratum_: population by stratum, in people. estimate_: their sum. aic_, bic_: to choose between the three ways of sharing.

    Notes
    -----
    Sharing is an assumption about people, and a strong one: if referrals run differently for boys and girls, a shared term gives one of them
    the other's dependence. Compare `aic_` over the three ways; a difference below two decides nothing.

    References
    ----------
    Sekar and Deming (1949) JASA 44; Cormack (1989) Biometrics 45; Cruyff, van Dijk and van der Heijden (2017) Chance 30(3).
    """

    method = "shared-strata"
    title = "Log-linear model with terms shared by strata"
    assumes = "Lists depend on one another as the model says, and the shared terms are the same in every stratum."
    kinds = ("lognormal", "percentile")

    def __init__(self, model: str | None = None, *, shared: str = "dependence", bootstrap: int | None = None, seed: int = 1) -> None:
        self.model = model
        self.shared = shared
        self.bootstrap = bootstrap
        self.seed = seed

    def _table_of(self, data: Any) -> CountTable:
        if not isinstance(data, Strata):
            raise PrevalenceError(f"fit was given {type(data).__name__}.", "This method takes Strata: one table a stratum, or Strata.from_frame.")
        self.strata_ = data
        return data.pooled()

    def _fit(self, table: CountTable) -> None:
        if self.shared not in SHARED:
            raise PrevalenceError(f'There is no way of sharing "{self.shared}".', f"Use {', '.join(SHARED)}.")
        lists = len(table.lists)
        self._terms = parse_model(self.model, table.lists) if self.model else closure((), lists)
        labels = list(self.strata_)
        empty = [label for label in labels if self.strata_[label].observed == 0]
        if empty:
            raise NoEstimate(f"Nobody is in the stratum {empty[0]}.", "Leave it out, or join it with another.")
        found = fit_strata_terms([self.strata_[label].counts for label in labels], self._terms, self.shared, labels, table.lists)
        unseen = found.unseen
        self.by_stratum_ = {label: self.strata_[label].observed + float(n0) for label, n0 in zip(labels, unseen, strict=True)}
        self.estimate_ = float(table.observed + unseen.sum())
        self.model_ = brackets(self._terms, lists)
        self.existence_ = Existence(0)
        self.aic_ = -2.0 * found.loglik + 2.0 * found.parameters
        self.bic_ = -2.0 * found.loglik + math.log(table.observed) * found.parameters
        spread = float(unseen @ found.covariance @ unseen)  # of the expected unseen: each is the exponential of its coefficient
        self._log_error = math.sqrt(spread) / float(unseen.sum())
        self.details_ = {
            "by_stratum": self.by_stratum_,
            "parameters": found.parameters,
            "loglik": found.loglik,
            "standard_error": math.sqrt(float(unseen.sum()) + spread),
            "coefficients": found.coefficients,
        }

    def _interval(self, level: float, kind: str) -> Interval:
        unseen = self.estimate_ - self.observed_
        if kind == "lognormal":
            reach = NormalDist().inv_cdf((1.0 + level) / 2.0) * self._log_error
            return Interval("lognormal", level, self.observed_ + unseen * math.exp(-reach), self.observed_ + unseen * math.exp(reach))
        if not hasattr(self, "replicates_"):
            self.replicates_ = self._draw(self.bootstrap or REPLICATES)
        return bootstrap_interval("percentile", self.replicates_, self.estimate_, level, 0.0)

    def _draw(self, size: int) -> Vector:
        labels = list(self.strata_)
        drawn = [resample(self.strata_[label].counts, size, self.seed, APART * number) for number, label in enumerate(labels)]
        out = np.full(size, np.nan)
        for b in range(size):
            counts = [rows[b] for rows in drawn]
            try:
                found = fit_strata_terms(counts, self._terms, self.shared, labels, self.table_.lists)
                out[b] = sum(float(row.sum()) for row in counts) + float(found.unseen.sum())
            except NoEstimate:
                pass
            tell("bootstrap replicates", b + 1, size)
        return out


@dataclass(frozen=True, eq=False)
class StrataFit:
    """Expected unseen by stratum, the covariance of their logarithms, coefficients, log-likelihood with constants, number of parameters."""

    unseen: Vector
    covariance: Matrix
    coefficients: dict[str, float | None]
    loglik: float
    parameters: int


def fit_strata_terms(tables: Sequence[Vector], terms: tuple[int, ...], shared: str, labels: Sequence[str], lists: Sequence[str]) -> StrataFit:
    """Extended maximum likelihood of one model over strata; raises NoEstimate with the existence code."""
    cells = np.arange(1, tables[0].size)
    columns: list[Vector] = []
    names: list[str] = []
    for term in terms:
        on = ((cells & term) == term).astype(np.float64)
        together = shared != "none" and (term.bit_count() > 1 or (shared == "all" and term))
        blocks = [np.kron(row, on) for row in ([np.ones(len(labels))] if together else np.eye(len(labels)))]
        columns += blocks
        names += [term_name(term, lists)] if together else [f"{term_name(term, lists)}, {label}" for label in labels]
    design = np.column_stack(columns)
    counts = np.concatenate([table[1:] for table in tables])
    dead = design.T @ counts == 0
    kept = ~(design[:, dead] > 0).any(axis=1)
    inside, people = design[np.ix_(kept, ~dead)], counts[kept]
    code = existence_of(inside, people)
    if code:
        raise NoEstimate(
            f"The model {brackets(terms, len(lists))} over these strata cannot be estimated. {Existence(code).sentence}",
            'Share more terms (shared="dependence" or "all"), or join thin strata.',
            code=code,
        )
    found: PoissonFit = poisson_fit(inside, people)
    with np.errstate(divide="ignore", invalid="ignore"):
        loglik = float(np.where(people > 0, people * np.log(found.mu), 0.0).sum() - found.mu.sum() - sum(math.lgamma(n + 1.0) for n in people))
    size = len(labels)  # the intercepts come first, one a stratum, and are never dead
    values = dict(zip(np.flatnonzero(~dead).tolist(), found.beta.tolist(), strict=True))
    return StrataFit(
        np.exp(found.beta[:size]),
        found.covariance[:size, :size],
        {name: values.get(k) for k, name in enumerate(names)},
        loglik,
        len(names),
    )
