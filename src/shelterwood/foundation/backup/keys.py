"""The second file: root key, group keys, and what was shredded. It is kept apart from the first."""

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from shelterwood.foundation.backup.content import Tape, add, spooled
from shelterwood.foundation.vault import services as vault

SELECT = 'SELECT "group", organization_key_id, wrapped FROM vault_groupkey'
ROOT, GROUPS, SHREDDED = "root.key", "groups", "shredded"
OWNERS = "SELECT id FROM disclosure_record UNION ALL SELECT id FROM drafts_draft"  # every row that has a key of its own


def store(tape: tarfile.TarFile, rows: Iterable[tuple[Any, Any, Any]], folder: Path) -> None:
    """Each group with the organization key it is wrapped under, one line each."""
    _add_text(tape, ROOT, vault.root_key().hex())
    _add_text(tape, SHREDDED, "\n".join(str(group) for group in vault.shredded()))
    with spooled(folder) as lines:
        for group, organization_key, wrapped in rows:
            lines.write(f"{UUID(str(group))} {UUID(str(organization_key))} {bytes(wrapped).hex()}\n".encode())
        size = lines.tell()
        lines.seek(0)
        add(tape, GROUPS, lines, size)


def _add_text(tape: tarfile.TarFile, name: str, text: str) -> None:
    raw = text.encode()
    add(tape, name, io.BytesIO(raw), len(raw))


def load(tape: Tape) -> None:
    """Put the group keys back, except those of groups that are not in the database, and those shredded since."""
    vault.remember_shredded(UUID(line.decode()) for line in tape.part(SHREDDED).read().split())
    with connection.cursor() as cursor:
        cursor.execute(OWNERS)
        there = {UUID(str(row[0])) for row in cursor.fetchall()}
    rows = (line.decode().split() for line in tape.part(GROUPS))
    found = ((UUID(group), UUID(key), bytes.fromhex(wrapped)) for group, key, wrapped in rows)
    vault.put_back_groups([row for row in found if row[0] in there])
    vault.replay_shreds()


def root_key(tape: Tape) -> bytes:
    return bytes.fromhex(tape.part(ROOT).read().decode())
