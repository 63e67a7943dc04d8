"""A site as it is outside the demonstration, and people who sign in to it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.test import Client

from shelterwood.foundation.accounts.keys.models import Authenticator, Provider, RecoveryCode, SignIn
from shelterwood.foundation.accounts.keys.services import codes
from shelterwood.foundation.accounts.services import new_code
from shelterwood.project.entry import signing

HOST = "help.county.example"


@pytest.fixture(autouse=True)
def real_site(settings):
    """The test client speaks to it as the proxy does, over HTTPS."""
    settings.DEMONSTRATION = False
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PASSKEYS_FOR = HOST
    settings.ALLOWED_HOSTS = [HOST, "evil.county.example"]


@pytest.fixture(autouse=True)
def without_keys(db):
    """Nobody of the region has a key yet."""
    for table in (Authenticator, RecoveryCode, Provider):
        table.objects.all().delete()


@pytest.fixture(autouse=True)
def fresh_brakes(monkeypatch):
    for name in ("entering_brake", "proving_brake", "mailing_brake"):
        brake = getattr(signing, name)
        monkeypatch.setattr(brake, "_counts", {})


@pytest.fixture
def browser() -> Callable[[], Client]:
    asked = {"Host": HOST, "X-Forwarded-Proto": "https", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}
    return lambda: Client(headers=asked)


@pytest.fixture
def with_paper(browser, person):
    """A browser in which somebody typed the code of their printed page."""

    def enter(key: str) -> Client:
        client = browser()
        answer = client.post("/sign-in/code", {"code": new_code(person(key), at=datetime.now(UTC))})
        assert answer.status_code == 302
        return client

    return enter


@pytest.fixture
def app_of(person):
    """The authenticator app of somebody who has one, whose next code has not been taken."""

    def make(key: str) -> pyotp.TOTP:
        at = datetime.now(UTC) - timedelta(minutes=5)
        app = pyotp.TOTP(codes.prepare(by=person(key), at=at))
        codes.confirm(by=person(key), code=app.at(at), at=at)
        codes.new_recovery_codes(by=person(key), at=at)
        return app

    return make


@pytest.fixture
def inside(with_paper, app_of):
    """A browser in which somebody is wholly signed in, with paper and app."""

    def enter(key: str) -> Client:
        app, client = app_of(key), with_paper(key)
        answer = client.post("/sign-in/second", {"unlock_code": app.now()})
        assert (answer.status_code, answer["Location"]) == (302, "/desk")
        client.app = app
        return client

    return enter


@pytest.fixture
def quiet_for():
    """As if the open session had not moved for so long."""

    def wait(length: timedelta) -> None:
        for each in SignIn.objects.filter(ended_at=None):
            SignIn.objects.filter(pk=each.pk).update(seen_at=each.seen_at - length)

    return wait
