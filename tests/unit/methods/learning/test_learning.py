"""Item analysis, change and refreshers, against published examples and other programs."""

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.learning import Answered, analyse, kr20, pending, schedule, score_change, share_change
from shelterwood_methods.learning.change import newcombe_paired, wilson

# Law School Admission Test, section 6, 1,000 people, five items: Bock and Lieberman, Psychometrika 1970;35:179-197, table 1.
# Patterns in the order of binary counting, 00000 first.
LSAT = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]
KEYS = {f"item {number}": "1" for number in range(1, 6)}
OPTIONS = dict.fromkeys(KEYS, ("0", "1"))


@pytest.fixture(scope="module")
def lsat() -> list[Answered]:
    people = []
    for pattern, count in enumerate(LSAT):
        people += [Answered(dict(zip(KEYS, f"{pattern:05b}", strict=True)))] * count
    return people


def test_difficulty_is_that_of_the_published_table(lsat):
    assert [figures.difficulty for figures in analyse(lsat, KEYS, OPTIONS)] == [0.924, 0.709, 0.553, 0.763, 0.870]


def test_corrected_discrimination_is_that_of_another_program(lsat):
    """`descript(LSAT)` of the R package ltm 1.2, column "Excluded" of the point biserial correlations."""
    found = [figures.discrimination for figures in analyse(lsat, KEYS, OPTIONS)]
    assert found == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=1e-4)


def test_reliability_is_that_of_another_program(lsat):
    """Cronbach's alpha of the same function, which for right and wrong is KR-20."""
    assert kr20(lsat, KEYS) == pytest.approx(0.295, abs=5e-4)


def drawn_from_a_bank(people: int = 300) -> tuple[list[Answered], dict[str, str], dict[str, tuple[str, ...]]]:
    """People who each saw 8 of 12 items; the able know more."""
    dice = random.Random(7)
    keys = {f"i{number}": "a" for number in range(12)}
    options = dict.fromkeys(keys, ("a", "b", "c", "d"))
    found = []
    for _ in range(people):
        able = dice.random()
        found.append(Answered({item: "a" if dice.random() < able else dice.choice("bcd") for item in dice.sample(sorted(keys), 8)}))
    return found, keys, options


def test_with_draws_from_a_bank_pandas_finds_the_same():
    people, keys, options = drawn_from_a_bank()
    marks = pd.DataFrame([person.choices for person in people])[list(keys)]
    right = marks.eq("a").where(marks.notna())
    for figures in analyse(people, keys, options):
        seen = right[figures.item].notna()
        rest = right.drop(columns=figures.item)[seen].astype(float).mean(axis=1)
        assert figures.answers == seen.sum()
        assert figures.discrimination == pytest.approx(right.loc[seen, figures.item].astype(float).corr(rest))
        assert sum(choice.taken for choice in figures.choices) == figures.answers


def test_a_distractor_that_nobody_takes_is_named():
    people = [Answered({"q": "a"})] * 97 + [Answered({"q": "b"})] * 3
    (figures,) = analyse(people, {"q": "a"}, {"q": ("a", "b", "c")})
    assert [choice.draws_nobody for choice in figures.choices] == [False, True, True]


def test_an_item_that_all_have_right_discriminates_nothing():
    people = [Answered({"q": "a", "r": word}) for word in "aabb"]
    figures = analyse(people, {"q": "a", "r": "a"}, {"q": "ab", "r": "ab"})
    assert [each.discrimination for each in figures] == [None, None]
    assert kr20(people[:1], {"q": "a", "r": "a"}) is None


def test_one_person_alone_gives_no_discrimination():
    (figures,) = analyse([Answered({"q": "a"})], {"q": "a"}, {"q": "ab"})
    assert (figures.answers, figures.difficulty, figures.discrimination) == (1, 1.0, None)


# --- change -----------------------------------------------------------------------------------------------------


def test_the_paired_interval_is_that_of_the_published_example():
    """Fagerland, Lydersen and Laake 2014, section 7: 21 children, airways before and after; -0.286 (-0.507 to -0.026)."""
    low, high = newcombe_paired(1, 1, 7, 12)
    assert (low, high) == (pytest.approx(-0.507, abs=5e-4), pytest.approx(-0.026, abs=5e-4))


def test_wilson_is_that_of_the_published_example():
    """Newcombe, Statistics in Medicine 1998;17:857-872, table I: 81 of 263, 0.2553 to 0.3662; 0 of 20, 0 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


cells = st.integers(0, 60)


@given(cells, cells, cells, cells)
def test_an_interval_holds_its_estimate_and_turns_with_the_sides(both, first, second, neither):
    if n := both + first + second + neither:
        low, high = newcombe_paired(both, first, second, neither)
        turned = newcombe_paired(both, second, first, neither)
        assert -1 <= low <= (first - second) / n + 1e-12
        assert (first - second) / n - 1e-12 <= high <= 1
        assert turned == pytest.approx((-high, -low))


def test_in_large_samples_it_is_the_plain_interval():
    low, high = newcombe_paired(30_000, 6_000, 4_000, 10_000)
    plain = 1.96 * np.sqrt(10_000 - 2_000**2 / 50_000) / 50_000
    assert (low, high) == pytest.approx((0.04 - plain, 0.04 + plain), abs=2e-4)


def test_a_gain_is_counted_as_a_gain():
    change = share_change([False, False, True, False], [True, True, True, False])
    assert (change.before, change.after, change.difference) == (0.25, 0.75, 0.5)
    assert change.low < 0.5 < change.high


def test_the_bootstrap_agrees_with_theory_and_with_itself():
    """For a mean, the percentile bootstrap nears mean plus and minus 1.96 standard errors."""
    dice = random.Random(3)
    before = [dice.gauss(60, 10) for _ in range(400)]
    after = [score + dice.gauss(8, 6) for score in before]
    change = score_change(before, after, seed=1)
    differences = np.array(after) - np.array(before)
    half = 1.96 * differences.std(ddof=1) / 20
    assert change.difference == pytest.approx(differences.mean())
    assert (change.low, change.high) == pytest.approx((differences.mean() - half, differences.mean() + half), abs=0.1)
    assert change == score_change(before, after, seed=1)


@pytest.mark.parametrize("measure", [share_change, score_change])
def test_nobody_is_no_change(measure):
    with pytest.raises(ValueError, match="Nobody"):
        measure([], [])
    with pytest.raises(ValueError, match="argument"):
        measure([1], [1, 0])


# --- refreshers -------------------------------------------------------------------------------------------------


def test_the_ladder_keeps_to_the_calendar():
    assert schedule(date(2026, 8, 31)) == (date(2026, 9, 7), date(2026, 9, 30), date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("refreshed", "today", "waits"),
    [
        pytest.param([], date(2026, 1, 7), None, id="too early"),
        pytest.param([], date(2026, 1, 8), date(2026, 1, 8), id="on the day"),
        pytest.param([], date(2026, 5, 1), date(2026, 1, 8), id="three steps missed, the first waits"),
        pytest.param([date(2026, 5, 1)], date(2026, 5, 2), None, id="one refresher meets them all"),
        pytest.param([date(2026, 5, 1)], date(2026, 7, 1), date(2026, 7, 1), id="then the next"),
        pytest.param([date(2027, 3, 1)], date(2028, 1, 1), None, id="after the last none"),
    ],
)  # fmt: skip
def test_what_waits(refreshed, today, waits):
    assert pending(date(2026, 1, 1), refreshed, today) == waits
