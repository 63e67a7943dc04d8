"""The item bank: large enough, one right answer each, no two stems alike, and no key that shows by its length."""

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from shelterwood.prevent.training.rules.faults import Fault
from shelterwood.prevent.training.rules.model import LANGUAGES, Course, Item, Question

FEWEST_ITEMS = 40
FEWEST_OF_AN_OBJECTIVE = 4
MOST_ITEMS = 400  # each is held against every other
OPTIONS = range(3, 6)
MOST_ALIKE = 0.8
MOST_GUESSED = 0.4  # by whoever always takes the longest, or the shortest, answer


def enough_items(course: Course) -> Iterator[Fault]:
    if len(course.items) < FEWEST_ITEMS:
        yield course.at.fault(f"has {len(course.items)} items in its bank; a course has at least {FEWEST_ITEMS}.")
    if len(course.items) > MOST_ITEMS:
        yield course.at.fault(f"has {len(course.items)} items in its bank; at most {MOST_ITEMS} are compared with each other.")
    for objective in course.objectives:
        found = sum(item.objective == objective.id for item in course.items)
        if found < FEWEST_OF_AN_OBJECTIVE:
            yield course.at.fault(f"the bank has {found} items for {objective.id!r}; each objective has at least {FEWEST_OF_AN_OBJECTIVE}.")


def one_right_answer(course: Course) -> Iterator[Fault]:
    for item in course.items:
        right = sum(option.right for option in item.question.options)
        if right != 1:
            yield item.question.at["en"].fault(f"{item.question.id!r} has {right or 'no'} right answers; mark exactly one with [x].")
        if len(item.question.options) not in OPTIONS:
            yield item.question.at["en"].fault(f"{item.question.id!r} has {len(item.question.options)} answers; an item has 3 to 5.")


def every_answer_has_its_reason(course: Course) -> Iterator[Fault]:
    for item in course.items:
        for option in item.question.options:
            yield from (option.at[each].fault("has no reason; write one under it with >.") for each in LANGUAGES if not option.reasons[each])
            if option.leads_to:
                yield option.at["en"].fault("leads on with ->; items of the bank do not branch.")


def no_two_stems_alike(course: Course) -> Iterator[Fault]:
    for language in LANGUAGES:
        for one, two, alike in pairs(course.items[:MOST_ITEMS], language):
            if alike > MOST_ALIKE:
                yield two.at[language].fault(f"{two.id!r} reads like {one.id!r} ({alike:.2f}); ask something else, or in other words.")
    seen: dict[str, Question] = {}
    for item in course.items:
        if seen.setdefault(item.question.id, item.question) is not item.question:
            yield item.question.at["en"].fault(f"the id {item.question.id!r} stands in the bank twice.")


def pairs(items: tuple[Item, ...], language: str) -> Iterator[tuple[Question, Question, float]]:
    """Each two items with how alike their stems are, from 0 to 1, whatever the order of words."""
    for one, two in combinations([item.question for item in items], 2):
        yield one, two, token_sort_ratio(one.texts[language], two.texts[language], processor=default_process) / 100


def the_key_cannot_be_guessed_by_length(course: Course) -> Iterator[Fault]:
    for language in LANGUAGES:
        for word in ("longest", "shortest"):
            share = guessed(course, language, word)
            if share > MOST_GUESSED:
                yield course.at.fault(f"in «{language}» whoever takes the {word} answer is right in {share:.0%}; at most {MOST_GUESSED:.0%} is fair.")


def guessed(course: Course, language: str, extreme: str) -> float:
    """How often the key is the one longest or shortest answer."""
    sound = [item.question for item in course.items if sum(option.right for option in item.question.options) == 1]
    hits = 0
    for question in sound:
        lengths = [len(option.texts[language]) for option in question.options]
        chosen = max(lengths) if extreme == "longest" else min(lengths)
        hits += lengths[question.key] == chosen and lengths.count(chosen) == 1
    return hits / len(sound) if sound else 0.0


def the_check_can_be_drawn(course: Course) -> Iterator[Fault]:
    check = course.final_check
    if check.questions > len(course.items):
        yield course.at.fault(f"[check] asks {check.questions} questions of a bank of {len(course.items)}.")
    if not check.questions // 2 < check.right_to_pass <= check.questions:
        yield course.at.fault(f"[check] right_to_pass is {check.right_to_pass} of {check.questions}; it lies above half.")
