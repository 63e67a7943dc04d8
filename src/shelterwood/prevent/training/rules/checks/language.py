"""The words themselves: plain, in both languages, numbers filled from the facts and never typed, links that lead somewhere."""

import re
from collections.abc import Iterator

from shelterwood.prevent.training.rules.faults import At, Fault
from shelterwood.prevent.training.rules.model import LANGUAGES, Course
from shelterwood.prevent.training.rules.placeholders import PLACEHOLDER, PLACEHOLDERS, TELEPHONE, values
from shelterwood.prevent.training.rules.plain import plain_text
from shelterwood.prevent.training.rules.reading_level import HARDEST_GRADE, LEAST_FERNANDEZ_HUERTA, level

LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)|(https?://\S+)")
LESSON_LINK = "lesson:"


def every_placeholder_is_known(course: Course) -> Iterator[Fault]:
    for at, text in texts(course):
        for name in PLACEHOLDER.findall(text):
            if name not in PLACEHOLDERS:
                yield at.fault(f"the placeholder {{{name}}} is unknown; known are {', '.join(sorted(PLACEHOLDERS))}.")


def no_number_is_typed(course: Course) -> Iterator[Fault]:
    for at, text in texts(course):
        for number in TELEPHONE.findall(text):
            yield at.fault(f"types the number {number}; write its placeholder, such as {{emergency}} or {{child_abuse_line}}.")


def every_lesson_is_plain(course: Course) -> Iterator[Fault]:
    for lesson in course.lessons:
        for language, page in lesson.pages.items():
            found = level(plain_text(page, values(language, sector=course.sector)), language)
            if not found.easy_enough(language):
                limit = f"Fernández Huerta of {LEAST_FERNANDEZ_HUERTA:g} or more" if language == "es" else f"grade {HARDEST_GRADE:g} or less"
                yield page.at.fault(f"reads at {found.score}; a lesson has {limit}. Shorten sentences, take shorter words.")


def links_lead_to_known_places(course: Course) -> Iterator[Fault]:
    """A link leads to another lesson, as in [signs](lesson:02-signs). Addresses of the web stand with the sources."""
    known = {f"{LESSON_LINK}{lesson.id}" for lesson in course.lessons}
    for at, text in texts(course):
        for target, address in LINK.findall(text):
            if address or target not in known:
                yield at.fault(
                    f"the link to {address or target!r} is dead; link to {LESSON_LINK} and the id of a lesson, and cite the web in sources.csv."
                )


def texts(course: Course) -> Iterator[tuple[At, str]]:
    """Everything that a reader of the course reads, with its place."""
    for lesson in course.lessons:
        for page in lesson.pages.values():
            yield page.at, page.title
            yield from ((block.at, block.text) for block in page.blocks)
    for question in [*(item.question for item in course.items), *(scene for each in course.scenarios for scene in each.scenes)]:
        for language in LANGUAGES:
            yield question.at[language], question.texts[language]
            for option in question.options:
                yield option.at[language], option.texts[language]
                yield option.at[language], option.reasons[language]
