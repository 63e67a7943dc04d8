"""The rule book as people read it: row by row, in prose and as it is typed, with what is not encoded and why."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shelterwood_methods import facts

from shelterwood.gates.disclosure.book.assemble import policy, words
from shelterwood.gates.disclosure.book.load import FILES, POLICIES, rule_book
from shelterwood.gates.law.rules import disclosure_citations

VOCABULARY = facts.FOLDER / "disclosure_vocabulary.md"
WHOLE = re.compile(r'^@id\("([^"]*)"\)\n(?:.+\n)*?(?:permit|forbid)\b(?:.+\n?)*', re.MULTILINE)
EXAMPLE = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


class Typing(StrEnum):
    """How far the gate can decide by a row."""

    TYPED = "typed"  # one Cedar policy
    STATEMENT = "statement"  # one Cedar policy, and a person states what no machine can know
    CLOCK = "clock"  # a duty with its clock; it shares nothing
    NOT_ENCODED = "not_encoded"  # grants nothing
    PRODUCT = "product"  # written by hand, for this product and not for a statute


@dataclass(frozen=True)
class Example:
    """A worked example of the vocabulary, section 6. `decision` is allow or deny, or both in order where it asks twice."""

    number: str
    asked: str
    decision: str
    by: str
    missing: str

    @property
    def question(self) -> str:
        """As the head of its table reads: may … now?"""
        return f"May {self.asked}?"


@dataclass(frozen=True)
class Entry:
    """One rule for its reader. `law` and `typed` are the two rows of the facts, empty for a rule of the product."""

    id: str
    typing: Typing
    effect: str  # permit, forbid, or nothing
    group: str  # the kind of sender, by its word
    basis: str
    citation: str
    law: dict[str, str]
    typed: dict[str, str]
    policy: str  # Cedar
    examples: tuple[Example, ...]

    @property
    def signable(self) -> bool:
        """Whether a signature opens anything: a permit made from a row of law."""
        return self.effect == "permit" and self.typing is not Typing.PRODUCT

    @property
    def haystack(self) -> str:
        """What a search looks through, without case."""
        return " ".join((self.id, self.basis, self.citation, *self.law.values(), *self.typed.values())).casefold()


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Every rule by id: the rows of law in the order of their file, then the product's own."""
    law = {row["rule_id"]: dict(row) for row in facts.read("disclosure_rules")}
    rows = {row["rule_id"]: _of_row(dict(row), law[row["rule_id"]]) for row in facts.read("disclosure_rules_typed")}
    return rows | {each.id: each for each in map(_of_product, _by_hand().items())}


def _of_row(typed: dict[str, str], law: dict[str, str]) -> Entry:
    text = policy(typed, law)
    if text:
        typing = Typing.STATEMENT if words(typed["attestations"]) else Typing.TYPED
    else:
        typing = Typing.CLOCK if typed["cedar_effect"] == "duty_only" else Typing.NOT_ENCODED
    rule = typed["rule_id"]
    return Entry(
        rule, typing, typed["cedar_effect"] if text else "", (words(law["from_sector"]) or ["any"])[0], law["legal_basis"], disclosure_citations()[rule], law, typed,
        text, examples_of(rule),
    )  # fmt: skip


def _of_product(rule: tuple[str, str]) -> Entry:
    identifier, text = rule
    known = rule_book().rules[identifier]
    return Entry(identifier, Typing.PRODUCT, known.effect, "product", known.basis, "", {}, {}, text, examples_of(identifier))


def _by_hand() -> dict[str, str]:
    """The text of each policy of the files, by id."""
    files = ((POLICIES / name).read_text(encoding="utf-8") for name in FILES)
    return {found[1]: found[0].strip() for text in files for found in WHOLE.finditer(text)}


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The worked examples, in order; each is a test of the gate or of the vocabulary's own check."""
    return tuple(Example(*found) for found in EXAMPLE.findall(VOCABULARY.read_text(encoding="utf-8")) if found[0].isdigit())


def examples_of(rule: str) -> tuple[Example, ...]:
    """Those that a rule decides, and those that it would open."""
    named = re.compile(rf"(?<![\w-]){re.escape(rule)}(?![\w-])")
    return tuple(each for each in examples() if named.search(each.by) or named.search(each.missing))
