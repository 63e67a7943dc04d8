"""Whom to call stands on the pages as a person needs it: by county, once, each number a link."""

import re

import pytest
from django.test import Client

from shelterwood.foundation.body.models import Line
from shelterwood.foundation.body.rules import LinePurpose

pytestmark = pytest.mark.django_db
OWN = {"Alder County", "Juniper County"}
NO_STATE_LINE = "There is no statewide number"


def shown(path: str, **answers: str) -> str:
    client = Client()
    return (client.post(path, answers) if answers else client.get(path)).content.decode()


def outside(state: str) -> str:
    return shown(
        "/concern",
        step="place",
        danger="no",
        words="Heron",
        county="outside",
        outside_state=state,
        when="unknown",
        under_18="unknown",
        missing="unknown",
        go="next",
    )


def test_in_danger_each_county_has_its_own_line_under_its_name_before_one_is_chosen():
    page = shown("/concern", danger="yes", step="safety")
    for line in Line.objects.filter(purpose=LinePurpose.CHILD_PROTECTION):
        assert page.index(f"<h3>{line.county.name}</h3>") < page.index(line.phone)
    assert NO_STATE_LINE not in page


@pytest.mark.parametrize("path", ["/", "/call", "/call/hotels", "/support", "/accessibility", "/sign-in", "/law/mn"])
def test_that_a_state_has_no_number_is_not_said_where_the_county_has_one(path):
    page = shown(path)
    assert "Alder County" in page
    assert NO_STATE_LINE not in page


def test_it_is_said_where_no_county_has_one():
    Line.objects.filter(county__state="MN", purpose=LinePurpose.CHILD_PROTECTION).delete()
    for path in ("/", "/call", "/accessibility", "/law/mn"):
        assert NO_STATE_LINE in shown(path), path


def test_a_state_without_a_line_sends_to_911_and_not_to_a_county_of_ours():
    for state in ("CA", "MN"):
        page = outside(state)
        assert re.sub("<[^>]*>", "", page).count("Call 911, or ask 911 for the county's child protection line".replace("'", "&#x27;")) == 1
        assert not any(f"<h3>{name}</h3>" in page for name in OWN)


def test_the_call_page_says_911_once():
    assert shown("/call").partition("<main")[2].count(">911</a>") == 1


@pytest.mark.parametrize("path", ["/", "/call", "/call/hotels", "/call/hotels/card", "/support", "/missing-child", "/law/tx", "/nothing-here"])
def test_every_number_on_a_page_is_a_link(path):
    main = shown(path).partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<a\b.*?</a>", "", main, flags=re.DOTALL)
    assert re.findall(r"\b\d{3}-\d{3}-\d{4}\b", re.sub("<[^>]*>", "", text)) == []


def test_what_a_line_is_for_is_said_once():
    assert "Child protection</strong> Alder County Child Protection" not in shown("/")
    Line.objects.filter(purpose=LinePurpose.CHILD_PROTECTION).update(name="Human Services intake")
    assert "Child protection</strong> Human Services intake" in shown("/")


def test_a_county_has_its_spanish_name():
    page = shown("/es/call")
    assert "Condado de Alder" in page
    assert "Alder County" not in page


def test_a_young_person_reads_nothing_for_professionals():
    page = shown("/support")
    assert "professionals" not in page
    assert page.count("They listen. Ask first what they must report.") >= 6
    assert page.index(">911</a>") < page.index("Childhelp") < page.index("A bed tonight") < page.index("Before you write")


def test_an_unknown_sector_of_the_law_says_that_all_are_shown():
    assert "We know no sector of that name" in shown("/law/mn?sector=nobody")
    assert "We know no sector of that name" not in shown("/law/mn?sector=schools")


def test_the_law_leaks_no_code_and_names_each_state_once():
    page = shown("/law/mn")
    assert re.findall(r"V-sec|MIXED|\[K\]|; [VKI],", page) == []
    assert "read in the statute" in page
    assert shown("/law").count(">Minnesota</option>") == 1


def test_the_law_words_of_sectors_open_the_call_lists_too():
    assert shown("/call/law_enforcement").count("<h1>Call list: Police</h1>") == 1


def test_what_an_invented_counsel_signed_does_not_look_signed():
    page = shown("/law/mn?sector=schools")
    assert "Demonstration signature" in page
    assert "Signed by counsel" not in page
