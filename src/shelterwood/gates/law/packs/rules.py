"""What a row of counsel's is made of, and reading it with the very reader of the facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shelterwood_methods.facts import FactsError, Row, as_text, read, read_bytes
from shelterwood_methods.facts.tables import COLUMNS
from shelterwood_methods.statutes import load
from shelterwood_methods.statutes.duties import read_duty

from shelterwood.gates.law.rules import PROSE, TYPING

type Cells = dict[str, str]

KEY = "duty_id"
COLUMNS_OF = {file: COLUMNS[file] for file in (PROSE, TYPING)}
CELLS = tuple(dict.fromkeys(column for columns in COLUMNS_OF.values() for column in columns))
LARGEST = 2 * 1024 * 1024  # bytes of a file; the facts of two states have 110 kB


@dataclass(frozen=True)
class Fault:
    """Why a row means nothing. `column` is empty where the reason names none."""

    column: str
    reason: str


@dataclass(frozen=True)
class Difference:
    """One column in which two texts differ."""

    column: str
    old: str
    new: str


def fault(cells: Mapping[str, str]) -> Fault | None:
    """What the reader of the facts says of a row that stands alone; None where it accepts it."""
    try:
        read_duty(*(Row(f"{file}.csv", 0, {column: cells[column] for column in columns}) for file, columns in COLUMNS_OF.items()))
    except FactsError as problem:
        named = [column for column in CELLS if re.search(rf"\b{column}\b", problem.reason)]
        return Fault(min(named, key=problem.reason.index) if named else "", problem.reason)
    return None


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """Column by column what changed, in the order of the columns."""
    return [Difference(column, old.get(column, ""), new.get(column, "")) for column in CELLS if old.get(column, "") != new.get(column, "")]


def read_pack(words: bytes, typing: bytes) -> list[Cells]:
    """The rows of a pack, from its two files. Raises FactsError with file, line and reason: then none of it is taken."""
    files = {}
    for file, content in ((PROSE, words), (TYPING, typing)):
        if len(content) > LARGEST:
            raise FactsError(f"{file}.csv", 0, f"is larger than {LARGEST // 1024 // 1024} MB.")
        files[file] = read_bytes(f"{file}.csv", content, columns=COLUMNS[file])
    load(files[PROSE], files[TYPING], ())
    typed = {row[KEY]: row for row in files[TYPING]}
    return [{**row, **typed[row[KEY]]} for row in files[PROSE]]


def pack_file(file: str, rows: Iterator[Cells]) -> str:
    """One of the two files of a pack, as `read_pack` reads it again."""
    return as_text(rows, COLUMNS_OF[file])


def shipped() -> dict[str, Cells]:
    """The rows of this version by id, each with its words and its typing."""
    typed = {row[KEY]: row for row in read(TYPING)}
    return {row[KEY]: {**row, **typed[row[KEY]]} for file in (PROSE, f"{PROSE}_supplement") for row in read(file)}
