"""The operator's verbs: recovery key, backup, restore, upgrade, and the roles of PostgreSQL."""

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from shelterwood.foundation.backup import services as backup
from shelterwood.foundation.wall import roles
from shelterwood.project import prepare
from shelterwood.project.prepare import Say

PAPER = """
Recovery key of this site, made now and kept nowhere:

    {key}

Print this page twice. Give one copy each to two people who do not share an office; neither copy belongs on this machine,
beside a backup, or in a mail. Without this key no backup can be opened, by nobody. With it and both files of a backup
everything can be read.
"""
GO_BACK = """
If anything is wrong: stop the site, install version {version} again, and run
    shelterwood restore {file} --replace
What was entered after the backup would then be gone."""


@dataclass(frozen=True)
class Asked:
    """The words after the verb."""

    file: str | None = None
    keys: str | None = None
    replace: bool = False
    rotate: bool = False

    @property
    def path(self) -> Path:
        if not self.file:
            raise ImproperlyConfigured("Name the file of the backup, such as: shelterwood backup /mnt/backup/monday.backup")
        return Path(self.file).resolve()


def database(_: Asked, say: Say) -> None:
    """Print what psql needs to make the two roles and the database."""
    if connection.vendor != "postgresql" or not settings.OWNER:
        raise ImproperlyConfigured("Set SHELTERWOOD_DATABASE and SHELTERWOOD_DATABASE_OWNER first, as docs/how-to/run-on-postgresql.md says.")
    print(roles.script(settings.DATABASES["default"], settings.OWNER))


def recovery_key(asked: Asked, say: Say) -> None:
    print(PAPER.format(key=backup.new_recovery_key(rotate=asked.rotate)))


def back_up(asked: Asked, say: Say) -> None:
    manifest = backup.back_up(asked.path, say=say)
    backup.note("backup", manifest.made_at)
    say(f"The backup is whole: {asked.path}")
    say(f"Its keys: {backup.keys_beside(asked.path)}. Carry this file to another place than the first.")


def restore(asked: Asked, say: Say) -> None:
    keys = Path(asked.keys).resolve() if asked.keys else None
    manifest = backup.restore(asked.path, keys_file=keys, key=_typed_key(), replace=asked.replace, say=say)
    say(f"Restored as it was at {manifest.made_at}. Everybody signs in anew. Then: shelterwood prepare, shelterwood serve")


def upgrade(asked: Asked, say: Say) -> None:
    """Back up, bring tables and texts to this version, check; whatever happens, say how to go back."""
    manifest = backup.back_up(asked.path, say=say)
    way_back = GO_BACK.format(version=manifest.version, file=asked.path)
    try:
        prepare.check()
        prepare.everything(say)
        prepare.refuse_unsafe()
        backup.note("upgrade", manifest.made_at)
    except BaseException:
        print(f"The upgrade broke off.{way_back}", file=sys.stderr)
        raise
    say(f"Upgraded. The site can be started.{way_back}")


def _typed_key() -> str:
    """From the keyboard without being shown, or from a pipe."""
    return getpass.getpass("Recovery key: ") if sys.stdin.isatty() else sys.stdin.readline()


VERBS = {"database": database, "recovery-key": recovery_key, "backup": back_up, "restore": restore, "upgrade": upgrade}
