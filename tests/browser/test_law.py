"""Counsel writes a row of law, reads the difference, signs it and withdraws it: with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import step_into


@pytest.mark.parametrize(("scripts", "state", "row"), [(True, "ia", "IA-RPT-01"), (False, "nd", "ND-RPT-01")], ids=["with scripts", "without"])
def test_a_row_goes_from_its_first_word_to_its_signature_and_back(new_page, scripts, state, row):
    page: Page = new_page(width=320, height=800, scripts=scripts)
    step_into(page, "Counsel (invented)", "Two Rivers Coordinating Council")
    page.goto(f"/law/packs/{state}")
    page.get_by_role("link", name="Write a row").click()
    page.get_by_label("Id of the row").fill(row)
    page.get_by_label("Who is bound").fill("school staff (invented)")
    page.locator("#group-id_sector label").filter(has_text="Schools").click()
    page.get_by_label("Citation").fill("invented section 1")
    page.get_by_label("Kind of time limit").select_option("outer_limit")
    page.get_by_label("Number of the limit").fill("soon")
    page.get_by_label("Unit of the limit").select_option("hours")
    page.get_by_label("How far it was checked").select_option("V-text")
    page.get_by_label("Confidence").select_option("high")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#group-id_deadline_value .usa-error-message")).to_contain_text("no whole number")
    page.get_by_label("Number of the limit").fill("12")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("It governs only once it is signed.")).to_be_visible()
    page.get_by_role("button", name="Read and sign").click()
    page.get_by_label("Name of this pack").fill("Test of a browser")
    page.get_by_text("I have read each of these texts").click()
    page.get_by_role("button", name="Sign these texts").click()
    page.goto(f"/law/{state}?sector=schools")
    expect(page.get_by_text("within 12 hours")).to_be_visible()
    page.goto(f"/law/packs/{state}/{row}")
    page.get_by_role("link", name="Withdraw the signature under version 1").click()
    page.get_by_role("button", name="Withdraw it").click()
    page.goto(f"/law/{state}?sector=schools")
    expect(page.get_by_text("within 12 hours")).to_have_count(0)
