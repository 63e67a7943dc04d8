"""A table of rows and cells with its header, whatever separates the cells: comma, semicolon or tab."""

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from shelterwood_methods.formats.characters import Lines, LineTooLong, Source

DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 200
MOST_LINES_OF_A_ROW = 12  # a quotation mark that nobody closed swallows the rows after it


class NoTable(Exception):
    """The file cannot be read as a table. `code` is one of: empty, binary, long_line, quote, many_columns; `line` is where, 0 for the whole."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(f"{code} at line {line}")
        self.code, self.line = code, line


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line on which it begins, its cells, and what is wrong with it as a whole (mixed, lost, quote, cells) or nothing."""

    line: int
    cells: list[str]
    fault: str = ""


class Table:
    """A file as header and rows. Reads forwards only, in bounded memory. Raises NoTable, from the header on."""

    def __init__(self, raw: Source) -> None:
        self.lines = Lines(raw)
        self.delimiter = ","
        self._reader = self._begun()
        self.header = self._header()

    def _begun(self) -> Iterator[list[str]]:
        first = self._first_line()
        if first.lower().startswith("sep=") and len(first.strip()) == 5:  # how Excel is told the delimiter
            self.delimiter = first.strip()[4]
            return csv.reader(self.lines, delimiter=self.delimiter)
        self.delimiter = delimiter_of(first)
        return csv.reader(itertools.chain([first], self.lines), delimiter=self.delimiter)

    def _first_line(self) -> str:
        try:
            line = next((line for line in self.lines if line.strip()), "")
        except LineTooLong as problem:
            raise NoTable("long_line", problem.line) from problem
        if not line:
            raise NoTable("empty")
        if "\0" in line:
            raise NoTable("binary")
        return line

    def _header(self) -> list[str]:
        record = next(self._records(), None)
        if record is None:
            raise NoTable("empty")
        if len(record.cells) > MOST_COLUMNS:
            raise NoTable("many_columns", record.line)
        return [cell.strip() for cell in record.cells]

    def __iter__(self) -> Iterator[Record]:
        """The rows after the header; blank ones are left out."""
        width = len(self.header)
        for record in self._records():
            cells = record.cells
            if not any(cell.strip() for cell in cells):
                continue
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if len(cells) != width and not record.fault:
                yield Record(record.line, cells, "cells")
            else:
                yield record

    def _records(self) -> Iterator[Record]:
        while True:
            before = self.lines.number
            try:
                cells = next(self._reader, None)
            except LineTooLong as problem:
                raise NoTable("long_line", problem.line) from problem
            except csv.Error as problem:  # a cell longer than any: its quotation mark was never closed
                raise NoTable("quote", before + 1) from problem
            if cells is None:
                return
            now = self.lines.number
            first = before + 1 if now > before else now  # the first line was read ahead
            fault = self.lines.fault_of(first, now)
            if now - first >= MOST_LINES_OF_A_ROW:
                fault = "quote"
            yield Record(first, cells, fault)


def delimiter_of(header: str) -> str:
    """What separates the cells of a header: whichever stands most often outside quotation marks."""
    outside = "".join(header.split('"')[0::2])
    return max(DELIMITERS, key=outside.count)
