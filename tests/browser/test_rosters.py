"""A manager brings in a roster, sees it checked by the worker, applies it and undoes it: with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import step_into

ROSTER = "Employee number,Name,Post,Hired on\n9001,Ada Heron,Night desk,2026-01-05\n9002,Ben Heron,Night desk,31/12/2025\n"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_roster_goes_the_whole_way(new_page, scripts):
    page: Page = new_page(width=320, height=800, scripts=scripts)
    step_into(page, "Hotel manager", "Lantern Inn Juniper Wells")
    page.goto("/organization/training/rosters")
    page.locator("input[type=file]").set_input_files({"name": "staff.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()})
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_text("Checked, waits for you")).to_be_visible(timeout=60_000)  # the page looks again by itself
    expect(page.get_by_text("The day stands before the month.")).to_be_visible()
    with page.expect_download() as rows:
        page.get_by_role("link", name="All refused rows").click()
    assert "31/12/2025" in rows.value.path().read_text(encoding="utf-8-sig")
    page.get_by_text("Leave the refused rows out").click()
    page.get_by_role("button", name="Apply all of it").click()
    page.get_by_role("link", name="See it").click()
    expect(page.get_by_role("rowheader", name="Ada Heron")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("Everybody is as before.")).to_be_visible()
