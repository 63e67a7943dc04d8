"""The questions on a terminal: kept one by one, asked again where they cannot be, and never twice."""

import json

import pytest

from shelterwood.project.setup.interview import KEPT, Interview
from shelterwood.project.setup.rules.checking import checked
from shelterwood.project.setup.rules.questions import SECTIONS

TYPED = [
    "Pine Rivers Council", "218-555-0101", "weekdays",
    "MN", "Cass County", "America/Chicago", "yes", "no",
    "Cass Child Protection", "child_welfare", "Cass County", "218-555-0110", "yes", "yes",
    "Police, Walker", "law_enforcement", "Cass County", "218-555-0111", "yes", "no",
    "yes", "Police, Walker", "Station", "Cass County", "", "no",
    "Cass County", "Cass Child Protection; Police, Walker", "no",
    "yes", "Cass County", "child_protection", "Intake", "218-555-0110", "24/7", "no",
    "none", "notices@county.example",
    "Ada Fernwood", "ada@county.example",
    "no",
]  # fmt: skip


class Ended(Exception):
    """Nothing more is typed."""


def interview(folder, lines):
    rest, said = iter(lines), []

    def ask(_words):
        for line in rest:
            return line
        raise Ended

    return Interview(folder, ask, said.append), said


def test_everything_typed_in_order_makes_a_whole(tmp_path):
    asking, _ = interview(tmp_path, TYPED)
    answers = checked(asking.all(), census={})
    assert answers.many("route")[0]["agencies"] == ("Cass Child Protection", "Police, Walker")
    assert asking.asked == len(TYPED)
    asking.forget()
    assert not (tmp_path / KEPT).exists()


@pytest.mark.parametrize("stopped_after", range(len(TYPED)))
def test_an_interruption_anywhere_asks_only_what_is_left(tmp_path, stopped_after):
    first, _ = interview(tmp_path, TYPED[:stopped_after])
    with pytest.raises(Ended):
        first.all()
    assert not (tmp_path / KEPT).exists() or (tmp_path / KEPT).stat().st_mode & 0o077 == 0
    second, _ = interview(tmp_path, TYPED[stopped_after:])
    whole, _ = interview(tmp_path / "other", TYPED)
    (tmp_path / "other").mkdir()
    assert second.all() == whole.all()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [("", "at least one word"), ("x" * 121, "120 fit")],
)
def test_what_cannot_be_read_is_asked_again_with_the_reason(tmp_path, wrong, reason):
    asking, said = interview(tmp_path, [wrong, *TYPED])
    asking.all()
    assert any(reason in each for each in said)


def test_a_name_that_was_not_answered_before_is_asked_again_with_the_choice(tmp_path):
    lines = [*TYPED]
    lines.insert(10, "Elsewhere County")
    asking, said = interview(tmp_path, lines)
    assert asking.all()["agency"][0]["county"] == "Cass County"
    assert "Write one of: Cass County." in said


def test_a_part_that_does_not_fit_is_asked_again_alone(tmp_path):
    asking, _ = interview(tmp_path, [*TYPED, "Cass County", "Cass Child Protection", "no"])
    asking.all()
    asking.reopen("route")
    assert asking.all()["route"] == [{"county": "Cass County", "agencies": "Cass Child Protection"}]


def test_a_kept_file_that_is_broken_off_is_none(tmp_path):
    """The file is exchanged in one step, so a broken one is never the one that counts."""
    asking, _ = interview(tmp_path, TYPED[:4])
    with pytest.raises(Ended):
        asking.all()
    (tmp_path / f"{KEPT}.new").write_text("{")
    assert json.loads((tmp_path / KEPT).read_text())["county"] == [{"state": "MN"}]
    again, _ = interview(tmp_path, TYPED[4:])
    assert again.all()["body"]["name"] == "Pine Rivers Council"


def test_every_question_that_is_needed_is_asked_on_the_terminal():
    from shelterwood.project.setup.rules.questions import NEEDED

    assert [ask.key for section in SECTIONS for ask in section.asks if ask.file_only and ask.default is NEEDED] == []
