"""Log-linear estimates of SparseMSE 2.0.2, MultipleSystemsEstimation 1.2.0 and Rcapture 1.4-4, to one part in a million."""

import csv
import gzip
import json

import numpy as np
import pytest
from shelterwood_methods.multiple_systems import Exhaustive, Greedy, LogLinear, MainEffects, NoEstimate, Stepwise
from shelterwood_methods.multiple_systems.bootstrap.limits import bootstrap_interval

from tests.unit.methods.multiple_systems.stored import NAMES, need, results, table

CLOSE = 1e-6
THRESHOLDS = ("0.001", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_stepwise_choice_gives_the_estimate_order_and_criteria_of_sparsemse(name: str, threshold: str) -> None:
    stored = results(name)["sparsemse_point"]["stepwise"][threshold]
    fit = Stepwise(threshold=float(threshold), bootstrap=0).fit(table(name))
    wanted = [stored["interactions"]] if isinstance(stored["interactions"], str) else stored["interactions"]
    minus = fit.details_["minus_infinity"]
    entered = [step["added"] for step in fit.details_["choice"] if step["added"] not in minus]
    assert entered == wanted
    assert set(minus) == set(np.atleast_1d(stored["empty_overlaps_minus_inf"] or []).tolist())
    assert fit.estimate_ == pytest.approx(stored["estimate"], rel=CLOSE)
    assert fit.aic_ == pytest.approx(stored["aic"], rel=CLOSE)
    assert fit.details_["deviance"] == pytest.approx(stored["deviance"], rel=CLOSE, abs=1e-8)
    assert fit.details_["parameters"] == stored["n_par"]
    for term, value in stored["coefficients"].items():
        assert fit.details_["coefficients"][term] == pytest.approx(value, rel=1e-5, abs=1e-4)
    low, high = stored["ci95_normal"]
    interval = fit.conf_int(kind="lognormal")
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_point_estimates_agree_with_the_successor_of_sparsemse(name: str) -> None:
    stored = results(name)["mse_point"]
    cases = {"stepwise_p02": Stepwise(bootstrap=0), "main": MainEffects(), "downhill_maxorder2": Greedy(bootstrap=0)}
    cases["downhill_maxorder3"] = Greedy(order=3, bootstrap=0)
    for key, estimator in cases.items():
        if key in stored:
            fit = estimator.fit(table(name))
            assert fit.model_ == stored[key]["model"]
            assert fit.estimate_ == pytest.approx(stored[key]["estimate"], rel=CLOSE)
            assert fit.bic_ == pytest.approx(stored[key]["bic"], rel=CLOSE)
            if "n_models_visited" in stored[key]:
                assert fit.details_["models_looked_at"] == stored[key]["n_models_visited"]


@pytest.mark.parametrize(("name", "order"), [(n, 2) for n in NAMES if n != "UKdat"] + [(n, 3) for n in ("Kosovo", "UKdat_5", "Ned_5")])
def test_exhaustive_choice_finds_the_same_admissible_models_in_the_same_order(name: str, order: int) -> None:
    stored = results(name)[f"mse_bic_o{order}"]
    fit = Exhaustive(order=order, bootstrap=0).fit(table(name))
    assert fit.details_["models_with_estimate"] == stored["n_admissible"]
    assert [row["model"] for row in fit.details_["choice"]] == [row["model"] for row in stored["top"]]
    for ours, theirs in zip(fit.details_["choice"], stored["top"], strict=True):
        assert ours["estimate"] == pytest.approx(theirs["estimate"], rel=CLOSE)
        assert ours["bic"] == pytest.approx(theirs["bic"], rel=CLOSE)


@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_all_pair_models_of_six_lists_are_ranked_as_rcapture_ranks_them(criterion: str) -> None:
    stored = results("UKdat")["rcapture_ms_o2"][f"best_{criterion}"]
    fit = Exhaustive(criterion=criterion, bootstrap=0).fit(table("UKdat"))
    assert fit.details_["models_looked_at"] == 32_768
    best = fit.details_["choice"][: len(stored)]
    assert [row[criterion] for row in best] == pytest.approx([row[criterion.upper()] for row in stored], rel=CLOSE)
    assert best[0]["model"] == stored[0]["model"]


@pytest.mark.parametrize("name", [n for n in NAMES if n != "Artificial_3"])
@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_profile_intervals_are_those_of_rcapture(name: str, criterion: str) -> None:
    stored = results(name)["rcapture_ms_o2"]
    limits = stored[f"best_{criterion}_profile_multinomial_ci"]
    if isinstance(limits["supCL"], str):
        pytest.skip("Rcapture found no upper limit for this model")
    fit = LogLinear(stored[f"best_{criterion}"][0]["model"]).fit(table(name))
    interval = fit.conf_int(kind="profile")
    assert fit.details_["multinomial_estimate"] == pytest.approx(limits["abundance"], rel=1e-5)
    assert (interval.low, interval.high) == pytest.approx((limits["infCL"], limits["supCL"]), rel=1e-5)
    assert fit.details_["standard_error"] == pytest.approx(stored[f"best_{criterion}"][0]["stderr"], rel=1e-5)


def test_the_artificial_table_has_the_published_existence_codes() -> None:
    need()
    for model, code in (("[12,13,23]", 2), ("[12,3]", 1)):
        with pytest.raises(NoEstimate) as refusal:
            LogLinear(model).fit(table("Artificial_3"))
        assert refusal.value.code == code
    assert LogLinear("[13,23]").fit(table("Artificial_3")).estimate_ == pytest.approx(296.0, rel=CLOSE)


def test_every_stored_bootstrap_table_gets_the_estimate_that_r_gave_it() -> None:
    stored = need() / "bootstrap" / "UKdat_sparsemse_seed1234.csv.gz"
    with gzip.open(stored, "rt") as lines:
        rows = list(csv.reader(lines))
    values = np.array(rows[1:], dtype=float)
    tables = np.zeros((len(values), 64))
    for column, history in enumerate(rows[0][:-1]):
        tables[:, sum(int(mark) << k for k, mark in enumerate(history[1:]))] = values[:, column]
    uk = table("UKdat")
    fit = Stepwise(bootstrap=500).fit(uk)
    estimates = fit._many(uk)(tables)
    assert len(estimates) == 1_000
    np.testing.assert_allclose(estimates, values[:, -1], rtol=CLOSE)
    reference = results("UKdat")["sparsemse_boot"]
    acceleration = fit.bootstrap_replicates().a
    assert acceleration == pytest.approx(reference["ahat"], rel=CLOSE)
    for tail in (0.025, 0.05, 0.1, 0.16):
        interval = bootstrap_interval("bca", estimates, fit.estimate_, 1 - 2 * tail, acceleration)
        upper = f"{1 - tail:g}"
        assert interval.low == pytest.approx(reference["bca"][f"{tail:g}"], rel=CLOSE)
        assert interval.high == pytest.approx(reference["bca"][upper], rel=CLOSE)


@pytest.mark.parametrize("name", ["Korea", "NewOrl_5_185", "UKdat_5", "UKdat", "Kosovo"])
def test_limits_from_own_draws_lie_within_the_range_of_blocks_of_a_thousand(name: str) -> None:
    stored = json.loads((need() / "results" / "_bca_monte_carlo_stability.json").read_text())[name]
    interval = Stepwise(bootstrap=1_000).fit(table(name)).conf_int(kind="bca")
    for limit, error, key in ((interval.low, interval.low_mc_error, "lower"), (interval.high, interval.high_mc_error, "upper")):
        low, high = stored[f"{key}_range_over_1000rep_blocks"]
        margin = 0.25 * (high - low) + error
        assert low - margin <= limit <= high + margin


def test_published_points_on_new_orleans_and_the_netherlands_are_reproduced() -> None:
    need()
    printed = [
        ("NewOrl_185", Stepwise(bootstrap=0), 1184, "[45,1,2,3,6,7,8]"),
        ("NewOrl_185", MainEffects(), 997, "[1,2,3,4,5,6,7,8]"),
        ("NewOrl_186", Stepwise(bootstrap=0), 1110, "[45,1,2,3,6,7,8]"),
        ("NewOrl_186", Greedy(order=7, bootstrap=0), 1110, "[45,1,2,3,6,7,8]"),
        ("NewOrl_5_186", Exhaustive(order=3, bootstrap=0), 981, "[1,2,3,4,5]"),
        ("Ned", Exhaustive(bootstrap=0), 116_667, "[12,16,25,34,36,45,46]"),
        ("Ned", Stepwise(bootstrap=0), 111_139, None),
        ("UKdat", Greedy(order=5, bootstrap=0), 12_350, "[12,13,25,35,36,45]"),
    ]
    for name, estimator, estimate, model in printed:
        fit = estimator.fit(table(name))
        assert round(fit.estimate_) == estimate
        assert model is None or fit.model_ == model


def test_aic_with_a_wald_threshold_is_the_rule_of_silverman_2020() -> None:
    need()
    printed = {"UKdat": (11.4, 14.2), "UKdat_5": (11.3, 14.2), "UKdat_4": (11.0, 12.0)}
    for name, thousands in printed.items():
        found = [Stepwise(criterion="aic", threshold=p, bootstrap=0).fit(table(name)).estimate_ / 1000 for p in (0.05, 0.001)]
        assert tuple(round(value, 1) for value in found) == thousands


NOTE = {  # table: people seen, independent lists, stepwise at 0.02, best BIC among pairs, best BIC with triples; None where R offers none
    "UKdat": (2_744, 12_214, 11_418, 12_350, None),
    "UKdat_5": (2_744, 13_444, 11_313, 22_991, 25_311),
    "UKdat_4": (2_428, 10_694, 11_015, 11_987, 11_987),
    "Ned": (8_234, 52_823, 111_139, 116_667, None),
    "Ned_5": (8_234, 52_924, 121_522, 48_013, 148_789),
    "NewOrl_185": (185, 997, 1_184, None, None),
    "NewOrl_186": (186, 949, 1_110, None, None),
    "NewOrl_5_185": (185, 1_034, 1_034, 1_034, None),
    "NewOrl_5_186": (186, 981, 981, 981, 981),
    "Kosovo": (4_400, 7_395, 14_342, 14_342, 10_357),
    "Korea": (123, 142, 269, 157, None),
    "Artificial_3": (96, 539, 539, 539, None),
    "HIV_Rome": (1_896, 11_125, 11_125, 11_125, 11_125),
    "Lesbian_Allegheny": (2_185, 3_738, 5_351, 6_349, 6_349),
    "Hare": (68, 75, 75, None, None),
    "SpinaBifida": (621, 757, 724, 724, None),
}


@pytest.mark.parametrize("name", NOTE)
def test_every_table_of_the_note_has_its_points(name: str) -> None:
    need()
    estimators = [MainEffects(), Stepwise(bootstrap=0), Exhaustive(bootstrap=0), Exhaustive(order=3, bootstrap=0)]
    seen, *wanted = NOTE[name]
    assert table(name).observed == seen
    for estimator, population in zip(estimators, wanted, strict=True):
        assert population is None or round(estimator.fit(table(name)).estimate_) == population


@pytest.mark.parametrize("name", ["Korea", "Artificial_3", "Kosovo", "UKdat_5", "Ned_5", "NewOrl_5_185"])
def test_independent_lists_have_the_criteria_and_error_of_rcapture(name: str) -> None:
    stored = {row["model"]: row for row in results(name)["rcapture_closedp"]["closedp_t"]}["Mt"]
    fit = MainEffects().fit(table(name))
    assert fit.estimate_ == pytest.approx(stored["abundance"], rel=CLOSE)
    assert fit.details_["standard_error"] == pytest.approx(stored["stderr"], rel=5e-5)  # R stops at 1e-8 on the deviance
    assert fit.details_["deviance"] == pytest.approx(stored["deviance"], rel=CLOSE)
    assert fit.aic_ == pytest.approx(stored["AIC"], rel=CLOSE)
    assert fit.bic_ == pytest.approx(stored["BIC"], rel=CLOSE)


@pytest.mark.parametrize(("name", "order", "key"), [("Korea", 2, "o2_top100000"), ("Kosovo", 3, "o3_top113"), ("UKdat_5", 2, "o2_top60")])
def test_limits_that_repeat_the_exhaustive_choice_are_those_of_r_within_the_error_of_both(name: str, order: int, key: str) -> None:
    stored = results(name)[f"mse_bic_boot_{key}"]
    fit = Exhaustive(order=order, bootstrap=2_000).fit(table(name))
    assert fit.model_ == stored["model"]
    for alpha, low, high in ((0.05, "0.025", "0.975"), (0.2, "0.1", "0.9")):
        interval = fit.conf_int(alpha, "bca")
        ours = ((interval.low, interval.low_mc_error), (interval.high, interval.high_mc_error))
        for (limit, error), theirs in zip(ours, (stored["bca_last_row"][low], stored["bca_last_row"][high]), strict=True):
            assert abs(limit - theirs) <= 0.03 * theirs + 3 * error * (1 + 2) ** 0.5  # ours of 2,000 replicates, theirs of 1,000
