"""What figures of a question and of a class may be shown, and what an author should do about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shelterwood_methods.learning import Answered, Change, ItemFigures, analyse, kr20, score_change, share_change

from shelterwood.prevent.training.rules.model import Course

# Fewer people than this are not told of: a share of few people says what one of them did. Eleven, as the cell-size policy of the
# U.S. Centers for Medicare and Medicaid Services has it: no cell of ten or fewer.
FEWEST_PEOPLE = 11
# Under about 100 answers an item's figures mislead: at 100 a correlation of 0.2 may as well be 0 or 0.4.
FEWEST_ANSWERS = 100
# House defaults for the eye of an author, no standard: they start a reading, they decide nothing.
HARD, EASY, WEAK = 0.30, 0.95, 0.10
CLEARLY_MORE = 5  # people of the stronger half beyond those of the weaker


class Advice(StrEnum):
    """Why an author should read an item again."""

    BACKWARDS = "backwards"  # the stronger half gets it wrong more often
    WEAK = "weak"  # it hardly tells those who know from those who do not
    HARD = "hard"
    EASY = "easy"
    DRAWS_THE_STRONG = "draws_the_strong"  # a wrong answer that the stronger half takes more often
    DRAWS_NOBODY = "draws_nobody"  # a wrong answer that nobody takes


@dataclass(frozen=True)
class Taken:
    """One finished check, without who took it: choices by item, how many were right, whether it passed."""

    choices: Mapping[str, int]
    right: int
    of: int
    passed: bool

    @property
    def share(self) -> float:
        return self.right / self.of


@dataclass(frozen=True)
class ItemReport:
    """An item with its figures where they may be shown, else with the number of answers alone."""

    item: str
    answers: int
    figures: ItemFigures | None
    difficulty_before: float | None  # the share who had it right before the lessons
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Shown:
    """What may be shown of one version of a course. `people` is None where they are too few to tell of."""

    people: int | None
    passed: int | None = None
    items: tuple[ItemReport, ...] = ()
    reliability: float | None = None
    share_changed: Change | None = None
    score_changed: Change | None = None


def whole_groups[Row](rows: Sequence[Row]) -> Sequence[Row]:
    """The first rows up to a multiple of the fewest people: figures that moved with each person would tell what that one answered."""
    return rows[: len(rows) - len(rows) % FEWEST_PEOPLE]


def shown(course: Course, finals: list[Taken], befores: list[Taken], pairs: list[tuple[Taken, Taken]]) -> Shown:
    """The evidence of one version. `finals`: each person's first final check; `befores`: each person's check before the lessons;
    `pairs`: both of the same person.
    """
    if len(finals) < FEWEST_PEOPLE:
        return Shown(None)
    enough = len(pairs) >= FEWEST_PEOPLE
    return Shown(
        people=len(finals),
        passed=sum(each.passed for each in finals),
        items=items(course, finals, befores),
        reliability=kr20([_answered(each) for each in finals], _keys(course)),
        share_changed=share_change([one.passed for one, _ in pairs], [two.passed for _, two in pairs]) if enough else None,
        score_changed=score_change([one.share for one, _ in pairs], [two.share for _, two in pairs]) if enough else None,
    )


def items(course: Course, finals: list[Taken], befores: list[Taken]) -> tuple[ItemReport, ...]:
    """Every item of the bank, those to read again first, by how much speaks for it."""
    keys = _keys(course)
    options = {each.question.id: [str(place) for place in range(len(each.question.options))] for each in course.items}
    after = {each.item: each for each in analyse([_answered(each) for each in finals], keys, options)}
    before = {each.item: each for each in analyse([_answered(each) for each in befores], keys, options)}
    found = [_report(item, after.get(item), before.get(item), keys[item]) for item in keys]
    order = list(Advice)
    return tuple(sorted(found, key=lambda each: (order.index(each.advice[0]) if each.advice else len(order), each.figures is None)))


def _report(item: str, after: ItemFigures | None, before: ItemFigures | None, key: str) -> ItemReport:
    enough = after is not None and after.answers >= FEWEST_ANSWERS
    asked_before = before is not None and before.answers >= FEWEST_ANSWERS
    return ItemReport(
        item,
        after.answers if after else 0,
        after if enough else None,
        before.difficulty if before and asked_before else None,
        advice(after, key) if after and enough else (),
    )


def advice(figures: ItemFigures, key: str) -> tuple[Advice, ...]:
    """What speaks for reading an item again."""
    found = []
    if figures.discrimination is not None and figures.discrimination < 0:
        found.append(Advice.BACKWARDS)
    elif figures.discrimination is not None and figures.discrimination < WEAK:
        found.append(Advice.WEAK)
    if figures.difficulty < HARD:
        found.append(Advice.HARD)
    if figures.difficulty > EASY:
        found.append(Advice.EASY)
    wrong = [each for each in figures.choices if each.option != key]
    if any(each.by_stronger - each.by_weaker > CLEARLY_MORE for each in wrong):
        found.append(Advice.DRAWS_THE_STRONG)
    if any(each.draws_nobody for each in wrong):
        found.append(Advice.DRAWS_NOBODY)
    return tuple(found)


def _keys(course: Course) -> dict[str, str]:
    return {each.question.id: str(each.question.key) for each in course.items}


def _answered(taken: Taken) -> Answered:
    return Answered({item: str(place) for item, place in taken.choices.items()})
