"""Conjunctions of facts from a closed vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS, Condition, check_names
from shelterwood_methods.statutes.roles import ROLES, facts_of
from shelterwood_methods.statutes.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
names = st.sampled_from(sorted((*FACTS, *EXCEPTIONS)))
terms = st.lists(st.tuples(names, st.booleans()), max_size=5).map(tuple)
stated = st.dictionaries(names, st.sampled_from(Truth))


def test_a_condition_is_a_conjunction_with_negations():
    condition = Condition.parse("federal_land & !child_died")
    assert condition.holds({"federal_land": YES, "child_died": NO}) is YES
    assert condition.holds({"federal_land": YES, "child_died": YES}) is NO
    assert condition.holds({"federal_land": YES}) is UNKNOWN
    assert condition.open_facts({"federal_land": YES}) == ("child_died",)


def test_a_row_without_a_condition_always_holds():
    assert Condition.parse("").holds({}) is YES


def test_an_exception_is_for_whoever_claims_it():
    condition = Condition.parse("!clergy_privileged")
    assert condition.holds({}) is YES
    assert condition.holds({"clergy_privileged": YES}) is NO
    assert condition.holds({"clergy_privileged": UNKNOWN}) is UNKNOWN


@pytest.mark.parametrize("text", ["third_party_named", "federal_land &", "federal_land && child_died", "! ", "FEDERAL_LAND"])
def test_a_word_outside_the_vocabulary_is_refused(text):
    with pytest.raises(ValueError, match="is no fact"):
        Condition.parse(text)


def test_a_misspelt_fact_of_a_question_is_refused():
    with pytest.raises(ValueError, match="'child_mising' is no fact"):
        check_names({"child_mising": YES})


def test_no_fact_is_an_exception_too():
    assert FACTS.keys().isdisjoint(EXCEPTIONS)


def test_each_fact_is_explained_in_one_sentence():
    assert [name for name, text in {**FACTS, **EXCEPTIONS}.items() if not (text[0].isupper() and text.endswith("."))] == []


def test_a_role_settles_facts_of_the_vocabulary_and_an_unknown_role_is_refused():
    for facts in ROLES.values():
        check_names(facts)
    assert facts_of(None) == {}
    with pytest.raises(ValueError, match="'astronaut' is no role"):
        facts_of("astronaut")


@given(terms, stated, names, st.sampled_from([YES, NO]))
def test_one_more_fact_settles_a_condition_and_never_overturns_it(parts, facts, name, value):
    condition = Condition(parts)
    before = condition.holds({**facts, name: UNKNOWN})
    assert before in (UNKNOWN, condition.holds({**facts, name: value}))


@given(terms, stated)
def test_a_condition_is_unknown_only_if_a_fact_is_open(parts, facts):
    condition = Condition(parts)
    if condition.holds(facts) is UNKNOWN:
        assert condition.open_facts(facts)
    if not condition.open_facts(facts):
        assert condition.holds(facts) is not UNKNOWN


@given(terms)
def test_a_condition_reads_back_as_it_is_written(parts):
    assert Condition.parse(" & ".join(name if wanted else f"!{name}" for name, wanted in parts)).terms == parts
