"""The root key: a sealed local file behind two functions, so that a key service can take its place."""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


class KeyUnavailable(ImproperlyConfigured):
    """The root key is missing or does not fit. Nothing is opened until it is back."""


def root_key_file() -> Path:
    return Path(settings.DATA) / "keys" / "root.key"


def make_root_key() -> None:
    """Create the root key once. An existing one is never replaced: what it seals would be lost."""
    file = root_key_file()
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(file, os.urandom(KEY_BYTES))


def root_key() -> bytes:
    return _root_key(str(root_key_file()))


def exchange_root_key(key: bytes, *, replace: bool) -> Callable[[], None]:
    """Put this root key in place; another one is set aside under the moment at which it was. Returns how to undo it."""
    file = root_key_file()
    if file.exists() and file.read_bytes() == key:
        return lambda: None
    if file.exists() and not replace:
        raise KeyUnavailable(
            f"{file} is another root key than the backup's. Move it to a safe place, or restore with --replace, which sets it aside."
        )
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = file.with_name(f"root.key.until-{datetime.now(UTC):%Y%m%d-%H%M%S}") if file.exists() else None
    if aside:
        file.rename(aside)
    _write(file, key)

    def undo() -> None:
        aside.replace(file) if aside else file.unlink(missing_ok=True)
        _root_key.cache_clear()

    return undo


def _write(file: Path, key: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key)
    _root_key.cache_clear()


def shredded() -> set[UUID]:
    """The record groups whose keys were destroyed, as remembered beside the root key and outside of every database."""
    file = _ledger()
    return {UUID(line) for line in file.read_text().split()} if file.exists() else set()


def note_shredded(groups: Iterable[UUID]) -> None:
    """Remember destroyed groups; nothing is ever taken out."""
    lines = "".join(f"{group}\n" for group in groups)
    if lines:
        _ledger().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(_ledger(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as out:
            out.write(lines)
            out.flush()
            os.fsync(out.fileno())


def _ledger() -> Path:
    return root_key_file().with_name("shredded")


@lru_cache(maxsize=1)
def _root_key(path: str) -> bytes:
    try:
        key = Path(path).read_bytes()
    except OSError as problem:
        raise KeyUnavailable(f"The root key {path} cannot be read. Put it back from its safe copy; nothing can be opened without it.") from problem
    if len(key) != KEY_BYTES:
        raise KeyUnavailable(f"The root key {path} is damaged: it has {len(key)} bytes instead of {KEY_BYTES}. Put back its safe copy.")
    return key


def wrap(key: bytes) -> bytes:
    return aes_key_wrap(_root_key(str(root_key_file())), key)


def unwrap(wrapped: bytes) -> bytes:
    try:
        return aes_key_unwrap(_root_key(str(root_key_file())), wrapped)
    except InvalidUnwrap as problem:
        raise KeyUnavailable("The root key does not open this database. Put back the key that belongs to it.") from problem
