"""Tables whose character set, delimiter and line ends nobody told: read as they were meant, or the row is named."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.formats.characters import LONGEST_LINE, garbled
from shelterwood_methods.formats.columns import matched, missing
from shelterwood_methods.formats.days import NoDay, day, day_first
from shelterwood_methods.formats.delimited import NoTable, Table
from shelterwood_methods.formats.roster import NAMES, NEEDED, staff

TODAY = date(2026, 11, 24)
ROWS = [["number", "name"], ["1", "José Peña"], ["2", "Zoë O’Hara, Jr."], ["3", "Ana\nRuiz"]]
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff\ufffd\x1a", exclude_categories=["Cs", "Cc"]), max_size=12)


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def read(content: bytes) -> list[list[str]]:
    table = Table(io.BytesIO(content))
    records = list(table)
    assert not [each.fault for each in records if each.fault]
    return [table.header, *(each.cells for each in records)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_table_reads_the_same_in_every_encoding_delimiter_and_line_end(encoding, delimiter, end):
    assert read(written(ROWS, delimiter, end).encode(encoding)) == ROWS


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=8), st.sampled_from(["utf-8", "utf-8-sig"]), st.sampled_from([",", ";", "\t"]))
def test_whatever_a_csv_writer_writes_is_read_back(rows, encoding, delimiter):
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert read(written([["number", "name"], *rows], delimiter).encode(encoding)) == [["number", "name"], *kept]


@given(st.binary(max_size=2_000))
def test_no_bytes_break_the_reading(content):
    try:
        table = Table(io.BytesIO(content))
        for record in table:
            staff(record, matched(table.header, NAMES) or {"number": 0, "name": 0}, len(table.header), today=TODAY)
    except NoTable:
        return


def test_a_file_of_two_systems_is_read_line_by_line_and_a_line_of_both_is_named():
    mixed = "number,name\n1,José\n".encode() + "2,Peña\n".encode("cp1252") + b"3,Jos\xc3\xa9 Pe\xf1a\n" + b"4,\x81\x8d\n" + b"5,Tom\n"
    table = Table(io.BytesIO(mixed))
    assert [(each.line, each.cells[1] if not each.fault else each.fault) for each in table] == [
        (2, "José"), (3, "Peña"), (4, "mixed"), (5, "lost"), (6, "Tom"),
    ]  # fmt: skip
    assert table.lines.encodings == {"UTF-8", "Windows-1252"}


@pytest.mark.parametrize(("text", "is_it"), [("JosÃ©", True), ("PeÃ±a", True), ("José", False), ("SÃO PAULO", False), ("Zoë", False), ("Tom", False)])
def test_letters_that_were_read_wrongly_before_are_noticed(text, is_it):
    assert garbled(text) is is_it


def test_lines_are_counted_as_an_editor_counts_them():
    table = Table(io.BytesIO(b'\nnumber,name\n\n1,"Ana\nRuiz"\n2,Tom\n'))
    assert [(each.line, each.cells) for each in table] == [(4, ["1", "Ana\nRuiz"]), (6, ["2", "Tom"])]


def test_a_row_with_other_cells_than_the_header_is_named_and_empty_cells_at_its_end_are_not():
    table = Table(io.BytesIO(b"number,name\n1,Delgado, Rosa\n2\n3,Tom,,\n"))
    assert [each.fault for each in table] == ["cells", "cells", ""]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b"\n \n", "empty"), (b"\x00\x01\x02a\x00\x00", "binary"), (b"a," * 300, "many_columns"),
        (b"x" * (LONGEST_LINE + 1), "long_line"), (b'a,b\n1,"' + b"x\n" * 90_000, "quote"),
    ],
    ids=["nothing", "blank", "binary", "columns", "line", "quote"],
)  # fmt: skip
def test_what_is_no_table_says_so(content, code):
    with pytest.raises(NoTable) as refusal:
        list(Table(io.BytesIO(content)))
    assert refusal.value.code == code


def test_a_quotation_mark_that_swallowed_rows_is_named():
    table = Table(io.BytesIO(b'number,name\n1,"Ana\n' + b"2,Tom\n" * 20 + b'9,"Ben"\n'))
    assert next(each.fault for each in table) == "quote"


# --- days -------------------------------------------------------------------------------------------------------


@given(st.dates(date(1930, 1, 1), date(2100, 1, 1)))
def test_a_day_in_both_forms_is_that_day(on):
    assert day(on.isoformat()) == on == day(f"{on.month}/{on.day}/{on.year}") == day(f"{on.month:02d}-{on.day:02d}-{on.year}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-02-30", "day_impossible"), ("02/30/2025", "day_impossible"), ("13/13/2025", "day_impossible"), ("31/12/2024", "day_first"),
        ("1/2/25", "day_short_year"), ("3.4.2025", "day_ambiguous"), ("45231", "day_serial"), ("yesterday", "day_form"), ("1903-01-01", "day_too_early"),
        ("2025-1", "day_form"), ("٠١/٠٢/٢٠٢٥", "day_form"), ("2025-01-01; DROP", "day_form"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why(text, code):
    with pytest.raises(NoDay) as refusal:
        day(text)
    assert refusal.value.code == code


def test_where_another_row_writes_the_day_first_only_what_cannot_be_two_days_is_read():
    assert day_first("31/12/2024")
    assert not day_first("12/31/2024")
    assert day("12/31/2024", day_first_elsewhere=True) == date(2024, 12, 31)
    assert day("04/04/2024", day_first_elsewhere=True) == date(2024, 4, 4)
    with pytest.raises(NoDay, match="day_ambiguous"):
        day("03/04/2024", day_first_elsewhere=True)


# --- columns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [["Employee number", "Name"], ["NAME", " employee_number "], ["Número de empleado", "Nombre completo"], ["núm de empleado", "NOMBRE"], ["Employee ID", "Last name", "First Name"]],
    ids=str,
)  # fmt: skip
def test_columns_are_known_in_english_and_spanish_in_any_order(header):
    columns = matched(header, NAMES)
    assert not missing(columns, NEEDED)
    assert len(columns) == len(header)


def test_two_columns_for_one_thing_are_for_a_person_to_choose():
    columns = matched(["Employee number", "Name", "Employee name"], NAMES)
    assert missing(columns, NEEDED) == ["name"]
