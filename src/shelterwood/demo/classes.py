"""A whole class that took one course, so that the page of evidence has something to show.

Hundreds of people cannot each go through the verbs at a start of two seconds, so their rows are made at once, as the verbs would
make them: drawn by the course's own rule, scored by it, held by every constraint of the tables. Who knows more is more often
right, as in the simplest model of item response; three items are flawed on purpose, for the page to find.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import exp

from shelterwood.demo.region import FIRST_NAMES, LAST_NAMES
from shelterwood.foundation.accounts.models import Organization
from shelterwood.prevent.training.library import shipped_courses
from shelterwood.prevent.training.models import Attempt, Completion, Learner
from shelterwood.prevent.training.rules.final_check import draw, score
from shelterwood.prevent.training.rules.model import Course, Item
from shelterwood.prevent.training.services import edition_of

SEED = 367
COURSE = "transport"
PEOPLE = 420
GUESS = 0.2
LEARNED = 0.9  # how far the lessons move somebody, in standard deviations of the class
BACKWARDS, TOO_EASY, WEAK = range(3)  # places of the flawed items in the bank


def play(organization: Organization, now: datetime) -> None:
    """The people of one organization: some took the check before, all took it after, some looked back later."""
    course, dice = shipped_courses()[COURSE], random.Random(SEED)
    edition = edition_of(course, now - timedelta(days=120))
    learners = Learner.objects.bulk_create(_learners(organization, dice))
    attempts, completions = [], []
    for learner in learners:
        knows, at = dice.gauss(), now - timedelta(days=dice.randint(2, 110), hours=dice.randint(0, 20))
        if dice.random() < 0.6:
            attempts.append(_attempt(course, learner, Attempt.Kind.BEFORE, knows, at - timedelta(days=1), dice))
        final = _attempt(course, learner, Attempt.Kind.FINAL, knows + LEARNED, at, dice)
        attempts.append(final)
        if final.passed:
            completions.append(_completion(course, final, at))
            if dice.random() < 0.3 and at < now - timedelta(days=10):
                attempts.append(_attempt(course, learner, Attempt.Kind.REFRESHER, knows + LEARNED, at + timedelta(days=8), dice))
    for attempt in attempts:
        attempt.edition = edition
    Attempt.objects.bulk_create(attempts)
    Completion.objects.bulk_create(completions)


def _learners(organization: Organization, dice: random.Random) -> Iterator[Learner]:
    for number in range(1, PEOPLE + 1):
        name = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
        yield Learner(organization=organization, number=f"TR-{number:04}", name=name, role="bus_rail")


def _attempt(course: Course, learner: Learner, kind: str, knows: float, at: datetime, dice: random.Random) -> Attempt:
    seed = f"{dice.getrandbits(128):032x}"
    drawn = draw(course, seed)
    answers = {each.item.question.id: _answer(course, each.item, knows, dice) for each in drawn}
    result = score(course, drawn, answers)
    return Attempt(
        learner=learner, course=course.id, version=course.version, kind=kind, seed=seed, items=list(answers), answers=answers,
        language="es" if dice.random() < 0.2 else "en", started_at=at - timedelta(minutes=12), finished_at=at, right=result.right, passed=result.passed,
    )  # fmt: skip


def _answer(course: Course, item: Item, knows: float, dice: random.Random) -> int:
    """The place of the answer taken: a three-parameter logistic, and among the wrong ones any."""
    place = course.items.index(item)
    hard = {TOO_EASY: -4.0}.get(place, (place * 7 % 11 - 5) / 5)
    slope = {BACKWARDS: -1.0, WEAK: 0.05}.get(place, 1.2)
    if dice.random() < GUESS + (1 - GUESS) / (1 + exp(-slope * (knows - hard))):
        return item.question.key
    return dice.choice([each for each in range(len(item.question.options)) if each != item.question.key])


def _completion(course: Course, final: Attempt, at: datetime) -> Completion:
    return Completion(
        learner=final.learner, attempt=final, course=course.id, version=course.version, title=course.titles[final.language],
        language=final.language, minutes=course.minutes, right=final.right, of=len(final.items), completed_at=at,
    )  # fmt: skip
