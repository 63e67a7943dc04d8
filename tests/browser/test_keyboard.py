"""The keyboard alone: the reporter's way in the order of reading, the focus always visible."""

from playwright.sync_api import Page, expect


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_a_concern_is_raised_with_the_keyboard_alone(new_page):
    page = new_page(width=320, height=700)
    page.goto("/at/LANTERNA")
    tab_to(page, "button[name=danger][value=no]")
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=words]")).to_be_visible()
    tab_to(page, "textarea[name=words]")
    page.keyboard.type("Heron, by keyboard.")
    tab_to(page, "input[name=kind]")
    page.keyboard.press("ArrowDown")
    for heading in ("Where was it, and who?", "About you", "Check and send"):
        tab_to(page, "button[name=go][value=next]")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(heading)
    tab_to(page, "button[name=go][value=send]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("We received this.")


def test_the_order_of_focus_is_the_order_of_reading(new_page):
    page = new_page()
    page.goto("/")
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert seen[:5] == ["Skip to main content", "Danger right now? Call 911", "Quick exit", "Two Rivers Region", "Español"]


def test_every_focused_control_has_its_ring(new_page):
    page = new_page()
    page.goto("/at/LANTERNA")
    page.locator("button[name=danger][value=no]").click()
    for _ in range(14):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "() => { let at = document.activeElement; if (at.matches('.usa-checkbox__input, .usa-radio__input'))"
            " return getComputedStyle(at.nextElementSibling, '::before').outlineWidth; return getComputedStyle(at).outlineWidth; }"
        )
        assert ring == "3px"


def test_the_focused_control_is_never_under_the_bar(new_page):
    page = new_page(width=320, height=480)
    page.goto("/at/LANTERNA")
    page.locator("button[name=danger][value=no]").click()
    for _ in range(12):
        page.keyboard.press("Tab")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate(
            "() => { const at = document.activeElement; const of_the_page = at.closest('main, .masthead') && !at.matches('[type=checkbox], [type=radio]');"
            " return of_the_page ? at.getBoundingClientRect().top : null; }"
        )
        if top is not None:
            assert top >= page.locator(".danger-bar").bounding_box()["height"] - 1
