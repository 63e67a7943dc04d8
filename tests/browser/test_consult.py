"""A question that names no child, in a browser: asked with a name in it, mended, answered, and taken on to a concern."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import step_into
from .pages import CONSULTANT, first_row


def choose_alder(page: Page) -> None:
    places = page.locator("select[name=county] option")
    page.locator("select[name=county]").select_option(index=next(n for n in range(places.count()) if "Alder" in places.nth(n).inner_text()))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_worry_to_advice_and_on_to_a_concern(new_page, scripts):
    neighbor = new_page(width=320, height=700, scripts=scripts)
    neighbor.goto("/")
    neighbor.get_by_role("link", name="I am worried, but not sure").click()
    neighbor.get_by_role("link", name="Write a question").click()
    choose_alder(neighbor)
    neighbor.locator("textarea[name=words]").fill(f"Marlowe is always tired ({scripts}).")
    neighbor.get_by_role("button", name="Send the question").click()
    expect(neighbor.locator("main")).to_contain_text("“Marlowe” may be a name of a person or place")

    words = f"A boy of about 14 is always tired ({scripts})."
    neighbor.locator("textarea[name=words]").fill(words)
    neighbor.get_by_role("button", name="Send the question").click()
    expect(neighbor.locator("h1")).to_have_text("Write down this number")
    number = neighbor.locator("#receipt-number").inner_text()

    consultant = new_page()
    step_into(consultant, *CONSULTANT)
    consultant.locator("main table th a").last.click()
    expect(consultant.locator("main")).to_contain_text(words)
    consultant.locator("textarea[name=words]").fill("Talk with him today, and call if he is afraid to go home.")
    consultant.get_by_role("button", name="Send the advice").click()
    expect(consultant.locator("main")).to_contain_text("Answered")

    neighbor.goto("/consult/answer")
    neighbor.locator("input[name=receipt]").fill(number)
    neighbor.get_by_role("button", name="Open").click()
    expect(neighbor.locator("main")).to_contain_text("Talk with him today")
    neighbor.get_by_role("button", name="Now I must report").click()
    neighbor.get_by_role("button", name="Go on to the concern").click()
    neighbor.locator("button[name=danger][value=no]").click()
    expect(neighbor.locator("textarea[name=words]")).to_have_value(words)


def test_the_coordinator_reads_no_question(new_page):
    page = new_page()
    step_into(page, "County coordinator", "Two Rivers Coordinating Council")
    page.goto("/consultations")
    expect(page.locator("main")).to_contain_text("You have asked nothing yet.")
    assert page.locator("main table").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_sheet_of_a_missing_child_keeps_what_was_typed_in_the_page_alone(new_page, scripts):
    page = new_page(scripts=scripts)
    page.goto("/missing-child")
    page.get_by_role("link", name="Fill in a sheet and print it").click()
    page.locator("main input[name=called]").fill("Heron (invented)")
    page.get_by_role("button", name="Show the sheet").click()
    expect(page.locator("main")).to_contain_text("Heron (invented)")
    page.get_by_role("button", name="Change something").click()
    expect(page.locator("main input[name=called]")).to_have_value("Heron (invented)")
    page.goto("/missing-child/sheet")
    expect(page.locator("main input[name=called]")).to_have_value("")


def test_a_consultant_who_opens_a_question_sees_its_clock(new_page):
    page = new_page(width=320, height=700)
    step_into(page, *CONSULTANT)
    page.goto("/consultations")
    first_row(page)
    expect(page.locator("main")).to_contain_text("An answer is due by:")
