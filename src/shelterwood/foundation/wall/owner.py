"""Connecting as the owner of the tables, for the few commands that change them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL


def close() -> None:
    """Close this thread's connection and the pool, as before another role or another process takes over."""
    mine = connections[DEFAULT_DB_ALIAS]
    mine.close()
    if isinstance(mine, PostgreSQL):
        mine.close_pool()


@contextmanager
def connected(**changes: Any) -> Iterator[None]:
    """Connect with changed settings of the database until the end of the block; nothing may be running in it."""
    close()
    before = connection.settings_dict
    connection.settings_dict = {**before, **changes}
    try:
        yield
    finally:
        close()
        connection.settings_dict = before


@contextmanager
def as_owner(**changes: Any) -> Iterator[None]:
    """Connect as the owner where one is named, else as the one role there is."""
    database = {"NAME": connection.settings_dict["NAME"]} if settings.OWNER else {}  # the tests' database is not the named one
    with connected(**{**settings.OWNER, **database, **changes}):
        yield
