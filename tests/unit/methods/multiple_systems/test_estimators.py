"""The battery that every estimator must pass, and what follows from the methods by algebra."""

import json
import math

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.multiple_systems.errors import NotFitted
from shelterwood_methods.multiple_systems.registry import METHODS, estimator_class

from tests.unit.methods.multiple_systems.stored import drawn, invented

THREE = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 9, "011": 8, "111": 3}
TWO = {"10": 30, "01": 20, "11": 10}
QUICK = {"bootstrap": 500, "chains": 2, "draws": 200, "burn": 500, "thin": 2}
seeds = st.integers(0, 2**31)


def quick(name: str) -> mse.MainEffects:
    estimator = estimator_class(name)()
    known = estimator.get_params()
    return estimator.set_params(**{key: value for key, value in QUICK.items() if key in known})  # type: ignore[return-value]


def table_for(name: str) -> mse.CountTable:
    return invented(TWO if name in ("lincoln-petersen", "chapman") else THREE)


@pytest.mark.parametrize("name", METHODS)
def test_the_constructor_stores_its_options_and_nothing_else(name: str) -> None:
    estimator = estimator_class(name)()
    assert set(vars(estimator)) == set(estimator.get_params())
    again = type(estimator)(**estimator.get_params())
    assert repr(again) == repr(estimator)
    with pytest.raises(mse.PrevalenceError, match="has no option"):
        estimator.set_params(nonsense=1)


@pytest.mark.parametrize("name", METHODS)
def test_nothing_is_told_before_fit_and_fit_returns_the_estimator(name: str) -> None:
    estimator = quick(name)
    for ask in (estimator.conf_int, estimator.summary, estimator.to_json):
        with pytest.raises(NotFitted):
            ask()
    assert estimator.fit(table_for(name)) is estimator


@pytest.mark.parametrize("name", METHODS)
def test_fitting_twice_gives_the_same_result_and_a_refused_fit_leaves_none(name: str) -> None:
    estimator = quick(name)
    first = estimator.fit(table_for(name)).to_json()
    assert estimator.fit(table_for(name)).to_json() == first
    with pytest.raises(mse.UnusableTable):
        estimator.fit(invented({"10": 3, "01": 4}))
    with pytest.raises(NotFitted):
        estimator.summary()


@pytest.mark.parametrize("name", METHODS)
def test_a_wider_level_gives_a_wider_interval_that_never_ends_below_those_seen(name: str) -> None:
    estimator = quick(name).fit(table_for(name))
    for kind in estimator.kinds:
        if kind == "calibrated":
            continue
        narrow, wide = estimator.conf_int(0.2, kind), estimator.conf_int(0.05, kind)
        assert estimator.observed_ <= wide.low <= narrow.low <= narrow.high <= wide.high
    with pytest.raises(mse.PrevalenceError, match="no interval"):
        estimator.conf_int(kind="nonsense")


@pytest.mark.parametrize("name", METHODS)
def test_every_result_goes_into_a_data_frame_and_out_as_json(name: str) -> None:
    pytest.importorskip("polars")
    estimator = quick(name).fit(table_for(name))
    frame = estimator.to_frame("polars")
    assert frame["estimate"][0] == estimator.estimate_
    assert json.loads(estimator.to_json())["estimate"] == estimator.estimate_


@pytest.mark.parametrize("name", [n for n in METHODS if n not in ("lincoln-petersen", "chapman")])
def test_the_order_of_the_columns_does_not_matter(name: str) -> None:
    table = invented(THREE)
    if name in ("latent-class", "thresholding"):
        pytest.skip("a sampler draws other numbers for another order")
    straight, turned = quick(name).fit(table), quick(name).fit(table.select(["C", "A", "B"]))
    assert turned.estimate_ == pytest.approx(straight.estimate_, rel=1e-9)


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
@settings(deadline=None)
def test_two_lists_have_closed_forms_and_every_method_of_independence_agrees(a: int, b: int, both: int) -> None:
    table = invented({"10": a, "01": b, "11": both})
    n1, n2 = a + both, b + both
    lincoln = mse.LincolnPetersen().fit(table).estimate_
    assert lincoln == pytest.approx(n1 * n2 / both)
    assert mse.MainEffects().fit(table).estimate_ == pytest.approx(lincoln, rel=1e-9)
    assert mse.Chapman().fit(table).estimate_ == pytest.approx((n1 + 1) * (n2 + 1) / (both + 1) - 1)
    assert mse.odds_ratio_bounds(table, (1.0,)).population[0] == pytest.approx(lincoln)


@given(st.integers(3, 60), st.integers(3, 60), st.integers(1, 30))
@settings(deadline=None, max_examples=40)
def test_exact_limits_are_the_last_populations_whose_tails_are_large_enough(a: int, b: int, both: int) -> None:
    from scipy.stats import hypergeom

    n1, n2 = a + both, b + both
    interval = mse.LincolnPetersen().fit(invented({"10": a, "01": b, "11": both})).conf_int(0.1)
    low, high = int(interval.low), int(interval.high)
    assert hypergeom.cdf(both, low, n1, n2) > 0.05 - 1e-9
    assert low == a + b + both or hypergeom.cdf(both, low - 1, n1, n2) <= 0.05 + 1e-9
    assert hypergeom.sf(both - 1, high, n1, n2) > 0.05 - 1e-9
    assert hypergeom.sf(both - 1, high + 1, n1, n2) <= 0.05 + 1e-9


@given(seeds, st.integers(3, 5))
@settings(deadline=None, max_examples=25)
def test_no_model_of_the_search_beats_the_best_of_all(seed: int, lists: int) -> None:
    table = drawn(np.random.default_rng(seed), lists)
    try:
        best = mse.Exhaustive(bootstrap=0).fit(table)
        greedy = mse.Greedy(bootstrap=0).fit(table)
        forward = mse.Stepwise(criterion="bic", bootstrap=0).fit(table)
    except mse.PrevalenceError:
        return
    assert best.bic_ <= greedy.bic_ + 1e-6
    assert greedy.bic_ <= mse.MainEffects().fit(table).bic_ + 1e-6
    assert best.bic_ <= forward.bic_ + 1e-6


def test_a_table_that_follows_a_model_exactly_gives_back_its_population() -> None:
    rng = np.random.default_rng(5)
    beta = {0: 6.0, 1: -1.0, 2: -0.7, 4: -1.2, 8: -0.4, 3: 0.8}
    mu = np.array([math.exp(sum(value for term, value in beta.items() if term & cell == term)) for cell in range(16)])
    counts = np.round(mu * 1e6)
    counts[0] = 0.0
    fit = mse.LogLinear("[12,3,4]").fit(mse.CountTable(("A", "B", "C", "D"), counts))
    assert fit.unseen_ == pytest.approx(mu[0] * 1e6, rel=1e-4)
    assert rng is not None


def test_a_bootstrap_grows_until_its_limits_are_known_and_shorter_runs_are_its_beginning() -> None:
    table = invented({"100": 600, "010": 500, "001": 400, "110": 120, "101": 90, "011": 80, "111": 30})
    grown = mse.Stepwise().fit(table)
    interval = grown.conf_int()
    assert interval.replicates >= 2_000
    assert interval.low_mc_error <= 0.01 * interval.low or interval.replicates == 20_000
    short = mse.Stepwise(bootstrap=700).fit(table).bootstrap_replicates().estimates
    np.testing.assert_array_equal(short, grown.bootstrap_replicates().estimates[:700])


def test_the_error_of_a_limit_is_the_spread_of_limits_over_repeated_bootstraps() -> None:
    table = invented({"100": 90, "010": 80, "001": 70, "110": 22, "101": 19, "011": 18, "111": 9})
    found = [mse.MainEffects(bootstrap=1_000, seed=seed).fit(table).conf_int(kind="bca") for seed in range(40)]
    for limit, error in (("low", "low_mc_error"), ("high", "high_mc_error")):
        spread = np.std([getattr(interval, limit) for interval in found], ddof=1)
        told = np.mean([getattr(interval, error) for interval in found])
        assert 0.6 < told / spread < 1.7


def test_a_limit_that_is_the_most_extreme_replicate_is_not_said_to_be_exact() -> None:
    from shelterwood_methods.multiple_systems.bootstrap.limits import bootstrap_interval

    rng = np.random.default_rng(1)
    found = [bootstrap_interval("bca", 1000 * np.exp(rng.exponential(0.2, 500)), 1000.001, 0.95, 0.3) for _ in range(60)]
    assert all(interval.high_beyond == 0 or interval.low_beyond == 0 for interval in found)
    told = np.median([max(interval.low_mc_error, interval.high_mc_error) for interval in found])
    extreme = "high" if found[0].high_beyond == 0 else "low"
    spread = np.std([getattr(interval, extreme) for interval in found], ddof=1)
    assert 0.4 < told / spread < 2.5


def test_an_empty_list_does_not_change_the_answer_inside_a_bootstrap() -> None:
    from shelterwood_methods.multiple_systems.loglinear.choice import ByOverlap

    table = invented(THREE)
    wider = np.zeros((1, 16))
    wider[0, :8] = table.counts
    alone = ByOverlap(3, 0.02, 2).many(np.array(table.counts)[None, :])
    assert ByOverlap(4, 0.02, 2).many(wider)[0] == pytest.approx(alone[0], rel=1e-12)


def test_the_same_people_give_the_same_table_from_every_door() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    rows = [[int(mark) for mark in history] + [count] for history, count in THREE.items()]
    wanted = invented(THREE)
    for library in (pandas, polars):
        frame = library.DataFrame({name: [row[k] for row in rows] for k, name in enumerate(["A", "B", "C", "count"])})
        assert mse.CountTable.from_frame(frame).canonical_sha256 == wanted.canonical_sha256
        people = [row[:3] for row in rows for _ in range(row[3])]
        each = library.DataFrame({name: [person[k] for person in people] for k, name in enumerate("ABC")})
        assert mse.CountTable.from_records(each).canonical_sha256 == wanted.canonical_sha256
        strata = library.DataFrame({**{n: [r[k] for r in rows] * 2 for k, n in enumerate(["A", "B", "C", "count"])}, "age": ["u"] * 7 + ["v"] * 7})
        assert mse.Strata.from_frame(strata, "age").pooled().observed == 2 * wanted.observed


def test_merging_and_leaving_out_keep_everybody_they_should() -> None:
    table = invented(THREE)
    assert table.merge("A", "B").observed == table.observed
    assert table.merge("A", "B").size_of("A+B") == 60 + 50 + 12 + 9 + 8 + 3
    assert table.omit("C").observed == table.observed - 40
    assert table.overlaps() == {("A", "B"): 15, ("A", "C"): 12, ("B", "C"): 11}


def test_sensitivity_tends_to_those_seen_and_passes_through_the_estimate() -> None:
    fit = mse.MainEffects().fit(invented(THREE))
    curve = mse.highest_order_curve(fit, (1e-12, 1.0, 10.0))
    assert curve.population[0] == pytest.approx(fit.observed_)
    assert curve.population[1] == pytest.approx(fit.estimate_)
    assert curve.population[2] == pytest.approx(fit.observed_ + 10 * fit.unseen_)


def test_missed_links_raise_the_estimate_and_false_links_lower_it() -> None:
    counts = {history: 20 * count for history, count in THREE.items()}
    cells = mse.linkage_sensitivity(mse.MainEffects(), invented(counts), missed=(0.0, 0.2), false=(0.0, 0.1), draws=5)
    found = {(cell.missed, cell.false): cell.estimate for cell in cells}
    assert found[0.2, 0.0] > found[0.0, 0.0] > found[0.0, 0.1]


def test_a_comparison_of_methods_that_disagree_threefold_says_do_not_report() -> None:
    table = invented({"1000": 700, "0100": 600, "0010": 900, "0001": 50, "1100": 90, "0011": 1, "1010": 2, "0110": 3, "1111": 1})
    found = mse.compare(table, ["main", "stepwise", "exhaustive", "chao"], bootstrap=500)
    assert found.spread.ratio >= 3.0
    assert found.verdict.word == "do not report"
    assert "apart" in found.verdict.sentence


def test_two_lists_are_never_reported() -> None:
    assert mse.compare(invented(TWO)).verdict.word == "do not report"


def test_draws_of_tiny_shape_keep_their_logarithm() -> None:
    from scipy.special import digamma
    from shelterwood_methods.multiple_systems.latent_class.sampler import log_gamma_draw

    for shape in (0.01, 0.5, 3.0):
        values = np.array([log_gamma_draw(shape) for _ in range(20_000)])
        assert values.mean() == pytest.approx(float(digamma(shape)), abs=5 * values.std() / math.sqrt(values.size))


def test_simulated_coverage_counts_misses_on_both_sides() -> None:
    table = invented({history: 10 * count for history, count in THREE.items()})
    fit = mse.MainEffects().fit(table)
    found = mse.simulate_coverage(mse.MainEffects(), fit.predict_cells(), table, kind="profile", tables=100)
    assert found.coverage + found.below + found.above == pytest.approx(1.0)
    assert 0.87 <= found.coverage <= 1.0


def test_strata_that_differ_add_up_to_more_than_their_pool() -> None:
    easy = invented({"10": 360, "01": 360, "11": 1440})  # of 2,250
    hard = invented({"10": 180, "01": 180, "11": 20})  # of 2,000
    found = mse.fit_strata(mse.MainEffects(), mse.Strata({"easy": easy, "hard": hard}))
    assert found.estimate == pytest.approx(2_250 + 2_000)
    assert found.heterogeneity > 1.2
    interval = found.conf_int()
    assert interval.low < found.estimate < interval.high
    assert interval.replicates == 1_000
    thin = mse.fit_strata(mse.MainEffects(), mse.Strata({"easy": easy, "none": invented({"10": 5, "01": 4})}))
    with pytest.raises(mse.NoEstimate, match="stratum none"):
        _ = thin.estimate
    assert json.loads(json.dumps(found.to_dict()))["estimate"] == found.estimate
    assert thin.to_dict()["estimate"] is None


def test_a_card_with_an_empty_line_is_refused() -> None:
    with pytest.raises(mse.PrevalenceError, match="ages"):
        mse.DefinitionCard("who", "where", "when", " ", "lists", "linkage")


def test_no_public_name_is_hidden_by_a_module_of_that_name() -> None:
    import pkgutil

    assert {module.name for module in pkgutil.iter_modules(mse.__path__)}.isdisjoint(mse.__all__)


def test_importing_the_package_brings_in_neither_scipy_nor_numba() -> None:
    import subprocess
    import sys

    code = "import sys, shelterwood_methods.multiple_systems; print([m for m in ('numba', 'scipy', 'numpy', 'altair') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
