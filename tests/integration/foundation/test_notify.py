"""Notices: one to a person for everything that waits, without content, and none lost while the mail server is away."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail

from shelterwood.foundation.notify import services
from shelterwood.foundation.notify.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits(db):
    Notice.objects.all().delete()


def tell(**changes):
    return services.tell(**{"person": uuid4(), "address": "worker@agency.example", "language": "en", **changes})


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
