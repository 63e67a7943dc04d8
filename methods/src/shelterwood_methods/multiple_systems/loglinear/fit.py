"""One hierarchical model fitted to one table, with everything that can be read off the fit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..arrays import Cells, Matrix, Vector
from ..errors import NoEstimate
from ..existence import Existence
from ..kernels.fixed import fit_one, observed_margins
from ..kernels.transforms import gram
from ..notation import brackets, closure, generators, term_name


@dataclass(frozen=True, eq=False)
class ModelFit:
    """The extended maximum likelihood estimate of one model.

    counts: the table, shape `(2**t,)`. terms: all terms, intercept first. finite: those with a finite coefficient. beta: their coefficients on
    the log scale. mu: expected counts, zero in cells emptied by a term at minus infinity, and in cell 0 (see `unseen`).
    """

    names: tuple[str, ...]
    counts: Cells
    terms: tuple[int, ...]
    finite: tuple[int, ...]
    beta: Vector
    mu: Cells
    kept: Cells

    @property
    def model(self) -> str:
        """The model in bracket notation."""
        return brackets(self.terms, len(self.names))

    @property
    def unseen(self) -> float:
        """Expected number of people on no list."""
        return math.exp(self.beta[0])

    @property
    def observed(self) -> float:
        """People on at least one list."""
        return float(self.counts[1:].sum())

    @property
    def estimate(self) -> float:
        """Size of the whole population, the unseen included."""
        return self.observed + self.unseen

    @cached_property
    def loglik(self) -> float:
        """Poisson log-likelihood with its constants, as R gives it; cells emptied by a term at minus infinity add nothing."""
        inside = self.kept > 0
        n, mu = self.counts[inside], self.mu[inside]
        return float(np.where(n > 0, n * np.log(mu), 0.0).sum() - mu.sum() - sum(math.lgamma(value + 1.0) for value in n))

    @property
    def parameters(self) -> int:
        """Terms of the model, those at minus infinity included."""
        return len(self.terms)

    @property
    def aic(self) -> float:
        """Akaike's criterion; terms at minus infinity count, as in SparseMSE."""
        return -2.0 * self.loglik + 2.0 * self.parameters

    @property
    def bic(self) -> float:
        """Schwarz's criterion with the number of people, not of cells, as in MultipleSystemsEstimation; see `bic_cells` for the other."""
        return -2.0 * self.loglik + math.log(self.observed) * self.parameters

    @property
    def bic_cells(self) -> float:
        """Schwarz's criterion with the number of cells in the fit as sample size."""
        return -2.0 * self.loglik + math.log(self.kept.sum()) * self.parameters

    @cached_property
    def deviance(self) -> float:
        """Twice the log-likelihood short of a perfect fit."""
        inside = self.kept > 0
        n, mu = self.counts[inside], self.mu[inside]
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(2.0 * (np.where(n > 0, n * np.log(n / mu), 0.0) - (n - mu)).sum())

    @property
    def df_residual(self) -> int:
        """Cells in the fit less finite coefficients."""
        return int(self.kept.sum()) - len(self.finite)

    @cached_property
    def covariance(self) -> Matrix:
        """Covariance of the finite coefficients, the inverse Fisher information, shape `(p, p)`."""
        return np.linalg.inv(gram(observed_margins(self.mu), np.array(self.finite, dtype=np.int64)))

    @property
    def standard_error(self) -> float:
        """Standard error of the population size given the model: Poisson variation of the unseen and error of its expectation."""
        return math.sqrt(self.unseen + self.unseen**2 * self.covariance[0, 0])

    @property
    def coefficients(self) -> dict[str, float]:
        """Coefficients by name in list names; minus infinity where nobody supports the term."""
        values = dict(zip(self.finite, self.beta, strict=True))
        return {term_name(mask, self.names): float(values.get(mask, -math.inf)) for mask in self.terms}


def fit_terms(counts: Cells, terms: Sequence[int], names: Sequence[str]) -> ModelFit:
    """Fit one model; raises NoEstimate with the existence code and the nearest smaller models that have an estimate."""
    finite = np.empty(len(terms), dtype=np.int64)
    beta, mu, kept = np.empty(len(terms)), np.empty(counts.size), np.empty(counts.size)
    observed = np.array(counts, dtype=np.float64)
    observed[0] = 0.0
    margins = observed_margins(observed)
    code = fit_one(observed, margins, np.array(terms, dtype=np.int64), False, finite, beta, mu, kept)
    if code != 0:
        raise no_estimate(observed, terms, names, code)
    alive = tuple(int(mask) for mask in terms if margins[mask] > 0)
    return ModelFit(tuple(names), observed, tuple(terms), alive, beta[: len(alive)].copy(), mu, kept)


def existence_code(counts: Cells, terms: Sequence[int]) -> int:
    """The existence code of a model on a table, without raising."""
    finite = np.empty(len(terms), dtype=np.int64)
    beta, mu, kept = np.empty(len(terms)), np.empty(counts.size), np.empty(counts.size)
    observed = np.array(counts, dtype=np.float64)
    observed[0] = 0.0
    return int(fit_one(observed, observed_margins(observed), np.array(terms, dtype=np.int64), False, finite, beta, mu, kept))


def no_estimate(counts: Cells, terms: Sequence[int], names: Sequence[str], code: int) -> NoEstimate:
    """The refusal of a model, with what can still be estimated."""
    model = brackets(terms, len(names))
    if code > 3:
        return NoEstimate(f"The model {model} has an estimate, but the search for it did not settle.", "Try a smaller model.", model=model)
    smaller = []
    for mask in generators(terms):
        if mask.bit_count() > 1:
            fewer = closure(generators(set(terms) - {mask}), len(names))
            if existence_code(counts, fewer) == 0:
                smaller.append(brackets(fewer, len(names)))
    if not smaller and len(names) > 2:
        fine = [name for k, name in enumerate(names) if not existence_code(without(counts, k), [0, *(1 << j for j in range(len(names) - 1))])]
        if fine:
            lead = f"Independent lists have an estimate without {' or without '.join(fine)} (--omit)."
            return NoEstimate(f"The model {model} cannot be estimated. {Existence(code).sentence}", lead, code=code, model=model)
    remedy = f"Models one term smaller that have an estimate: {', '.join(smaller)}." if smaller else "No model one term smaller has one."
    return NoEstimate(f"The model {model} cannot be estimated. {Existence(code).sentence}", remedy, code=code, model=model)


def without(counts: Cells, at: int) -> Cells:
    """The cells with one list left out; people on that list alone are gone."""
    cells = counts.reshape(-1, 2, 1 << at)
    fewer = cells.sum(axis=1).ravel()
    fewer[0] = 0.0
    return fewer
