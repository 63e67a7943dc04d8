"""A reader of a course, without an account: the own role is chosen once and goes along from lesson to lesson."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize(
    ("language", "landlord"), [("", "Landlord, property manager, maintenance"), ("/es", "Arrendador, administración de la propiedad, mantenimiento")]
)
def test_a_chosen_role_goes_along_from_lesson_to_lesson(new_page, scripts, language, landlord):
    page = new_page(width=320, height=700, scripts=scripts)
    page.goto(f"{language}/courses/business/04-report")
    page.get_by_role("combobox").select_option(landlord)
    page.locator("main form[method=get] button").click()
    expect(page.get_by_role("combobox")).to_have_value("landlord")
    page.locator("main form[method=post] button").click()
    expect(page).to_have_url(f"{page.url.partition('/courses')[0]}/courses/business/05-your-trade?role=landlord")
    expect(page.get_by_role("combobox")).to_have_value("landlord")
    expect(page.locator(".lesson")).to_contain_text("reglas de entrada" if language else "keep to the rules on entry")


def test_everybody_is_a_choice_that_stays(new_page):
    page = new_page(scripts=False)
    page.goto("/courses/business/01-what-it-is?role=")
    page.locator("main form[method=post] button").click()
    expect(page).to_have_url(f"{page.url.partition('/courses')[0]}/courses/business/02-notice?role=")
