"""What a backup holds: a tape of named parts, with a manifest at its end that says what the parts must be."""

import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from shelterwood.foundation.backup.rules.sealed import Damaged, Sealer, opened

Say = Callable[[str], None]
MANIFEST = "manifest.json"
BLOCK = 1 << 20


class NotRestored(Exception):
    """Why nothing was restored, or no backup made, in a full sentence with the way out."""


@dataclass(kw_only=True)
class Part:
    """One table: its columns in order, its rows, and the hash of its text as PostgreSQL writes it."""

    columns: list[str]
    rows: int
    digest: str = ""


@dataclass(kw_only=True)
class Manifest:
    version: str
    vendor: str
    made_at: str
    migrations: list[list[str]]
    tables: dict[str, Part] = field(default_factory=dict)

    @staticmethod
    def read(text: bytes) -> "Manifest":
        raw: dict[str, Any] = json.loads(text)
        return Manifest(**{**raw, "tables": {name: Part(**part) for name, part in raw["tables"].items()}})

    def text(self) -> bytes:
        return json.dumps(asdict(self)).encode()


@contextmanager
def written(path: Path, recipient: bytes) -> Iterator[tarfile.TarFile]:
    """A sealed tape at `path`. It takes its name only when it is whole and on the disk; broken off, the old file stays."""
    half = path.with_name(path.name + ".part")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            sealer = Sealer(out, recipient)
            with tarfile.open(fileobj=sealer, mode="w|gz", compresslevel=1) as tape:  # type: ignore[call-overload]  # writing a tape reads nothing
                yield tape
            sealer.finish()
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def add(tape: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = size
    tape.addfile(entry, content)


def spooled(folder: Path) -> IO[bytes]:
    """A file without a name beside the data, gone with the process."""
    return tempfile.TemporaryFile(dir=folder)


@contextmanager
def verified(path: Path, key: bytes, folder: Path) -> Iterator["Tape"]:
    """The parts of a sealed tape, after every piece of it was found whole. Raises Damaged or WrongKey."""
    with spooled(folder) as plain:
        with path.open("rb") as file:
            for piece in opened(file, key):
                plain.write(piece)
        plain.seek(0)
        try:
            with tarfile.open(fileobj=plain, mode="r:gz") as tape:
                yield Tape(tape)
        except tarfile.TarError as problem:
            raise Damaged("The backup opens, but what it holds is no backup of Shelterwood.") from problem


class Tape:
    """Reading the parts of an opened backup by name."""

    def __init__(self, tape: tarfile.TarFile) -> None:
        self.tape = tape

    def part(self, name: str) -> IO[bytes]:
        try:
            found = self.tape.extractfile(name)
        except KeyError as problem:
            raise Damaged(f"The backup holds no part named {name}.") from problem
        if found is None:
            raise Damaged(f"The part {name} of the backup is no file.")
        return found

    def manifest(self) -> Manifest:
        return Manifest.read(self.part(MANIFEST).read())
