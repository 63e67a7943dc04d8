"""What may be told of a class: figures that recover what is true of it, and nothing of few people or few answers."""

import random
from math import exp

import pytest
from shelterwood_methods.learning.items import Choice, ItemFigures

from shelterwood.prevent.training.rules.evidence import CLEARLY_MORE, FEWEST_ANSWERS, FEWEST_PEOPLE, Advice, Taken, advice, shown
from shelterwood.prevent.training.rules.final_check import draw, score

from .small import course

COURSE = course()
HARD = {item.question.id: (place % 9 - 4) / 2 for place, item in enumerate(COURSE.items)}
FLAWED = COURSE.items[3].question.id


def taken(dice: random.Random, knows: float, *, flawed: str = "") -> Taken:
    """One check of somebody who knows this much: a Rasch model without guessing, so that the truth is known in closed form."""
    drawn = draw(COURSE, str(dice.random()))
    choices = {}
    for each in drawn:
        question = each.item.question
        slope = -1.5 if question.id == flawed else 1.5
        right = dice.random() < 1 / (1 + exp(-slope * (knows - HARD[question.id])))
        choices[question.id] = question.key if right else dice.choice([place for place in range(3) if place != question.key])
    result = score(COURSE, drawn, choices)
    return Taken(choices, result.right, result.of, result.passed)


def class_of(people: int, *, moved: float = 0.0, flawed: str = "") -> list[Taken]:
    dice = random.Random(7)
    return [taken(dice, dice.gauss() + moved, flawed=flawed) for _ in range(people)]


def truly_right(hard: float) -> float:
    """The share of a normal class that has an item of this difficulty right, by the trapezoid rule."""
    steps = [each / 100 for each in range(-600, 601)]
    return sum(exp(-step * step / 2) / (1 + exp(-1.5 * (step - hard))) for step in steps) / sum(exp(-step * step / 2) for step in steps)


def test_known_difficulty_and_discrimination_are_found_again():
    told = shown(COURSE, class_of(4_000, flawed=FLAWED), [], [])
    found = {each.item: each.figures for each in told.items}
    for name, figures in found.items():
        if name != FLAWED:
            assert figures.difficulty == pytest.approx(truly_right(HARD[name]), abs=0.06)  # four standard errors at 1,000 answers
            assert figures.discrimination > 0.2
    assert found[FLAWED].discrimination < -0.2
    assert told.items[0].item == FLAWED
    assert Advice.BACKWARDS in told.items[0].advice


def test_a_change_that_was_made_lies_in_its_interval():
    before, after = class_of(600), class_of(600, moved=1.0)  # the same people, one deviation on
    told = shown(COURSE, after, before, list(zip(before, after, strict=True)))
    truth = sum(truly_right(hard - 1) - truly_right(hard) for hard in HARD.values()) / len(HARD)
    assert told.score_changed.low < truth < told.score_changed.high
    assert told.share_changed.low > 0


def test_without_a_change_none_is_claimed():
    before = class_of(300)
    told = shown(COURSE, before, before, list(zip(before, before, strict=True)))
    assert told.score_changed.low == told.score_changed.high == 0


@pytest.mark.parametrize("people", [0, 1, FEWEST_PEOPLE - 1])
def test_of_few_people_nothing_is_told(people):
    few = class_of(people)
    told = shown(COURSE, few, few, list(zip(few, few, strict=True)))
    assert (told.people, told.passed, told.items, told.score_changed, told.share_changed) == (None, None, (), None, None)


def test_a_change_of_few_people_is_not_told_even_of_a_large_class():
    many = class_of(50)
    few = many[: FEWEST_PEOPLE - 1]
    told = shown(COURSE, many, few, list(zip(few, few, strict=True)))
    assert told.people == 50
    assert told.score_changed is None


def test_an_item_under_a_hundred_answers_has_its_number_alone():
    told = shown(COURSE, class_of(300), [], [])  # each item is drawn by about a quarter
    assert {each.figures is None for each in told.items} == {each.answers < FEWEST_ANSWERS for each in told.items} == {True, False} or all(
        (each.figures is None) is (each.answers < FEWEST_ANSWERS) for each in told.items
    )
    assert all(each.figures is None and each.advice == () for each in told.items if each.answers < FEWEST_ANSWERS)


def test_answers_to_items_that_the_version_does_not_have_are_left_out():
    odd = [Taken({"gone-item": 0, **each.choices}, each.right, each.of, each.passed) for each in class_of(20)]
    assert "gone-item" not in {each.item for each in shown(COURSE, odd, [], []).items}


def figures(difficulty=0.6, discrimination=0.4, wrong=(0.2, 5, 0)) -> ItemFigures:
    share, weaker, stronger = wrong
    choices = (Choice("0", 60, difficulty, 20, 40), Choice("1", 20, share, weaker, stronger), Choice("2", 20, 0.2, 15, 5))
    return ItemFigures("x", 100, difficulty, discrimination, choices)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (figures(), ()),
        (figures(discrimination=-0.01), (Advice.BACKWARDS,)),
        (figures(discrimination=0.0), (Advice.WEAK,)),
        (figures(discrimination=None), ()),
        (figures(difficulty=0.29), (Advice.HARD,)),
        (figures(difficulty=0.96), (Advice.EASY,)),
        (figures(wrong=(0.2, 5, 6 + CLEARLY_MORE)), (Advice.DRAWS_THE_STRONG,)),
        (figures(wrong=(0.04, 3, 1)), (Advice.DRAWS_NOBODY,)),
    ],
    ids=["sound", "backwards", "weak", "everybody alike", "hard", "easy", "draws the stronger half", "draws nobody"],
)
def test_advice(made, said):
    assert advice(made, "0") == said
