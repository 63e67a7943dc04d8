"""A concern in a browser: five people, both counties, both languages, until the right agency reads it and nobody else."""

import re
import socket
import sqlite3
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from .conftest import step_into


def answer_steps(page: Page, *, words: str, county: str | None = None) -> None:
    """The way from the first question to the last look."""
    page.locator("button[name=danger][value=no]").click()
    page.locator("textarea[name=words]").fill(words)
    page.locator("button[name=go][value=next]").click()
    if county:
        page.locator("select[name=county]").select_option(label=county)
    page.locator("button[name=go][value=next]").click()
    page.locator("button[name=go][value=next]").click()


@pytest.mark.parametrize(
    ("code", "county", "agency"),
    [
        ("LANTERNA", "Alder County", "Alder County Child Protection"),
        ("LANTERNJ", "Juniper County", "Juniper County Child Protection"),
    ],
)
def test_a_night_clerks_concern_is_read_by_the_right_agency_and_by_nobody_else(new_page, code, county, agency):
    words = f"Heron: two rooms, visitors all night ({county})."
    clerk = new_page(width=320, height=700)
    clerk.goto(f"/at/{code}")
    answer_steps(clerk, words=words)
    expect(clerk.locator("main")).to_contain_text("Nobody has been told yet")
    clerk.locator("button[value=send]").click()
    expect(clerk.locator("h1")).to_have_text("We received this.")
    assert "A-" not in clerk.inner_text("main")

    officer = new_page()
    step_into(officer, "Duty officer, intake desk,", "Two Rivers Coordinating Council")
    reference = newest(officer)
    officer.goto(f"/concerns/{reference}")
    expect(officer.locator("main")).to_contain_text(words)
    officer.get_by_text("Review the route").click()
    officer.locator("label", has_text=agency).first.click()
    officer.locator("label[for=id_suspicion]").click()
    officer.get_by_role("button", name="Confirm and send").click()
    officer.wait_for_url(f"**/concerns/{reference}")

    worker = new_page()
    step_into(worker, "Intake worker, on duty", agency)
    worker.goto("/concerns")
    worker.get_by_role("link", name=reference).click()
    expect(worker.locator("main")).to_contain_text(words)
    worker.get_by_role("button", name="Acknowledge").click()
    worker.locator("label", has_text="Screen in").click()
    worker.get_by_role("button", name="Record the decision").click()
    expect(worker.locator("main")).to_contain_text("Accepted")

    others = [
        ("Detective", "Alder Falls Police Department"),
        ("Detective", "Juniper Wells Police Department"),
        ("Hotel manager", "Lantern Inn Alder Falls"),
        ("Hotel manager", "Lantern Inn Juniper Wells"),
        ("Teacher", "Alder Falls Middle School"),
        ("Intake supervisor", agency),
        ("Intake worker, on duty", "Juniper County Child Protection" if agency.startswith("Alder") else "Alder County Child Protection"),
    ]
    for post, organization in others:
        page = new_page()
        step_into(page, post, organization)
        page.goto(f"/concerns/{reference}")
        expect(page.locator("h1")).to_have_text("We cannot show this page")
        page.goto("/concerns?show=all")
        assert reference not in page.content()

    coordinator = new_page()
    step_into(coordinator, "County coordinator", "Two Rivers Coordinating Council")
    coordinator.goto(f"/concerns/{reference}")
    expect(coordinator.locator("main")).to_contain_text("You see number, sector and clocks")
    assert "Heron" not in coordinator.content()


def newest(page: Page) -> str:
    page.goto("/concerns?show=all")
    return page.locator("table.list tbody th a").first.inner_text()


PROFESSIONALS = [
    ("Teacher", "Alder Falls Middle School", "What did you see or hear at school?", 7),
    ("Emergency nurse", "Juniper Wells Community Clinic", "What did you see or hear with this patient?", 7),
    ("Patrol officer", "Juniper Wells Police Department", "What did you see or hear on this call?", 7),
]


@pytest.mark.parametrize(("post", "organization", "question", "most"), PROFESSIONALS)
def test_a_professional_raises_a_concern_in_their_own_words(new_page, post, organization, question, most):
    page = new_page()
    step_into(page, post, organization)
    clicks = count_clicks(page)
    page.get_by_role("link", name="Raise a concern").click()
    page.locator("button[name=danger][value=no]").click()
    expect(page.locator("h1")).to_have_text(question)
    page.locator("textarea[name=words]").fill("Heron, seen today.")
    for _ in range(3):
        page.locator("button[name=go][value=next]").click()
    page.locator("label[for=id_suspicion]").click()
    page.locator("button[value=send]").click()
    page.wait_for_url(re.compile(r"/concerns/A-"))
    assert clicks() <= most
    expect(page.locator("main")).to_contain_text("Now make the report")


def count_clicks(page: Page):
    """Every activation of a link, a button or a choice from now on; typing does not count."""
    found: list[str] = []
    page.expose_function("noteClick", lambda what: found.append(what))
    page.context.add_init_script(
        "addEventListener('pointerdown', (event) => { const at = event.target.closest('a, button, label, input, summary');"
        " if (at) noteClick(at.tagName); }, true);"
    )
    page.reload()
    return lambda: len(found)


def test_a_member_of_the_public_comes_back_with_the_receipt_without_scripts(new_page):
    page = new_page(width=320, height=700, scripts=False)
    page.goto("/")
    page.get_by_role("link", name="I am worried about a child").click()
    answer_steps(page, words="Heron on the bridge.", county="Juniper County, Texas")
    page.locator("button[value=send]").click()
    number = page.locator("#receipt-number").inner_text()
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", number)
    page.get_by_label("Type the last four digits").fill("0000" if not number.endswith("0000") else "1111")
    page.get_by_role("button", name="I wrote it down").click()
    expect(page.locator("[role=alert]")).to_contain_text("not the last four digits")
    page.get_by_label("Type the last four digits").fill(number[-4:])
    page.get_by_role("button", name="I wrote it down").click()
    expect(page.locator("main")).to_contain_text("Nobody has been told yet")

    again = new_page(scripts=False)
    again.goto("/receipt")
    again.get_by_label("Your number").fill(number.replace(" ", "-"))
    again.get_by_role("button", name="Open").click()
    again.get_by_label("Add what you saw or heard since").fill("A second Heron.")
    again.get_by_role("button", name="Add", exact=True).click()
    expect(again.locator("main")).to_contain_text("Added. The same people can read it.")
    assert number.replace(" ", "") not in again.url


def test_in_danger_the_numbers_stand_there_and_what_was_typed_is_kept(new_page):
    page = new_page()
    page.goto("/at/LANTERNJ")
    page.locator("button[name=danger][value=yes]").click()
    expect(page.locator("h1")).to_have_text("Call 911 now")
    expect(page.locator("a.call-911")).to_have_attribute("href", "tel:911")
    expect(page.locator("main")).to_contain_text("1-800-252-5400")
    page.get_by_role("button", name="I called. Continue").click()
    page.locator("textarea[name=words]").fill("Heron in room 12.")
    page.locator("button[name=go][value=back]").click()
    page.locator("button[name=danger][value=no]").click()
    expect(page.locator("textarea[name=words]")).to_have_value("Heron in room 12.")


def test_switching_the_language_loses_nothing(new_page):
    page = new_page()
    page.goto("/concern")
    page.locator("button[name=danger][value=unsure]").click()
    page.locator("textarea[name=words]").fill("Heron with a gray van.")
    page.get_by_role("button", name="Español").click()
    expect(page).to_have_url(re.compile("/es/concern"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("textarea[name=words]")).to_have_value("Heron with a gray van.")
    page.get_by_role("button", name="English").click()
    expect(page.locator("textarea[name=words]")).to_have_value("Heron with a gray van.")


def test_from_outside_the_area_the_line_of_that_state_and_nothing_stored(new_page, site):
    page = new_page()
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    page.locator("textarea[name=words]").fill("Heron far away.")
    page.locator("button[name=go][value=next]").click()
    page.locator("select[name=county]").select_option(label="Somewhere else")
    page.locator("select[name=outside_state]").select_option(label="Florida")
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("main")).to_contain_text("Nothing was stored.")
    expect(page.locator("main")).to_contain_text("1-800-962-2873")


def test_a_missing_answer_is_named_beside_the_field_and_what_was_typed_stays(new_page):
    page = new_page()
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("[role=alert]")).to_be_focused()
    expect(page.locator("#id_words_error")).to_contain_text("Write what you saw, or pick one sign.")
    assert page.title().startswith("Error:")
    page.locator("textarea[name=words]").fill("Heron.")
    page.locator("button[name=go][value=next]").click()
    page.locator("input[name=vehicle]").fill("gray van")
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("#id_county_error")).to_contain_text("Choose a county.")
    expect(page.locator("input[name=vehicle]")).to_have_value("gray van")


def test_quick_exit_leaves_nothing_behind(new_page, site):
    page = new_page()
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    page.locator("textarea[name=words]").fill("Egret.")
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    link = page.locator("#quick-exit")
    assert "noreferrer" in link.get_attribute("rel")
    page.evaluate("document.getElementById('quick-exit').href = '/static/shelterwood/tab.svg'")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/tab*.svg")
    for _ in range(2):
        page.go_back()
        page.wait_for_url(f"{site.address}/")
        assert "Egret" not in page.content()


def test_the_browsers_back_is_the_pages_own_and_loses_nothing(new_page):
    page = new_page(width=320, height=700)
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    page.locator("textarea[name=words]").fill("Heron by the lake.")
    page.locator("button[name=go][value=next]").click()
    page.locator("input[name=vehicle]").click()
    page.locator("input[name=vehicle]").fill("gray van")
    page.go_back()
    expect(page.locator("textarea[name=words]")).to_have_value("Heron by the lake.")
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("input[name=vehicle]")).to_have_value("gray van")


def test_sendings_that_never_end_hold_nobody_up(site):
    address = site.address.removeprefix("http://").split(":")
    stuck = []
    for _ in range(20):
        connection = socket.create_connection((address[0], int(address[1])))
        connection.sendall(
            b"POST /concern HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nwords=egr"
        )
        stuck.append(connection)
    try:
        with urllib.request.urlopen(f"{site.address}/concern", timeout=10) as answer:
            assert answer.status == 200
    finally:
        for connection in stuck:
            connection.close()


def test_without_a_network_the_answers_wait_in_the_page_and_go_when_it_returns(new_page):
    page = new_page()
    page.goto("/at/LANTERNA")
    answer_steps(page, words="Heron while the network was away.")
    page.context.set_offline(True)
    page.locator("button[value=send]").click()
    expect(page.locator("[data-offline]")).to_contain_text("Not sent.")
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("We received this.")


def test_two_clicks_at_the_same_moment_make_one_concern(new_page, site):
    page = new_page()
    page.goto("/at/LANTERNA")
    answer_steps(page, words="Heron, sent twice.")
    fields = dict(page.eval_on_selector("form:has(button[value=send])", "form => [...new FormData(form)]"))
    before = kept(site)
    body = urllib.parse.urlencode({**fields, "go": "send"}).encode()

    def send(_: int) -> str:
        return str(urllib.request.urlopen(f"{site.address}/at/LANTERNA", body).read().decode())

    with ThreadPoolExecutor(4) as several:
        answers = list(several.map(send, range(4)))
    assert all("We received this." in answer for answer in answers)
    assert kept(site) == before + 1


def kept(site) -> int:
    """How many concerns the running site holds."""
    with closing(sqlite3.connect(f"file:{site.data}/shelterwood.sqlite3?mode=ro", uri=True)) as database:
        return int(database.execute("select count(*) from concerns_concern").fetchone()[0])
