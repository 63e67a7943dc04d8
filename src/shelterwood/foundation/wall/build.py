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
SETTING = "NULLIF(current_setting('shelterwood.{}', true), '')"
FUNCTIONS = {
    "wall_purpose()": ("text", SETTING.format("purpose")),
    "wall_person()": ("uuid", SETTING.format("person") + "::uuid"),
    "wall_organization()": ("uuid", SETTING.format("organization") + "::uuid"),
    "wall_opened()": ("uuid[]", f"COALESCE({SETTING.format('opened')}, '{{}}')::uuid[]"),
    "wall_token()": ("bytea", f"decode({SETTING.format('token')}, 'hex')"),
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
    """Those that read the context, and those that ask other tables.

    The latter are in PL/pgSQL, which plans a question once for a connection: as plain SQL inside the policies they made
    PostgreSQL plan a list for 80 ms, since every table of it brought the policies of all tables behind it along.
    """
    for head, (kind, body) in FUNCTIONS.items():
        _run(using, f"CREATE OR REPLACE FUNCTION {head} RETURNS {kind} LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {body} $$")
    for name, question in walls().questions.items():
        answer = f"BEGIN RETURN ({question}); END"
        _run(using, f"CREATE OR REPLACE FUNCTION {name}(asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ {answer} $$")


def _build(using: str, table: str) -> None:
    wall = walls().behind[table]
    _run(using, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    needed = reads(wall.shows)
    if set(_present(using, needed)) != needed:
        return  # half the tables are migrated away; what is left stays shut
    _run(using, f"CREATE POLICY {POLICY} ON {table} USING ({wall.shows})")
    if wall.added_by_all:
        _run(using, f"CREATE POLICY {ADDING} ON {table} FOR INSERT WITH CHECK (true)")


def reads(expression: str) -> set[str]:
    """The other tables that a policy reads, itself or by the questions it asks."""
    asked = [walls().questions[name] for name in re.findall(r"(wall_\w+)\(", expression) if name in walls().questions]
    return {table for text in (expression, *asked) for table in re.findall(r"FROM (\w+)", text)}


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
