"""From the library to a run: a principal signs with scripts, a teacher works through a step without."""

import pytest
from playwright.sync_api import Page

from .conftest import step_into
from .pages import OTHER_PRINCIPAL

TEACHER = ("Teacher", "Juniper Wells Middle School")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, new_page) -> Page:
    return new_page(width=768, height=900, scripts=request.param)


def sign(page: Page) -> None:
    """The principal adapts a step and signs, whatever was signed before."""
    page.goto("/organization/protocols/school-response")
    if page.locator("button[value=begin]").count():
        page.locator("button[value=begin]").click()
    page.goto("/organization/protocols/school-response/draft/tell-designated")
    page.locator("input[name=name_en]").fill("Tell the counselor")
    page.locator("input[name=name_es]").fill("Avisar a la consejera")
    page.get_by_role("button", name="Keep this step").click()
    page.get_by_role("link", name="Read the changes and sign").click()
    assert "Tell the counselor" in page.locator("main").inner_text()
    page.locator("input[name=name]").fill("A. Principal")
    page.locator("input[name=on]").fill("2026-01-15")
    page.get_by_role("button", name="Sign", exact=True).click()
    assert "In force" in page.locator("main").inner_text()


def test_a_protocol_is_signed_and_run_from_beginning_to_record(page):
    step_into(page, *OTHER_PRINCIPAL)
    sign(page)
    step_into(page, *TEACHER)
    page.goto("/protocols")
    page.get_by_role("link", name="Begin:").first.click()
    page.get_by_role("button", name="Begin", exact=True).click()
    assert page.locator("h1").inner_text().startswith("Run P-")
    page.locator(".card a.usa-button").first.click()
    page.get_by_role("button", name="Record", exact=True).click()
    assert page.locator("#errors").count() == 1
    page.locator(".usa-radio label", has_text="It could not be done").click()
    page.locator(".usa-radio label", has_text="Just now").click()
    page.locator("textarea[name=words]").fill("Nobody was there.")
    page.get_by_role("button", name="Record", exact=True).click()
    assert "Nobody was there." in page.locator("main").inner_text()
    reference = page.locator("h1").inner_text().removeprefix("Run ")
    page.goto("/desk")
    assert reference in page.locator("main").inner_text()
