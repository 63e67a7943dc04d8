"""Sourced facts as tables, read strictly: a malformed row stops whoever reads it, with file, line and reason.

The files and what their columns mean are described in README.md beside them. They are candidate law and practice,
not legal advice; a body's counsel signs before anything governs.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
REPEATED_FIRST_COLUMN = {"training_mandates"}  # its rows are named by jurisdiction and sector together


class FactsError(Exception):
    """A facts file cannot be used. The text names file and line and says what to mend."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


class Row(Mapping[str, str]):
    """One row by column name, with the file and line it stands in."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file, self.line, self._cells = file, line, cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def wrong(self, reason: str) -> FactsError:
        """The error that names this row."""
        return FactsError(self.file, self.line, reason)

    def words(self, column: str) -> tuple[str, ...]:
        """A cell of words divided by semicolons."""
        return tuple(word.strip() for word in self[column].split(";") if word.strip())


@cache
def read(name: str) -> tuple[Row, ...]:
    """Every row of one of our own files, such as `helplines`. Raises FactsError."""
    return read_from(FOLDER / f"{name}.csv", unique=name not in REPEATED_FIRST_COLUMN)


def read_from(path: Path, *, unique: bool = True) -> tuple[Row, ...]:
    """Every row of a CSV file with a header. `unique`: no two rows share their first cell. Raises FactsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        raise FactsError(path.name, 0, "the file is missing; put back the one of this version.") from problem
    except UnicodeDecodeError as problem:
        raise FactsError(path.name, text_line(path, problem.start), "is not UTF-8; save the file as UTF-8.") from problem
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        rows = [_row(path.name, reader.line_num, header, cells) for cells in reader if cells]
    except csv.Error as problem:
        raise FactsError(path.name, reader.line_num, f"cannot be read as CSV ({problem}); check its quotes.") from problem
    if not header or len(set(header)) != len(header):
        raise FactsError(path.name, 1, "needs a header in which every column has a name of its own.")
    if unique:
        _refuse_repeats(rows, header[0])
    return tuple(rows)


def text_line(path: Path, position: int) -> int:
    """The line in which a byte stands."""
    return path.read_bytes()[:position].count(b"\n") + 1


def _row(file: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise FactsError(file, line, f"has {len(cells)} cells where the header has {len(header)}; check commas and quotes.")
    return Row(file, line, dict(zip(header, cells, strict=True)))


def _refuse_repeats(rows: list[Row], column: str) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        if not row[column]:
            raise row.wrong(f"has no {column}; every row needs one.")
        if row[column] in seen:
            raise row.wrong(f"repeats {column} {row[column]} of line {seen[row[column]].line}; give it one of its own.")
        seen[row[column]] = row
