"""Posterior predictive checks, studentised and calibrated limits, and trajectories."""

import json

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from shelterwood_methods.multiple_systems.chains.predictive import predictive_check
from shelterwood_methods.multiple_systems.decomposable.cells import order
from shelterwood_methods.multiple_systems.decomposable.graphs import cliques, graphs
from shelterwood_methods.multiple_systems.interval import Interval
from shelterwood_methods.multiple_systems.plots import of_fit
from shelterwood_methods.multiple_systems.verdict import judge

from tests.unit.methods.multiple_systems.stored import drawn, invented, table

THREE = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 9, "011": 8, "111": 3}


def test_a_table_drawn_from_the_model_passes_and_one_that_is_not_fails() -> None:
    rng = np.random.default_rng(1)
    fitting = np.array([0, *rng.multinomial(600, np.full(7, 1 / 7))], dtype=float)
    chances = np.column_stack([np.zeros(300), rng.dirichlet(fitting[1:] + 1.0, size=300)])
    assert predictive_check(fitting, "ABC", chances, 1)["p"] > 0.05
    strange = np.array([0.0, 10, 10, 10, 10, 10, 10, 540])
    found = predictive_check(strange, "ABC", chances, 1)
    assert found["p"] == 0.0
    assert min(found["overlaps"].values()) == 0.0


def test_latent_classes_do_not_make_tables_like_the_dutch_one_and_the_verdict_says_so() -> None:
    fit = mse.LatentClass(chains=2, draws=500, burn=2_000, thin=5).fit(table("Ned_5"))
    assert fit.posterior_ is not None
    assert fit.posterior_["predictive"]["p"] < 0.05
    fit.posterior_["predictive"]["p"] = 0.0
    assert "unlike the one seen" in judge(fit, fit.conf_int()).sentence
    json.dumps(fit.to_dict(), allow_nan=False)


def test_graphs_that_hold_make_tables_like_the_one_seen() -> None:
    found = mse.DecomposableAveraging().fit(drawn(np.random.default_rng(2), 4)).posterior_
    assert found is not None
    assert 0.05 < found["predictive"]["p"] < 1.0


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_in_their_order_lists_and_earlier_neighbours_are_the_cliques_over_the_separators(lists: int) -> None:
    for row in graphs(lists):
        again = np.zeros(2**lists, dtype=int)
        for v, earlier in order(row, lists):
            again[earlier | 1 << v] += 1
            again[earlier] -= 1
        again[0] = 0
        assert (again == row).all()
        assert all(sum(1 << k for k in clique) for clique in cliques(row))


def test_studentised_limits_are_those_of_the_profile_where_there_is_much_data() -> None:
    fit = mse.MainEffects(bootstrap=2_000).fit(invented({history: 30 * count for history, count in THREE.items()}))
    studentised, profile = fit.conf_int(kind="studentised"), fit.conf_int(kind="profile")
    assert studentised.low == pytest.approx(profile.low, rel=0.02)
    assert studentised.high == pytest.approx(profile.high, rel=0.02)
    assert 0 < studentised.low_mc_error < 0.02 * studentised.low


@pytest.mark.parametrize("estimator", [mse.Stepwise(bootstrap=300), mse.Greedy(bootstrap=300), mse.Exhaustive(bootstrap=300)])
def test_every_choice_is_repeated_in_studentised_and_calibrated_limits(estimator: mse.Estimator) -> None:
    fit = estimator.fit(invented(THREE))
    for kind in ("studentised", "calibrated"):
        interval = fit.conf_int(kind=kind)
        assert fit.observed_ <= interval.low < interval.high
        assert interval.replicates == 300


def test_a_calibrated_interval_covers_at_least_as_the_plain_one_does() -> None:
    cells = mse.MainEffects().fit(invented(THREE)).predict_cells()
    share = {}
    for kind in ("percentile", "calibrated"):
        found = mse.simulate_coverage(mse.MainEffects(bootstrap=200), cells, invented(THREE), kind=kind, tables=15, level=0.8)
        share[kind] = found.coverage
    assert share["calibrated"] >= share["percentile"] - 0.15
    assert share["calibrated"] >= 0.6


def test_limits_that_take_long_can_be_taken_up_again(tmp_path: object) -> None:
    place = f"{tmp_path}/kept.json"
    plain = mse.Stepwise(bootstrap=300).fit(invented(THREE))
    wanted = [plain.conf_int(kind=kind) for kind in ("studentised", "calibrated")]
    told: list[str] = []
    for _ in range(2):
        with mse.running(progress=lambda what, done, total: told.append(what), checkpoint=place) as run:
            fit = mse.Stepwise(bootstrap=300).fit(invented(THREE))
            assert [fit.conf_int(kind=kind) for kind in ("studentised", "calibrated")] == wanted
    assert len(run.blocks) == 202  # one block of replicates, one studentised, two hundred of the second level
    assert {"studentised replicates", "second-level bootstraps"} <= set(told)


def test_a_trajectory_ends_at_the_estimate_and_is_level_for_independent_lists() -> None:
    people = drawn(np.random.default_rng(3), 3, 4_000)
    found = mse.resampling_trajectory(mse.MainEffects(), people, shares=(0.25, 0.5, 1.0), draws=20)
    estimate = mse.MainEffects().fit(people).estimate_
    assert found.middle[-1] == found.low[-1] == found.high[-1] == pytest.approx(estimate)
    assert found.middle[0] == pytest.approx(estimate, rel=0.05)
    chart = of_fit.trajectory(found)
    assert f"{estimate:,.0f}" in chart.alternative
    assert "<script" not in chart.svg()
    for shares in ((), (0.5, 0.2), (0.0, 1.0), (0.5, 1.5)):
        with pytest.raises(mse.PrevalenceError):
            mse.resampling_trajectory(mse.MainEffects(), people, shares=shares)


def test_parts_too_small_for_an_estimate_are_counted_and_not_drawn() -> None:
    found = mse.resampling_trajectory(mse.MainEffects(), invented({"100": 9, "010": 9, "001": 9, "110": 1, "101": 1}), shares=(0.1, 1.0), draws=10)
    assert found.refused[0] > 0
    assert found.middle[1] is not None
    assert of_fit.trajectory(found).svg()


def test_the_sentence_of_an_interval_calls_it_nominal_until_its_coverage_is_known() -> None:
    interval = Interval("studentised", 0.95, 10.0, 20.0)
    assert "nominal 95% interval" in interval.sentence()
    assert "covering 91% in simulation" in interval.with_coverage({"coverage": 0.91}).sentence()
