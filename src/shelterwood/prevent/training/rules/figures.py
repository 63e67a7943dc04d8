"""A course in numbers: counts, reading levels, how alike its stems are, and how far length gives the key away."""

from collections.abc import Iterator

from shelterwood.prevent.training.rules.checks.bank import guessed, pairs
from shelterwood.prevent.training.rules.model import LANGUAGES, Course
from shelterwood.prevent.training.rules.placeholders import values
from shelterwood.prevent.training.rules.plain import plain_text
from shelterwood.prevent.training.rules.reading_level import level


def figures(course: Course) -> Iterator[str]:
    questions = sum(len(scenario.questions) for scenario in course.scenarios)
    yield f"{course.id} {course.version}: {len(course.lessons)} lessons, {course.minutes} minutes, {questions} scenario questions, {len(course.items)} items"
    for lesson in course.lessons:
        found = {language: level(plain_text(page, values(language, sector=course.sector)), language) for language, page in lesson.pages.items()}
        yield f"  {lesson.id}: " + ", ".join(f"{language} {each.score} ({each.words} words)" for language, each in found.items())
    for language in LANGUAGES:
        alike = max((each[2] for each in pairs(course.items, language)), default=0.0)
        guesses = ", ".join(f"{word} {guessed(course, language, word):.0%}" for word in ("longest", "shortest"))
        yield f"  {language}: most alike two stems {alike:.2f}; right by length: {guesses}"
