"""A course as values. What a reader sees stands by language; what decides (key, way on, sources) stands once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shelterwood.prevent.training.rules.faults import At
from shelterwood.prevent.training.rules.files import own_copy

LANGUAGES = ("en", "es")
END = "end"  # where a scenario's way on leads when the scenario is over

type Words = Mapping[str, str]  # by language


class Box(StrEnum):
    """What sets a passage apart."""

    DO = "do"
    DONT = "dont"
    EXAMPLE = "example"  # invented, so it claims no fact and needs no source
    ROLE = "role"  # for some of the course's roles only


class Kind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    ENTRY = "entry"  # of a list


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or list entry in one language, as Markdown without its references."""

    kind: Kind
    text: str
    sources: tuple[str, ...]
    covered: bool  # whether a source stands behind its last sentence
    box: Box | None
    roles: tuple[str, ...]  # empty: for everybody
    at: At


@dataclass(frozen=True)
class Page:
    """A lesson in one language."""

    title: str
    blocks: tuple[Block, ...]
    at: At


@dataclass(frozen=True)
class Lesson:
    id: str
    minutes: int
    objectives: tuple[str, ...]
    scenarios: tuple[str, ...]  # played after it
    pages: Mapping[str, Page]
    at: At


@dataclass(frozen=True)
class Option:
    """One answer. Each has its reason, the right one too."""

    texts: Words
    reasons: Words
    right: bool
    leads_to: str | None  # a scene of the same scenario, or END; in the bank None
    at: Mapping[str, At]


@dataclass(frozen=True)
class Question:
    """A scene of a scenario, or an item of the bank. A scene without options ends its way."""

    id: str
    texts: Words
    options: tuple[Option, ...]
    sources: tuple[str, ...]
    at: Mapping[str, At]

    @property
    def key(self) -> int:
        """The place of the right answer of an item."""
        return next(place for place, option in enumerate(self.options) if option.right)


@dataclass(frozen=True)
class Scenario:
    """A story that branches: each choice has a consequence, a reason and a way on. The first scene opens it."""

    id: str
    titles: Words
    scenes: tuple[Question, ...]
    at: At

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(scene for scene in self.scenes if scene.options)


@dataclass(frozen=True)
class Item:
    """One question of the bank, with the objective that it measures."""

    objective: str
    question: Question


@dataclass(frozen=True)
class Named:
    """A role or an objective of the course."""

    id: str
    texts: Words


@dataclass(frozen=True)
class Source:
    id: str
    citation: str
    address: str
    evidence: str


@dataclass(frozen=True)
class FinalCheck:
    """How many items are drawn, how many must be right, and who set that mark on what ground."""

    questions: int
    right_to_pass: int
    set_by: str


@dataclass(frozen=True)
class Course:
    id: str
    version: str
    sector: str
    titles: Words
    summaries: Words
    roles: tuple[Named, ...]
    objectives: tuple[Named, ...]
    lessons: tuple[Lesson, ...]
    scenarios: tuple[Scenario, ...]
    items: tuple[Item, ...]
    sources: Mapping[str, Source]
    final_check: FinalCheck
    digest: str  # of the files it was read from
    at: At

    @property
    def own(self) -> bool:
        """Whether it is an organization's own copy."""
        return own_copy(self.id)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)
