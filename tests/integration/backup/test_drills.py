"""Loss and return, drilled on both databases: whole, after a theft, with the wrong key, broken off, too old, too new."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.backup import content, services
from shelterwood.foundation.backup.content import NotRestored
from shelterwood.foundation.backup.rules.recovery import WrongKey
from shelterwood.foundation.backup.rules.sealed import Damaged
from shelterwood.foundation.body.models import Body, County
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.vault.keys import KeyUnavailable, root_key_file
from shelterwood.foundation.vault.models import GroupKey
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.owner import as_owner
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.models import Record
from shelterwood.respond.concerns import queries
from shelterwood.respond.concerns.models import Concern, ConcernFact
from tests.integration.make import CANARY, concern


def quiet(_: str) -> None:
    pass


def read(reference: str, now: datetime) -> str:
    """The words of a concern as its writer reads them."""
    with acting_for(Purpose.UPKEEP):
        teacher = Person.objects.select_related("organization__county").get(username="teacher-alder")
        seen = queries.view(reference, by=gate.principal(teacher, mfa_at=now, now=now))
        assert seen is not None
        return " ".join(fact.text for fact in seen.facts)


def owner_of(record: UUID) -> UUID:
    return Record.objects.values_list("owner", flat=True).get(pk=record)


def counted() -> dict[str, int]:
    with acting_for(Purpose.UPKEEP):
        return {model.__name__: model.objects.count() for model in (Body, Person, Concern, ConcernFact, GroupKey, AccessEvent)}


def test_after_a_loss_everything_is_back_and_the_trace_says_so(lived_in, now):
    house, key = lived_in.house, lived_in.key
    before = counted()
    said: list[str] = []
    with house.empty().use():
        services.restore(house.file, key=key, say=said.append)
        assert len(said) >= 2
        assert counted() == before | {"AccessEvent": before["AccessEvent"] + 1}
        assert CANARY in read(lived_in.reference, now)
        with acting_for(Purpose.UPKEEP):
            assert AccessEvent.objects.filter(action="restore").count() == 1
        assert services.public_half_file().exists()


def test_a_draft_comes_back_with_the_key_that_opens_it(lived_in, now):
    """Drafts are no records, and have keys all the same."""
    house = lived_in.house
    with acting_for(Purpose.UPKEEP):
        before = {draft.pk for draft in Draft.objects.all()}
    assert before
    with house.empty().use():
        services.restore(house.file, key=lived_in.key, say=quiet)
        with acting_for(Purpose.UPKEEP):
            found = {draft.pk: draft for draft in Draft.objects.all()}
            assert found.keys() == before
            assert set(GroupKey.objects.filter(group__in=before).values_list("group", flat=True)) == before


def test_what_is_restored_goes_on_working_behind_its_wall(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with house.empty().use():
        services.restore(house.file, key=key, say=quiet)
        assert Concern.objects.exists() is (connection.vendor == "sqlite")
        with acting_for(Purpose.UPKEEP):
            teacher = Person.objects.select_related("organization__county").get(username="teacher-alder")
            made = concern(County.objects.get(name="Alder County"), at=now, by=gate.principal(teacher, mfa_at=now, now=now))
        assert CANARY in read(made.reference, now)


def test_neither_file_holds_a_word_in_clear_nor_the_recovery_key(lived_in):
    house, key = lived_in.house, lived_in.key
    raw = house.file.read_bytes() + services.keys_beside(house.file).read_bytes()
    kept = b"".join(file.read_bytes() for file in house.folder.rglob("*") if file.is_file() and "sqlite" not in file.name)
    for secret in (CANARY, lived_in.reference, "teacher-alder", key, key.replace("-", "")):
        assert secret.encode() not in raw
    assert key.replace("-", "").encode() not in kept.replace(b"-", b"")


def test_the_first_file_holds_no_key_even_when_it_is_opened(lived_in, tmp_path):
    house, key = lived_in.house, lived_in.key
    with acting_for(Purpose.UPKEEP):
        wrapped = [bytes(row) for row in GroupKey.objects.values_list("wrapped", flat=True)]
    with content.verified(house.file, services.recovery.typed(key), tmp_path) as tape:
        everything = b"".join(tape.part(name).read() for name in tape.tape.getnames())
    root = root_key_file().read_bytes()
    assert wrapped
    assert [secret for secret in [*wrapped, root] if secret in everything or secret.hex().encode() in everything] == []


def test_without_the_recovery_key_nothing_opens(lived_in):
    house = lived_in.house
    with house.empty().use(), pytest.raises(WrongKey, match="does not open this backup"):
        services.restore(house.file, key=services.recovery.printed(bytes(32)), say=quiet)


def opens(file: Path, key: str, folder: Path) -> bool:
    try:
        with content.verified(file, services.recovery.typed(key), folder):
            return True
    except WrongKey:
        return False


def test_after_rotation_the_new_key_opens_new_backups_and_the_old_one_the_old(lived_in, tmp_path):
    house, old = lived_in.house, lived_in.key
    with pytest.raises(NotRestored, match="already"):
        services.new_recovery_key()
    new, later = services.new_recovery_key(rotate=True), house.file.with_name("tuesday.backup")
    services.back_up(later, say=quiet)
    assert [opens(file, key, tmp_path) for file, key in ((house.file, old), (later, new), (house.file, new), (later, old))] == [
        True,
        True,
        False,
        False,
    ]


def test_a_lost_second_file_is_said_before_anything_happens(lived_in):
    house, key = lived_in.house, lived_in.key
    services.keys_beside(house.file).rename(house.file.with_name("elsewhere"))
    with house.empty().use():
        with pytest.raises(NotRestored, match="--keys"):
            services.restore(house.file, key=key, say=quiet)
        services.restore(house.file, keys_file=house.file.with_name("elsewhere"), key=key, say=quiet)


def test_what_was_shredded_stays_shredded_when_an_older_backup_comes_back(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with acting_for(Purpose.UPKEEP):
        vault.shred([lived_in.record], by=uuid4(), organization=owner_of(lived_in.record), at=now, reason="retention_ended")
    services.restore(house.file, key=key, replace=True, say=quiet)
    with pytest.raises(vault.Shredded):
        read(lived_in.reference, now)


def test_nobody_destroys_the_key_of_another_organizations_record(lived_in, now):
    with acting_for(Purpose.UPKEEP):
        keys = GroupKey.objects.count()
        with pytest.raises(PermissionError):
            vault.shred([lived_in.record], by=uuid4(), organization=uuid4(), at=now, reason="retention_ended")
        assert GroupKey.objects.count() == keys


def test_on_a_new_machine_the_latest_keys_shred_what_the_older_backup_still_held(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with acting_for(Purpose.UPKEEP):
        vault.shred([lived_in.record], by=uuid4(), organization=owner_of(lived_in.record), at=now, reason="retention_ended")
    later = house.file.with_name("tuesday.backup")
    services.back_up(later, say=quiet)
    with house.empty().use():
        services.restore(house.file, keys_file=services.keys_beside(later), key=key, say=quiet)
        with pytest.raises(vault.Shredded):
            read(lived_in.reference, now)
        with acting_for(Purpose.UPKEEP):
            assert GroupKey.objects.exists()


def test_a_database_that_is_not_empty_is_left_alone_unless_told(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with acting_for(Purpose.UPKEEP):
        Body.objects.update(name="After the backup")
    with pytest.raises(NotRestored, match="--replace"):
        services.restore(house.file, key=key, say=quiet)
    with acting_for(Purpose.UPKEEP):
        assert Body.objects.get().name == "After the backup"
    services.restore(house.file, key=key, replace=True, say=quiet)
    with acting_for(Purpose.UPKEEP):
        assert Body.objects.get().name != "After the backup"


def test_another_root_key_is_never_overwritten(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with house.empty().use():
        with as_owner():
            call_command("migrate", verbosity=0, interactive=False)
        with acting_for(Purpose.UPKEEP):
            vault.make_ready()
        own = root_key_file().read_bytes()
        with pytest.raises(KeyUnavailable, match="another root key"):
            services.restore(house.file, key=key, say=quiet)
        assert root_key_file().read_bytes() == own
        services.restore(house.file, key=key, replace=True, say=quiet)
        assert [file.read_bytes() for file in root_key_file().parent.glob("root.key.until-*")] == [own]
        assert CANARY in read(lived_in.reference, now)


@pytest.mark.parametrize("where", [30, -1])
@pytest.mark.parametrize("second", [False, True], ids=["the first file", "the second file"])
def test_a_changed_backup_touches_nothing(lived_in, where, second):
    house, key = lived_in.house, lived_in.key
    file = services.keys_beside(house.file) if second else house.file
    raw = bytearray(file.read_bytes())
    raw[where] ^= 1
    file.write_bytes(raw)
    before = counted()
    with pytest.raises((Damaged, WrongKey)):
        services.restore(house.file, key=key, replace=True, say=quiet)
    assert counted() == before


def test_a_backup_that_breaks_off_leaves_the_old_one_or_nothing(lived_in, monkeypatch):
    house = lived_in.house
    old = house.file.read_bytes(), services.keys_beside(house.file).read_bytes()

    def breaks(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "_add_manifest", breaks)
    new = house.file.with_name("tuesday.backup")
    for file in (house.file, new):
        with pytest.raises(KeyboardInterrupt):
            services.back_up(file, say=quiet)
    assert (house.file.read_bytes(), services.keys_beside(house.file).read_bytes()) == old
    assert sorted(file.name for file in house.file.parent.glob("*.backup*")) == ["monday.backup", "monday.backup.keys"]
    assert [file.name for file in house.folder.iterdir() if "part" in file.name] == []


@pytest.mark.parametrize("moment", ["while its keys come in", "at its very end"])
def test_a_restore_that_breaks_off_leaves_the_present_house(lived_in, monkeypatch, now, moment):
    house, key = lived_in.house, lived_in.key
    with acting_for(Purpose.UPKEEP):
        Body.objects.update(name="After the backup")

    def breaks(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "put_back_groups" if moment == "while its keys come in" else "replay_shreds", breaks)
    with pytest.raises(KeyboardInterrupt):
        services.restore(house.file, key=key, replace=True, say=quiet)
    with acting_for(Purpose.UPKEEP):
        assert Body.objects.get().name == "After the backup"
    assert CANARY in read(lived_in.reference, now)


def test_a_newer_version_migrates_what_it_restores(lived_in, now):
    house, key = lived_in.house, lived_in.key
    with as_owner():
        call_command("migrate", "vault", "0001", verbosity=0, interactive=False)
    services.back_up(house.file, say=quiet)
    with house.empty().use():
        manifest = services.restore(house.file, key=key, say=quiet)
        assert ["vault", "0002_shreds"] not in manifest.migrations
        with acting_for(Purpose.UPKEEP):
            assert vault.replay_shreds() == 0


def test_an_older_version_refuses_with_the_reason(lived_in, monkeypatch):
    house, key = lived_in.house, lived_in.key
    known = services.MigrationLoader(None).disk_migrations

    class Older:
        disk_migrations = {node: known[node] for node in known if node != ("vault", "0002_shreds")}

        def __init__(self, _: object) -> None:
            pass

    monkeypatch.setattr(services, "MigrationLoader", Older)
    with house.empty().use(), pytest.raises(NotRestored, match=r"newer version .* vault 0002_shreds"):
        services.restore(house.file, key=key, say=quiet)


def test_a_backup_of_the_other_database_is_refused_in_words(lived_in, monkeypatch):
    house, key = lived_in.house, lived_in.key
    real = content.Manifest.read
    monkeypatch.setattr(content.Manifest, "read", staticmethod(lambda text: real(json.dumps(json.loads(text) | {"vendor": "oracle"}).encode())))
    with house.empty().use(), pytest.raises(NotRestored, match="made on oracle"):
        services.restore(house.file, key=key, say=quiet)


def test_a_row_that_is_missing_is_noticed(lived_in, monkeypatch):
    house, key = lived_in.house, lived_in.key
    real = content.Manifest.read

    def one_more(text: bytes) -> content.Manifest:
        manifest = real(text)
        manifest.tables["audit_accessevent"].rows += 1
        return manifest

    monkeypatch.setattr(content.Manifest, "read", staticmethod(one_more))
    with house.empty().use():
        with pytest.raises((Damaged, NotRestored), match="audit_accessevent"):
            services.restore(house.file, key=key, say=quiet)
        assert services.is_empty()


def test_without_a_recovery_key_there_is_no_backup(house):
    with pytest.raises(NotRestored, match="shelterwood recovery-key"):
        services.back_up(house.file, say=quiet)
    assert not house.file.exists()
