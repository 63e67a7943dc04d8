"""The verbs of the operator: a recovery key, a backup, a restore. Each is said in words while it goes."""

from __future__ import annotations

import io
import json
import os
import tarfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.backup import keys, postgresql, sqlite
from shelterwood.foundation.backup.content import MANIFEST, Manifest, NotRestored, Say, add, verified, written
from shelterwood.foundation.backup.rules import recovery
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose

KEYS = ".keys"  # the second file stands beside the first until somebody carries it elsewhere


def public_half_file() -> Path:
    return Path(settings.DATA) / "keys" / "recovery.public"


def new_recovery_key(*, rotate: bool = False) -> str:
    """Make a recovery key, keep its public half, and give the key itself to be printed; it is kept nowhere.

    Raises NotRestored where there is one already and it is not to be replaced.
    """
    file = public_half_file()
    if file.exists() and not rotate:
        raise NotRestored("There is a recovery key already. To replace it: shelterwood recovery-key --rotate. Older backups still need the old one.")
    key = recovery.new_key()
    _keep_public_half(recovery.public_half(key))
    return recovery.printed(key)


def _keep_public_half(public: bytes) -> None:
    file = public_half_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = file.with_suffix(".part")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({"public": public.hex(), "made_at": datetime.now(UTC).isoformat()}, out)
    half.replace(file)


def _recipient() -> bytes:
    try:
        return bytes.fromhex(json.loads(public_half_file().read_text())["public"])
    except FileNotFoundError as problem:
        raise NotRestored("There is no recovery key yet, so nobody could open a backup. Make one first: shelterwood recovery-key") from problem


def back_up(file: Path, *, say: Say) -> Manifest:
    """Write the database to `file` and the vault's keys beside it. Broken off, the files of before stay as they were."""
    recipient, backend = _recipient(), _backend(connection.vendor)
    manifest = Manifest(
        version=version("shelterwood"),
        vendor=connection.vendor,
        made_at=datetime.now(UTC).isoformat(),
        migrations=sorted(map(list, MigrationRecorder(connection).applied_migrations())),
    )
    with written(keys_beside(file), recipient) as groups, written(file, recipient) as data:
        backend.store(data, groups, manifest, Path(settings.DATA), say)
        for tape in (data, groups):
            _add_manifest(tape, manifest)
    return manifest


def _add_manifest(tape: tarfile.TarFile, manifest: Manifest) -> None:
    text = manifest.text()
    add(tape, MANIFEST, io.BytesIO(text), len(text))


def keys_beside(file: Path) -> Path:
    return file.with_name(file.name + KEYS)


def restore(file: Path, *, keys_file: Path | None = None, key: str, replace: bool = False, say: Say) -> Manifest:
    """Restore a backup that was opened and found whole, with the keys of the second file, into an empty database.

    `replace` exchanges a database that is not empty. A newer version of the code migrates what it restores; an older one
    refuses. Until the very end the present database stays as it is. Raises NotRestored, Damaged, WrongKey.
    """
    secret = recovery.typed(key)
    second = keys_file or keys_beside(file)
    for each in (file, second):
        if not each.exists():
            raise NotRestored(f"{each} is not there. A backup is two files; the second holds the keys and was put elsewhere: name it with --keys.")
    say("Opening the backup and checking every piece of it")
    folder = Path(settings.DATA)
    with verified(file, secret, folder) as data, verified(second, secret, folder) as groups:
        manifest = data.manifest()
        _fits(manifest)
        if not replace and not is_empty():
            raise NotRestored("This database is not empty. Restore into an empty one, or say --replace to exchange it.")
        with vault.with_root_key(keys.root_key(groups), replace=replace), acting(Purpose.UPKEEP):
            _backend(connection.vendor).load(data, groups, manifest, folder, say)
    if not public_half_file().exists():
        _keep_public_half(recovery.public_half(secret))  # a new machine goes on sealing to the key that was just typed
    note("restore", manifest.made_at)
    return manifest


def note(action: str, detail: str = "") -> None:
    """The trace of what the operator did; it has no person, since the command runs on the machine."""
    with transaction.atomic():
        audit.record(Event(action=action, detail=detail[:200]))


def is_empty() -> bool:
    """Whether nobody has begun with this database."""
    if "body_body" not in connection.introspection.table_names():
        return True
    with acting(Purpose.UPKEEP), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM body_body) + (SELECT count(*) FROM accounts_person) + (SELECT count(*) FROM disclosure_record)")
        return bool(cursor.fetchone()[0] == 0)


def _fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise NotRestored(f"The backup was made on {manifest.vendor}, and this site uses {connection.vendor}. Restore it on {manifest.vendor}.")
    known = MigrationLoader(None).disk_migrations.keys()
    newer = [f"{app} {name}" for app, name in manifest.migrations if (app, name) not in known]
    if newer:
        raise NotRestored(
            f"The backup was made by a newer version ({manifest.version}): this one does not know {', '.join(newer)}. Install that version, then restore."
        )


def _backend(vendor: str):  # type: ignore[no-untyped-def]  # one of two modules with the same two functions
    return {"sqlite": sqlite, "postgresql": postgresql}[vendor]
