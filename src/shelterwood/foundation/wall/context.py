"""The one place where a thread says whom it acts for. On SQLite nothing reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from uuid import UUID

from shelterwood.foundation.wall.rules import EVERYTHING, JOBS, Context, Purpose

_current: ContextVar[Context | None] = ContextVar("acting", default=None)


def current() -> Context | None:
    """Whom this thread acts for; None shows nothing protected."""
    return _current.get()


@contextmanager
def acting(purpose: Purpose, *, person: UUID | None = None, organization: UUID | None = None) -> Iterator[None]:
    """Act for somebody until the end of the block, however it ends; then for whoever it was before."""
    token = _current.set(Context(purpose=purpose, person=person, organization=organization))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def holding(token: bytes) -> Iterator[None]:
    """Ask for the one concern that this keyed hash of a receipt or form belongs to."""
    now = _current.get()
    before = _current.set(replace(now, token=token) if now else None)
    try:
        yield
    finally:
        _current.reset(before)


def open_record(record: UUID) -> None:
    """Let the rest of this request see one record: it was filed here, or its receipt was shown."""
    now = _current.get()
    if now and now.purpose not in (*JOBS, *EVERYTHING):
        _current.set(replace(now, opened=now.opened | {record}))
