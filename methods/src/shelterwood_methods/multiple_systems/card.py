"""The definition card: what an estimate counts. No report prints without one.

The range "1,400 to 2.4 million" came from setting side by side numbers that counted different people. A card keeps that from happening:
two estimates may share an axis only where their cards agree on who, where, when and which ages.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from .errors import MissingCard, PrevalenceError

QUESTIONS = {
    "population": "who is counted",
    "place": "where",
    "period": "when",
    "ages": "which ages",
    "lists": "which lists, and who keeps each",
    "linkage": "how records of the same person were linked across lists",
}


@dataclass(frozen=True)
class DefinitionCard:
    """Who is counted, where, when, at which ages, on which lists, and how people were linked across them; every field a plain phrase."""

    population: str
    place: str
    period: str
    ages: str
    lists: str
    linkage: str

    def __post_init__(self) -> None:
        empty = [f"{name} ({QUESTIONS[name]})" for name in QUESTIONS if not str(getattr(self, name)).strip()]
        if empty:
            raise MissingCard(f"The definition card leaves out: {'; '.join(empty)}.", "Fill in every line; write 'not known' where it is not.")

    def to_dict(self) -> dict[str, str]:
        """The card as it stands in every result."""
        return asdict(self)

    def differs(self, other: "DefinitionCard") -> list[str]:
        """The questions to which two cards give different answers; estimates that differ here are not of one quantity."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)]

    @classmethod
    def from_mapping(cls, given: Mapping[str, str]) -> "DefinitionCard":
        """A card from a mapping of the six fields; a missing one raises MissingCard, an unknown one PrevalenceError."""
        unknown = sorted(set(given) - set(QUESTIONS))
        if unknown:
            raise PrevalenceError(f"The definition card has no line '{unknown[0]}'.", f"Its lines are {', '.join(QUESTIONS)}.")
        return cls(**{name: str(given.get(name, "")) for name in QUESTIONS})

    @classmethod
    def from_file(cls, path: str | Path) -> "DefinitionCard":
        """A card from a TOML or JSON file."""
        place = Path(path)
        try:
            text = place.read_text(encoding="utf-8")
            given = json.loads(text) if place.suffix == ".json" else tomllib.loads(text)
        except (OSError, ValueError) as fault:
            raise PrevalenceError(f"The definition card {place.name} cannot be read: {fault}.", template()) from None
        if not isinstance(given, dict):
            raise PrevalenceError(f"The definition card {place.name} is not a set of lines.", template())
        return cls.from_mapping(given)


def template(lists: Sequence[str] = ()) -> str:
    """What a card file looks like, to be filled in."""
    lines = [f'{name} = ""  # {question}' for name, question in QUESTIONS.items()]
    return "A card is a file of six lines:\n" + "\n".join(lines)
