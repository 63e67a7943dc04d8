"""A zip from elsewhere, looked at before anything of it is unpacked: names, kinds and sizes, as its directory states them."""

import re
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

DRIVE = re.compile(r"[A-Za-z]:")
MB = 2**20
SENTENCES = {
    "unreadable": "The file is no zip that can be read; export the package again.",
    "odd_name": "The entry {entry!r} has a name that not every system reads alike.",
    "leads_out": "The entry {entry!r} leads out of the package's folder.",
    "no_file": "The entry {entry!r} is a link or a device, not a file.",
    "encrypted": "The entry {entry!r} is encrypted, so nobody can look at it.",
    "packed": "The entry {entry!r} is packed in a way that learning systems do not read.",
    "twice": "The entry {entry!r} stands in the package twice.",
    "many_files": "The package has {figure} files; at most {most} are taken.",
    "large": "Unpacked the package is larger than {most} MB.",
    "large_file": "{entry!r} is larger than {most} MB.",
    "bomb": "{entry!r} unpacks to {figure} times its size, as a zip bomb does.",
}


class Refused(Exception):
    """The package is not taken in. `code` is a word of SENTENCES; the text says in English why, and which entry it was."""

    def __init__(self, code: str, entry: str = "", figure: int = 0, most: int = 0) -> None:
        super().__init__(SENTENCES[code].format(entry=entry, figure=figure, most=most))
        self.code, self.entry, self.figure, self.most = code, entry, figure, most


@dataclass(frozen=True)
class Limits:
    """The most that is taken: files, unpacked bytes in all and of one file, and how many times its packed size a file may be."""

    files: int
    bytes: int
    bytes_of_a_file: int
    ratio: int


# what opening and reading a zip raises when it is none, or is broken
UNREADABLE = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError)


def entries(opened: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The files of a package that can be unpacked without harm. Raises Refused."""
    for_all = opened.infolist()
    _refuse_bad_entries(for_all)
    files = [entry for entry in for_all if not entry.is_dir()]
    _refuse_too_much(files, limits)
    return files


def _refuse_bad_entries(found: Iterable[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in found:
        name = entry.orig_filename
        if name != entry.filename or "\\" in name or "\0" in name or any(ord(letter) < 32 for letter in name):
            raise Refused("odd_name", name)
        if name.startswith("/") or DRIVE.match(name) or ".." in PurePosixPath(name).parts:
            raise Refused("leads_out", name)
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused("no_file", name)
        if entry.flag_bits & 0x1:
            raise Refused("encrypted", name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("packed", name)
        if name.casefold() in seen:
            raise Refused("twice", name)
        seen.add(name.casefold())


def _refuse_too_much(files: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(files) > limits.files:
        raise Refused("many_files", figure=len(files), most=limits.files)
    if sum(entry.file_size for entry in files) > limits.bytes:
        raise Refused("large", most=limits.bytes // MB)
    for entry in files:
        if entry.file_size > limits.bytes_of_a_file:
            raise Refused("large_file", entry.filename, most=limits.bytes_of_a_file // MB)
        if entry.file_size > MB and entry.file_size > limits.ratio * max(1, entry.compress_size):
            raise Refused("bomb", entry.filename, figure=entry.file_size // max(1, entry.compress_size))
