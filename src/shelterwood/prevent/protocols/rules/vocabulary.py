"""The closed words of protocols, each in both languages: roles, answers, moments, what to record, and the do-nots.

They stand in library/vocabulary.toml. An answer that a reporting duty may depend on has the name it has in
`shelterwood_methods.statutes.conditions`; no answer is about force, movement or a third party, which for a person under 18 need not
be shown (22 USC 7102) and so may stand before no step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shelterwood_methods.statutes.conditions import FACTS
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.protocols.rules.faults import Fault, ProtocolError
from shelterwood.prevent.protocols.rules.fields import Fields
from shelterwood.prevent.protocols.rules.model import Text
from shelterwood.prevent.protocols.rules.toml import Tables

LIBRARY = Path(__file__).resolve().parents[1] / "library"
FILE = "vocabulary.toml"


@dataclass(frozen=True)
class Role:
    """Who holds a step, and of which sector; empty where it is the protocol's own."""

    text: Text
    sector: str

    def of(self, language: str) -> str:
        return self.text.of(language)


@dataclass(frozen=True)
class Never:
    """Something not to do, and where that comes from."""

    text: Text
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Each word by its id. `answers` are questions with yes, no and unknown."""

    roles: Mapping[str, Role]
    answers: Mapping[str, Text]
    moments: Mapping[str, Text]
    records: Mapping[str, Text]
    nevers: Mapping[str, Never]


def is_fact_of_law(answer: str) -> bool:
    """Whether the duty engine knows this answer: the only ones on which a report may depend, and age never."""
    return answer in FACTS and answer != "under_18"


@cache
def vocabulary() -> Vocabulary:
    """The words of the house. Raises ProtocolError."""
    return read_vocabulary((LIBRARY / FILE).read_text(encoding="utf-8"), FILE)


def read_vocabulary(text: str, file: str) -> Vocabulary:
    """Raises ProtocolError with every fault: a repeated id, a missing translation, a key that is none."""
    faults: list[Fault] = []
    tables = Tables(text, file)
    whole = Fields(tables, (), tables.values, faults)
    whole.only(("role", "answer", "moment", "record", "never"))
    found = {kind: _entries(whole, kind) for kind in ("answer", "moment", "record")}
    roles = {each.identifier(): Role(Text(each.word("en"), each.word("es")), _sector(each)) for each in _each(whole, "role", "sector")}
    nevers = {each.identifier(): Never(Text(each.word("en"), each.word("es")), each.words("basis")) for each in _each(whole, "never", "basis")}
    if faults:
        raise ProtocolError(faults)
    return Vocabulary(roles, found["answer"], found["moment"], found["record"], nevers)


def _sector(fields: Fields) -> str:
    found = fields.word("sector", needed=False)
    if found and found not in list(Sector):
        fields.wrong("sector", f"{found!r} is no sector; use one of: {', '.join(Sector)}.")
    return found


def _entries(whole: Fields, kind: str) -> dict[str, Text]:
    return {each.identifier(): Text(each.word("en"), each.word("es")) for each in _each(whole, kind)}


def _each(whole: Fields, kind: str, *more: str) -> list[Fields]:
    seen: set[str] = set()
    found = whole.tables_of(kind)
    for each in found:
        each.only(("id", "en", "es", *more))
        name = str(each.values.get("id", ""))
        if name in seen:
            each.wrong("id", f"{name!r} stands here twice.")
        seen.add(name)
    return found
