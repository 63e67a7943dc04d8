"""Sourced facts as tables, read strictly: a malformed row stops whoever reads it, with file, line and reason.

What the files hold is described in README.md beside them. They are candidate law and practice, not legal advice; a body's
counsel signs before anything governs. Files with `supplement` in their name, `reporting_duties_typed.csv`,
`training_mandates_typed.csv`, `signage_typed.csv` and `helplines_shown.csv` are the project's own; the others are copies.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path

from shelterwood_methods.facts.tables import COLUMNS, NAMED_BY

FOLDER = Path(__file__).resolve().parent


class FactsError(Exception):
    """A facts file cannot be used. The text names file and line and says what to mend."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


class Row(Mapping[str, str]):
    """One row by column name, with the file and the line in which it begins."""

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
    return read_from(FOLDER / f"{name}.csv", columns=COLUMNS.get(name), named_by=NAMED_BY.get(name, ()))


def read_from(path: Path, *, columns: Sequence[str] | None = None, named_by: Sequence[str] = ()) -> tuple[Row, ...]:
    """Every row of a CSV file. Raises FactsError.

    `columns`: the header it must have. `named_by`: the cells that together name a row, which no two rows share; without it the
    first cell.
    """
    return read_text(path.name, _text(path), columns=columns, named_by=named_by)


def read_bytes(file: str, content: bytes, *, columns: Sequence[str] | None = None, named_by: Sequence[str] = ()) -> tuple[Row, ...]:
    """The same of a file that somebody sent; a mark of byte order before its first letter is passed over. Raises FactsError."""
    return read_text(file, _decoded(file, content.removeprefix(BOM_UTF8)), columns=columns, named_by=named_by)


def read_text(file: str, text: str, *, columns: Sequence[str] | None = None, named_by: Sequence[str] = ()) -> tuple[Row, ...]:
    """The same of a text that stands in no file; `file` is how a fault names it. Raises FactsError."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        _check_header(file, header, columns)
        line = reader.line_num + 1
        for cells in reader:
            rows.append(_row(file, line, header, cells))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise FactsError(file, reader.line_num, f"cannot be read as CSV ({problem}); check its quotes.") from problem
    _refuse_repeats(rows, tuple(named_by) or (header[0],))
    return tuple(rows)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise FactsError(path.name, 0, "the file is missing; put back the one of this version.") from problem
    return _decoded(path.name, content)


def _decoded(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise FactsError(file, line, "is not UTF-8; save the file as UTF-8.") from problem


def as_text(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Rows as the text of a file of facts, which `read_text` reads again as the same rows."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    table.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()


def _check_header(file: str, header: list[str], columns: Sequence[str] | None) -> None:
    if not header or len(set(header)) != len(header):
        raise FactsError(file, 1, "needs a header in which every column has a name of its own.")
    for place, (found, wanted) in enumerate(zip_longest(header, header if columns is None else columns, fillvalue="nothing"), 1):
        if found != wanted:
            raise FactsError(file, 1, f"has {found!r} as column {place} where {wanted!r} belongs; put back the header.")


def _row(file: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise FactsError(file, line, f"has {len(cells)} cells where the header has {len(header)}; check commas and quotes.")
    return Row(file, line, dict(zip(header, cells, strict=True)))


def _refuse_repeats(rows: list[Row], columns: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], Row] = {}
    name = " and ".join(columns)
    for row in rows:
        cells = tuple(row[column] for column in columns)
        if not any(cells):
            raise row.wrong(f"has no {name}; every row needs one.")
        if cells in seen:
            raise row.wrong(f"repeats {name} {' '.join(cells)} of line {seen[cells].line}; give it one of its own.")
        seen[cells] = row


__all__ = ["FOLDER", "FactsError", "Row", "as_text", "read", "read_bytes", "read_from", "read_text"]
