"""Building the wall from its table: functions that read the context, a policy for each protected table, rights of the site's role.

It is taken down before migrations and built again after them, by the owner of the tables. In between, row-level
security stays on for the site's role with no policy at all: a migration that breaks off leaves everything shut.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string

from shelterwood.foundation.wall.rules import Walls

POLICY, ADDING = "wall", "wall_adding"
FUNCTIONS = {
    "wall_purpose": ("text", "NULLIF(current_setting('shelterwood.purpose', true), '')"),
    "wall_person": ("uuid", "NULLIF(current_setting('shelterwood.person', true), '')::uuid"),
    "wall_organization": ("uuid", "NULLIF(current_setting('shelterwood.organization', true), '')::uuid"),
    "wall_opened": ("uuid[]", "COALESCE(NULLIF(current_setting('shelterwood.opened', true), ''), '{}')::uuid[]"),
    "wall_token": ("bytea", "decode(NULLIF(current_setting('shelterwood.token', true), ''), 'hex')"),
    "wall_coordinates": ("boolean", "EXISTS (SELECT 1 FROM accounts_person WHERE id = wall_person() AND role = 'coordinator' AND active)"),
}
ALL_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def walls() -> Walls:
    found: Walls = import_string(settings.WALLS)
    return found


def before_migrations(*, using: str, **_: Any) -> None:
    """Take the policies away, since a column that one reads cannot be altered, and let the owner's data steps see every row."""
    if connections[using].vendor == "postgresql":
        with transaction.atomic(using=using):
            for table in _present(using, walls().behind):
                _run(using, f"DROP POLICY IF EXISTS {POLICY} ON {table}; DROP POLICY IF EXISTS {ADDING} ON {table}")
                _run(using, f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")


def after_migrations(*, using: str, **_: Any) -> None:
    """Build every policy whose tables are there, and give the site's role its rights."""
    if connections[using].vendor == "postgresql":
        before_migrations(using=using)
        with transaction.atomic(using=using):
            _functions(using)
            for table in _present(using, walls().behind):
                _build(using, table)
            _rights(using)


def _functions(using: str) -> None:
    for name, (kind, body) in FUNCTIONS.items():
        reads = _reads(body)
        if set(_present(using, reads)) == reads:
            _run(using, f"CREATE OR REPLACE FUNCTION {name}() RETURNS {kind} LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {body} $$")


def _build(using: str, table: str) -> None:
    wall = walls().behind[table]
    _run(using, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    reads = _reads(wall.shows)
    if set(_present(using, reads)) != reads:
        return  # half the tables are migrated away; what is left stays shut
    _run(using, f"CREATE POLICY {POLICY} ON {table} USING ({wall.shows})")
    if wall.added_by_all:
        _run(using, f"CREATE POLICY {ADDING} ON {table} FOR INSERT WITH CHECK (true)")


def _reads(expression: str) -> set[str]:
    """The other tables that a policy reads."""
    words = set(re.findall(r"FROM (\w+)", expression))
    return words | ({"accounts_person"} if "wall_coordinates" in expression else set())


def _rights(using: str) -> None:
    """What the site's role may do; nothing where one role is both owner and site."""
    role = settings.SITE_ROLE
    if not role or role == _asked(connections[using], "current_user"):
        return
    name = connections[using].ops.quote_name(role)
    schema = connections[using].ops.quote_name(_asked(connections[using], "current_schema()"))
    _run(using, f"GRANT USAGE ON SCHEMA {schema} TO {name}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
    for table in connections[using].introspection.table_names():
        rights = walls().rights.get(table, ALL_RIGHTS)
        _run(using, f"REVOKE ALL ON {table} FROM {name}; GRANT {rights} ON {table} TO {name}")


def _asked(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}")
        return str(cursor.fetchone()[0])


def _present(using: str, tables: Iterable[str]) -> list[str]:
    there = set(connections[using].introspection.table_names())
    return [table for table in tables if table in there]


def _run(using: str, statement: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement)
