"""A pack of rows is carried in two files: taken whole or refused whole with its line, and written again as it was read."""

import pytest
from shelterwood_methods.facts import FOLDER, FactsError

from shelterwood.gates.law import queries as law
from shelterwood.gates.law.models import DutyText
from shelterwood.gates.law.packs import queries, services
from shelterwood.gates.law.packs.rules import LARGEST, read_pack
from shelterwood.gates.law.rules import PROSE, TYPING

from .rows import cells, files, minnesota

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel(person):
    return person("counsel-alder")


def shipped_files():
    """The files of this version without the supplement's rows, whose typing stands in the same file."""
    words = (FOLDER / f"{PROSE}.csv").read_bytes()
    known = {line.split(b",")[0] for line in words.splitlines()}
    typing = (FOLDER / f"{TYPING}.csv").read_bytes()
    return words, b"".join(line for line in typing.splitlines(keepends=True) if line.split(b",")[0] in known)


def test_the_files_of_this_version_come_in_as_they_stand_and_change_nothing(counsel, now):
    rows = read_pack(*shipped_files())
    brought = services.bring_in(rows, by=counsel, at=now)
    assert (brought.new, brought.changed, len(brought.unchanged)) == ((), (), len(rows))
    assert not DutyText.objects.exists()


def test_what_is_carried_out_is_read_again_as_the_same_rows():
    rows = read_pack(*shipped_files())
    assert read_pack(*files(*rows)) == rows
    assert files(*rows) == shipped_files()  # to the last byte


def test_a_pack_of_a_state_comes_back_equal(counsel, now):
    odd = cells(who='line one\nline two, "quoted"; ñ', note="a, b")
    services.bring_in([odd, cells(duty_id="WI-RPT-02")], by=counsel, at=now)
    told = queries.pack("WI", by=counsel)
    assert read_pack(*files(*told.values())) == [odd, cells(duty_id="WI-RPT-02")]
    again = services.bring_in(list(told.values()), by=counsel, at=now)
    assert again.unchanged == ("WI-RPT-01", "WI-RPT-02")


def test_what_comes_in_is_a_draft_and_governs_nothing(counsel, now):
    before = law.duties_in_force().signed
    brought = services.bring_in([cells(), minnesota(deadline_value="12")], by=counsel, at=now)
    assert (brought.new, brought.changed) == (("WI-RPT-01",), ("MN-RPT-03",))
    assert law.duties_in_force().signed == before
    assert law.duties_in_force().duties.by_id["MN-RPT-03"].deadline_value == 24


def broken(words=None, typing=None):
    """Two good rows of which the second is spoiled, by a replacement in one of the files."""
    told = list(files(cells(), cells(duty_id="WI-RPT-02")))
    for place, change in enumerate((words, typing)):
        if change:
            head, tail = told[place].rsplit(b"WI-RPT-02", 1)
            told[place] = head + (b"WI-RPT-02" + tail).replace(*change, 1)
    return told


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (broken(words=(b",12,", b",soon,")), r"reporting_duties\.csv, line 3: .*no whole number"),
        (broken(words=(b"schools;hotel", b"church")), r"reporting_duties\.csv, line 3: .*no sector"),
        (broken(words=(b"school staff", b"school, staff")), r"reporting_duties\.csv, line 3: has 28 cells where the header has 27"),
        (broken(words=(b"school staff", b'"school staff')), r"reporting_duties\.csv, line \d: cannot be read as CSV"),
        (broken(words=(b"school staff", b"\xffstaff")), r"reporting_duties\.csv, line 3: is not UTF-8"),
        (broken(words=(b"school staff", b"=1+1")), r"reporting_duties\.csv, line 3: .*formula"),
        (broken(words=(b"school staff", b"a\x07b")), r"reporting_duties\.csv, line 3: .*control character"),
        (broken(words=(b"WI-RPT-02", b"WI-RPT-01")), r"reporting_duties\.csv, line 3: repeats duty_id"),
        (broken(words=(b"WI-RPT-02", b"WI-RPT-03")), r"reporting_duties\.csv, line 3: WI-RPT-03 is not typed"),
        (broken(typing=(b"WI-RPT-02", b"WI-RPT-03")), r"reporting_duties\.csv, line 3: WI-RPT-02 is not typed"),
        (broken(typing=(b"must", b"should")), r"reporting_duties_typed\.csv, line 3: modality"),
        (broken(typing=(b"child_welfare;law_enforcement", b"fincen")), r"reporting_duties_typed\.csv, line 3: .*no clock here"),
        ((b"", b""), r"reporting_duties\.csv, line 1: needs a header"),
        ((b"duty_id\nWI-RPT-01\n", b""), r"reporting_duties\.csv, line 1: .*put back the header"),
        ((b"x" * (LARGEST + 1), b""), r"larger than 2 MB"),
        ((b"PK\x03\x04\x00zip", b""), r"reporting_duties\.csv, line"),
    ],
)
def test_a_malformed_pack_is_refused_whole_with_the_line(pack, reason):
    with pytest.raises(FactsError, match=reason):
        read_pack(*pack)


def test_a_pack_of_no_state_is_refused_whole(counsel, now):
    with pytest.raises(services.CannotWrite, match="QQ-RPT-01"):
        services.bring_in([cells(), cells(duty_id="QQ-RPT-01", jurisdiction="QQ")], by=counsel, at=now)
    assert not DutyText.objects.exists()


def test_a_mark_of_byte_order_is_passed_over():
    words, typing = files(cells())
    assert read_pack(b"\xef\xbb\xbf" + words, typing) == [cells()]
