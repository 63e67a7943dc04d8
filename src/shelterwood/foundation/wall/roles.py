"""The two roles of a body's database: one owns the tables and changes them, one serves and can do neither."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection
from psycopg import sql

MIGHTY = """
SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relname = ANY (%s))
FROM pg_roles WHERE rolname = current_user
"""
ROLE = """
DO $do$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {literal}) THEN CREATE ROLE {name}; END IF;
END $do$;
ALTER ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION{password};
"""
DATABASE = """
SELECT 'CREATE DATABASE {quoted} OWNER {owner} ENCODING UTF8 TEMPLATE template0'
  WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = {literal}) \\gexec
REVOKE ALL ON DATABASE {name} FROM PUBLIC;
GRANT CONNECT ON DATABASE {name} TO {site};
\\connect {name}
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {site};
"""


class OneRole(Exception):
    """The two addresses do not name two roles of one database."""


def script(site: Mapping[str, Any], owner: Mapping[str, Any]) -> str:
    """What psql is given to make both roles and the database; running it again changes only the passwords.

    Raises OneRole. It holds the passwords of both addresses.
    """
    if not site.get("USER") or not owner.get("USER") or site["USER"] == owner["USER"] or site["NAME"] != owner["NAME"]:
        raise OneRole("SHELTERWOOD_DATABASE and SHELTERWOOD_DATABASE_OWNER must name one database and two different roles.")
    return "\\set ON_ERROR_STOP on\n" + "".join(text.lstrip() for text in _parts(site, owner))


def _parts(site: Mapping[str, Any], owner: Mapping[str, Any]) -> Iterator[str]:
    for role in (owner, site):
        password = sql.SQL(" PASSWORD {}").format(sql.Literal(role["PASSWORD"])) if role["PASSWORD"] else sql.SQL("")
        yield sql.SQL(ROLE).format(name=sql.Identifier(role["USER"]), literal=sql.Literal(role["USER"]), password=password).as_string()
    quoted = sql.Identifier(owner["NAME"]).as_string().replace("'", "''")
    names = {"name": sql.Identifier(owner["NAME"]), "owner": sql.Identifier(owner["USER"]), "site": sql.Identifier(site["USER"])}
    yield sql.SQL(DATABASE).format(quoted=sql.SQL(quoted), literal=sql.Literal(owner["NAME"]), **names).as_string()


def too_mighty(tables: list[str]) -> bool:
    """Whether the role that is connected could take the wall down: it rules the server, passes it, or owns a table."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(MIGHTY, [tables])
        return bool(cursor.fetchone()[0])
