"""The root key: a sealed local file behind two functions, so that a key service can take its place."""

import os
from collections.abc import Iterable
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
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(os.urandom(KEY_BYTES))


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
