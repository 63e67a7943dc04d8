"""Counsel's pages: each shows nothing to anybody else, says what is wrong, and signs only what was shown."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from shelterwood.gates.law import queries as law
from shelterwood.gates.law.models import DutyText, RulePack, SignedRow
from shelterwood.gates.law.packs.forms import DutyForm
from shelterwood.gates.law.packs.rules import CELLS
from shelterwood.gates.law.packs.wording import COLUMNS

from .rows import WISCONSIN, cells, files, minnesota

pytestmark = pytest.mark.django_db
OTHERS = ["teacher-alder", "coordinator-alder", "duty-alder", "supervisor-alder"]
PAGES = [
    "",
    "/import",
    "/wi",
    "/wi/new",
    "/us",
    "/mn/MN-RPT-03",
    "/mn/MN-RPT-03/change",
    "/mn/MN-RPT-03/withdraw/0",
    "/mn/export/reporting_duties.csv",
]


def filled(revision=0, **changes):
    """What a browser sends for the invented row."""
    told = {**WISCONSIN, **changes, "revision": revision}
    del told["jurisdiction"]
    return {**told, "sector": told["sector"].split(";"), "receivers": told["receivers"].split(";")}


@pytest.fixture
def browser(signed_in):
    return signed_in("counsel-alder")


def test_each_column_has_its_words_and_its_field():
    assert set(CELLS) == set(COLUMNS)
    form = DutyForm(jurisdiction="WI", cells=None, revision=0)
    assert {field.name for _heading, fields in form.sections() for field in fields} == set(CELLS) - {"jurisdiction"}


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_to_anybody_else_the_pages_do_not_exist(page, key, signed_in):
    client = signed_in(key)
    assert client.get(f"/law/packs{page}").status_code == 404
    assert client.post(f"/law/packs{page}", filled()).status_code == 404
    assert not DutyText.objects.exists()


@pytest.mark.parametrize("key", OTHERS)
def test_signing_and_withdrawing_do_not_exist_for_others(key, signed_in):
    client, packs = signed_in(key), RulePack.objects.count()
    for address in ("/law/packs/mn/sign", "/rules/sign", "/rules/SC-CW-01/withdraw", "/law/packs/mn/MN-RPT-03/review"):
        assert client.post(address, {"rows": ["MN-RPT-07", "HC-VS-01"], "version": "0"}).status_code == 404
    assert (RulePack.objects.count(), SignedRow.objects.filter(withdrawn_at__isnull=False).count()) == (packs, 0)


@pytest.mark.parametrize("page", PAGES)
def test_counsel_s_pages_answer_in_both_languages(page, browser):
    assert browser.get(f"/law/packs{page}").status_code == 200
    assert browser.get(f"/es/law/packs{page}").status_code == 200


@pytest.mark.parametrize(
    "page", ["/zz", "/WI", "/mn/MN-RPT-99", "/wi/MN-RPT-03", "/mn/export/passwd", "/mn/export/reporting_duties", "/mn/MN-RPT-07/withdraw/0"]
)
def test_what_is_not_there_is_not_shown(page, browser):
    assert browser.get(f"/law/packs{page}").status_code == 404


def test_a_row_is_written_read_and_signed_in_three_acts(browser, now):
    assert browser.post("/law/packs/wi/new", filled())["Location"].startswith("/law/packs/wi/WI-RPT-01")
    assert law.newest_text("WI-RPT-01").cells == cells()
    assert "WI-RPT-01" not in str(browser.get("/law/wi").content)
    page = browser.post("/law/packs/wi/sign", {"rows": ["WI-RPT-01"]}).content.decode()
    read = re.search(r'name="read" value="(\w{64})"', page)[1]
    assert not SignedRow.objects.filter(row="WI-RPT-01").exists()
    told = {"rows": ["WI-RPT-01"], "read": read, "name": "Duties of Wisconsin"}
    assert browser.post("/law/packs/wi/sign", told).status_code == 422  # without the tick
    assert browser.post("/law/packs/wi/sign", {**told, "confirm": "on"}).status_code == 302
    assert "Signed: WI-RPT-01." in browser.get("/law/packs/wi").content.decode()
    assert RulePack.objects.get(name="Duties of Wisconsin").demonstration  # the tests run in the demonstration
    assert "Wis. Stat. 48.981" in browser.get("/law/wi").content.decode()


def test_a_session_without_a_recent_second_proof_signs_nothing(browser, now):
    browser.post("/law/packs/wi/new", filled())
    page = browser.post("/law/packs/wi/sign", {"rows": ["WI-RPT-01"]}).content.decode()
    told = {"rows": ["WI-RPT-01"], "read": re.search(r'name="read" value="(\w{64})"', page)[1], "name": "x", "confirm": "on"}
    for stamp in (None, (datetime.now(UTC) - timedelta(hours=13)).isoformat()):
        session = browser.session
        session["mfa_at"] = stamp
        session.save()
        assert browser.post("/law/packs/wi/sign", told).status_code == 422
    assert not SignedRow.objects.filter(row="WI-RPT-01").exists()


def test_a_text_that_changed_while_it_was_read_is_not_signed(browser):
    browser.post("/law/packs/wi/new", filled())
    page = browser.post("/law/packs/wi/sign", {"rows": ["WI-RPT-01"]}).content.decode()
    read = re.search(r'name="read" value="(\w{64})"', page)[1]
    browser.post("/law/packs/wi/WI-RPT-01/change", filled(revision=1, deadline_value="6"))
    told = {"rows": ["WI-RPT-01"], "read": read, "name": "x", "confirm": "on"}
    answer = browser.post("/law/packs/wi/sign", told)
    assert answer.status_code == 422
    assert "changed since you opened" in answer.content.decode()
    assert re.search(r'name="read" value="(\w{64})"', answer.content.decode())[1] != read
    assert not SignedRow.objects.filter(row="WI-RPT-01").exists()


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(browser):
    answer = browser.post("/law/packs/wi/new", filled(deadline_value="soon", who="typed words"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "no whole number" in page
    assert "typed words" in page
    assert 'href="#id_deadline_value"' in page


def test_two_windows_show_both_texts_and_the_second_saves_over_the_first(browser):
    browser.post("/law/packs/wi/new", filled())
    browser.post("/law/packs/wi/WI-RPT-01/change", filled(revision=1, who="the first window"))
    answer = browser.post("/law/packs/wi/WI-RPT-01/change", filled(revision=1, who="the second window"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "the first window" in page
    assert "the second window" in page
    assert 'name="revision" value="2"' in page
    browser.post("/law/packs/wi/WI-RPT-01/change", filled(revision=2, who="the second window"))
    assert [each.cells["who"] for each in DutyText.objects.all()] == ["school staff", "the first window", "the second window"]


@pytest.mark.parametrize("revision", ["", "-1", "x", "99"])
def test_a_revision_that_is_none_saves_nothing(revision, browser):
    assert browser.post("/law/packs/wi/new", filled(revision=revision)).status_code in (409, 422)
    assert not DutyText.objects.exists()


def test_an_id_that_exists_is_not_written_over_from_the_page_of_a_new_row(browser):
    browser.post("/law/packs/wi/new", filled())
    answer = browser.post("/law/packs/wi/new", filled(who="another"))
    assert answer.status_code == 422
    assert law.newest_text("WI-RPT-01").number == 1


def test_a_pack_comes_in_by_its_two_files_or_is_refused_with_the_line(browser):
    good, bad = files(cells()), files(cells(deadline_value="soon"))
    answer = browser.post("/law/packs/import", {"words": BytesIO(bad[0]), "typing": BytesIO(bad[1])})
    assert answer.status_code == 422
    assert "reporting_duties.csv, line 2" in answer.content.decode()
    assert not DutyText.objects.exists()
    assert browser.post("/law/packs/import", {"words": BytesIO(good[0]), "typing": BytesIO(good[1])}).status_code == 200
    assert law.newest_text("WI-RPT-01").number == 1
    assert browser.post("/law/packs/import", {}).status_code == 422


def test_a_file_carried_out_is_the_one_that_comes_in(browser):
    browser.post("/law/packs/wi/new", filled())
    told = [browser.get(f"/law/packs/wi/export/{name}").content for name in ("reporting_duties.csv", "reporting_duties_typed.csv")]
    assert told == list(files(cells()))


def test_a_review_is_of_the_version_that_was_read(browser):
    browser.post("/law/packs/mn/MN-RPT-03/change", {**filled_from(minnesota(who="another"))})
    assert browser.post("/law/packs/mn/MN-RPT-03/review", {"version": "7"})["Location"].endswith("saved=moved")
    assert browser.post("/law/packs/mn/MN-RPT-03/review", {"version": "1"}).status_code == 404  # by whoever wrote it


def filled_from(row, revision=0):
    told = {column: text for column, text in row.items() if column not in ("jurisdiction", "duty_id")}
    return {**told, "sector": row["sector"].split(";"), "receivers": row["receivers"].split(";"), "revision": revision}


def test_withdrawing_asks_first(browser):
    browser.get("/law/packs/mn/MN-RPT-03/withdraw/0")
    assert "MN-RPT-03" in law.signed("duty")
    browser.post("/law/packs/mn/MN-RPT-03/withdraw/0")
    assert "MN-RPT-03" not in law.signed("duty")


def test_lists_have_25_rows_a_page(browser):
    page = browser.get("/law/packs/mn?show=all").content.decode()
    assert page.count('class="card"') == 25
    assert "page=2" in page


def test_what_is_typed_is_shown_as_text(browser):
    browser.post("/law/packs/wi/new", filled(who="<script>alert(1)</script>"))
    for address in ("/law/packs/wi", "/law/packs/wi/WI-RPT-01", "/law/packs/wi/WI-RPT-01/change"):
        assert "<script>alert(1)" not in browser.get(address).content.decode()
