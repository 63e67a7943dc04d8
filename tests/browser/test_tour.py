"""The role picker and the guided tour, as a first-time visitor clicks through them."""

import re

from playwright.sync_api import expect

from shelterwood.demo.tour import STOPS

from .conftest import step_into


def test_the_tour_leads_through_every_stop_and_ends(new_page):
    page = new_page(width=320, height=700)
    page.goto("/")
    page.get_by_role("button", name="Take the tour").click()
    for number, stop in enumerate(STOPS, 1):
        expect(page.locator(".tour")).to_contain_text(f"Tour, stop {number} of {len(STOPS)}")
        expect(page.locator(".tour")).to_contain_text(str(stop.text))
        expect(page.locator("h1")).to_have_count(1)
        if number < len(STOPS):
            page.get_by_role("button", name="Next stop").click()
    expect(page.get_by_role("button", name="Next stop")).to_have_count(0)
    page.get_by_role("link", name="Leave the tour").click()
    expect(page.locator(".tour")).to_have_count(0)


def test_the_tour_is_in_spanish_too_and_needs_no_scripts(new_page):
    page = new_page(scripts=False)
    page.goto("/es/")
    page.get_by_role("button", name=re.compile("recorrido", re.IGNORECASE)).click()
    for _ in STOPS[1:]:
        expect(page.locator("html")).to_have_attribute("lang", "es")
        page.locator(".tour button").click()
    expect(page.locator(".tour")).to_contain_text(str(len(STOPS)))


def test_stepping_into_a_second_part_leaves_nothing_of_the_first(new_page):
    page = new_page()
    step_into(page, "Intake worker, on duty", "Alder County Child Protection")
    page.goto("/concerns?show=all")
    reference = page.locator("table.list tbody th a").first.inner_text()
    step_into(page, "Hotel manager", "Lantern Inn Alder Falls")
    expect(page.locator("header")).not_to_contain_text("Intake worker")
    page.goto(f"/concerns/{reference}")
    expect(page.locator("h1")).to_have_text("We cannot show this page")
