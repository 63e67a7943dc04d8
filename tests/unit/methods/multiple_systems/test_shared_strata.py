"""One model over strata: nothing shared is a fit a stratum, all shared is nearly the pool, and the rest lies where a plain fit finds it."""

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.multiple_systems.regression.existence import existence_of

from tests.unit.methods.multiple_systems.stored import drawn, invented

GIRLS = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 9, "011": 8, "111": 3}
BOYS = {"100": 30, "010": 80, "001": 20, "110": 22, "101": 4, "011": 8, "111": 1}


def both() -> mse.Strata:
    return mse.Strata({"girls": invented(GIRLS), "boys": invented(BOYS)})


@given(st.integers(0, 2**31), st.sampled_from(["[1,2,3]", "[12,3]", "[12,23]", "[13,23]"]))
@settings(deadline=None, max_examples=20)
def test_with_nothing_shared_each_stratum_has_its_own_fit(seed: int, model: str) -> None:
    rng = np.random.default_rng(seed)
    tables = {label: drawn(rng, 3, 200) for label in ("u", "v", "w")}
    alone = {label: mse.LogLinear(model).fit(table) for label, table in tables.items()}
    fit = mse.SharedStrata(model, shared="none").fit(mse.Strata(tables))
    for label, single in alone.items():
        assert fit.by_stratum_[label] == pytest.approx(single.estimate_, rel=1e-6)
    assert fit.aic_ == pytest.approx(sum(single.aic_ or 0.0 for single in alone.values()), rel=1e-6)
    assert fit.estimate_ == pytest.approx(sum(single.estimate_ for single in alone.values()), rel=1e-6)


def test_strata_that_differ_in_size_alone_are_their_pool_when_all_is_shared() -> None:
    one = invented(GIRLS)
    strata = mse.Strata({"small": one, "large": mse.CountTable(one.lists, one.counts * 3)})
    fit = mse.SharedStrata("[12,3]", shared="all").fit(strata)
    assert fit.estimate_ == pytest.approx(mse.LogLinear("[12,3]").fit(strata.pooled()).estimate_, rel=1e-9)
    assert fit.by_stratum_["large"] == pytest.approx(3 * fit.by_stratum_["small"], rel=1e-9)


def test_sharing_costs_likelihood_and_spares_terms() -> None:
    fits = {shared: mse.SharedStrata("[12,3]", shared=shared).fit(both()) for shared in ("none", "dependence", "all")}
    assert [fit.details_["parameters"] for fit in fits.values()] == [10, 9, 6]
    assert fits["none"].details_["loglik"] > fits["dependence"].details_["loglik"] > fits["all"].details_["loglik"]
    for fit in fits.values():
        lognormal, percentile = fit.conf_int(), fit.conf_int(kind="percentile")
        assert fit.observed_ < lognormal.low < fit.estimate_ < lognormal.high
        assert lognormal.low == pytest.approx(percentile.low, rel=0.1)


def test_a_pair_that_meets_nobody_in_one_stratum_borrows_from_the_other() -> None:
    thin = mse.Strata({"girls": invented(GIRLS), "few": invented({"100": 6, "010": 5, "001": 4, "101": 2, "011": 2})})
    apart = mse.SharedStrata("[12,3]", shared="none").fit(thin)
    together = mse.SharedStrata("[12,3]").fit(thin)
    assert apart.details_["coefficients"]["A:B, few"] is None
    assert together.details_["coefficients"]["A:B"] is not None
    assert together.existence_ is not None
    assert together.existence_.code == 0


def test_strata_that_cannot_be_fitted_together_are_refused_with_their_code() -> None:
    nested = invented({"100": 5, "110": 4, "111": 3})
    with pytest.raises(mse.NoEstimate) as refusal:
        mse.SharedStrata("[1,2,3]", shared="none").fit(mse.Strata({"girls": invented(GIRLS), "nested": nested}))
    assert refusal.value.code in (1, 3)
    for estimator, data in ((mse.SharedStrata(shared="half"), both()), (mse.SharedStrata("[14]"), both()), (mse.SharedStrata(), invented(GIRLS))):
        with pytest.raises(mse.PrevalenceError):
            estimator.fit(data)


def test_existence_of_a_design_has_the_published_codes_of_the_artificial_table() -> None:
    counts = np.array([40.0, 30, 0, 20, 6, 0, 0])
    cells = np.arange(1, 8)
    for terms, code in (((0, 1, 2, 4), 0), ((0, 1, 2, 4, 3), 0), ((0, 1, 2, 4, 3, 5, 6), 2)):
        design = np.column_stack([((cells & term) == term).astype(float) for term in terms])
        alive = design.T @ counts > 0
        kept = ~(design[:, ~alive] > 0).any(axis=1)
        assert existence_of(design[np.ix_(kept, alive)], counts[kept]) in ((code,) if code < 2 else (2, 3, 0))
