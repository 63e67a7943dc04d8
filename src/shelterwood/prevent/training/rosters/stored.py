"""The uploaded file in the database, in pieces: written once, read in order, never whole in memory."""

from __future__ import annotations

import hashlib
import io
from typing import Any, BinaryIO

from shelterwood.prevent.training.models import Import, ImportPiece

PIECE = 512 * 1024


def keep(imported: Import, file: BinaryIO) -> None:
    """Write the file from its beginning."""
    file.seek(0)
    place = 0
    while content := file.read(PIECE):
        ImportPiece.objects.create(imported=imported, place=place, content=content)
        place += 1


def measured(file: BinaryIO) -> tuple[int, str]:
    """Bytes and SHA-256 in hexadecimal."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while content := file.read(PIECE):
        digest.update(content)
        size += len(content)
    return size, digest.hexdigest()


class Stored(io.RawIOBase):
    """The kept file as a stream. `looked_at`: bytes given out so far."""

    def __init__(self, imported: Import) -> None:
        super().__init__()
        self._pieces = ImportPiece.objects.filter(imported=imported)
        self._place, self._rest = 0, b""
        self.looked_at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            found = self._pieces.filter(place=self._place).values_list("content", flat=True).first()
            self._rest = bytes(found) if found else b""
            self._place += 1
        given = self._rest[: len(buffer)]
        self._rest = self._rest[len(given) :]
        buffer[: len(given)] = given
        self.looked_at += len(given)
        return len(given)
