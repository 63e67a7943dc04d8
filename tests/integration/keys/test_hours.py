"""When one wants what is not urgent: asked on one's own page, kept for oneself alone."""

from datetime import time

import pytest

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.notify.queries import contact_hours

pytestmark = pytest.mark.django_db
ZONE = "America/Chicago"


def test_hours_are_kept_and_shown_again(inside, person):
    browser = inside("teacher-alder")
    assert browser.post("/account/hours", {"opens": "09:00", "closes": "15:00", "weekends": "on"}).status_code == 302
    kept = contact_hours(person("teacher-alder").pk, ZONE)
    assert (kept.opens, kept.closes, kept.weekends) == (time(9), time(15), True)
    page = browser.get("/account").content.decode()
    assert '<option value="09:00" selected>' in page
    assert "Saved." in page
    assert AccessEvent.objects.filter(action="choose_hours", actor=person("teacher-alder").pk).count() == 1
    assert not contact_hours(person("nurse-alder").pk, ZONE).weekends


@pytest.mark.parametrize(("opens", "closes"), [("15:00", "09:00"), ("09:00", "09:00"), ("25:00", "26:00"), ("", "")])
def test_hours_that_are_none_say_so_and_keep_the_ones_before(inside, person, opens, closes):
    answer = inside("teacher-alder").post("/account/hours", {"opens": opens, "closes": closes})
    assert answer.status_code == 422
    assert contact_hours(person("teacher-alder").pk, ZONE).opens == time(7)


def test_nobody_without_a_session_has_hours(browser):
    assert browser().post("/account/hours", {"opens": "09:00", "closes": "15:00"}).status_code in (302, 403, 404)
