"""A count table from a file: one 0/1 column a list and a count column, or one row a person."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..card import DefinitionCard
from ..errors import UnusableTable
from .checks import check_lists, did_you_mean
from .counts import CountTable

type Row = tuple[list[str], str]
UNKNOWN = ("", "NA", "NAN", "?", "-")  # what stands for the people on no list where their row is written down


def read_csv(
    path: str | Path,
    *,
    count: str = "count",
    lists: Sequence[str] | None = None,
    records: bool = False,
    person: str | None = None,
    card: DefinitionCard | None = None,
) -> CountTable:
    """Read a table from a CSV file.

    count: name of the column of counts. lists: columns that are lists; all others than `count` and `person` where not given. Rows that differ
    only in other columns (age, county) are different people and are added up. records: each row is one person and there is no count column. person: the column that tells people apart, so that nobody is counted twice.

    Raises UnusableTable, with the line where it can be named.
    """
    place = Path(path)
    try:
        raw = place.read_bytes()
    except OSError as fault:
        raise UnusableTable(f"The file {place.name} cannot be read: {fault.strerror or fault}.", "Check its name and folder.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableTable(f"The file {place.name} is not text.", "Save the table as CSV in UTF-8.") from None
    head, rows = named_columns(*split(text, place.name))
    table = table_from_columns(head, rows, count=None if records else count, lists=lists, person=person, card=card)
    return replace(table, file_sha256=hashlib.sha256(raw).hexdigest(), source=place.name)


def split(text: str, name: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows; commas, semicolons and tabs are all taken as separators."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as fault:
        raise UnusableTable(f"The file {name} is not a CSV table: {fault}.", "Save the table as CSV in UTF-8.") from None
    lines = [row for row in lines if any(row)]
    if not lines:
        raise UnusableTable(f"The file {name} is empty.", "Write a header (list names and count) and a row for each combination of lists.")
    if len(lines) == 1:
        raise UnusableTable(f"The file {name} has a header and no rows.", "Write a row for each combination of lists that somebody is on.")
    for number, row in enumerate(lines[1:], 2):
        if len(row) != len(lines[0]):
            raise UnusableTable(
                f"Row {number} has {len(row)} entries, but the header names {len(lines[0])} columns.", "Give every row one entry a column."
            )
    return lines[0], lines[1:]


def named_columns(head: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Header and rows without columns that have neither a name nor an entry, which spreadsheets leave at the edge."""
    kept = [k for k, name in enumerate(head) if name or any(row[k] for row in rows)]
    if any(not head[k] for k in kept):
        raise UnusableTable("A column has no name.", "Write a name above every column, and leave out row numbers.")
    return [head[k] for k in kept], [[row[k] for k in kept] for row in rows]


def table_from_columns(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    count: str | None,
    lists: Sequence[str] | None = None,
    person: str | None = None,
    card: DefinitionCard | None = None,
) -> CountTable:
    """A table from a header and rows of text; `count` is None where each row is one person."""
    for column in [*([] if count is None else [count]), *([] if person is None else [person]), *(lists or [])]:
        if column not in head:
            hint = did_you_mean(column, head)
            also = " If each row is one person, say so (--records)." if column == count else ""
            raise UnusableTable(f'There is no column "{column}".{hint}', f"The columns are {', '.join(head)}.{also}")
    wanted = list(lists) if lists is not None else [name for name in head if name not in (count, person)]
    check_lists(wanted)
    at = [list(head).index(name) for name in wanted]
    if person:
        refuse_twice([row[list(head).index(person)] for row in rows])
    marks = [[row[k] for k in at] for row in rows]
    if count is None:
        return table_of_people(marks, tuple(wanted), card, chosen=lists is not None)
    place = list(head).index(count)
    aside = [k for k in range(len(head)) if k != place and k not in at]
    beside = [[row[k] for k in aside] for row in rows] if aside else None
    return table_from_rows([(mark, row[place]) for mark, row in zip(marks, rows, strict=True)], tuple(wanted), card=card, beside=beside)


def refuse_twice(people: Sequence[str]) -> None:
    """Nobody may have two rows."""
    if len(set(people)) < len(people):
        raise UnusableTable(
            f"{len(people) - len(set(people))} rows repeat a person who already has one.",
            "Join the rows of each person into one, with a 1 under every list that the person is on.",
        )


def table_of_people(marks: Sequence[Sequence[str]], lists: tuple[str, ...], card: DefinitionCard | None, *, chosen: bool) -> CountTable:
    """A table from one row a person. People on none of its lists are refused, since the method is about them; of `chosen` lists they leave."""
    counts = np.zeros(2 ** len(lists))
    for number, row in enumerate(marks, 2):
        cell = history(row, lists, number)
        if cell == 0 and chosen:
            continue
        if cell == 0:
            raise UnusableTable(f"The person in row {number} is on none of the lists.", "Leave out people who are on no list.")
        counts[cell] += 1
    return CountTable(lists, counts, card)


def table_from_rows(
    rows: Sequence[Row], lists: tuple[str, ...], *, card: DefinitionCard | None = None, beside: Sequence[Sequence[str]] | None = None
) -> CountTable:
    """A table from histories and counts, both still text.

    beside: entries of the columns that are no lists. With them, rows of one combination are added up unless these entries repeat too, and
    people on none of the chosen lists leave the table.
    """
    check_lists(lists)
    counts = np.zeros(2 ** len(lists))
    seen: dict[tuple[int, tuple[str, ...]], int] = {}
    for number, (marks, text) in enumerate(rows, 2):
        cell = history(marks, lists, number)
        if cell == 0:
            if text.upper() not in UNKNOWN and whole(text, number) and beside is None:
                raise UnusableTable(f"Row {number} counts {text} people on none of the lists.", "Nobody can know them: leave that row out.")
            continue
        key = cell, tuple(beside[number - 2]) if beside else ()
        if key in seen:
            raise UnusableTable(
                f"Rows {seen[key]} and {number} are the same combination of lists, so the same people may be counted twice.",
                "Give each combination one row; add the counts together if they are different people.",
            )
        seen[key] = number
        counts[cell] += whole(text, number)
    return CountTable(lists, counts, card)


def history(marks: Sequence[str], lists: Sequence[str], number: int) -> int:
    """The bit mask of one row of 0 and 1."""
    if len(marks) != len(lists):
        raise UnusableTable(f"Row {number} has {len(marks)} marks for {len(lists)} lists.", "Give every row a 0 or a 1 for each list.")
    cell = 0
    for k, mark in enumerate(marks):
        if mark in ("1", "1.0", "True", "true", "TRUE"):
            cell |= 1 << k
        elif mark not in ("0", "0.0", "False", "false", "FALSE"):
            raise UnusableTable(
                f'Row {number} holds "{mark}" in the column "{lists[k]}".',
                "A list column holds 1 for people on the list and 0 for others; name the list columns (--lists) if this is not one.",
            )
    return cell


def whole(text: str, number: int) -> float:
    """A count: a whole number, zero or more."""
    try:
        value = float(text)
    except ValueError:
        raise UnusableTable(f'The count in row {number} is "{text}".', "Write a whole number of people, digits only.") from None
    if not np.isfinite(value) or value > 1e12:
        raise UnusableTable(f'The count in row {number} is "{text}".', "Write a whole number of people.")
    if value < 0:
        raise UnusableTable(f"The count in row {number} is negative ({text}).", "Counts are whole numbers of people, zero or more.")
    if value != int(value):
        raise UnusableTable(
            f"The count in row {number} is a fraction ({text}).", "Counts are whole numbers of people; weights and rates cannot be used here."
        )
    return value
