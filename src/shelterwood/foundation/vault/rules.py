"""The sealed form of a field: version, nonce, AES-256-GCM ciphertext, bound to the place it stands in."""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12
BLOCK = 64  # bytes; a text is filled up to whole blocks, so that its length does not tell which short answer it is
END = b"\x80"
BY_PERIOD = UUID(int=0)  # stands for the person where nobody destroyed a key but a period was over


class Tampered(Exception):
    """A sealed field does not belong where it stands: moved, changed, or under another key."""


@dataclass(frozen=True)
class Place:
    """Where a sealed field stands; part of what the cipher authenticates, so that it cannot be pasted elsewhere."""

    table: str
    row: UUID
    field: str
    group: UUID

    def bound(self) -> bytes:
        return "\x1f".join([self.table, self.row.hex, self.field, self.group.hex]).encode()


def seal(key: bytes, text: str, place: Place) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    filled = text.encode() + END
    filled += bytes(-len(filled) % BLOCK)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, filled, VERSION + place.bound())


def unseal(key: bytes, sealed: bytes, place: Place) -> str:
    """Raises Tampered where version, key, place or content do not fit."""
    version, nonce, body = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if version != VERSION:
        raise Tampered("This field is sealed in a form that this version does not know.")
    try:
        return AESGCM(key).decrypt(nonce, body, VERSION + place.bound()).rstrip(b"\x00").removesuffix(END).decode()
    except InvalidTag as problem:
        raise Tampered("A sealed field does not fit its place; it may have been moved or changed.") from problem
