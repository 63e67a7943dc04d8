"""The rule book: whole, checked, and refused whole where a line is wrong."""

import re
from collections import Counter

import pytest
from shelterwood_methods import facts

from shelterwood.foundation.accounts.rules import Regime
from shelterwood.gates.disclosure import vocabulary
from shelterwood.gates.disclosure.book import Book, BookError, rule_book
from shelterwood.gates.disclosure.book.assemble import policy
from shelterwood.gates.disclosure.book.load import POLICIES, SCHEMA, assembled

SCHEMA_TEXT = (POLICIES / SCHEMA).read_text()
GOOD = '@id("X-1")\npermit(principal, action in [Action::"read"], resource) when { principal.active };'


def words_of(kind: str) -> set[str]:
    """The closed list of an enum entity in the Cedar schema."""
    found = re.search(rf"entity {kind} enum \[(.*?)\]", re.sub(r"//[^\n]*", "", SCHEMA_TEXT), re.DOTALL)
    assert found
    return set(re.findall(r'"([^"]+)"', found.group(1)))


@pytest.mark.parametrize("kind", ["Category", "Subcategory", "Source", "Purpose", "Field", "Attestation"])
def test_every_word_that_code_names_is_in_the_schema(kind):
    assert {word.value for word in getattr(vocabulary, kind)} <= words_of(kind)


def test_the_regimes_of_organizations_are_those_of_the_schema():
    assert {regime.value for regime in Regime} == words_of("Regime")


def test_every_typed_row_that_grants_or_forbids_is_a_policy_and_no_other():
    rows = {row["rule_id"]: row["cedar_effect"] for row in facts.read("disclosure_rules_typed")}
    book = rule_book()
    assert {row: book.rules[row].effect for row, effect in rows.items() if effect in ("permit", "forbid")} == {
        row: effect for row, effect in rows.items() if effect in ("permit", "forbid")
    }
    assert not {row for row, effect in rows.items() if effect not in ("permit", "forbid")} & book.rules.keys()


def test_every_rule_names_its_basis():
    assert [rule.id for rule in rule_book().rules.values() if not rule.basis] == []


def test_no_permit_outside_the_rows_lets_anything_leave_but_the_companions_of_the_vocabulary():
    leaving = {"share", "export", "print"}
    own = [rule.id for rule in rule_book().rules.values() if rule.effect == "permit" and not rule.permits_by_row and rule.actions & leaving]
    assert sorted(own) == ["AT-01-P", "CT-ALL-01-P", "P-OWN-PAPER", "VS-ANY-01-P"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("permit(principal, action, resource", "X"),
        (GOOD.replace("principal.active", "principal.actve"), "actve"),
        (GOOD.replace('Action::"read"', 'Action::"reed"'), "reed"),
        (GOOD.replace("principal.active", 'resource.category == Category::"heatlh"'), "heatlh"),
        (GOOD.replace("principal.active", 'context.release.rule == Rule::"P-OWN"'), "release"),
        (GOOD.replace('@id("X-1")\n', ""), "@id"),
    ],
    ids=["syntax", "attribute", "action", "word", "optional attribute without has", "no id"],
)
def test_a_malformed_policy_is_refused_with_its_file(text, why):
    with pytest.raises(BookError, match=r"some\.cedar") as refusal:
        Book(SCHEMA_TEXT, {"some.cedar": text})
    assert why in str(refusal.value) or why == "X"


@pytest.mark.parametrize(
    "wrong", [GOOD.replace("permit", "permitt"), GOOD.replace("principal.active", "principal.actve")], ids=["syntax", "attribute"]
)
def test_the_line_of_the_malformed_policy_is_said(wrong):
    text = GOOD.replace("X-1", "X-0") + "\n" + wrong
    line = text[: text.rindex("@id")].count("\n") + 1
    with pytest.raises(BookError, match=rf"some\.cedar, line {line} \(X-1\)"):
        Book(SCHEMA_TEXT, {"some.cedar": text})


@pytest.mark.parametrize(
    ("schema", "line"),
    [("entity A;\n\nentity B = {;\n", 3), ("entity A;\n\nentity B {x: Misspelt};\n", 3)],
    ids=["syntax", "a name that leads nowhere"],
)
def test_the_line_of_a_fault_in_the_schema_is_said(schema, line):
    with pytest.raises(BookError, match=rf"{SCHEMA}, line {line}"):
        Book(schema, {"some.cedar": GOOD})


def test_a_rule_that_stands_twice_is_refused():
    with pytest.raises(BookError, match="X-1 stands in the book twice"):
        Book(SCHEMA_TEXT, {"one.cedar": GOOD, "two.cedar": GOOD})


def test_a_schema_that_does_not_parse_is_refused():
    with pytest.raises(BookError, match=SCHEMA):
        Book("entity Nothing = {", {"some.cedar": GOOD})


def test_a_typed_row_without_its_law_is_refused():
    typed = {row["rule_id"]: row for row in facts.read("disclosure_rules_typed")}
    with pytest.raises(BookError, match=r"SC-CW-01 has no row in disclosure_rules\.csv"):
        assembled({"SC-CW-01": typed["SC-CW-01"]}, {})


def test_a_misspelt_word_in_a_typed_row_is_refused_with_its_rule():
    typed = {row["rule_id"]: row for row in facts.read("disclosure_rules_typed")}
    law = {row["rule_id"]: row for row in facts.read("disclosure_rules")}
    wrong = facts.Row("disclosure_rules_typed.csv", 7, {**typed["SC-CW-01"], "category": "educatoin"})
    with pytest.raises(BookError, match=r"disclosure_rules_typed\.csv, line 7 \(SC-CW-01\).*educatoin"):
        Book(SCHEMA_TEXT, assembled({"SC-CW-01": wrong}, law))


def test_a_forbid_is_wider_than_its_row_and_a_permit_never():
    """A forbid drops basis and field limit; a permit carries both."""
    typed = {row["rule_id"]: row for row in facts.read("disclosure_rules_typed")}
    law = {row["rule_id"]: row for row in facts.read("disclosure_rules")}
    for rule, row in typed.items():
        text = policy(row, law[rule])
        carries = f'context.basis == Rule::"{rule}"' in text
        assert carries is (row["cedar_effect"] == "permit"), rule


def test_the_book_is_named_by_its_content():
    assert Book(SCHEMA_TEXT, {"a": GOOD}).hash != Book(SCHEMA_TEXT, {"a": GOOD + " "}).hash


def test_ids_are_unique_over_all_files():
    text = "\n".join((POLICIES / name).read_text() for name in ("general.cedar", "releases.cedar", "readers.cedar"))
    assert [name for name, count in Counter(re.findall(r'@id\("([^"]+)"\)', text)).items() if count > 1] == []
