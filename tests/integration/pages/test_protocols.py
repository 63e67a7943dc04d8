"""The library of protocols as pages: each in both languages, filled for a state, with nothing left open."""

import re

import pytest
from django.test import Client

from shelterwood.prevent.protocols.rules.library import library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", library())
@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("state", ["MN", "TX", "WY"])
def test_every_protocol_is_a_page_with_nothing_left_open(name, language, state):
    page = Client().get(f"{language}/protocols/{name}?state={state}")
    assert page.status_code == 200
    text = page.content.decode()
    assert not re.search(r"\{[a-z_]+\}", text)
    assert text.count('<li class="card">') == len(library()[name].steps)
    assert "sessionid" not in page.cookies


def test_the_law_s_time_is_that_of_the_state():
    texas, minnesota = (Client().get(f"/protocols/school-response?state={state}").content.decode() for state in ("TX", "MN"))
    assert texas != minnesota
    assert "Tex. Fam. Code" not in minnesota
    assert "Minn. Stat." not in texas
    assert "by law:" in texas


def test_a_reader_with_an_account_sees_their_own_state(signed_in):
    assert '<option value="TX" selected>' in signed_in("teacher-juniper").get("/protocols/school-response").content.decode()


def test_an_unknown_name_is_no_page_and_an_unknown_state_is_the_body_s_own():
    assert Client().get("/protocols/none").status_code == 404
    assert '<option value="MN" selected>' in Client().get("/protocols/police-first-response?state=XX").content.decode()


def test_the_list_names_every_one():
    page = Client().get("/protocols").content.decode()
    assert all(f"/protocols/{name}" in page for name in library())
