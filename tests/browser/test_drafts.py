"""Drafts in the browser: kept by the script and by the button, back in the form, and a page that loses the network says so."""

from playwright.sync_api import Page, expect

from .conftest import step_into

WORDS = "Heron seen by the river, and again on Monday."


def to_words(page: Page) -> None:
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()


def test_what_is_typed_is_kept_by_itself_and_comes_back(new_page):
    page = new_page()
    step_into(page, "Teacher", "Juniper Wells Middle School")
    to_words(page)
    page.locator("textarea[name=words]").fill(WORDS)
    expect(page.locator("[data-draft-said]")).to_contain_text("Draft saved", timeout=15_000)
    page.goto("/desk")
    page.locator("main form[action$='/open'] button").first.click()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)


def test_signing_out_right_after_typing_keeps_it(new_page):
    page = new_page()
    step_into(page, "Teacher", "Juniper Wells Middle School")
    to_words(page)
    page.locator("textarea[name=words]").fill(WORDS + " Signed out.")
    page.locator("form[action$='/sign-out'] button:visible").first.click()
    page.wait_for_url(lambda address: "/concern" not in address)
    step_into(page, "Teacher", "Juniper Wells Middle School")
    page.locator("main form[action$='/open'] button").first.click()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS + " Signed out.")


def test_without_a_network_the_page_says_so_and_keeps_it_when_the_network_is_back(new_page):
    page = new_page()
    step_into(page, "Teacher", "Juniper Wells Middle School")
    to_words(page)
    page.context.set_offline(True)
    page.locator("textarea[name=words]").fill(WORDS + " Offline.")
    expect(page.locator("[data-draft-said]")).to_have_text("Not sent. Closing this page loses it.", timeout=15_000)
    page.context.set_offline(False)
    expect(page.locator("[data-draft-said]")).to_contain_text("Draft saved", timeout=30_000)


def test_somebody_without_an_account_is_told_that_closing_loses_it(new_page):
    page = new_page()
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    page.locator("textarea[name=words]").fill(WORDS)
    assert page.locator("[data-draft]").count() == 0
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_contain_text("Not sent. Closing this page loses it.")
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)


def test_without_scripts_the_button_keeps_it(new_page):
    page = new_page(scripts=False)
    step_into(page, "Teacher", "Juniper Wells Middle School")
    to_words(page)
    page.locator("textarea[name=words]").fill(WORDS + " By hand.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS + " By hand.")
    expect(page.locator("main")).to_contain_text("Draft saved")
