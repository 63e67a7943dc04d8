"""Help as somebody uses it: with and without scripts, without losing what was typed, and on paper."""

import io

import pdfplumber
import pytest
from playwright.sync_api import Page

from shelterwood.project.help.reading import sheets

from .pages import to_step
from .test_learn import HEAVIEST, weight


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_page_leads_to_its_help_and_that_to_the_other_language(new_page, scripts):
    page = new_page(scripts=scripts)
    page.goto("/call/hotels")
    page.get_by_role("link", name="Help with this page").click()
    assert page.locator("h1").inner_text() == "Numbers to call, and call lists"
    page.get_by_role("link", name="Español").click()
    assert page.locator("h1").inner_text() == "Números para llamar, y listas"
    page.get_by_role("link", name="Toda la ayuda").click()
    assert page.locator("h1").inner_text() == "Ayuda"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_help_with_a_concern_opens_in_the_page_and_keeps_what_was_typed(new_page, scripts):
    page = new_page(scripts=scripts, width=320)
    to_step(2, path="/concern")(page, "")
    page.locator("textarea[name=words]").fill("Heron seen at the gate.")
    page.locator(".help-here summary").click()
    assert page.get_by_role("heading", name="What it does not do").is_visible()
    assert page.locator("textarea[name=words]").input_value() == "Heron seen at the gate."
    page.locator("button[name=go][value=next]").click()
    assert page.locator("input[name=words]").input_value() == "Heron seen at the gate."


@pytest.mark.parametrize("language", ["", "/es"], ids=["English", "Spanish"])
def test_every_sheet_prints_on_one_page_of_letter_paper(new_page, language):
    page = new_page()
    found = {name: _printed(page, f"{language}/help/roles/{name}") for name in sheets()["en"]}
    assert {name: pages for name, pages in found.items() if pages != 1} == {}


def _printed(page: Page, path: str) -> int:
    """How many sheets the browser's own print makes, with the margins that browsers leave."""
    page.goto(path)
    with pdfplumber.open(io.BytesIO(page.pdf(format="Letter", margin=dict.fromkeys(("top", "bottom", "left", "right"), "0.5in")))) as paper:
        return len(paper.pages)


@pytest.mark.parametrize("path", ["/help", "/es/help", "/help/one-concern", "/es/help/roles/officer", "/sign-in"])
def test_a_page_of_help_is_light(new_page, path):
    assert weight(new_page(), path) <= HEAVIEST
