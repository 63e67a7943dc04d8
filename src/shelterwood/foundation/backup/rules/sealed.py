"""A sealed file: one key for the file, wrapped for the recovery key; pieces that cannot be changed, moved or left out.

Piece n is AES-256-GCM under the file's key with the nonce `n, is it the last`, bound to the head of the file. A file that
ends before the piece marked as last is refused, so that half a file is never taken for a whole one.
"""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shelterwood.foundation.backup.rules.recovery import WrongKey, public_half

MAGIC = b"shelterwood backup 1\n"
PIECE = 1 << 20  # bytes
TAG, KEY = 16, 32


class Damaged(Exception):
    """The file is no backup, was changed, or does not end where it should."""


def _wrapping(shared: bytes, sender: bytes, recipient: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY, salt=sender + recipient, info=MAGIC).derive(shared))


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">7xIB", number, last)


class Sealer:
    """Writes a sealed file piece by piece; only `finish` makes it whole."""

    def __init__(self, out: BinaryIO, recipient: bytes) -> None:
        once = X25519PrivateKey.generate()
        sender = once.public_key().public_bytes_raw()
        key = os.urandom(KEY)
        shared = once.exchange(X25519PublicKey.from_public_bytes(recipient))
        self.head = MAGIC + sender + _wrapping(shared, sender, recipient).encrypt(_nonce(0, True), key, MAGIC)
        self.out, self.cipher, self.number, self.waiting = out, AESGCM(key), 0, bytearray()
        out.write(self.head)

    def write(self, data: bytes) -> int:
        self.waiting += data
        while len(self.waiting) > PIECE:  # a full piece stays until more follows: it may be the last
            self._piece(bytes(self.waiting[:PIECE]), last=False)
            del self.waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        self._piece(bytes(self.waiting), last=True)

    def _piece(self, data: bytes, *, last: bool) -> None:
        self.out.write(self.cipher.encrypt(_nonce(self.number, last), data, self.head))
        self.number += 1


def opened(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The content piece by piece, each verified before it is given. Raises Damaged or WrongKey."""
    head = file.read(len(MAGIC) + 32 + KEY + TAG)
    if not head.startswith(MAGIC) or len(head) != len(MAGIC) + 32 + KEY + TAG:
        raise Damaged("This is no backup of Shelterwood, or its beginning is missing.")
    cipher = AESGCM(_file_key(head, key))
    number, piece = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not following), piece, head)
        except InvalidTag as problem:
            raise Damaged(f"The backup was changed or is cut off at piece {number + 1}. Take another copy of it.") from problem
        if not following:
            return
        number, piece = number + 1, following


def _file_key(head: bytes, key: bytes) -> bytes:
    sender, wrapped = head[len(MAGIC) : len(MAGIC) + 32], head[len(MAGIC) + 32 :]
    shared = X25519PrivateKey.from_private_bytes(key).exchange(X25519PublicKey.from_public_bytes(sender))
    try:
        return _wrapping(shared, sender, public_half(key)).decrypt(_nonce(0, True), wrapped, MAGIC)
    except InvalidTag as problem:
        raise WrongKey("This recovery key does not open this backup. It was sealed to another one, or its beginning was changed.") from problem
