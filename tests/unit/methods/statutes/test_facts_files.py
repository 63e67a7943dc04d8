"""Files of facts are read strictly: what is broken is refused with file, line, and what to mend."""

from pathlib import Path

import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FOLDER, FactsError, read_from
from shelterwood_methods.facts.tables import COLUMNS

OURS = sorted(file.stem for file in FOLDER.glob("*.csv"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b"id,name\n1,a\n1,b\n", 3, "repeats id 1 of line 2"),
        (b"id,name\n1\n", 2, "has 1 cells where the header has 2"),
        (b"id,name\n1,a,b\n", 2, "has 3 cells where the header has 2"),
        (b"id,name\n1,a\n\n2,b\n", 3, "has 0 cells where the header has 2"),
        (b'id,name\n1,"a\n', 2, "cannot be read as CSV"),
        (b"id,id\n1,2\n", 1, "every column"),
        (b"", 1, "every column"),
        (b"id,name\n,a\n", 2, "has no id"),
        (b"id,name\n1,caf\xe9\n", 2, "is not UTF-8"),
        (b'id,name\n1,"two\nlines"\n2\n', 4, "has 1 cells"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path, text, line, reason):
    file = tmp_path / "broken.csv"
    file.write_bytes(text)
    with pytest.raises(FactsError, match=rf"broken\.csv, line {line}: .*{reason}") as refused:
        read_from(file)
    assert (refused.value.file, refused.value.line) == ("broken.csv", line)
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("id,names", "'names' as column 2 where 'name' belongs"),
        ("id", "'nothing' as column 2 where 'name' belongs"),
        ("id,name,note", "'note' as column 3 where 'nothing' belongs"),
        ("name,id", "'name' as column 1 where 'id' belongs"),
        ("\ufeffid,name", "as column 1 where 'id' belongs"),
    ],
)
def test_another_header_than_the_tables_is_refused(tmp_path, header, reason):
    file = tmp_path / "broken.csv"
    file.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(FactsError, match=f"line 1: .*{reason}"):
        read_from(file, columns=("id", "name"))


def test_a_missing_file_is_named():
    with pytest.raises(FactsError, match=r"nothing\.csv, line 0: the file is missing"):
        read_from(Path("nothing.csv"))


def test_a_row_knows_the_line_in_which_it_begins(tmp_path):
    file = tmp_path / "good.csv"
    file.write_text('id,name\n1,"two\nlines"\n2,b\n', encoding="utf-8")
    assert [(row["id"], row.line) for row in read_from(file)] == [("1", 2), ("2", 4)]


def test_a_cell_keeps_every_sign_that_only_looks_like_an_end_of_line(tmp_path):
    file = tmp_path / "good.csv"
    file.write_text('id,name\n1,"a\u2028b\x0cc"\n', encoding="utf-8")
    assert [row["name"] for row in read_from(file)] == ["a\u2028b\x0cc"]


def test_a_table_whose_first_column_repeats_is_named_by_several_cells(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("state,sector\nMN,hotel\nMN,transport\n", encoding="utf-8")
    assert len(read_from(file, named_by=("state", "sector"))) == 2
    file.write_text("state,sector\nMN,hotel\nMN,hotel\n", encoding="utf-8")
    with pytest.raises(FactsError, match="line 3: repeats state and sector MN hotel of line 2"):
        read_from(file, named_by=("state", "sector"))


@pytest.mark.parametrize("name", OURS)
def test_every_table_of_ours_can_be_read_and_has_rows(name):
    assert facts.read(name)


def test_every_table_that_is_described_is_there():
    assert COLUMNS.keys() <= set(OURS)
