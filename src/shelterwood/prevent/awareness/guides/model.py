"""The shapes of what is read: a passage with its sources, a page for an audience, the page on the report, the kit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("en", "es")
HOUSE = "HOUSE"  # our own words: advice that claims no fact


class Part(StrEnum):
    """The parts of a page, in the order in which they are read."""

    WHAT = "what"
    DO = "do"
    DONT = "dont"
    RIGHTS = "rights"
    TELL = "tell"
    HELP = "help"
    LAW = "law"


class ReportPart(StrEnum):
    """The parts of the page on the report of 2013, in the order in which they are read."""

    KNOWN = "known"
    PRINCIPLES = "principles"
    FOUND = "found"
    NEEDED = "needed"
    RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True)
class Source:
    """Where a sentence comes from. `evidence`: V read in a copy, V-sec a secondary source, K own knowledge, not checked."""

    id: str
    citation: str
    address: str
    evidence: str


@dataclass(frozen=True)
class Passage:
    """A sentence or two in each language, and the ids of their sources."""

    texts: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """The page of one audience. `sector` empty: of none. `signs`: roles of the warning signs; `protocols`: names by id."""

    id: str
    sector: str
    course: str
    protocols: Mapping[str, Mapping[str, str]]
    signs: tuple[str, ...]
    young: bool
    name: Mapping[str, str]
    title: Mapping[str, str]
    lede: Mapping[str, str]
    parts: Mapping[Part, tuple[Passage, ...]]

    @property
    def passages(self) -> Iterator[Passage]:
        return (passage for part in self.parts.values() for passage in part)


@dataclass(frozen=True)
class Publication:
    """A report or guide of the National Academies, by the number of its record."""

    name: Mapping[str, str]
    record: int
    address: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The report of 2013 as our notes hold it. `sectors`: by audience."""

    publication: Publication
    authors: str
    year: int
    guides: tuple[Publication, ...]
    parts: Mapping[ReportPart, tuple[Passage, ...]]
    sectors: Mapping[str, Passage]

    @property
    def passages(self) -> Iterator[Passage]:
        yield from (passage for part in self.parts.values() for passage in part)
        yield from self.sectors.values()


@dataclass(frozen=True)
class Word:
    """A word that harms, one that does not, and why, in each language."""

    avoid: Mapping[str, str]
    say: Passage
    why: Mapping[str, str]


@dataclass(frozen=True)
class Kit:
    """Texts to post, a week step by step, a note for the press, and words."""

    post: tuple[Passage, ...]
    week: tuple[Passage, ...]
    press: tuple[Passage, ...]
    words: tuple[Word, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        yield from (*self.post, *self.week, *self.press)
        yield from (word.say for word in self.words)


@dataclass(frozen=True)
class Guidance:
    """Everything of the library."""

    sources: Mapping[str, Source]
    guides: Mapping[str, Guide]
    report: Report
    kit: Kit

    def cited(self, passages: Iterable[Passage]) -> tuple[Source, ...]:
        """The sources of these passages in the order in which they are first named; our own words have none."""
        names = dict.fromkeys(name for passage in passages for name in passage.sources if name != HOUSE)
        return tuple(self.sources[name] for name in names)
