"""Which models there are: candidate terms, and every hierarchical model up to an order."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from ..arrays import Masks
from ..errors import PrevalenceError
from ..notation import closure, term_order

MOST_MODELS = 2_000_000


def candidate_terms(lists: int, order: int) -> tuple[int, ...]:
    """Terms of two to `order` lists, smaller before larger, in the order 12, 13, 23, 14, ... that R uses within a size."""
    masks = [mask for mask in range(1, 2**lists) if 2 <= mask.bit_count() <= order]
    return tuple(sorted(masks, key=lambda mask: (mask.bit_count(), mask)))


def base_terms(lists: int) -> tuple[int, ...]:
    """Intercept and one term a list: the model of independent lists."""
    return (0, *(1 << k for k in range(lists)))


def check_order(order: int, lists: int) -> int:
    """The order in force: at least two, and at most one short of all lists, since a term of all lists is never identified."""
    if order < 2:
        raise PrevalenceError(f"An order of {order} leaves no terms to choose.", "Order 2 lets pairs of lists depend on one another.")
    return min(order, max(lists - 1, 1)) if lists > 2 else 1


@cache
def all_models(lists: int, order: int) -> tuple[Masks, Masks, Masks]:
    """Every hierarchical model with terms up to `order`, as `(flat, starts, widest)` for the kernels.

    Raises PrevalenceError where there are more than two million, before any is built.
    """
    count = count_models(lists, order)
    if count > MOST_MODELS:
        raise PrevalenceError(
            f"{lists} lists with terms up to order {order} make more than {MOST_MODELS:,} models, too many to fit one by one.",
            "Use greedy or stepwise choice, a smaller order, or merge lists.",
        )
    base = base_terms(lists)
    pairs = candidate_terms(lists, min(order, 2))
    models = [base + tuple(pairs[j] for j in range(len(pairs)) if chosen >> j & 1) for chosen in range(2 ** len(pairs))]
    for size in range(3, order + 1):
        models = [model + extra for model in models for extra in subsets(openings(model, lists, size))]
    return pack(models)


def openings(model: Sequence[int], lists: int, size: int) -> list[int]:
    """Terms of this size all of whose smaller terms are in the model."""
    inside = set(model)
    masks = [sum(1 << k for k in chosen) for chosen in combinations(range(lists), size)]
    return [mask for mask in masks if all(mask & ~(1 << k) in inside for k in range(lists) if mask >> k & 1)]


def subsets(items: Sequence[int]) -> list[tuple[int, ...]]:
    """Every subset, the empty one first."""
    return [tuple(item for j, item in enumerate(items) if chosen >> j & 1) for chosen in range(2 ** len(items))]


@cache
def count_models(lists: int, order: int) -> int:
    """How many hierarchical models there are, or a number beyond the limit where counting them would itself take long."""
    pairs = candidate_terms(lists, min(order, 2))
    if len(pairs) > 20:
        return MOST_MODELS + 1
    if order <= 2:
        return int(2 ** len(pairs))
    if lists > 5:
        return MOST_MODELS + 1
    models: list[tuple[int, ...]] = list(subsets(pairs))
    for size in range(3, order + 1):
        models = [model + extra for model in models for extra in subsets(openings(model, lists, size))]
    return len(models)


def pack(models: Sequence[Sequence[int]]) -> tuple[Masks, Masks, Masks]:
    """Models end to end, where each begins, and the terms of all together."""
    starts = np.zeros(len(models) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(model) for model in models])
    flat = np.fromiter((mask for model in models for mask in model), dtype=np.int64, count=int(starts[-1]))
    widest = np.array(sorted(set(flat.tolist()), key=term_order), dtype=np.int64)
    return flat, starts, widest


def terms_at(flat: Masks, starts: Masks, index: int, lists: int) -> tuple[int, ...]:
    """The terms of one packed model."""
    return closure((int(mask) for mask in flat[starts[index] : starts[index + 1]]), lists)
