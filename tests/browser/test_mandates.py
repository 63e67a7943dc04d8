"""A manager's way from a number to a person, an exemption and the auditor's file, with and without scripts."""

import re
import zipfile

import pytest

from .conftest import step_into


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_a_number_to_a_person_an_exemption_and_the_file_of_proof(new_page, scripts, tmp_path):
    page = new_page(scripts=scripts)
    step_into(page, "Compliance manager", "Heron Lodging Group")
    page.goto("/training")
    page.get_by_role("link", name="What the law asks of our people").click()
    card = page.locator("main .card", has_text="Minn. Stat. 157.177")
    card.locator("a", has_text="Overdue").click()
    name = page.locator("table.list tbody th a").first.inner_text()
    page.locator("table.list tbody th a").first.click()
    assert page.locator("h1").inner_text() == name
    page.locator("summary", has_text="State an exemption").click()
    page.locator("select[name=exempt-word]").select_option("under_16_not_cleaning")
    page.locator("input[name=exempt-why]").fill("Fifteen, at the front desk in summer.")
    page.get_by_role("button", name="State it").click()
    assert page.locator("main .card").first.locator(".status", has_text="Exempt").count() == 1
    page.get_by_role("button", name="It holds no more").click()
    assert page.locator("main .card").first.locator(".status", has_text="Overdue").count() == 1
    page.goto("/organization/mandates/law/MN-HOTEL-TRAIN-01")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the file of proof").click()
    waiting.value.save_as(tmp_path / "proof.zip")
    with zipfile.ZipFile(tmp_path / "proof.zip") as archive:
        assert name in archive.read("roster.csv").decode()
        assert len(re.findall(r"^[0-9a-f]{64}  ", archive.read("SHA256SUMS").decode(), re.M)) == 8


def test_reminders_are_sent_by_one_press(new_page):
    page = new_page(width=320)
    step_into(page, "Compliance manager", "Heron Lodging Group")
    page.goto("/es/organization/mandates")
    page.get_by_role("button", name="Enviar recordatorios").click()
    assert re.match(r"\d+ personas recibirán una notificación sin contenido, en su horario\.", page.get_by_role("status").inner_text())
