"""The rule book with its signatures, for everybody who is signed in: which rows there are, and which of them counsel signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shelterwood.gates.disclosure.book.reading import Entry, Typing, entries
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.rules import digest, text_hashes

if TYPE_CHECKING:
    from shelterwood.gates.law.models import SignedRow

RULE = "rule"


@dataclass(frozen=True)
class RuleNow:
    """One rule, and whether counsel signed its present text."""

    entry: Entry
    signed: bool

    @property
    def standing(self) -> str:
        """A word of `design.STATUSES`; empty where a signature would change nothing."""
        if not self.entry.signable:
            return ""
        return "confirmed" if self.signed else "not_confirmed"


def rules() -> list[RuleNow]:
    """The whole book: the rows of law by who tells, then the rules of the product."""
    signed = law.signed(RULE)
    order = {group: place for place, group in enumerate(groups())}
    found = [RuleNow(each, each.id in signed) for each in entries().values()]
    return sorted(found, key=lambda each: order[each.entry.group])


def groups() -> list[str]:
    """Who tells, in the order of the book."""
    return list(dict.fromkeys(each.group for each in entries().values()))


def found(*, words: str = "", group: str = "", state: str = "") -> list[RuleNow]:
    """Rules that hold all these words, of this sender, in this state of `forms.STATES`."""
    wanted = words.casefold().split()
    return [
        each for each in rules() if all(word in each.entry.haystack for word in wanted) and group in ("", each.entry.group) and _stands(each, state)
    ]


def _stands(each: RuleNow, state: str) -> bool:
    match state:
        case "unsigned":
            return each.entry.signable and not each.signed
        case "signed":
            return each.entry.signable and each.signed
        case "not_encoded":
            return each.entry.typing is Typing.NOT_ENCODED
        case "forbid":
            return each.entry.effect == "forbid"
        case "product":
            return each.entry.typing is Typing.PRODUCT
    return True


def rule(identifier: str) -> RuleNow | None:
    """One rule; None for an id that no rule has."""
    entry = entries().get(identifier)
    return RuleNow(entry, identifier in law.signed(RULE)) if entry else None


def signature(identifier: str) -> SignedRow | None:
    """The signature under the present text of a rule."""
    text_hash = text_hashes().get((RULE, identifier))
    return next((each for each in law.signatures(RULE, identifier) if each.text_hash == text_hash and each.withdrawn_at is None), None)


def pack_digest(chosen: Sequence[RuleNow]) -> str:
    """The hash of the pack that these rules would make, as `sign_pack` reckons it."""
    return digest({(RULE, each.entry.id): text_hashes()[RULE, each.entry.id] for each in chosen})


def unsigned() -> list[str]:
    """Permits of the book that open nothing, since no signature stands under their present text."""
    signed = law.signed(RULE)
    return [each.id for each in entries().values() if each.signable and each.id not in signed]
