"""Integration tests run on the demonstration region, built once; each test's changes are rolled back."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from shelterwood.demo.build import build
from shelterwood.foundation.accounts import refusals
from shelterwood.foundation.accounts.models import Organization, Person
from shelterwood.foundation.body.models import County
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall import context
from shelterwood.foundation.wall.owner import connected
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The owner makes and removes the tests' database."""
    connection.settings_dict |= settings.OWNER


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, now):
    """The region stands in the test database before the first test; from then on the site's own role is connected."""
    site = {"USER": settings.SITE_ROLE} if settings.OWNER else {}
    with django_db_blocker.unblock(), connected(**site):
        with context.acting(Purpose.UPKEEP):
            vault.make_ready()
            build(now=now)
        yield


@pytest.fixture(autouse=True)
def behind_the_wall():
    """What a test asks outside a request it asks as the house itself; every request of a test acts for its own person."""
    with context.acting(Purpose.UPKEEP):
        yield


@pytest.fixture(autouse=True)
def refused_at_once(monkeypatch):
    """A refusal waits only where a test looks at the time it takes."""
    monkeypatch.setattr(refusals, "REFUSED_AFTER", 0.0)


@pytest.fixture
def person(db) -> Callable[[str], Person]:
    """A person of the region by the key of their post, such as `teacher-alder`."""
    return lambda key: Person.objects.select_related("organization__county").get(username=key)


@pytest.fixture
def acting(person, now) -> Callable[..., Principal]:
    """The same person as principal, signed in with a second factor."""

    def make(key: str, at: datetime | None = None) -> Principal:
        return gate.principal(person(key), mfa_at=at or now, now=at or now)

    return make


@pytest.fixture
def county(db) -> Callable[[str], County]:
    return lambda name: County.objects.get(name=name)


@pytest.fixture
def organization(db) -> Callable[[str], Organization]:
    return lambda name: Organization.objects.get(name=name)


@pytest.fixture
def signed_in(person) -> Callable[[str], Client]:
    """A browser session of a person of the region."""

    def make(key: str) -> Client:
        client = Client()
        response = client.post("/demonstration/enter", {"person": str(person(key).pk)})
        assert response.status_code == 302
        return client

    return make
