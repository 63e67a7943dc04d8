"""The three ways to choose a model, each as a value that can be applied to one table or to the thousands of a bootstrap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Cells, Rows, Vector
from ..errors import NoEstimate, PrevalenceError
from ..kernels.climb import climb, climb_many
from ..kernels.fixed import choose_each, fit_each
from ..kernels.stepwise import stepwise_many, stepwise_one
from ..notation import brackets, closure, term_name
from .fit import no_estimate
from .models import all_models, base_terms, candidate_terms, check_order, terms_at

CRITERIA = ("p", "aic", "bic")


@dataclass(frozen=True)
class Chosen:
    """What a choice came to: terms of the model, a line for each step or for each of the best models, and how many were looked at."""

    terms: tuple[int, ...]
    trace: tuple[dict[str, object], ...]
    looked_at: int


def price(criterion: str) -> float:
    """What one more term must gain in twice the log-likelihood; negative for the logarithm of the number of people."""
    if criterion not in ("aic", "bic"):
        raise PrevalenceError(f'There is no criterion "{criterion}" for this search.', "Use aic or bic.")
    return 2.0 if criterion == "aic" else -1.0


@dataclass(frozen=True)
class ByOverlap:
    """Forward choice by the Poisson tail of each overlap (Chan, Silverman and Vincent 2021)."""

    lists: int
    threshold: float
    order: int

    def apply(self, counts: Cells, names: Sequence[str]) -> Chosen:
        """Choose for one table."""
        candidates = candidate_terms(self.lists, check_order(self.order, self.lists))
        chosen = np.empty(len(candidates), dtype=np.int64)
        beta = np.empty(1 + self.lists + len(candidates))
        mu, kept = np.empty(counts.size), np.empty(counts.size)
        masks = np.array(candidates, dtype=np.int64)
        found = stepwise_one(np.array(counts), masks, self.lists, self.threshold, chosen, beta, mu, kept)
        if found < 0:
            raise no_estimate(counts, base_terms(self.lists), names, 1)
        trace = tuple({"step": k + 1, "added": term_name(int(mask), names)} for k, mask in enumerate(chosen[:found]))
        return Chosen(closure((int(mask) for mask in chosen[:found]), self.lists), trace, found + 1)

    def many(self, tables: Rows) -> Vector:
        """Choose for every table and estimate from each choice."""
        masks = np.array(candidate_terms(self.lists, check_order(self.order, self.lists)), dtype=np.int64)
        return stepwise_many(tables, masks, self.lists, self.threshold)


@dataclass(frozen=True)
class BySteps:
    """Search by single steps on AIC or BIC: additions alone (stepwise), or removals too (greedy)."""

    lists: int
    criterion: str
    order: int
    removals: bool
    wald: float = 1.0

    def apply(self, counts: Cells, names: Sequence[str]) -> Chosen:
        """Choose for one table."""
        base, candidates = self._spaces()
        path = np.empty(4 * candidates.size + 1, dtype=np.int64)
        steps, _ = climb(np.array(counts), base, candidates, price(self.criterion), self.removals, self.wald, path)
        if steps < 0:
            raise no_estimate(counts, base_terms(self.lists), names, 1)
        inside: set[int] = set()
        trace: list[dict[str, object]] = []
        visited = {frozenset[int]()} | neighbours(inside, candidates.tolist(), self.removals)
        for k, at in enumerate(path[:steps]):
            mask = int(candidates[at])
            trace.append({"step": k + 1, "removed" if mask in inside else "added": term_name(mask, names)})
            inside ^= {mask}
            visited |= neighbours(inside, candidates.tolist(), self.removals)
        return Chosen(closure(inside, self.lists), tuple(trace), len(visited))

    def many(self, tables: Rows) -> Vector:
        """Choose for every table and estimate from each choice."""
        base, candidates = self._spaces()
        return climb_many(tables, base, candidates, price(self.criterion), self.removals, self.wald)

    def _spaces(self) -> tuple[np.ndarray, np.ndarray]:
        candidates = candidate_terms(self.lists, check_order(self.order, self.lists))
        return np.array(base_terms(self.lists), dtype=np.int64), np.array(candidates, dtype=np.int64)


def neighbours(inside: set[int], candidates: Sequence[int], removals: bool) -> set[frozenset[int]]:
    """Models one permitted step away."""
    found = set()
    for mask in candidates:
        if mask in inside:
            if removals and not any(mask != other and mask & other == mask for other in inside):
                found.add(frozenset(inside - {mask}))
        elif mask.bit_count() == 2 or all(mask ^ 1 << k in inside for k in range(mask.bit_length()) if mask >> k & 1):
            found.add(frozenset(inside | {mask}))
    return found


@dataclass(frozen=True)
class ByAll:
    """Every hierarchical model up to an order, the best by AIC or BIC; a bootstrap repeats the choice among the best few dozen."""

    lists: int
    criterion: str
    order: int
    repeated: int = 60

    def table(self, counts: Cells) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Indices of the models that have an estimate, best first, with their criterion and estimated unseen."""
        flat, starts, widest = all_models(self.lists, check_order(self.order, self.lists))
        fits = fit_each(np.array(counts), flat, starts, widest)
        cost = price(self.criterion)
        paid = cost if cost >= 0 else math.log(counts[1:].sum())
        constant = 2.0 * sum(math.lgamma(value + 1.0) for value in counts[1:])
        value = np.where(fits[:, 0] == 0, -2.0 * fits[:, 1] + constant + paid * np.diff(starts), np.inf)
        order = np.argsort(value, kind="stable")[: int((fits[:, 0] == 0).sum())]
        return order, value[order], fits[order, 2]

    def apply(self, counts: Cells, names: Sequence[str]) -> Chosen:
        """Choose for one table."""
        flat, starts, _ = all_models(self.lists, check_order(self.order, self.lists))
        order, value, unseen = self.table(counts)
        if order.size == 0:
            raise NoEstimate("None of the models has an estimate on this table.", "Merge lists, or leave one out.")
        people = float(counts[1:].sum())
        trace = tuple(
            {"model": brackets(terms_at(flat, starts, m, self.lists), self.lists), "estimate": people + float(n0), self.criterion: float(v)}
            for m, v, n0 in zip(order[:20], value[:20], unseen[:20], strict=True)
        )
        return Chosen(terms_at(flat, starts, int(order[0]), self.lists), trace, starts.size - 1)

    def best(self, counts: Cells) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The `repeated` best models, packed."""
        from .models import pack

        flat, starts, _ = all_models(self.lists, check_order(self.order, self.lists))
        order, _, _ = self.table(counts)
        return pack([flat[starts[m] : starts[m + 1]].tolist() for m in order[: self.repeated]])

    def many_from(self, counts: Cells) -> "Repeated":
        """The choice to repeat in a bootstrap of this table."""
        return Repeated(*self.best(counts), price(self.criterion))


@dataclass(frozen=True, eq=False)
class Repeated:
    """The choice among a few packed models, for every table of a bootstrap."""

    flat: np.ndarray
    starts: np.ndarray
    widest: np.ndarray
    penalty: float

    def many(self, tables: Rows) -> Vector:
        """Choose for every table and estimate from each choice."""
        return np.ascontiguousarray(choose_each(tables, self.flat, self.starts, self.widest, self.penalty)[:, 1])

    def terms(self, counts: Cells, lists: int) -> tuple[int, ...]:
        """The terms chosen for one table; raises NoEstimate where none of the models has an estimate on it."""
        index = int(choose_each(counts[None, :], self.flat, self.starts, self.widest, self.penalty)[0, 0])
        if index < 0:
            raise NoEstimate("None of the models has an estimate on this table.", "Merge lists, or leave one out.")
        return terms_at(self.flat, self.starts, index, lists)
