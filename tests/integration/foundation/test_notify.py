"""Notices: one to a person for everything that waits, without content, and none lost while the mail server is away."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError

from shelterwood.foundation.notify import queries, services
from shelterwood.foundation.notify.models import Notice

pytestmark = pytest.mark.django_db
ZONE = "America/Chicago"
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=ZoneInfo(ZONE))


@pytest.fixture(autouse=True)
def nothing_waits(db):
    Notice.objects.all().delete()


def tell(**changes):
    plain = {"person": uuid4(), "address": "worker@agency.example", "zone": ZONE, "language": "en", "at_once": True, "at": datetime.now(UTC)}
    return services.tell(**plain | changes)


def test_several_matters_make_one_notice_until_it_is_sent():
    person = uuid4()
    assert tell(person=person) == tell(person=person)
    assert services.send_waiting() == 1
    tell(person=person)
    assert Notice.objects.filter(person=person).count() == 2


@pytest.mark.parametrize(("language", "word"), [("en", "Sign in"), ("es", "Inicie")])
def test_a_notice_says_only_that_something_waits(language, word):
    tell(language=language)
    services.send_waiting()
    (message,) = mail.outbox
    assert word in message.body
    assert not any(character.isdigit() for character in message.subject + message.body)


def test_without_an_address_there_is_no_notice():
    assert tell(address="") is None


def test_a_mail_server_that_is_away_loses_nothing_and_is_asked_ever_less_often(monkeypatch):
    notice = tell()
    with monkeypatch.context() as away:
        away.setattr(services, "send_mail", refuse)
        pauses = []
        for _ in range(30):
            assert services.send_waiting() == 0
            notice.refresh_from_db()
            pauses.append(notice.try_at - datetime.now(UTC))
            assert services.send_waiting() == 0  # not before the pause is over
            notice.refresh_from_db()
            assert notice.attempts == len(pauses)
            Notice.objects.update(try_at=datetime.now(UTC))
    assert max(pauses) <= timedelta(hours=1)
    assert pauses[0] < pauses[3] < pauses[6]
    assert services.send_waiting() == 1
    assert len(mail.outbox) == 1


def refuse(*_, **__):
    raise ConnectionRefusedError


# --- who is written to when ----------------------------------------------------------------------------------------


def test_what_is_not_urgent_waits_for_the_morning_of_a_working_day():
    waiting = tell(at_once=False, at=SUNDAY_NIGHT)
    assert waiting.try_at == datetime(2026, 11, 23, 7, tzinfo=ZoneInfo(ZONE))


def test_whoever_is_on_call_is_told_at_once_whatever_waited_before():
    person = uuid4()
    tell(person=person, at_once=False, at=SUNDAY_NIGHT)
    urgent = tell(person=person, at=SUNDAY_NIGHT + timedelta(minutes=5))
    assert Notice.objects.get(person=person) == urgent
    assert urgent.try_at == SUNDAY_NIGHT + timedelta(minutes=5)


def test_many_matters_make_a_digest_and_not_a_message_each():
    """The second message of a day leaves four hours after the first, however much came in between."""
    person, noon = uuid4(), datetime(2026, 11, 24, 11, tzinfo=ZoneInfo(ZONE))
    first = tell(person=person, at_once=False, at=noon)
    Notice.objects.filter(pk=first.pk).update(sent_at=noon)
    for minutes in (1, 30, 90):
        later = tell(person=person, at_once=False, at=noon + timedelta(minutes=minutes))
    assert Notice.objects.filter(person=person).count() == 2
    assert later.try_at == noon + timedelta(hours=4)


def test_one_says_oneself_when_one_may_be_written_to():
    person = uuid4()
    services.set_hours(person=person, opens=time(21), closes=time(23, 30), weekends=True)
    assert tell(person=person, at_once=False, at=SUNDAY_NIGHT).try_at == SUNDAY_NIGHT


def test_hours_that_close_before_they_open_are_refused():
    with pytest.raises(IntegrityError):
        services.set_hours(person=uuid4(), opens=time(19), closes=time(7), weekends=False)


def test_a_message_that_waits_for_the_morning_is_not_counted_as_late():
    tell(at_once=False, at=SUNDAY_NIGHT)
    assert queries.overdue(at=SUNDAY_NIGHT + timedelta(hours=7), after=timedelta(hours=1)) == 0
    assert queries.overdue(at=SUNDAY_NIGHT + timedelta(hours=10), after=timedelta(hours=1)) == 1
