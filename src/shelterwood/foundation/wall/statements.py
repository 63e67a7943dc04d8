"""Every statement carries whom it acts for: set for its transaction only, so that a pooled connection takes nothing along."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from shelterwood.foundation.wall.context import current
from shelterwood.foundation.wall.rules import NOTHING, SETTINGS

SET = "SELECT " + ", ".join(f"set_config('shelterwood.{name}', %s, true)" for name in SETTINGS)


class Carrier:
    """Says at each statement whom it acts for, where the running transaction does not know it yet."""

    def __init__(self) -> None:
        self.said: dict[str, str] | None = None  # None: not known

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        connection: BaseDatabaseWrapper = context["connection"]
        if not connection.get_autocommit():
            self._say(connection)
            done = execute(sql, params, many, context)
            if str(sql).startswith("ROLLBACK TO"):
                self.said = None  # the settings went back with the savepoint
            return done
        if current() is None:
            return execute(sql, params, many, context)
        with transaction.atomic(using=connection.alias):
            self._say(connection)
            return execute(sql, params, many, context)

    def _say(self, connection: BaseDatabaseWrapper) -> None:
        status = connection.connection.info.transaction_status
        if status == TransactionStatus.INERROR:
            return  # nothing but a rollback is possible, and that needs nobody
        if status == TransactionStatus.IDLE:
            self.said = NOTHING  # a new transaction: the last one's settings ended with it
        now = current()
        wanted = now.settings() if now else NOTHING
        if wanted != self.said:
            connection.connection.execute(SET, [wanted[name] for name in SETTINGS])
            self.said = wanted


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A new connection of PostgreSQL carries the context from its first statement on."""
    if connection.vendor == "postgresql" and not any(isinstance(each, Carrier) for each in connection.execute_wrappers):
        connection.execute_wrappers.append(Carrier())
