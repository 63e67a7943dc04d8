"""A second, slow and plain implementation of the log-linear methods, sharing no line with the package: models are sets of sets of lists,
fits are SciPy's, existence is HiGHS's."""

from itertools import chain, combinations
from typing import Any

import numpy as np
from scipy.optimize import linprog, minimize
from scipy.special import gammaln
from scipy.stats import poisson

type Term = frozenset[int]
type Model = frozenset[Term]


def powerset(items: Any) -> list[tuple[Any, ...]]:
    every = list(items)
    return list(chain.from_iterable(combinations(every, size) for size in range(len(every) + 1)))


def hierarchical(lists: int, order: int) -> list[Model]:
    """Every set of terms that holds, with each of its terms, all smaller ones; the lists themselves and the intercept are left unsaid."""
    terms = [frozenset(term) for term in powerset(range(lists)) if 2 <= len(term) <= order]
    return [
        frozenset(model)
        for model in powerset(terms)
        if all(frozenset(part) in model for term in model for part in combinations(term, len(term) - 1) if len(part) > 1)
    ]


class Fit:
    """One model on one table of `{history: people}`; `exists` is False where there is no unique maximum."""

    def __init__(self, counts: dict[tuple[int, ...], int], model: Model) -> None:
        lists = len(next(iter(counts)))
        terms = [frozenset[int](), *(frozenset([k]) for k in range(lists)), *sorted(model, key=lambda term: (len(term), sorted(term)))]

        def on(history: tuple[int, ...], term: Term) -> bool:
            return all(history[k] for k in term)

        margin = {term: sum(people for history, people in counts.items() if on(history, term)) for term in terms}
        dead = [term for term in terms if margin[term] == 0]
        cells = [history for history in counts if not any(on(history, term) for term in dead)]
        alive = [term for term in terms if margin[term] > 0]
        self.design = np.array([[float(on(history, term)) for term in alive] for history in cells])
        self.people = np.array([counts[history] for history in cells], dtype=float)
        self.total = sum(counts.values())
        self.parameters = len(terms)
        self.exists = self._exists()
        if self.exists:
            self._climb()

    def _exists(self) -> bool:
        cells, size = self.design.shape
        if np.linalg.matrix_rank(self.design) < size:
            return False
        equal = np.hstack([self.design.T, np.zeros((size, 1))])
        above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
        found = linprog(
            np.append(np.zeros(cells), -1.0), A_ub=above, b_ub=np.zeros(cells), A_eq=equal, b_eq=self.design.T @ self.people,
            bounds=[(0, None)] * cells + [(None, 1.0)], method="highs",
        )  # fmt: skip
        return bool(found.status == 0 and -found.fun > 1e-7)

    def _climb(self) -> None:
        def fall(beta: np.ndarray) -> tuple[float, np.ndarray]:
            mu = np.exp(np.minimum(self.design @ beta, 50.0))
            return float(mu.sum() - self.people @ (self.design @ beta)), self.design.T @ (mu - self.people)

        def bend(beta: np.ndarray) -> np.ndarray:
            mu = np.exp(np.minimum(self.design @ beta, 50.0))
            return np.asarray(self.design.T @ (self.design * mu[:, None]))

        start = np.zeros(self.design.shape[1])
        start[0] = np.log(self.people.mean())
        found = minimize(fall, start, jac=True, hess=bend, method="trust-exact", options={"gtol": 1e-7, "maxiter": 2_000})
        self.beta = found.x
        for _ in range(3):
            self.beta = self.beta - np.linalg.solve(bend(self.beta), fall(self.beta)[1])
        mu = np.exp(self.design @ self.beta)
        self.loglik = float(self.people @ (self.design @ self.beta) - mu.sum() - gammaln(self.people + 1).sum())
        self.estimate = self.total + float(np.exp(self.beta[0]))
        self.aic = -2 * self.loglik + 2 * self.parameters
        self.bic = -2 * self.loglik + np.log(self.total) * self.parameters


def best_of_all(counts: dict[tuple[int, ...], int], order: int, criterion: str) -> tuple[list[Fit], int]:
    """Every model with an estimate, best first, and how many models there are."""
    models = hierarchical(len(next(iter(counts))), order)
    fits = [fit for fit in (Fit(counts, model) for model in models) if fit.exists]
    return sorted(fits, key=lambda fit: getattr(fit, criterion)), len(models)


def downhill(counts: dict[tuple[int, ...], int], criterion: str, *, removals: bool) -> Fit:
    """Single steps among pair models while the criterion falls."""
    pairs = [frozenset(pair) for pair in combinations(range(len(next(iter(counts)))), 2)]
    model: Model = frozenset()
    fit = Fit(counts, model)
    while True:
        steps = [model | {pair} for pair in pairs if pair not in model] + ([model - {pair} for pair in model] if removals else [])
        fits = [(Fit(counts, step), step) for step in steps]
        better = [(getattr(other, criterion), k) for k, (other, _) in enumerate(fits) if other.exists]
        if not better or min(better)[0] >= getattr(fit, criterion) - 1e-9:
            return fit
        fit, model = fits[min(better)[1]]


def by_overlap(counts: dict[tuple[int, ...], int], threshold: float) -> Fit:
    """Chan, Silverman and Vincent's forward choice: the pair whose overlap is least likely, while its tail is below the threshold."""
    pairs = [frozenset(pair) for pair in sorted(combinations(range(len(next(iter(counts)))), 2), key=lambda pair: (pair[1], pair[0]))]
    model: Model = frozenset()
    fit = Fit(counts, model)
    while True:
        mu = np.exp(fit.design @ fit.beta)
        tails = []
        for pair in pairs:
            if pair in model:
                continue
            columns = [1 + k for k in pair]
            both = (fit.design[:, columns] == 1).all(axis=1)
            mean, seen = float(mu[both].sum()), int(fit.people[both].sum())
            if mean > 0:
                tails.append((min(poisson.cdf(seen, mean), poisson.sf(seen - 1, mean)), pair))
        for tail, pair in sorted(tails, key=lambda item: item[0]):
            if tail >= threshold:
                return fit
            trial = Fit(counts, model | {pair})
            if trial.exists:
                fit, model = trial, model | {pair}
                break
        else:
            return fit
