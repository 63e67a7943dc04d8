"""People with covariates: conditional likelihood and the doubly robust estimator, against algebra and a general optimiser."""

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from tests.unit.methods.multiple_systems.stored import drawn, need

MICE = [f"y{k}" for k in range(1, 7)]


def people_of(table: mse.CountTable) -> mse.People:
    cells = np.repeat(np.arange(table.counts.size), table.counts.astype(int))
    marks = (cells[:, None] >> np.arange(len(table.lists)) & 1).astype(float)
    return mse.People(table.lists, marks, np.zeros((cells.size, 0)), ())


def mice(*covariates: str) -> mse.People:
    polars = pytest.importorskip("polars")
    return mse.People.from_frame(polars.read_csv(need() / "data" / "Deermice_individual.csv"), lists=MICE, covariates=covariates)


def two_lists(rng: np.random.Generator, population: int = 3_000) -> mse.People:
    """People whom both lists find the more easily the larger a covariate is."""
    covariates = rng.uniform(-1.0, 1.0, size=(population, 2))
    chance = 1.0 / (1.0 + np.exp(0.5 - 1.5 * covariates[:, :1] - np.array([0.0, -0.4])))
    marks = (rng.random((population, 2)) < chance).astype(float)
    seen = marks.any(axis=1)
    return mse.People(("A", "B"), marks[seen], covariates[seen], ("x", "z"))


@given(st.integers(0, 2**31), st.integers(2, 4))
@settings(deadline=None, max_examples=20)
def test_without_covariates_the_conditional_estimate_is_that_of_independent_lists(seed: int, lists: int) -> None:
    table = drawn(np.random.default_rng(seed), lists)
    fit = mse.ConditionalLikelihood().fit(people_of(table))
    assert fit.estimate_ == pytest.approx(mse.MainEffects().fit(table).estimate_, rel=1e-6)


@pytest.mark.parametrize(("slopes", "list_effects"), [("shared", True), ("shared", False), ("each", True)])
def test_the_conditional_likelihood_has_its_top_where_a_general_optimiser_finds_it(slopes: str, list_effects: bool) -> None:
    people = mice("sex", "weight")
    fit = mse.ConditionalLikelihood(slopes=slopes, list_effects=list_effects).fit(people)
    units, spread = people.covariates, people.covariates.std(axis=0)

    def chances(beta: np.ndarray) -> np.ndarray:
        first = beta[:6] if list_effects else np.repeat(beta[:1], 6)
        slope = beta[6 if list_effects else 1 :].reshape(-1, 2) / spread
        return np.asarray(1.0 / (1.0 + np.exp(-(first + units @ np.broadcast_to(slope, (6, 2)).T))))

    def fall(beta: np.ndarray) -> float:
        p = np.clip(chances(beta), 1e-12, 1 - 1e-12)
        each = (people.marks * np.log(p) + (1 - people.marks) * np.log(1 - p)).sum(axis=1)
        return float(-(each - np.log(1 - (1 - p).prod(axis=1))).sum())

    found = minimize(fall, np.zeros(len(fit.coefficients_)), method="BFGS", options={"gtol": 1e-6, "maxiter": 5_000})
    assert fit.details_["loglik"] == pytest.approx(-found.fun, abs=1e-6)
    assert fit.estimate_ == pytest.approx(float((1 / (1 - (1 - chances(found.x)).prod(axis=1))).sum()), rel=1e-4)


def test_the_deer_mice_keep_their_population_and_error() -> None:
    """The models M_h, M_th and M_0 of Yee, Stoklosa and Huggins (2015); values of this program, since none of VGAM's are stored."""
    printed = {
        (False, "weight", "sex", "age"): (39.85, 1.72, -144.87),
        (True, "weight", "sex", "age"): (39.66, 1.61, -139.55),
        (False,): (38.47, 0.72, None),
    }
    for (list_effects, *covariates), (population, error, loglik) in printed.items():
        fit = mse.ConditionalLikelihood(list_effects=bool(list_effects)).fit(mice(*(str(name) for name in covariates)))
        assert round(fit.estimate_, 2) == population
        assert round(fit.standard_error_, 2) == error
        assert loglik is None or round(fit.details_["loglik"], 2) == loglik


def test_a_covariate_that_tells_lists_apart_without_exception_has_no_estimate() -> None:
    people = two_lists(np.random.default_rng(1), 300)
    split = mse.People(people.lists, people.marks, people.marks[:, :1], ("on A",))
    with pytest.raises(mse.NoEstimate) as refusal:
        mse.ConditionalLikelihood().fit(split)
    assert refusal.value.code == 1
    twice = mse.People(people.lists, people.marks, np.repeat(people.covariates[:, :1], 2, axis=1), ("x", "x again"))
    with pytest.raises(mse.NoEstimate) as refusal:
        mse.ConditionalLikelihood().fit(twice)
    assert refusal.value.code == 2


def test_covariates_take_away_the_bias_that_they_explain() -> None:
    people = two_lists(np.random.default_rng(2))
    plain = mse.LincolnPetersen().fit(people.table()).estimate_
    given_x = mse.ConditionalLikelihood(slopes="each").fit(people)
    robust = mse.DoublyRobust().fit(people)
    assert plain < 2_700
    for fit in (given_x, robust):
        interval = fit.conf_int()
        assert interval.low < 3_000 < interval.high
        assert fit.to_dict()["observed"] == people.marks.shape[0]
        assert "Assumes" in fit.summary()


@given(st.integers(0, 2**31), st.integers(2, 4))
@settings(deadline=None, max_examples=15)
def test_with_covariates_that_name_strata_the_robust_estimate_adds_up_lincoln_and_petersens(seed: int, strata: int) -> None:
    rng = np.random.default_rng(seed)
    group = rng.integers(strata, size=800)
    marks = (rng.random((800, 2)) < rng.uniform(0.3, 0.8, size=(strata, 2))[group]).astype(float)
    seen = marks.any(axis=1)
    marks, group = marks[seen], group[seen]
    people = mse.People(("A", "B"), marks, np.column_stack([group == k for k in range(1, strata)]).astype(float), tuple("bcd"[: strata - 1]))
    fit = mse.DoublyRobust(folds=1, penalty=0.0, least=1e-6).fit(people)
    wanted = sum(marks[group == k, 0].sum() * marks[group == k, 1].sum() / marks[group == k].prod(axis=1).sum() for k in range(strata))
    assert fit.estimate_ == pytest.approx(wanted, rel=1e-6)
    assert fit.details_["plug_in"] == pytest.approx(wanted, rel=1e-6)


def test_the_robust_interval_covers_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    intervals = [mse.DoublyRobust(folds=2).fit(two_lists(rng)).conf_int() for _ in range(60)]
    assert sum(interval.low <= 3_000 <= interval.high for interval in intervals) >= 52


def test_any_learner_may_take_the_place_of_the_regression() -> None:
    people = two_lists(np.random.default_rng(3))

    def shares(covariates: np.ndarray, classes: np.ndarray, new: np.ndarray) -> np.ndarray:
        return np.tile(np.bincount(classes, minlength=3) / classes.size, (new.shape[0], 1))

    fit = mse.DoublyRobust(folds=1, learner=shares).fit(people)
    assert fit.estimate_ == pytest.approx(mse.LincolnPetersen().fit(people.table()).estimate_)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"covariates": ["agee"]}, 'Did you mean "age"'),
        ({"covariates": ["gap"]}, "missing entries"),
        ({"lists": ["A"]}, "one list"),
        ({"lists": ["A", "age"]}, 'holds "12"'),
        ({"person": "id"}, "repeat a person"),
    ],
)
def test_people_that_cannot_be_read_are_refused_in_words(change: dict[str, object], said: str) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": ["p", "p", "q"], "A": [1, 0, 1], "B": [0, 1, 1], "age": [12, 15, 16], "gap": ["x", None, "y"]})
    with pytest.raises(mse.UnusableTable, match=said):
        mse.People.from_frame(frame, **({"lists": ["A", "B"]} | change))  # type: ignore[arg-type]


def test_methods_for_people_refuse_tables_and_options_that_make_no_sense() -> None:
    people = two_lists(np.random.default_rng(4), 300)
    for estimator, data in (
        (mse.ConditionalLikelihood(), people.table()),
        (mse.DoublyRobust(), people.table()),
        (mse.ConditionalLikelihood(slopes="none"), people),
        (mse.DoublyRobust(folds=0), people),
        (mse.DoublyRobust(folds=200), people),
        (mse.DoublyRobust(least=0.9), people),
        (mse.DoublyRobust(), mice()),
        (mse.MainEffects(), people),
    ):
        with pytest.raises(mse.PrevalenceError):
            estimator.fit(data)
