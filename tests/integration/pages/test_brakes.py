"""Flooding and guessing: brakes that keep no address."""

import pytest
from django.test import Client

from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.views import raising, receipt

from .test_privacy import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(raising, "sending", Throttle(free=2, longest=42))
    monkeypatch.setattr(receipt, "guessing", Throttle(free=3, longest=42))


def guess(number: int, source: str = "203.0.113.5") -> str:
    return Client(REMOTE_ADDR=source).post("/receipt", {"receipt": f"{number:020d}"}).content.decode()


def test_guessing_a_number_gets_slower_and_slower():
    pages = [guess(number) for number in range(6)]
    assert all("No message with that number. Check each digit." in page for page in pages[:4])
    assert "try again in 2 seconds" in pages[4]


def test_another_household_is_not_slowed():
    for number in range(6):
        guess(number)
    assert "try again in" not in guess(9, source="198.51.100.9")


def test_a_flood_waits_and_loses_nothing(county):
    answers = {**ANSWERS, "county": str(county("Alder County").pk)}
    before = Concern.objects.count()
    responses = [Client().post("/concern", {**answers, "token": f"flood {number}"}) for number in range(5)]
    assert [response.status_code for response in responses] == [200, 200, 200, 429, 429]
    assert Concern.objects.count() == before + 3
    assert ANSWERS["words"] in responses[-1].content.decode()


def test_the_brake_keeps_no_address():
    throttle = Throttle(free=0, longest=42)
    throttle.take("203.0.113.5")
    assert "203.0.113" not in str(vars(throttle))
    assert throttle.take("203.0.113.99") > 0  # the same network
    assert throttle.take("203.0.114.5") == 0


@pytest.mark.parametrize(("free", "processes", "passed"), [(12, 1, 12), (12, 2, 6), (3, 2, 1), (3, 4, 1), (0, 2, 0)])
def test_each_web_process_lets_its_share_pass(monkeypatch, free, processes, passed):
    """Together never more than one process alone would, as long as there are as many free attempts as processes."""
    monkeypatch.setattr(Throttle, "processes", processes)
    brake = Throttle(free=free, longest=42)
    waits = [brake.take("192.0.2.1") for _ in range(free + 2)]
    assert waits[: passed + 1] == [0] * (passed + 1)  # the attempt that makes a pause still passes
    assert waits[passed + 1] > 0
