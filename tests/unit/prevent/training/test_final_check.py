"""The final check: the same for the same seed, balanced, with the key anywhere; and what counts as passed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.prevent.training.rules.final_check import draw, score
from shelterwood.prevent.training.rules.loading import COURSES, load

SCHOOLS = load(COURSES / "schools")


@given(st.text())
def test_every_draw_has_its_length_no_item_twice_and_each_objective_alike(seed):
    drawn = draw(SCHOOLS, seed)
    assert len({each.item.question.id for each in drawn}) == len(drawn) == SCHOOLS.final_check.questions
    counts = Counter(each.item.objective for each in drawn)
    assert set(counts) == {objective.id for objective in SCHOOLS.objectives}
    assert max(counts.values()) - min(counts.values()) <= 1


def test_one_seed_gives_one_check_for_good():
    """The hash fixes it: a change here would change checks that people have begun."""
    drawn = draw(SCHOOLS, "a")
    assert drawn == draw(SCHOOLS, "a")
    assert drawn != draw(SCHOOLS, "b")


def test_every_item_comes_up_and_the_key_stands_anywhere():
    drawn = [each for number in range(400) for each in draw(SCHOOLS, str(number))]
    assert {each.item.question.id for each in drawn} == {item.question.id for item in SCHOOLS.items}
    places = Counter(each.key for each in drawn)
    expected = len(drawn) / 4
    # chi-square with 3 degrees of freedom: 16.27 is passed once in a thousand
    assert sum((places[place] - expected) ** 2 / expected for place in range(4)) < 16.27


def test_items_seen_before_come_last():
    first = {each.item.question.id for each in draw(SCHOOLS, "one")}
    again = {each.item.question.id for each in draw(SCHOOLS, "two", seen=first)}
    assert not first & again


@pytest.mark.parametrize(
    ("right", "passed"),
    [pytest.param(14, True, id="exactly the mark"), pytest.param(13, False, id="one below"), pytest.param(18, True, id="all"), pytest.param(0, False, id="none")],
)  # fmt: skip
def test_passing_goes_by_the_mark_of_the_course(right, passed):
    drawn = draw(SCHOOLS, "x")
    chosen = {
        each.item.question.id: each.item.question.key if place < right else (each.item.question.key + 1) % 4 for place, each in enumerate(drawn)
    }
    found = score(SCHOOLS, drawn, chosen)
    assert (found.right, found.of, found.passed, found.percent) == (right, 18, passed, round(right / 18 * 100))
    assert sum(one for one, _ in found.by_objective.values()) == right


def test_what_is_left_open_is_wrong():
    assert score(SCHOOLS, draw(SCHOOLS, "x"), {}).right == 0


def test_the_key_that_is_shown_is_the_key_of_the_bank():
    for each in draw(SCHOOLS, "z"):
        assert each.item.question.options[each.order[each.key]].right
