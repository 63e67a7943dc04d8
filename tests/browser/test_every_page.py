"""Every page in every state, both languages: axe-core finds nothing, nothing scrolls sideways at 320 px, and the frame and the way to its help stand."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from playwright.sync_api import Page

from .pages import NO_PAGE, PAGES, sent

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = [(name, state, language) for name, states in PAGES.items() for state in states for language in ("", "/es")]


def names_of(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found = set()
    for pattern in patterns:
        found |= names_of(pattern.url_patterns) if isinstance(pattern, URLResolver) else {pattern.name}
    return found


def test_every_address_has_its_pages():
    assert names_of(get_resolver().url_patterns) == PAGES.keys() | NO_PAGE


@pytest.mark.parametrize(("name", "state", "language"), STATES, ids=[f"{name}, {state}{language}" for name, state, language in STATES])
def test_a_page_is_accessible_and_whole(new_page, name, state, language):
    page = new_page(width=320, height=700)
    PAGES[name][state](page, language)
    check(page, language)


def test_the_brake_is_accessible_and_keeps_what_was_typed(braked_site, chromium):
    context = chromium.new_context(base_url=braked_site.address, viewport={"width": 320, "height": 700})
    page = context.new_page()
    for _ in range(8):  # the pause doubles with each, so that however slow this machine is one of them meets it
        sent("/concern")(page, "")
        if page.locator("h1").inner_text() == "Too many messages at once":
            break
    check(page, "")
    page.wait_for_timeout(1000 * int(re.findall(r"in (\d+) seconds?", page.locator("main").inner_text())[0]))
    page.get_by_role("button", name="Send").click()
    page.locator("#receipt-number").wait_for()
    context.close()


def check(page: Page, language: str) -> None:
    assert page.locator("html").get_attribute("lang") == (language.strip("/") or "en")
    assert page.locator("h1").count() == 1
    assert page.get_by_text("Ayuda con esta página" if language else "Help with this page", exact=True).count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".danger-bar a").first.get_attribute("href") == "tel:911"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for bar in page.locator(".danger-bar a").all():
        box = bar.bounding_box()
        assert box
        assert 0 <= box["y"] < 80
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(AXE.read_text())  # through the debugger: the page's own policy would rightly refuse a script from outside
    found = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG)
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found["violations"]] == []
