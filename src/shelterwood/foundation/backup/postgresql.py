"""PostgreSQL: every table copied through one snapshot, and restored beside the present tables before it takes their place.

Our own COPY and not pg_dump: the site's role reads through its own policies for the purpose `backup`, no program of the
server's version has to be installed, and each table is compared with its hash after it was restored.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tarfile import TarFile
from typing import IO, Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import IsolationLevel, sql

from shelterwood.foundation.backup import keys
from shelterwood.foundation.backup.content import BLOCK, Manifest, NotRestored, Part, Say, Tape, add, spooled
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.owner import as_owner, connected
from shelterwood.foundation.wall.rules import Purpose

# made anew by the migrations, ended with the site, or kept in the second file
LEFT_OUT = {
    "django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "django_session", "vault_groupkey",
}  # fmt: skip
ONE_SNAPSHOT = {"options": "-c jit=off", "isolation_level": IsolationLevel.REPEATABLE_READ}
BESIDE = "restoring"  # the schema in which everything stands until it was found whole
LOOKS = 30  # a tenth of a second apart
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
COUNTERS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s AND is_identity = 'YES'"


def store(data: TarFile, groups: TarFile, manifest: Manifest, folder: Path, say: Say) -> None:
    with connected(OPTIONS=ONE_SNAPSHOT), acting(Purpose.BACKUP), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(keys.SELECT)
        keys.store(groups, cursor.fetchall(), folder)
        for table in sorted(set(connection.introspection.table_names()) - LEFT_OUT):
            with spooled(folder) as content:
                part = manifest.tables[table] = _copied_out(cursor, table, content)
                size = content.tell()
                content.seek(0)
                add(data, table, content, size)
            say(f"{table}: {part.rows} rows")


def _copied_out(cursor: Any, table: str, content: IO[bytes] | None = None, columns: list[str] | None = None) -> Part:
    """Write the rows in the order of their key, as text; the hash says later whether exactly these came back."""
    if columns is None:
        cursor.execute(COLUMNS, [table])
        columns = [name for (name,) in cursor.fetchall()]
    key = connection.introspection.get_primary_key_column(cursor, table)
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _names(columns), sql.Identifier(table), sql.Identifier(key or columns[0])
    )
    digest = hashlib.sha256()
    with cursor.copy(query) as copy:
        for piece in copy:
            digest.update(piece)
            if content:
                content.write(piece)
    return Part(columns=columns, rows=max(cursor.rowcount, 0), digest=digest.hexdigest())


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def load(data: Tape, groups: Tape, manifest: Manifest, folder: Path, say: Say) -> None:
    """Build the tables as they were in a schema beside the present one, fill and check them, and exchange the two at the very end."""
    with _beside(), acting(Purpose.UPKEEP):
        say("Building the tables as they were")
        _build_as_it_was(manifest)
        with transaction.atomic(), connection.cursor() as cursor:
            for table, part in manifest.tables.items():
                _copied_in(cursor, table, part, data)
                say(f"{table}: {part.rows} rows")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _set_counters(cursor)
        say("Bringing the tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        keys.load(groups)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f"ALTER SCHEMA {BESIDE} RENAME TO public")


@contextmanager
def _beside() -> Iterator[None]:
    """Connected as the owner, where every name means the schema beside; what an earlier try left there goes first."""
    with as_owner(OPTIONS={"options": f"-c jit=off -c search_path={BESIDE}"}):
        with connection.cursor() as cursor:
            _stop_if_in_use(cursor)
            cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE; CREATE SCHEMA {BESIDE}")
        yield


def _stop_if_in_use(cursor: Any) -> None:
    for _ in range(LOOKS):  # a connection that was just closed is still listed for a moment
        cursor.execute(OTHERS)
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT pg_sleep(0.1)")
    raise NotRestored("Somebody is connected to the database. Stop the site and its worker first, then restore.")


def _build_as_it_was(manifest: Manifest) -> None:
    """Migrate to exactly the steps of the backup, without the signals that build the wall: its rows come in first."""
    executor = MigrationExecutor(connection)
    done = {(app, name) for app, name in manifest.migrations}
    targets = [node for node in done if not (executor.loader.graph.node_map[node].children & {executor.loader.graph.node_map[each] for each in done})]
    executor.migrate(sorted(targets))


def _copied_in(cursor: Any, table: str, part: Part, data: Tape) -> None:
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(part.columns))
    content = data.part(table)
    with cursor.copy(query) as copy:
        while piece := content.read(BLOCK):
            copy.write(piece)
    there = _copied_out(cursor, table, columns=part.columns)
    if (there.rows, there.digest) != (part.rows, part.digest):
        raise NotRestored(f"The table {table} did not come back as it was. Nothing was replaced.")


def _set_counters(cursor: Any) -> None:
    """The next number of each table follows the highest that came back."""
    cursor.execute(COUNTERS, [BESIDE])
    for table, column in cursor.fetchall():
        names = {
            "table": sql.Identifier(table),
            "column": sql.Identifier(column),
            "text": sql.Literal(f"{BESIDE}.{table}"),
            "name": sql.Literal(column),
        }
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({text}, {name}), GREATEST(MAX({column}), 1), MAX({column}) IS NOT NULL) FROM {table}"
            ).format(**names)
        )
