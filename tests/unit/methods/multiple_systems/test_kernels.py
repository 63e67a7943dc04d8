"""The compiled loops against plain linear algebra and against a linear program from another library."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.multiple_systems.decomposable.graphs import COUNTS, graphs
from shelterwood_methods.multiple_systems.kernels.existence import existence
from shelterwood_methods.multiple_systems.kernels.fixed import observed_margins, split_terms
from shelterwood_methods.multiple_systems.kernels.poisson import smaller_tail
from shelterwood_methods.multiple_systems.kernels.transforms import gram, subset_sums, superset_sums
from shelterwood_methods.multiple_systems.loglinear.fit import ModelFit, fit_terms
from shelterwood_methods.multiple_systems.loglinear.models import all_models, terms_at
from shelterwood_methods.multiple_systems.notation import brackets, closure, parse_model
from shelterwood_methods.multiple_systems.regression.poisson import poisson_fit

from tests.unit.methods.multiple_systems.stored import drawn

seeds = st.integers(0, 2**31)


def design(terms: tuple[int, ...], cells: np.ndarray) -> np.ndarray:
    return np.array([[1.0 if term & cell == term else 0.0 for term in terms] for cell in cells])


@given(seeds, st.integers(2, 7))
def test_sums_over_subsets_and_supersets_are_products_with_the_design_matrix(seed: int, lists: int) -> None:
    values = np.random.default_rng(seed).normal(size=2**lists)
    everything = design(tuple(range(2**lists)), np.arange(2**lists))
    low, high = values.copy(), values.copy()
    subset_sums(low)
    superset_sums(high)
    np.testing.assert_allclose(low, everything @ values, atol=1e-9)
    np.testing.assert_allclose(high, everything.T @ values, atol=1e-9)


@given(seeds, st.integers(3, 6))
@settings(deadline=None, max_examples=60)
def test_a_model_is_fitted_as_a_regression_on_its_design_matrix_is(seed: int, lists: int) -> None:
    rng = np.random.default_rng(seed)
    table = drawn(rng, lists)
    _, starts, _ = all_models(lists, 2) if lists < 6 else all_models(5, 2)
    flat = all_models(lists, 2)[0] if lists < 6 else all_models(6, 2)[0]
    starts = all_models(lists, 2)[1]
    terms = terms_at(flat, starts, int(rng.integers(starts.size - 1)), lists)
    if any(observed_margins(np.array(table.counts))[term] == 0 for term in terms):
        return
    cells = np.arange(1, 2**lists)
    try:
        fit = fit_terms(table.counts, terms, table.lists)
    except ValueError:
        return
    plain = poisson_fit(design(terms, cells), np.array(table.counts[1:]))
    np.testing.assert_allclose(fit.beta, plain.beta, atol=1e-7)
    np.testing.assert_allclose(fit.covariance, plain.covariance, rtol=1e-5, atol=1e-9)
    margins = fit.mu.copy()
    superset_sums(margins)
    np.testing.assert_allclose([margins[term] for term in terms], [observed_margins(fit.counts)[term] for term in terms], rtol=1e-9)


def by_linear_program(counts: np.ndarray, kept: np.ndarray, terms: np.ndarray) -> int:
    """Existence by HiGHS: the largest s with a table of the same margins and no cell below s; identifiability by rank."""
    from scipy.optimize import linprog

    cells = np.flatnonzero(kept)
    matrix = design(tuple(terms.tolist()), cells)
    size = cells.size
    equal = np.hstack([matrix.T, np.zeros((terms.size, 1))])
    above = np.hstack([-np.eye(size), np.ones((size, 1))])
    found = linprog(
        np.append(np.zeros(size), -1.0), A_ub=above, b_ub=np.zeros(size), A_eq=equal, b_eq=matrix.T @ counts[cells],
        bounds=[(0, None)] * size + [(None, 1.0)], method="highs",
    )  # fmt: skip
    code = 0 if np.linalg.matrix_rank(matrix) == terms.size else 2
    return code + (0 if found.status == 0 and -found.fun > 1e-7 else 1)


@given(seeds, st.integers(3, 5), st.floats(0.2, 0.9))
@settings(deadline=None, max_examples=150)
def test_existence_codes_agree_with_a_linear_program_of_another_library(seed: int, lists: int, emptied: float) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 9, size=2**lists) * (rng.random(2**lists) > emptied).astype(float)
    counts[0] = 0.0
    order = min(3, lists - 1)
    flat, starts, _ = all_models(lists, order)
    terms = np.array(terms_at(flat, starts, int(rng.integers(starts.size - 1)), lists), dtype=np.int64)
    finite, kept = np.empty(terms.size, dtype=np.int64), np.empty(2**lists)
    if counts.sum() == 0:
        return
    size = split_terms(observed_margins(counts), terms, finite, kept)
    assert existence(counts, kept, finite[:size]) == by_linear_program(counts, kept, finite[:size])


@pytest.mark.parametrize(("count", "mean"), [(0, 3.2), (3, 3.2), (40, 3.2), (250, 300.0), (4, 900.0), (0, 0.01), (7, 7.0)])
def test_poisson_tails_are_those_of_scipy_however_small(count: int, mean: float) -> None:
    from scipy.stats import poisson

    wanted = min(poisson.cdf(count, mean), poisson.sf(count - 1, mean))
    assert smaller_tail(float(count), mean) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("lists", COUNTS)
def test_the_decomposable_graphs_are_as_many_as_are_known_and_each_is_a_tree_of_cliques(lists: int) -> None:
    rows = graphs(lists)
    assert rows.shape[0] == COUNTS[lists]
    assert len({row.tobytes() for row in rows}) == COUNTS[lists]
    size = np.array([mask.bit_count() for mask in range(2**lists)])
    assert (rows @ size == lists).all()  # every list once in cliques beyond separators


@pytest.mark.parametrize(("lists", "order", "models"), [(3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 3, 6212)])
def test_the_hierarchical_models_are_as_many_as_are_known(lists: int, order: int, models: int) -> None:
    assert all_models(lists, order)[1].size - 1 == models


@given(st.sets(st.integers(1, 255), max_size=6))
def test_brackets_are_read_back_as_they_were_written(masks: set[int]) -> None:
    terms = closure(masks, 8)
    assert parse_model(brackets(terms, 8), [f"L{k}" for k in range(8)]) == terms


def test_beyond_nine_lists_numbers_are_kept_apart_by_points() -> None:
    names = [f"L{k}" for k in range(11)]
    terms = closure([1 << 0 | 1 << 9], 11)
    assert brackets(terms, 11).startswith("[1.10,")
    assert parse_model(brackets(terms, 11), names) == terms
    assert parse_model("L0:L9", names) == terms


def test_gram_is_the_weighted_product_of_the_design_with_itself() -> None:
    rng = np.random.default_rng(3)
    terms, weights = np.array([0, 1, 2, 4, 3, 6], dtype=np.int64), rng.random(8)
    matrix = design(tuple(terms.tolist()), np.arange(8))
    margins = weights.copy()
    superset_sums(margins)
    np.testing.assert_allclose(gram(margins, terms), matrix.T @ (matrix * weights[:, None]))


def test_a_term_that_nobody_supports_leaves_the_fit_exactly() -> None:
    counts = np.array([0.0, 40, 30, 6, 20, 0, 0, 0])
    fit: ModelFit = fit_terms(counts, closure([0b101, 0b110], 3), ("A", "B", "C"))
    assert fit.estimate == pytest.approx(296.0)
    assert [term for term in fit.terms if term not in fit.finite] == [0b101, 0b110]
    assert fit.deviance == pytest.approx(0.0, abs=1e-9)
