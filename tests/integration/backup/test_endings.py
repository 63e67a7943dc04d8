"""After the end of a record, on both databases: nothing of it in the dump, no key that opens it, and no backup that brings it back."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.backup import services as backup
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.vault.keys import shredded
from shelterwood.foundation.vault.models import GroupKey
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.models import Record
from shelterwood.respond.concerns import services as concerns
from shelterwood.respond.concerns.models import Concern, ConcernFact, Route
from shelterwood.respond.endings import queries, services
from shelterwood.respond.endings.models import Hold
from tests.integration.make import CANARY


def dump(cluster) -> bytes:
    """Everything that the database would hand to somebody who copies it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return b"".join(file.read_bytes() for file in Path(connection.settings_dict["NAME"]).parent.glob("*.sqlite3*"))
    command = [
        str(cluster.programs / "pg_dump"),
        "--host",
        str(cluster.folder),
        "--username",
        "owner",
        "--enable-row-security",
        connection.settings_dict["NAME"],
    ]
    if cluster.user:
        command = ["runuser", "--user", cluster.user, "--", *[each if each != "owner" else "shelterwood" for each in command]]
    return subprocess.run(command, cwd="/", check=True, capture_output=True).stdout


def written(value: bytes) -> bytes:
    """As the dump writes it."""
    return bytes(value) if connection.vendor == "sqlite" else bytes(value).hex().encode()


@pytest.fixture
def ended(lived_in, now, cluster):
    """The concern of the house decided, its period set and started, and the night over. Holds what had stood there."""
    later = now + timedelta(days=3 * 366)
    with acting_for(Purpose.UPKEEP):
        worker, counsel = (Person.objects.select_related("organization__county").get(username=key) for key in ("intake-alder", "counsel-alder"))
        concern = Concern.objects.get(reference=lived_in.reference)
        by = gate.principal(worker, mfa_at=now, now=now)
        route = concerns.acknowledge(Route.objects.get(concern=concern, organization=worker.organization), by=by, at=now)
        concerns.screen(route, by=by, at=now, accepted=True, reason=None, note=f"{CANARY} is known here.")
        stood = [written(fact.sealed) for fact in ConcernFact.objects.filter(concern=concern)]
        stood += [written(GroupKey.objects.get(group=lived_in.record).wrapped), lived_in.reference.encode()]
        before = dump(cluster)
        assert all(each in before for each in stood), "else nothing would be proved"
        fact = ConcernFact.objects.select_related("concern").filter(concern=concern).first()
        kept = {fact.place: bytes(fact.sealed)}
        Hold.objects.all().delete()
        for category in ("education", "child_welfare"):
            services.set_period(category, years=1, citation="c", reason="r", by=counsel, at=now)
            services.start_period(category, count=len(queries.would_end(category, by=counsel, at=now)), by=counsel, at=now)
        services.end_over(at=later)
    return stood, kept


def test_the_dump_holds_nothing_of_it(lived_in, ended, cluster):
    stood, _ = ended
    after = dump(cluster)
    assert [each for each in stood if each in after] == []
    assert CANARY.encode() not in after


def test_no_key_opens_a_copy_and_no_backup_of_before_brings_it_back(lived_in, ended, now):
    _, kept = ended
    (place,) = kept
    event = AccessEvent(allowed=True, records=[str(place.group)], fields=[place.field])
    assert lived_in.record in shredded()
    backup.restore(lived_in.house.file, key=lived_in.key, replace=True, say=lambda _: None)
    with acting_for(Purpose.UPKEEP):
        assert Record.objects.filter(pk=lived_in.record).exists(), "the rows of the old backup are back"
        with pytest.raises(vault.Shredded):
            vault.reveal(kept, event=event)
