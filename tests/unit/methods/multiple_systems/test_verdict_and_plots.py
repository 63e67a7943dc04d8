"""The rules of the verdict one by one, and every chart with its table and its words."""

import re
from collections.abc import Callable

import pytest
import shelterwood_methods.multiple_systems as mse
from shelterwood_methods.multiple_systems.comparison.spread import spread_of
from shelterwood_methods.multiple_systems.comparison.verdict import judge_panel
from shelterwood_methods.multiple_systems.interval import Interval
from shelterwood_methods.multiple_systems.plots import of_fit
from shelterwood_methods.multiple_systems.verdict import judge

from tests.unit.methods.multiple_systems.stored import invented

FOUR = {"1000": 60, "0100": 50, "0010": 40, "0001": 45, "1100": 12, "1010": 9, "0110": 8, "0011": 7, "1001": 11, "1110": 6}
THREE = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 9, "011": 8, "111": 7}


def result(estimate: float, low: float | None = None, high: float | None = None, **more: object) -> dict[str, object]:
    interval = {"low": estimate * 0.9 if low is None else low, "high": estimate * 1.1 if high is None else high}
    return {"method": "main", "estimate": estimate, "interval": interval, "verdict": "usable", "posterior": None} | more


def word(
    *results: dict[str, object], lists: int = 4, overlapping: int = 90, refused: dict[str, str] | None = None, without: tuple[str, ...] = ()
) -> str:
    return judge_panel(list(results), refused or {}, spread_of(results), lists, overlapping, frozenset({"chao"}), without).word


def unbounded() -> dict[str, object]:
    return result(1_000) | {"interval": {"low": 900.0, "high": None}}


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("fewer than three lists", lambda: word(result(1_000), result(1_010), lists=2)),
        ("no pair of lists overlapping", lambda: word(result(1_000), result(1_010), overlapping=0)),
        ("no estimate in the chosen model", lambda: word(result(1_000), result(1_010), without=("main",))),
        ("posterior mass at the cap", lambda: word(result(1_000), result(1_010, posterior={"mass_beyond": 0.05}))),
        ("upper limit over ten times the lower", lambda: word(result(1_000, low=300), result(1_010, high=3_100))),
        ("no upper limit at all", lambda: word(result(1_000), unbounded())),
        ("methods threefold apart", lambda: word(result(1_000, low=900), result(3_000, high=3_100))),
        ("half of the methods refuse", lambda: word(result(1_000), refused={"main": "no"})),
        ("most members by themselves say so", lambda: word(result(1_000, verdict="do not report"), result(1_010, verdict="do not report"))),
    ],
)
def test_a_panel_is_not_reported_when(why: str, found: Callable[[], str]) -> None:
    assert found() == "do not report", why


def test_a_panel_that_agrees_is_usable_and_one_that_wavers_calls_for_caution() -> None:
    assert word(result(1_000), result(1_010)) == "usable"
    assert word(result(1_000, high=1_700), result(1_600, low=900)) == "usable with caution"
    assert word(result(1_000), result(1_010, verdict="usable with caution")) == "usable with caution"
    assert word(result(1_000), result(1_400)) == "usable with caution"  # neither interval holds the other


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Interval("profile", 0.95, 300.0, float("inf")), "no upper limit"),
        (Interval("profile", 0.95, 300.0, 3_001.0), "beyond ten times"),
        (Interval("bca", 0.95, 300.0, 400.0, 1.0, 1.0, 1_000, 0, 0, 25), "most extreme"),
        (Interval("bca", 0.95, 300.0, 400.0, 30.0, 1.0, 1_000, 0, 25, 25), "more replicates would settle"),
        (Interval("bca", 0.95, 300.0, 400.0, 1.0, 1.0, 1_000, 200, 25, 25), "had no estimate"),
        (Interval("profile", 0.95, 300.0, 1_000.0), "3.3 times"),
    ],
)
def test_one_result_is_judged_by_its_limits(limits: Interval, said: str) -> None:
    fit = mse.MainEffects().fit(invented(FOUR))
    assert said in judge(fit, limits).sentence


def test_two_lists_and_a_bound_that_decides_are_not_reported_by_themselves() -> None:
    assert mse.LincolnPetersen().fit(invented({"10": 30, "01": 20, "11": 10})).verdict_.word == "do not report"
    capped = mse.DecomposableAveraging(max_population=200).fit(invented(THREE))
    assert capped.verdict_.word == "do not report"
    assert "largest population" in capped.verdict_.sentence


def charts() -> dict[str, of_fit.Chart]:
    table = invented(FOUR)
    stepwise = mse.Stepwise(bootstrap=300).fit(table)
    stepwise.conf_int()
    exhaustive = mse.Exhaustive(bootstrap=0).fit(table)
    again = mse.Stepwise(bootstrap=200)
    return {
        "overlaps": of_fit.overlaps(table, stepwise.unseen_),
        "overlaps without an estimate": of_fit.overlaps(table),
        "all models": exhaustive.plot("models"),
        "bootstrap": stepwise.plot("bootstrap"),
        "posterior draws": mse.LatentClass(chains=2, draws=200, burn=200, thin=2).fit(table).plot("posterior"),
        "posterior": mse.DecomposableAveraging().fit(table).plot("posterior"),
        "residuals": stepwise.plot("residuals"),
        "without each list": of_fit.leave_one_out(mse.drop_one(again, table), stepwise),
        "two as one": of_fit.leave_one_out(mse.merge_two(again, table), stepwise, "With two lists taken as one"),
        "sensitivity": stepwise.plot("sensitivity"),
        "trajectory": of_fit.trajectory(mse.resampling_trajectory(mse.MainEffects(), table, draws=5)),
        "side by side": of_fit.forest("Methods", ["a", "b"], [100.0, None], [90.0, None], [None, None]),
    }


def test_every_chart_has_its_numbers_and_its_words_and_needs_no_script() -> None:
    pytest.importorskip("vl_convert")
    for name, chart in charts().items():
        svg, table = chart.svg(), chart.table()
        assert svg.startswith("<svg"), name
        assert not re.search(r"<script|javascript:|href=", svg), name
        assert 'role="img"' in svg, name
        assert "<title>" in svg, name
        assert chart.alternative.endswith("."), name
        assert table.count("<th ") == len(chart.columns), name
        assert table.count("<tr>") == 1 + len(next(iter(chart.columns.values()))), name
        assert "<caption>" in table, name


def test_a_chart_that_a_result_does_not_have_is_refused_in_words() -> None:
    fit = mse.ChaoBound().fit(invented(THREE))
    for kind in ("bootstrap", "posterior", "models", "residuals", "nonsense"):
        with pytest.raises(mse.PrevalenceError):
            fit.plot(kind)
