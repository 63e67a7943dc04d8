"""Every choice of a log-linear model against a second implementation (`plain`), on small random tables full of empty cells."""

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from shelterwood_methods.multiple_systems.table.checks import check_estimable

from tests.unit.methods.multiple_systems.plain import Fit, best_of_all, by_overlap, downhill

CLOSE = 1e-6


@st.composite
def sparse(draw: st.DrawFn, fewest: int = 3, most: int = 4) -> mse.CountTable:
    """People of two kinds on two to four lists, few enough that pairs of lists and whole combinations stay empty."""
    lists = draw(st.integers(fewest, most))
    people = draw(st.sampled_from([12, 25, 60, 200, 3_000]))
    rng = np.random.default_rng(draw(st.integers(0, 2**31)))
    chance = rng.uniform(0.05, 0.5, size=lists)
    other = np.minimum(chance * rng.uniform(0.1, 2.5, size=lists), 0.95)
    marks = rng.random((people, lists)) < np.where(rng.random((people, 1)) < 0.4, chance, other)
    counts = np.bincount(marks @ (1 << np.arange(lists)), minlength=2**lists).astype(float)
    counts[0] = 0.0
    table = mse.CountTable(tuple("ABCD"[:lists]), counts)
    try:
        check_estimable(table)
    except mse.UnusableTable:
        reject()
    return table


def histories(table: mse.CountTable) -> dict[tuple[int, ...], int]:
    size = len(table.lists)
    return {tuple(cell >> k & 1 for k in range(size)): int(table.counts[cell]) for cell in range(1, 2**size)}


def same(estimator: mse.Estimator, table: mse.CountTable, plain: Fit | None) -> None:
    """Both have the same estimate and criterion, or neither has one."""
    try:
        fit = estimator.fit(table)
    except mse.NoEstimate:
        assert plain is None or not plain.exists
        return
    assert plain is not None
    assert plain.exists
    assert fit.estimate_ == pytest.approx(plain.estimate, rel=CLOSE)
    assert fit.aic_ == pytest.approx(plain.aic, rel=CLOSE, abs=CLOSE)
    assert fit.bic_ == pytest.approx(plain.bic, rel=CLOSE, abs=CLOSE)


@given(sparse(most=3), st.sampled_from(["aic", "bic"]))
@settings(deadline=None, max_examples=25)
def test_the_best_of_all_models_is_the_best_of_those_tried_one_by_one(table: mse.CountTable, criterion: str) -> None:
    fits, _ = best_of_all(histories(table), 2, criterion)
    same(mse.Exhaustive(criterion=criterion, bootstrap=0), table, fits[0] if fits else None)


@given(sparse(fewest=4))
@settings(deadline=None, max_examples=3)
def test_all_models_of_four_lists_are_looked_at_and_as_many_have_an_estimate(table: mse.CountTable) -> None:
    fits, models = best_of_all(histories(table), 3, "bic")
    try:
        found = mse.Exhaustive(order=3, bootstrap=0).fit(table)
    except mse.PrevalenceError:
        return
    assert models == found.details_["models_looked_at"] == 113
    assert found.details_["models_with_estimate"] == len(fits)
    wanted = [(fit.bic, fit.estimate) for fit in fits[:20]]
    for row, (bic, estimate) in zip(found.details_["choice"], wanted, strict=True):
        assert row["bic"] == pytest.approx(bic, rel=CLOSE)
        assert row["estimate"] == pytest.approx(estimate, rel=CLOSE) or bic in [other for other, size in wanted if size != estimate]


@given(sparse())
@settings(deadline=None, max_examples=20)
def test_forward_choice_by_overlaps_is_the_rule_of_the_paper(table: mse.CountTable) -> None:
    data = histories(table)
    same(mse.Stepwise(bootstrap=0), table, by_overlap(data, 0.02) if Fit(data, frozenset()).exists else None)


@given(sparse(), st.sampled_from(["aic", "bic"]), st.booleans())
@settings(deadline=None, max_examples=20)
def test_single_steps_downhill_end_where_the_plain_ones_do(table: mse.CountTable, criterion: str, removals: bool) -> None:
    data = histories(table)
    kind = mse.Greedy if removals else mse.Stepwise
    plain = downhill(data, criterion, removals=removals) if Fit(data, frozenset()).exists else None
    same(kind(criterion=criterion, bootstrap=0), table, plain)


@given(sparse(fewest=2, most=2))
@settings(deadline=None, max_examples=20)
def test_with_two_lists_every_choice_is_that_of_independent_lists(table: mse.CountTable) -> None:
    plain = Fit(histories(table), frozenset())
    for estimator in (mse.MainEffects(), mse.Stepwise(bootstrap=0), mse.Greedy(bootstrap=0), mse.Exhaustive(bootstrap=0)):
        same(estimator, table, plain)
