"""TOML with the line of every key, so that each fault can say where it stands.

The standard library reads values without their lines. A second, simpler look at the text finds them: table headers, keys at the
start of a line, and texts over several lines, which are passed over.
"""

import re
import tomllib
from collections import Counter
from typing import Any

from shelterwood.prevent.protocols.rules.faults import Fault, ProtocolError

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"\s*([\w.-]+)\s*=\s*(.*)$")
QUOTES = ('"""', "'''")
WHERE = re.compile(r"\(at line (\d+)")

type Path = tuple[str | int, ...]


class Tables:
    """A file read: its values, and the line of any of them."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.values = _values(text, file)
        self._lines = _lines(text)
        self._last = len(text.splitlines()) or 1

    def line(self, path: Path) -> int:
        """The line of this key, or of the nearest table around it."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def fault(self, path: Path, reason: str) -> Fault:
        return Fault(self.file, self.line(path), reason)


def _values(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = WHERE.search(str(problem))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        raise ProtocolError([Fault(file, line, f"cannot be read as TOML: {problem}.")]) from problem


def _lines(text: str) -> dict[Path, int]:
    """Where each table begins and each key stands. `[[step]]` counts: the third is ("step", 2)."""
    lines: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    table: Path = ()
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
        elif header := HEADER.match(line):
            table = _table(header[2], header[1] == "[[", counts)
            lines.setdefault(table, number)
        elif key := KEY.match(line):
            names = key[1].split(".")
            for length in range(1, len(names) + 1):
                lines.setdefault((*table, *names[:length]), number)
            inside = next((mark for mark in QUOTES if key[2].startswith(mark) and key[2].count(mark) == 1), "")
    return lines


def _table(name: str, of_many: bool, counts: Counter[Path]) -> Path:
    """The path of a header: of names before it that were counted, the latest is meant."""
    path: Path = ()
    parts = name.split(".")
    for place, part in enumerate(parts, 1):
        path = (*path, part)
        if place == len(parts) and of_many:
            counts[path] += 1
        if counts[path]:
            path = (*path, counts[path] - 1)
    return path
