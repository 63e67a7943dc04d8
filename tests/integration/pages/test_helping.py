"""Help for oneself and for a missing child: what must be told comes first, no form stands before help, and nothing is kept."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shelterwood.foundation.accounts.queries import intake_desk
from shelterwood.gates.law.models import SignedRow
from shelterwood.respond.concerns.models import Concern

pytestmark = pytest.mark.django_db
ANSWERS = {
    "token": "young",
    "danger": "no",
    "words": "Somebody takes pictures of me.",
    "when": "unknown",
    "under_18": "yes",
    "missing": "no",
    "conflict": "no",
}


def shown(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/support", "/es/support"])
def test_what_must_be_told_stands_before_any_line_and_the_way_to_write_comes_last(path):
    page = shown(path)
    told, state, line, write = (page.index(each) for each in ("<h2>", "Minnesota", "childhelphotline.org", "support/write"))
    assert told < state < line < write
    assert "24" in page[state:line]
    assert "<form method" not in page.split("<main")[1]


def test_what_must_be_told_follows_the_law_and_says_where_counsel_has_not_signed():
    before = shown("/support")
    SignedRow.objects.all().delete()
    after = shown("/support")
    assert before.count("Not confirmed") < after.count("Not confirmed")


def test_who_writes_of_themselves_does_it_in_their_own_words_and_it_waits_at_the_desk(county):
    client, place = Client(), str(county("Alder County").pk)
    first = client.get("/es/support/write").content.decode()
    assert "Puedes no poner tu nombre" in first
    what = client.post("/support/write", {"step": "safety", "danger": "no", "token": "young"}).content.decode()
    assert "What do you want to tell us?" in what
    assert 'name="kind"' not in what
    done = client.post("/support/write", ANSWERS | {"county": place, "step": "check", "go": "send"})
    assert "Write down this number" in done.content.decode()
    assert "What the law asks of you" not in done.content.decode()
    made = Concern.objects.latest("received_at")
    assert (made.sector, made.record.owner, made.record.writer) == ("community_reporter", intake_desk(), None)
    assert made.kind == "unknown"


@pytest.mark.parametrize("path", ["/missing-child", "/es/missing-child"])
def test_the_police_come_first_then_ncmec_and_those_who_care_for_a_child_read_the_24_hours(path):
    page = shown(path).split("<main")[1]
    assert page.index("tel:911") < page.index("41307") < page.index("1-800-843-5678")
    assert "671(a)(35)" in page
    assert "24" in page


def test_the_sheet_is_filled_shown_and_changed_and_no_table_is_written():
    client = Client()
    typed = {"called": "Heron <b>x</b>", "seen": "At the station\nwith a backpack", "go": "show"}
    with CaptureQueriesContext(
        connection,
    ) as asked:
        sheet = client.post("/missing-child/sheet", typed).content.decode()
        again = client.post("/missing-child/sheet", typed | {"go": "back"}).content.decode()
    assert not [each["sql"] for each in asked if each["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
    assert "Heron &lt;b&gt;x" in sheet
    assert 'value="Heron &lt;b&gt;x' in again
    assert "Heron" not in sheet.split("</title>")[0]


def test_a_sheet_that_is_too_long_is_refused_with_what_was_typed():
    answer = Client().post("/missing-child/sheet", {"called": "x" * 201, "worry": "threats", "go": "show"})
    assert answer.status_code == 422
    assert "threats" in answer.content.decode()


def test_early_help_stands_on_the_page_as_the_body_entered_it():
    page = shown("/consult")
    assert "Alder Falls Family Resource Center" in page
    assert "Nobody is named yet" not in page
