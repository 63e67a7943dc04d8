"""On what a step may rest: a row of law, a published source, or our own practice, each with how far it was checked.

`MN-RPT-03` is a row of reporting_duties.csv. `mandate:hotel:training` are the rows of training_mandates.csv of that sector and kind,
whichever state. `safe_harbor` is the state's row of safe_harbor_states.csv. Everything else is a row of library/sources.csv.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shelterwood_methods import facts, statutes
from shelterwood_methods.statutes.duties import Duties, Duty

from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.vocabulary import LIBRARY

COLUMNS = ("source_id", "kind", "citation", "evidence")
KINDS = ("law", "guidance", "practice", "research", "house")
WEAK = ("K", "I")  # own knowledge and inference: for counsel
SAFE_HARBOR = "safe_harbor"
MANDATE = "mandate:"


@dataclass(frozen=True)
class Source:
    """One basis in the words of its row."""

    id: str
    kind: str
    citation: str
    evidence: str
    weak: bool  # counsel or the organization has to confirm it


@cache
def duties() -> Duties:
    return statutes.load()


@cache
def sources() -> Mapping[str, Source]:
    """Rows of sources.csv, and the duties of the facts. Raises FactsError."""
    found = {}
    for row in facts.read_from(LIBRARY / "sources.csv", columns=COLUMNS):
        if row["kind"] not in KINDS:
            raise row.wrong(f"{row['kind']!r} is no kind of source; use one of: {', '.join(KINDS)}.")
        found[row["source_id"]] = Source(row["source_id"], row["kind"], row["citation"], row["evidence"], row["evidence"] in WEAK)
    return found | {duty.id: _of_duty(duty) for duty in duties()}


def _of_duty(duty: Duty) -> Source:
    return Source(duty.id, "law", duty.citation, duty.evidence, duty.weak)


def is_known(identifier: str) -> bool:
    if identifier.startswith(MANDATE):
        sector, _, kind = identifier.removeprefix(MANDATE).partition(":")
        return any(row["sector"] == sector and row["duty_type"] == kind for row in facts.read("training_mandates"))
    return identifier == SAFE_HARBOR or identifier in sources()


def is_duty(identifier: str) -> bool:
    return identifier in duties().by_id


def to_confirm(protocol: Protocol) -> dict[str, tuple[Source, ...]]:
    """Of each step the bases that rest on own knowledge or inference: what counsel has to read before adoption."""
    known = sources()
    found = {step.id: tuple(known[each] for each in step.basis if each in known and known[each].weak) for step in protocol.steps}
    return {step: weak for step, weak in found.items() if weak}
