"""A zip from elsewhere, looked at before anything of it is unpacked. What could do harm is refused, with the reason.

Refused: names that lead out of the folder, absolute names, links, encrypted or doubled entries, more than its reader says
there can be (a zip bomb), kinds of files that the reader does not know. Nothing is written to disk, and no entry is read past
its limit, whatever its header claims. Packages for a learning system and courses of our own are read through here.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

HIGHEST_RATIO = 120  # text packs at about 10 to 1, repeated bytes at 1,000 to 1
DRIVE = re.compile(r"[A-Za-z]:")
CANNOT_BE_READ = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError)


class Refused(Exception):
    """The package is not taken in. The text says why, and which entry it was."""


@dataclass(frozen=True)
class Limits:
    """What a reader takes: kinds of files by their ending, how many, and how many bytes unpacked."""

    welcome: Collection[str]
    files: int
    bytes: int
    bytes_of_a_file: int


def unpacked(package: bytes, limits: Limits) -> dict[str, bytes]:
    """Every file of a harmless zip, by its name. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            _refuse_bad_entries(opened.infolist())
            _refuse_too_much(entries, limits)
            return {entry.filename: _read(opened, entry, limits) for entry in entries}
    except CANNOT_BE_READ as problem:
        raise Refused("The file is no zip that can be read; export the package again.") from problem


def _refuse_bad_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        name = entry.orig_filename
        parts = PurePosixPath(name).parts
        if name != entry.filename or "\\" in name or "\0" in name or any(ord(letter) < 32 for letter in name):
            raise Refused(f"The entry {name!r} has a name that not every system reads alike.")
        if name.startswith("/") or DRIVE.match(name) or ".." in parts:
            raise Refused(f"The entry {name!r} leads out of the package's folder.")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused(f"The entry {name!r} is a link or a device, not a file.")
        if entry.flag_bits & 0x1:
            raise Refused(f"The entry {name!r} is encrypted, so nobody can look at it.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"The entry {name!r} is packed in a way that learning systems do not read.")
        if name.casefold() in seen:
            raise Refused(f"The entry {name!r} stands in the package twice.")
        seen.add(name.casefold())


def _refuse_too_much(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.files:
        raise Refused(f"The package has {len(entries)} files; at most {limits.files} are taken.")
    if sum(entry.file_size for entry in entries) > limits.bytes:
        raise Refused(f"Unpacked the package is larger than {limits.bytes // 2**20} MB.")
    for entry in entries:
        if entry.file_size > limits.bytes_of_a_file:
            raise Refused(f"{entry.filename!r} is larger than {limits.bytes_of_a_file // 2**10:,} kB.")
        if entry.file_size > 2**20 and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise Refused(f"{entry.filename!r} unpacks to {entry.file_size // max(1, entry.compress_size)} times its size, as a zip bomb does.")


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The entry's bytes, never more than its header claims."""
    if PurePosixPath(entry.filename).suffix.lower() not in limits.welcome:
        raise Refused(f"{entry.filename!r} is of a kind that a course does not need.")
    with opened.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise Refused(f"{entry.filename!r} is larger than its header says.")
    return content
