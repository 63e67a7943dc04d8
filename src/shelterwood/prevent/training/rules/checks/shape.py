"""Lessons: how many, what they name, and that each says what to do and what not to do."""

from collections.abc import Iterator
from itertools import zip_longest

from shelterwood.prevent.training.rules.faults import Fault
from shelterwood.prevent.training.rules.model import LANGUAGES, Block, Box, Course

LESSONS = range(6, 11)


def right_number_of_lessons(course: Course) -> Iterator[Fault]:
    if len(course.lessons) not in LESSONS:
        yield course.at.fault(f"has {len(course.lessons)} lessons; a course has {LESSONS.start} to {LESSONS.stop - 1} short ones.")


def everything_named_exists(course: Course) -> Iterator[Fault]:
    objectives = {each.id for each in course.objectives}
    scenarios = {each.id for each in course.scenarios}
    for lesson in course.lessons:
        for name in lesson.objectives:
            if name not in objectives:
                yield lesson.at.fault(f"lesson {lesson.id} names the objective {name!r}, which the course does not have.")
        for name in lesson.scenarios:
            if name not in scenarios:
                yield lesson.at.fault(f"lesson {lesson.id} names the scenario {name!r}; there is no such file in scenarios/.")
    taught = {name for lesson in course.lessons for name in lesson.objectives}
    for name in sorted(objectives - taught):
        yield course.at.fault(f"no lesson teaches the objective {name!r}.")
    for item in course.items:
        if item.objective not in objectives:
            yield item.question.at["en"].fault(f"the file is named after {item.objective!r}, which is no objective of the course.")


def every_lesson_says_what_to_do_and_not_to_do(course: Course) -> Iterator[Fault]:
    for lesson in course.lessons:
        for page in lesson.pages.values():
            for box in sorted({Box.DO, Box.DONT} - {block.box for block in page.blocks if block.box}):
                yield page.at.fault(f"has no box «{box}»; every lesson says what to do and what not to do.")


def passages_name_roles_of_the_course(course: Course) -> Iterator[Fault]:
    known = {role.id for role in course.roles}
    for lesson in course.lessons:
        for page in lesson.pages.values():
            for block in page.blocks:
                for role in block.roles:
                    if role not in known:
                        yield block.at.fault(f"the course has no role {role!r}; it has {', '.join(sorted(known))}.")


def languages_match_block_by_block(course: Course) -> Iterator[Fault]:
    """A translation has the same headings, passages and entries, in the same boxes and with the same sources."""
    for lesson in course.lessons:
        english = lesson.pages[LANGUAGES[0]]
        for language in LANGUAGES[1:]:
            page = lesson.pages[language]
            for one, two in zip_longest(english.blocks, page.blocks):
                if one is None or two is None or _shape(one) != _shape(two):
                    missing = f"line {one.at.line} of {one.at.file}" if one else "nothing in English"
                    yield (two.at if two else page.at).fault(
                        f"does not match {missing}: kind of passage, box, roles and sources are the same in both."
                    )
                    break


def _shape(block: Block) -> tuple[object, ...]:
    return block.kind, block.box, block.roles, block.sources
