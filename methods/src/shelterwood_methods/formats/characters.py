"""Lines of a text whose character set nobody told us: UTF-8, UTF-16 by its mark or its zeros, else Windows-1252, decided line by line.

A file put together from two systems holds two character sets; each line is then read in its own. A line that holds both, or
bytes that are no letters in either, is read with gaps and named.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO

LONGEST_LINE = 2**16  # characters; a roster's row has a few hundred
LOOKED_AT = 4096
UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")  # what UTF-8 makes of a letter, and Windows-1252 hardly ever
LOST = "\ufffd"

type Source = io.RawIOBase | io.BufferedIOBase | IO[bytes]


class LineTooLong(Exception):
    """A line is longer than any row: this is no table, or nothing ends its lines. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Line {line} has more than {LONGEST_LINE} characters.")
        self.line = line


class Lines(Iterator[str]):
    """The lines of a file with their ends; the file is closed with them. `encodings`: those met so far; `faults`: line to `mixed` or `lost`, taken away by `fault_of`."""

    def __init__(self, raw: Source) -> None:
        buffered = io.BufferedReader(raw, 2**16)  # type: ignore[type-var]  # it asks for readinto alone, which each of them has
        head = buffered.peek(LOOKED_AT)[:LOOKED_AT]
        self.number = 0
        self.encodings: set[str] = set()
        self.faults: dict[int, str] = {}
        self.wide = _utf16(head)
        if head.startswith(codecs.BOM_UTF8):
            buffered.read(len(codecs.BOM_UTF8))
        # Latin-1 keeps each byte as one character, so that lines are cut before anything is decoded
        self._text = io.TextIOWrapper(buffered, encoding=self.wide or "latin-1", errors="replace", newline="")

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise LineTooLong(self.number)
        if self.wide:
            self.encodings.add("UTF-16")
            line = line.removeprefix("\ufeff")
        else:
            line = self._decoded(line)
        if LOST in line:
            self.faults.setdefault(self.number, "lost")
        return line

    def _decoded(self, line: str) -> str:
        if line.isascii():
            return line
        text, encoding, fault = decoded(line.encode("latin-1"))
        self.encodings.add(encoding)
        if fault:
            self.faults[self.number] = fault
        return text

    def fault_of(self, first: int, last: int) -> str:
        """The fault of the lines of one row, which is then forgotten: memory stays bounded."""
        found = [self.faults.pop(number) for number in range(first, last + 1) if number in self.faults] if self.faults else []
        return found[0] if found else ""


def decoded(line: bytes) -> tuple[str, str, str]:
    """The text, the character set it was read in, and `mixed`, `lost` or nothing."""
    try:
        return line.decode("utf-8"), "UTF-8", ""
    except UnicodeDecodeError:
        pass
    fault = "mixed" if UTF8_LETTER.search(line) else ""
    try:
        return line.decode("cp1252"), "Windows-1252", fault
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace"), "Windows-1252", fault or "lost"


def garbled(text: str) -> bool:
    """Whether UTF-8 was once read as Windows-1252 and kept so, as in `JosÃ©`."""
    if text.isascii():
        return False
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


def _utf16(head: bytes) -> str:
    """The kind of UTF-16, by its mark or because every other byte is zero; nothing for anything else."""
    if head.startswith(codecs.BOM_UTF16_LE) and not head.startswith(codecs.BOM_UTF32_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and odd > len(head) // 4 and even == 0:
        return "utf-16-le"
    if len(head) >= 4 and even > len(head) // 4 and odd == 0:
        return "utf-16-be"
    return ""
