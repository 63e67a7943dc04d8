"""Every factual sentence can be traced to its source: a row of sources.csv, or a row of the facts."""

from collections.abc import Iterator

from shelterwood.prevent.training.rules.citations import HOUSE, rows_of_facts
from shelterwood.prevent.training.rules.faults import At, Fault
from shelterwood.prevent.training.rules.model import Block, Box, Course, Kind

MOST_OWN = 0.25


def every_source_is_known(course: Course) -> Iterator[Fault]:
    for at, name in _named(course):
        if name not in course.sources and name not in rows_of_facts() and name != HOUSE:
            yield at.fault(f"the source {name!r} is unknown; add it to sources.csv of the course, or name a row of the facts.")


def every_passage_has_its_source(course: Course) -> Iterator[Fault]:
    for block in _passages(course):
        if not block.covered:
            yield block.at.fault("ends without its source; write [^ID] after the last sentence, or [^HOUSE] if it claims no fact.")
    for question in [item.question for item in course.items] + [scene for each in course.scenarios for scene in each.questions]:
        if not question.sources:
            yield question.at["en"].fault(f"{question.id!r} names no source; add a line that begins with Sources:")


def own_words_are_few(course: Course) -> Iterator[Fault]:
    for lesson in course.lessons:
        for page in lesson.pages.values():
            passages = [block for block in page.blocks if _claims(block)]
            own = sum(block.sources == (HOUSE,) for block in passages)
            if passages and own / len(passages) > MOST_OWN:
                yield page.at.fault(f"{own} of {len(passages)} passages rest on our own words; at most one in four may.")


def _claims(block: Block) -> bool:
    return block.kind is not Kind.HEADING and block.box is not Box.EXAMPLE


def _passages(course: Course) -> Iterator[Block]:
    for lesson in course.lessons:
        for page in lesson.pages.values():
            yield from (block for block in page.blocks if _claims(block))


def _named(course: Course) -> Iterator[tuple[At, str]]:
    for block in _passages(course):
        yield from ((block.at, name) for name in block.sources)
    for item in course.items:
        yield from ((item.question.at["en"], name) for name in item.question.sources)
    for scenario in course.scenarios:
        yield from ((scene.at["en"], name) for scene in scenario.scenes for name in scene.sources)
