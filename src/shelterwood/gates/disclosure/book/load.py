"""Reading, checking and slicing the rule book."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cedarpy
from cedarpy import pst
from shelterwood_methods import facts

from shelterwood.gates.disclosure.book.assemble import policy
from shelterwood.gates.disclosure.book.places import place_in_schema, place_of

POLICIES = Path(__file__).resolve().parent.parent / "policies"
FILES = ("general.cedar", "releases.cedar", "readers.cedar")
SCHEMA = "schema.cedarschema"


class BookError(Exception):
    """The rule book cannot be used; says which file or row, and why. Nothing starts without a whole book."""


@dataclass(frozen=True)
class Rule:
    """One policy with what a reader needs to judge it."""

    id: str
    effect: str
    basis: str
    citation: str
    senders: frozenset[str]  # sectors whose records it concerns; empty = any
    actions: frozenset[str]  # empty = every action
    template: pst.Template

    @property
    def permits_by_row(self) -> bool:
        """Whether this is a permit made from a row of the facts."""
        return self.effect == "permit" and bool(self.citation)


class Book:
    """A whole, validated rule book. `hash` names it in every audit event.

    Raises BookError for text that does not parse, does not validate against the schema, or repeats an id.
    """

    def __init__(self, schema: str, texts: Mapping[str, str]) -> None:
        self.schema_text = schema
        self.hash = hashlib.sha256("\x00".join([schema, *texts.values()]).encode()).hexdigest()
        try:
            self.schema = cedarpy.Schema.from_str(schema)
        except ValueError as problem:
            raise BookError(f"{place_in_schema(SCHEMA, schema, str(problem))}: {problem}") from problem
        self.rules: dict[str, Rule] = {}
        self._slices: dict[tuple[str, str, str], cedarpy.PolicySet] = {}
        for name, text in texts.items():
            for rule in self._checked(name, text):
                if rule.id in self.rules:
                    raise BookError(f"{name}: the rule {rule.id} stands in the book twice; give each rule one place.")
                self.rules[rule.id] = rule

    def _checked(self, name: str, text: str) -> list[Rule]:
        try:
            tree = cedarpy.policies_to_pst(text)
        except ValueError as problem:
            raise BookError(f"{place_of(name, text, _parses)}: {problem}") from problem
        result = cedarpy.validate_policies(text, self.schema)
        if not result.validation_passed:
            raise BookError(f"{place_of(name, text, self._validates)}: {'; '.join(str(error) for error in result.errors)}")
        return [_rule(name, template) for template in tree.static_policies.values()]

    def _validates(self, text: str) -> bool:
        return cedarpy.validate_policies(text, self.schema).validation_passed

    def slice(self, action: str, sender: str, basis: str = "") -> cedarpy.PolicySet:
        """The policies that can matter to this action, on a record of an owner of this sector, under this basis."""
        key = (action, sender, basis)
        if key not in self._slices:
            chosen = {rule.id: rule.template for rule in self.relevant(action, sender, basis)}
            self._slices[key] = cedarpy.PolicySet.from_pst(pst.PolicySet(templates={}, static_policies=chosen, template_links=()))
        return self._slices[key]

    def relevant(self, action: str, sender: str | None = None, basis: str = "") -> list[Rule]:
        """Rules that name this action (or every action) and, where a sender is given, its sector (or any).

        A row that permits asks first whether it is the basis chosen, so under another basis it cannot matter.
        """
        return [
            rule
            for rule in self.rules.values()
            if (not rule.actions or action in rule.actions)
            and (sender is None or not rule.senders or sender in rule.senders)
            and not (rule.permits_by_row and rule.id != basis)
        ]


def _parses(text: str) -> bool:
    try:
        cedarpy.policies_to_pst(text)
    except ValueError:
        return False
    return True


def _rule(name: str, template: pst.Template) -> Rule:
    notes = template.annotations
    if "id" not in notes:
        raise BookError(f"{name}: {template.id} has no @id; name every rule.")
    match template.action:
        case pst.ActionIn(entities=entities):
            actions = frozenset(entity.id for entity in entities)
        case pst.ActionEq(entity=entity):
            actions = frozenset([entity.id])
        case _:
            actions = frozenset()
    return Rule(
        id=notes["id"],
        effect=template.effect,
        basis=notes.get("basis", ""),
        citation=notes.get("citation", ""),
        senders=frozenset(notes.get("senders", "").split()),
        actions=actions,
        template=replace(template, id=notes["id"]),  # so that a decision names the rule, not a position
    )


def assembled(typed: Mapping[str, facts.Row], law: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """One text a rule, from the typed rows; a row that names no law row, or a misspelt word, is refused with its line."""
    texts = {}
    for rule_id, row in typed.items():
        if rule_id not in law:
            raise BookError(f"{row.file}, line {row.line}: {rule_id} has no row in disclosure_rules.csv.")
        text = policy(row, law[rule_id])
        if text:
            texts[f"{row.file}, line {row.line} ({rule_id})"] = text
    return texts


@lru_cache(maxsize=1)
def rule_book() -> Book:
    """The book of this version: the policy files and every typed row that makes a policy."""
    by_id = {name: {row["rule_id"]: row for row in facts.read(name)} for name in ("disclosure_rules_typed", "disclosure_rules")}
    files = {name: (POLICIES / name).read_text(encoding="utf-8") for name in FILES}
    rows = assembled(by_id["disclosure_rules_typed"], by_id["disclosure_rules"])
    return Book((POLICIES / SCHEMA).read_text(encoding="utf-8"), files | rows)
