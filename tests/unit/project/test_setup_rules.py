"""The answers of a set-up: read whole, and every fault named at once with its place."""

import contextlib
import copy
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.accounts.rules import RIGHTS, Role, Verb
from shelterwood.project.setup.rules import reading
from shelterwood.project.setup.rules.checking import Faulty, checked, without_kind
from shelterwood.project.setup.rules.questions import NEEDED, SECTIONS

HOME = Path(__file__).resolve().parents[3]
DOCUMENT = (HOME / "docs/reference/answers-format.md").read_text(encoding="utf-8")
EXAMPLE = tomllib.loads(DOCUMENT.split("```toml\n")[1].split("```")[0])
CENSUS = {"MN": {"Cass": ("27021",), "Crow Wing": ("27035",)}, "VA": {"Richmond": ("51159", "51760")}}


def changed(*path, to):
    values = copy.deepcopy(EXAMPLE)
    here = values
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = to
    return values


def faults(values):
    with pytest.raises(Faulty) as refused:
        checked(values, census=CENSUS)
    return [(fault.path, fault.reason) for fault in refused.value.faults]


def test_the_example_of_the_handbook_is_taken_and_its_county_gets_its_code():
    answers = checked(EXAMPLE, census=CENSUS)
    assert answers.one("county")["fips"] == "27021"
    assert answers.many("line")[0]["rung_on"] == date(2026, 11, 20)
    assert answers.one("administrator")["language"] == "en"


@pytest.mark.parametrize(
    ("values", "path", "reason"),
    [
        (changed("bodyy", to={}), ("bodyy",), "did you mean 'body'"),
        (changed("body", "fone", to="x"), ("body", "fone"), "did you mean 'phone'"),
        (changed("body", "phone", to="12"), ("body", "phone"), "with area code"),
        (changed("body", "name", to=""), ("body", "name"), "It is missing"),
        (changed("body", "name", to="x" * 121), ("body", "name"), "121 characters long; 120 fit"),
        (changed("body", "name", to="a\u202eb"), ("body", "name"), "cannot be shown"),
        (changed("body", "name", to=7), ("body", "name"), "at least one word"),
        (changed("body", "exit_url", to="http://a.example"), ("body", "exit_url"), "https://"),
        (changed("county", 0, "state", to="XX"), ("county", 0, "state"), "two letters"),
        (changed("county", 0, "time_zone", to="Europe/Berlin"), ("county", 0, "time_zone"), "United States"),
        (changed("county", 0, "text_to_911", to="maybe"), ("county", 0, "text_to_911"), "yes or no"),
        (changed("county", to={}), ("county",), "[[county]]"),
        (changed("county", to=["Cass"]), ("county",), "[[county]]"),
        (changed("agency", 0, "sector", to="schol"), ("agency", 0, "sector"), "Write one of"),
        (changed("agency", 0, "sector", to="coordinating_body"), ("agency", 0, "sector"), "Write one of"),
        (changed("agency", 0, "regimes", to=["hippa"]), ("agency", 0, "regimes"), "Write one of"),
        (changed("agency", 0, "county", to="Cas County"), ("agency", 0, "county"), "did you mean 'Cass County'"),
        (changed("agency", 0, "stands_in", to="Cass County Child Protection"), ("agency", 0, "stands_in"), "stand in for itself"),
        (changed("agency", 2, "name", to="cass county child protection"), ("agency", 2), "stands here twice"),
        (changed("agency", 2, "receives_reports", to=False), ("route", 0, "agencies"), "does not receive reports"),
        (changed("route", 0, "agencies", to=["Nobody"]), ("route", 0, "agencies"), "is not among the answers"),
        (changed("route", 0, "agencies", to=["Walker Police", "Walker Police"]), ("route", 0, "agencies"), "stands here twice"),
        (changed("route", 0, "agencies", to=[]), ("county", 0), "No [[route]] says"),
        (changed("line", 0, "purpose", to="fun"), ("line", 0, "purpose"), "Write one of"),
        (changed("line", 0, "rung_on", to="yesterday"), ("line", 0, "rung_on"), "year-month-day"),
        (changed("mail", "server", to="mail.county.example"), ("mail", "server"), "smtps://"),
        (changed("administrator", "email", to="ada"), ("administrator", "email"), "mail address"),
        (changed("administrator", "email", to="BEN@county.example"), ("person", 0, "email"), "one person has one account"),
        (changed("person", 0, "role", to="worker"), ("person", 0, "role"), "The body's own people"),
        (changed("person", 0, "agency", to="Walker Police"), ("person", 0, "role"), "of the body's own people"),
        (changed("person", 0, "duty_until", to=""), ("person", 0, "duty"), "together"),
        (changed("person", 0, "role", to="it_operator"), ("person", 0, "duty"), "takes no concerns"),
    ],
)  # fmt: skip
def test_a_fault_is_named_where_it_stands(values, path, reason):
    assert any(where == path and reason in said for where, said in faults(values)), faults(values)


def test_every_fault_is_named_at_once():
    values = changed("body", "phone", to="12")
    values["county"][0]["state"] = "XX"
    del values["administrator"]
    assert len(faults(values)) == 3


def test_a_county_that_the_census_does_not_know_is_refused_with_the_nearest():
    values = changed("county", 0, "name", to="Cas County")
    assert any("'Cass'" in said for _, said in faults(values))


def test_two_of_one_name_need_their_code():
    values = changed("county", 0, "name", to="Richmond")
    values["county"][0]["state"] = "VA"
    assert any("one of 51159, 51760" in said for _, said in faults(values))
    values["county"][0]["fips"] = "51000"
    assert any("no county of VA" in said for _, said in faults(values))


def test_without_the_list_a_typed_name_counts():
    assert checked(EXAMPLE, census={}).one("county")["fips"] == ""


@pytest.mark.parametrize("name", ["Cass County", "Acadia Parish", "Sitka Borough", "Cass"])
def test_a_name_is_found_without_its_kind(name):
    assert " " not in without_kind(name)


REQUIRED = [(section, ask) for section in SECTIONS if section.key in EXAMPLE for ask in section.asks if ask.default is NEEDED]


@pytest.mark.parametrize(("section", "ask"), REQUIRED, ids=lambda each: each.key)
def test_nothing_that_is_needed_can_be_left_out(section, ask):
    values = copy.deepcopy(EXAMPLE)
    row = values[section.key][0] if section.many else values[section.key]
    del row[ask.key]
    assert any(where[-1:] == (ask.key,) and "missing" in said for where, said in faults(values))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([(section.key, ask) for section in SECTIONS for ask in section.asks]), JUNK)
def test_any_value_is_read_or_refused_and_nothing_else_happens(place, junk):
    section, ask = place
    if section not in EXAMPLE:
        return
    many = isinstance(EXAMPLE[section], list)
    values = changed(section, 0, ask.key, to=junk) if many else changed(section, ask.key, to=junk)
    with contextlib.suppress(Faulty):
        checked(values, census=CENSUS)


@given(st.text())
def test_a_text_that_is_taken_is_one_line_that_can_be_shown(written):
    try:
        taken = reading.text(80)(written)
    except ValueError:
        return
    assert taken.isprintable()
    assert 0 < len(taken) <= 80


def test_no_role_outside_the_table_keeps_anything_and_the_it_operator_decides_nothing_about_children():
    def rights(role):
        return {verb for verb, right in RIGHTS.items() if role in right.roles}

    assert rights(Role.WORKER) == set()
    assert rights(Role.IT_OPERATOR) == {Verb.SEE_HOUSE, Verb.KEEP_MAIL, Verb.KEEP_SIGN_IN}
    assert RIGHTS[Verb.KEEP_ROUTING].roles == {Role.COORDINATOR}
