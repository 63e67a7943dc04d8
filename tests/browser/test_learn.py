"""Learning and walls in the browser: light pages that need no script, and the way from a poster to its place on a wall."""

import pytest
from playwright.sync_api import Page

from shelterwood.prevent.awareness.guides import guidance

from .conftest import step_into

AUDIENCES = list(guidance().guides)
PATHS = ["/learn", *(f"/learn/{name}" for name in AUDIENCES), "/learn/report-2013", "/learn/kit", "/learn/warning-signs"]
HEAVIEST = 150_000  # bytes over the wire, with style sheet, script, fonts and icons, nothing kept from before


def weight(page: Page, path: str) -> float:
    """Bytes that arrive for a page when nothing is in the browser's cache, as its own network panel counts them."""
    arrived: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    page.goto(path, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => null)")  # by then every byte of the page has arrived
    network.detach()
    return sum(arrived)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_light_in_both_languages(new_page, path):
    page = new_page(width=320, height=700)
    for language in ("", "/es"):
        bytes_ = weight(page, language + path)
        assert 20_000 < bytes_ <= HEAVIEST, f"{language}{path}: {bytes_ / 1000:.0f} kB"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_first_page_to_a_sheet_of_paper(new_page, scripts):
    page = new_page(scripts=scripts)
    page.goto("/")
    page.get_by_role("link", name="Learn what it is and what to do").click()
    page.wait_for_url("**/learn")
    page.get_by_role("link", name="Schools").click()
    page.wait_for_url("**/learn/schools")
    assert page.locator("h1").inner_text() == "For schools"
    assert page.get_by_role("heading", name="What not to do").is_visible()
    page.locator("summary", has_text="Where this comes from").click()
    assert page.get_by_text("22 USC 7102").first.is_visible()
    answer = page.request.get(page.get_by_role("link", name="One page to print (PDF)").get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_young_person_reaches_a_number_with_no_form(new_page, scripts):
    page = new_page(width=320, height=700, scripts=scripts)
    page.goto("/es/learn")
    page.locator("main a[href='/es/learn/young-people']").click()
    page.wait_for_url("**/learn/young-people")
    assert page.locator("main form").count() == 0
    first = page.locator("main a.phone").first
    assert first.get_attribute("href") == "tel:911"
    box = page.locator("main a.phone").nth(1).bounding_box()
    assert box
    assert box["y"] < 2 * 700  # within two screens of a small phone


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_notice_from_the_wall_to_its_end(new_page, scripts):
    page = new_page(scripts=scripts)
    step_into(page, "Hotel manager", "Lantern Inn Alder Falls")
    page.goto("/organization/posters")
    page.get_by_role("link", name="Record a notice that hangs").click()
    place = f"Breakfast room {'with' if scripts else 'without'}"
    page.get_by_label("Where within the site?").fill(place)
    page.get_by_role("button", name="Record where it hangs").click()
    page.get_by_role("link", name=place, exact=True).click()
    page.get_by_role("button", name="I saw it today").click()
    page.get_by_text("Seen on the wall").wait_for()
    page.get_by_label("Why does it no longer hang?").fill("Faded")
    page.get_by_role("button", name="Record that it was taken down").click()
    page.get_by_text("Faded").wait_for()
    assert page.get_by_role("button", name="I saw it today").count() == 0
