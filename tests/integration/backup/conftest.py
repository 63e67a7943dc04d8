"""A house of its own for each drill, on SQLite and on PostgreSQL with its two roles."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from shelterwood.demo.build import build
from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.backup import services
from shelterwood.foundation.body.models import County
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.owner import as_owner, close
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.project import environment, prepare
from tests.integration.make import concern

sys.path.append(str(Path(__file__).resolve().parents[3] / "ops"))
from postgres import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    server = Cluster()
    with server:
        yield server


class House:
    """A data folder with its database; `use` makes it the one that the code of this test talks to."""

    def __init__(self, vendor: str, folder: Path, cluster: Cluster, number: int) -> None:
        self.vendor, self.folder, self.cluster, self.number = vendor, folder, cluster, number

    @property
    def file(self) -> Path:
        return self.folder.with_name("monday.backup")

    @contextmanager
    def use(self) -> Iterator[None]:
        plain = dict(connections["default"].settings_dict)
        before, mine = connections["default"], self._wrapper(plain)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "DATA", self.folder)
            patch.setattr(settings, "OWNER", self._owner())
            patch.setattr(settings, "SITE_ROLE", "site" if self.vendor == "postgresql" else "")
            connections["default"] = mine
            try:
                yield
            finally:
                close()
                connections["default"] = before

    def _wrapper(self, plain: dict) -> SQLite | PostgreSQL:
        if self.vendor == "sqlite":
            with pytest.MonkeyPatch.context() as patch:
                patch.delenv("SHELTERWOOD_DATABASE", raising=False)
                made = environment.database(self.folder)
                made["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # no drill pulls the plug of this machine
                return SQLite({**plain, "USER": "", **made}, alias="default")
        address = {**environment.connection("", self.cluster.address("site")), "NAME": self._name()}
        engine = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}
        return PostgreSQL({**plain, **engine, **address}, alias="default")

    def _owner(self) -> dict:
        return {**environment.connection("", self.cluster.address("owner")), "OPTIONS": {}} if self.vendor == "postgresql" else {}

    def _name(self) -> str:
        return f"house{self.number}"

    def empty(self) -> "House":
        """The same machine after a loss: an empty database, and no key."""
        return make(self.vendor, self.folder.with_name(f"{self.folder.name}-anew"), self.cluster)

    def live_in(self, now) -> None:
        with as_owner():
            prepare.call_command("migrate", verbosity=0, interactive=False)
        with acting_for(Purpose.UPKEEP):
            vault.make_ready()
            build(now=now)


numbers = iter(range(1000))


def make(vendor: str, folder: Path, cluster: Cluster, like: House | None = None) -> House:
    """A new house, empty or a copy of another."""
    folder.mkdir(parents=True)
    house = House(vendor, folder, cluster, next(numbers))
    if like:
        shutil.copytree(like.folder, folder, dirs_exist_ok=True)
        for file in like.file.parent.glob(f"{like.file.name}*"):
            shutil.copy(file, folder.parent)
    if vendor == "postgresql":
        template = ("--template", like._name()) if like else ()
        cluster._run("createdb", "--host", str(cluster.folder), "--username", "shelterwood", "--owner", "owner", *template, house._name())
    return house


@dataclass(frozen=True)
class LivedIn:
    """The invented region with one more concern, its recovery key, and a backup sealed to it."""

    house: House
    key: str
    reference: str
    record: UUID


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def first_house(request, tmp_path_factory, cluster, django_db_blocker, now) -> LivedIn:
    """Built once for each database; every drill gets a copy."""
    house = make(request.param, tmp_path_factory.mktemp("first") / "data", cluster)
    with django_db_blocker.unblock(), house.use():
        house.live_in(now)
        key = services.new_recovery_key()
        with acting_for(Purpose.UPKEEP):
            teacher = Person.objects.select_related("organization__county").get(username="teacher-alder")
            made = concern(County.objects.get(name="Alder County"), at=now, by=gate.principal(teacher, mfa_at=now, now=now))
        services.back_up(house.file, say=lambda _: None)
        connections["default"].close()
    return LivedIn(house, key, made.reference, made.record_id)


@pytest.fixture
def lived_in(first_house, tmp_path, cluster, django_db_blocker) -> Iterator[LivedIn]:
    """A copy of the first house in use."""
    house = make(first_house.house.vendor, tmp_path / "data", cluster, like=first_house.house)
    with django_db_blocker.unblock(), house.use():
        yield replace(first_house, house=house)


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request, tmp_path, cluster, django_db_blocker) -> Iterator[House]:
    """An empty house in use."""
    made = make(request.param, tmp_path / "data", cluster)
    with django_db_blocker.unblock(), made.use():
        yield made


@pytest.fixture(autouse=True)
def behind_the_wall():
    """The commands say themselves whom they act for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These drills use both databases by themselves, so that once is enough."""
    if "SHELTERWOOD_DATABASE" in os.environ:
        for item in items:
            if "integration/backup" in str(item.path):
                item.add_marker(pytest.mark.skip(reason="run with the suite on SQLite"))
