"""A course is mended in the site: a draft, a fault named with its line, a second person, and what every learner reads."""

import pytest
from playwright.sync_api import Page

from .conftest import step_into

COORDINATOR = ("County coordinator", "Two Rivers Coordinating Council")
COUNSEL = ("Counsel (invented)", "Two Rivers Coordinating Council")


def save(page: Page, text: str) -> None:
    page.locator("#id_text").fill(text)
    page.locator("button[value=save]").click()


@pytest.mark.parametrize(("scripts", "course"), [(True, "banks"), (False, "health")], ids=["with scripts", "without"])
def test_a_sentence_is_mended_reviewed_and_read(new_page, scripts, course):
    page = new_page(scripts=scripts)
    step_into(page, *COORDINATOR)
    page.goto("/training")
    page.get_by_role("link", name="Write courses").click()
    page.locator(f"a[href$='/courses/{course}']").click()
    page.get_by_role("button", name="Begin a draft").click()
    draft = page.url
    page.locator("a[href*='/files/lessons/01-'][href$='.en.md']").click()
    lesson = page.locator("h1").inner_text().removeprefix("lessons/").partition(".")[0]
    before = page.locator("#id_text").input_value()
    mended = before.replace("# ", "# Heron: ", 1)

    save(page, mended + "\nCall 911 now.\n")
    assert "types the number 911" in page.locator("ol.faults").inner_text()
    page.goto(draft)
    assert page.get_by_role("button", name="Send for review").count() == 0

    page.go_back()
    save(page, mended)
    page.get_by_role("link", name="See it as a learner").click()
    assert page.locator("h1").inner_text().startswith("Heron: ")
    page.goto(draft)
    page.locator("#id_note").fill("A clearer title.")
    page.get_by_role("button", name="Send for review").click()

    step_into(page, *COUNSEL)
    page.goto(draft)
    page.get_by_role("link", name="What changed").click()
    assert "Heron: " in page.locator(".diff ins", has_text="Heron").inner_text()
    page.goto(draft)
    page.get_by_role("button", name="Publish this version").click()

    page.goto(f"/courses/{course}/{lesson}")
    assert page.locator("h1").inner_text().startswith("Heron: ")
