"""A protocol as values. Words stand in both languages; what decides (who, when, in what order) stands once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shelterwood_methods.statutes.truth import Truth, all_of

LANGUAGES = ("en", "es")
END = "end"  # where a way leads when the run is over


@dataclass(frozen=True)
class Text:
    """The same words in English and Spanish."""

    en: str
    es: str

    def of(self, language: str) -> str:
        return self.es if language == "es" else self.en


class Kind(StrEnum):
    PROTOCOL = "protocol"  # steps for the moment when somebody notices
    POLICY = "policy"  # what the organization promises and keeps up
    PATHWAY = "pathway"  # the way of a patient through care
    CARD = "card"  # one page for the pocket or the counter
    CHECKLIST = "checklist"  # what an organization has in place, each item with a typed answer
    SESSION = "session"  # a plan for time with young people


class Guard(StrEnum):
    """Why a step can never be taken out. The three principles of the 2013 report, danger, and confidentiality."""

    DANGER = "danger"
    REPORT = "report"  # the report that the law asks
    CHILD_NOT_CHARGED = "child_not_charged"  # a minor victim is never treated as having done wrong
    NO_HARM = "no_harm"
    PRIVACY = "privacy"


class ClockBasis(StrEnum):
    LAW = "law"  # the limit of a row of reporting_duties.csv
    GRANT = "grant"  # a criterion of grants: off until adopted
    PRACTICE = "practice"  # a protocol's own: off until adopted


class Unit(StrEnum):
    NOW = "now"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Measure(StrEnum):
    """What the answer to an item of a checklist is."""

    NAMED = "named"  # a post or unit that has a name
    HOURS_A_WEEK = "hours_a_week"
    ADOPTED = "adopted"  # the day of adoption
    SHARE = "share"  # so many of so many
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Condition:
    """Answers that must all be as wanted; three-valued. Without terms it always holds."""

    terms: tuple[tuple[str, bool], ...] = ()

    def holds(self, answers: Mapping[str, Truth]) -> Truth:
        values = ((answers.get(name, Truth.UNKNOWN), wanted) for name, wanted in self.terms)
        return all_of(value if wanted else ~value for value, wanted in values)

    def open(self, answers: Mapping[str, Truth]) -> tuple[str, ...]:
        """The answers that are not known."""
        return tuple(name for name, _ in self.terms if answers.get(name, Truth.UNKNOWN) is Truth.UNKNOWN)

    def __str__(self) -> str:
        return " & ".join(name if wanted else f"!{name}" for name, wanted in self.terms)


@dataclass(frozen=True)
class Clock:
    """Within how long, from which moment, and why. A law's or a grant's number stands in its row, never here."""

    basis: ClockBasis
    starts: str
    duties: tuple[str, ...] = ()
    source: str = ""
    unit: Unit | None = None
    value: int | None = None


@dataclass(frozen=True)
class Choice:
    """One way on from a decision, which a person makes."""

    id: str
    text: Text
    next: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """Who does what, within how long, on what basis."""

    id: str
    who: str
    name: Text
    what: Text
    basis: tuple[str, ...]
    when: Condition = Condition()
    clock: Clock | None = None
    guards: Guard | None = None
    fixed_words: bool = False  # its wording may not be changed either
    record: tuple[str, ...] = ()
    marks: str = ""  # the moment that begins when it is done
    say: Text | None = None
    say_when: Condition = Condition()
    next: tuple[str, ...] = ()  # empty: the step that follows in the file
    choices: tuple[Choice, ...] = ()  # a decision has some; then `next` is empty
    measure: Measure | None = None
    minutes: int | None = None
    line: int = field(default=0, compare=False)

    @property
    def decides(self) -> bool:
        return bool(self.choices)


@dataclass(frozen=True)
class Protocol:
    """One file. `never` names the do-nots by their words in the vocabulary."""

    id: str
    version: str
    sector: str
    kind: Kind
    title: Text
    purpose: Text
    scope: Text
    review_months: int
    never: tuple[str, ...]
    steps: tuple[Step, ...]
    file: str = field(default="", compare=False)

    def step(self, identifier: str) -> Step:
        return next(each for each in self.steps if each.id == identifier)
