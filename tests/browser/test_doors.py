"""Doors of other work in a browser, with and without scripts, in both languages, to the agency that must act."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import step_into
from .test_concern import newest


def write(page: Page, words: str, county: str) -> None:
    """From the second step to Send."""
    page.locator("textarea[name=words]").fill(words)
    page.locator("button[name=go][value=next]").click()
    page.locator("select[name=county]").select_option(label=county)
    for _ in range(2):
        page.locator("button[name=go][value=next]").click()
    page.locator("button[value=send]").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_somebody_at_a_shop_finds_their_door_and_child_protection_reads_it(new_page, scripts):
    page = new_page(width=320, height=700, scripts=scripts)
    page.goto("/")
    page.get_by_role("link", name="I noticed something at my work").click()
    page.get_by_role("link", name="I work at another business").click()
    page.locator("button[name=danger][value=no]").click()
    page.locator("label", has_text="Work: made to work").click()
    words = f"Heron sleeps in the storeroom ({scripts})."
    write(page, words, "Alder County, Minnesota")
    expect(page.locator("main")).to_contain_text("When a child is made to work")
    expect(page.locator("#receipt-number")).to_have_text(re.compile(r"(\d{4} ){4}\d{4}"))

    officer = new_page()
    step_into(officer, "Duty officer, intake desk,", "Two Rivers Coordinating Council")
    reference = newest(officer)
    officer.goto(f"/concerns/{reference}/route")
    officer.locator("label", has_text="Alder County Child Protection").first.click()
    officer.locator("label[for=id_suspicion]").click()
    officer.get_by_role("button", name="Confirm and send").click()
    officer.wait_for_url(f"**/concerns/{reference}")

    worker = new_page()
    step_into(worker, "Intake worker, on duty", "Alder County Child Protection")
    worker.goto(f"/concerns/{reference}")
    expect(worker.locator("main")).to_contain_text(words)
    expect(worker.locator("main")).to_contain_text("forced work")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_bank_employee_is_stopped_at_what_stands_in_the_books_and_loses_nothing(new_page, scripts):
    page = new_page(width=320, height=700, scripts=scripts)
    page.goto("/es/concern/as/bank_branch")
    page.locator("button[name=danger][value=no]").click()
    page.locator("label[for=id_in_person]").click()
    page.locator("textarea[name=words]").fill("Heron: la cuenta 123456789 quedó vacía.")
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("#id_words_error")).to_contain_text("Esto parece un número de cuenta")
    expect(page.locator("textarea[name=words]")).to_have_value("Heron: la cuenta 123456789 quedó vacía.")
    expect(page.locator("input[name=in_person]")).to_be_checked()
    write(page, "Heron: una acompañante contestaba todo.", "Condado de Juniper, Texas")
    expect(page.locator("h1")).to_have_text("Anote este número")


def test_defense_counsel_is_led_to_the_law(new_page):
    page = new_page()
    page.goto("/concern/doors")
    page.get_by_role("link", name="I defend, or work for a defense lawyer").click()
    expect(page.locator("h1")).to_have_text("The law first")
    expect(page.locator("textarea")).to_have_count(0)
    page.get_by_role("link", name="What the law asks").first.click()
    expect(page).to_have_url(re.compile("/law"))


def test_a_tellers_account_opens_the_banks_door_and_leaves_nothing_on_the_desk_of_the_bank(new_page):
    page = new_page()
    step_into(page, "Branch employee", "Millrace Bank Juniper Wells")
    page.get_by_role("link", name="Raise a concern").click()
    page.locator("button[name=danger][value=no]").click()
    page.locator("label[for=id_in_person]").click()
    page.locator("textarea[name=words]").fill("Heron held by the arm.")
    for _ in range(3):
        page.locator("button[name=go][value=next]").click()
    expect(page.locator("main")).to_contain_text("Nobody at your workplace is told.")
    page.locator("button[value=send]").click()
    expect(page.locator("#receipt-number")).to_be_visible()
    page.goto("/desk")
    expect(page.locator("main")).not_to_contain_text("A-")
