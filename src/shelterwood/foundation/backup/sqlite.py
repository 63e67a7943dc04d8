"""SQLite: a copy by its own online backup, without the keys of the groups and without sessions."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tarfile import TarFile

from django.core.management import call_command
from django.db import connection

from shelterwood.foundation.backup import keys
from shelterwood.foundation.backup.content import Manifest, NotRestored, Part, Say, Tape, add
from shelterwood.foundation.backup.rules.sealed import Damaged
from shelterwood.foundation.wall.owner import close, connected

FILE = "shelterwood.sqlite3"
PAGES = 4096  # copied at a time; writers go on in between
LEFT_OUT = ("vault_groupkey", "django_session")


def store(data: TarFile, groups: TarFile, manifest: Manifest, folder: Path, say: Say) -> None:
    copy = folder / "backup.part.sqlite3"
    copy.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(copy)) as target:
            copy.chmod(0o600)
            _copy(target, say)
            keys.store(groups, target.execute(keys.SELECT), folder)
            for table in LEFT_OUT:
                target.execute(f"DELETE FROM {table}")  # noqa: S608  two names of this module
            target.commit()
            target.execute("VACUUM")  # no page keeps what was taken out
            manifest.tables = {name: Part(columns=[], rows=rows) for name, rows in _counted(target).items()}
        with copy.open("rb") as content:
            add(data, FILE, content, copy.stat().st_size)
    finally:
        copy.unlink(missing_ok=True)


def _copy(target: sqlite3.Connection, say: Say) -> None:
    connection.ensure_connection()
    source: sqlite3.Connection = connection.connection
    told = 0

    def progress(_: int, left: int, total: int) -> None:
        nonlocal told
        done = 100 * (total - left) // max(total, 1)
        if done >= told + 25 or done == 100:
            told = done
            say(f"Copied {done} per cent of the database")

    source.backup(target, pages=PAGES, progress=progress)
    target.execute("PRAGMA journal_mode=DELETE")


def _counted(database: sqlite3.Connection) -> dict[str, int]:
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  names of the database itself


def load(data: Tape, groups: Tape, manifest: Manifest, folder: Path, say: Say) -> None:
    """Bring the copy up to date beside the present database, and put it in its place at the very end."""
    copy = folder / "restoring.sqlite3"
    _remove(copy)
    try:
        with copy.open("wb") as out:
            copy.chmod(0o600)
            shutil.copyfileobj(data.part(FILE), out)
        _check(copy, manifest)
        with connected(NAME=copy):
            say("Bringing the tables up to date")
            call_command("migrate", verbosity=0, interactive=False)
            keys.load(groups)
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _check_whole(copy)
        close()
        live = Path(str(connection.settings_dict["NAME"]))
        _remove(live, but_itself=True)
        copy.replace(live)
    finally:
        _remove(copy)


def _check(copy: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(copy)) as database:
        counted = _counted(database)
    wrong = [name for name, part in manifest.tables.items() if counted.get(name) != part.rows]
    if wrong:
        raise Damaged(f"The backup does not hold as many rows as it says: {', '.join(wrong)}.")
    _check_whole(copy)


def _check_whole(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",) or database.execute("PRAGMA foreign_key_check").fetchone():
            raise NotRestored("SQLite finds the restored database damaged. Nothing was replaced; take another backup.")


def _remove(file: Path, *, but_itself: bool = False) -> None:
    for ending in ("-wal", "-shm", *(() if but_itself else ("",))):
        Path(f"{file}{ending}").unlink(missing_ok=True)
