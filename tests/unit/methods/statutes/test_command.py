"""`shelterwood-methods duty`: an answer in words or JSON; bad input is one sentence and status 2."""

import json

import pytest
from shelterwood_methods.cli import main

KNOWN = ["--received", "2026-11-24T14:00-06:00"]


def printed(capsys, *words: str) -> str:
    assert main(["duty", *words]) == 0
    return capsys.readouterr().out


def test_a_teacher_in_minnesota_reads_to_whom_and_until_when(capsys):
    out = printed(capsys, "--state", "mn", "--sector", "schools", "--role", "teacher", *KNOWN)
    first = out.split("\n\n")[0]
    assert "must: maltreatment of a child" in first
    assert "by: 2026-11-25T14:00-06:00" in first
    assert "MN-RPT-03" in first
    assert "not confirmed by counsel" in first


def test_a_hotel_in_texas_reads_now_and_no_time(capsys):
    first = printed(capsys, "--state", "TX", "--sector", "hotel", *KNOWN).split("\n\n")[0]
    assert "now: the law gives no number" in first
    assert "by:" not in first


def test_a_state_without_rows_reads_whom_to_call(capsys):
    assert printed(capsys, "--state", "OH", "--sector", "schools", *KNOWN).startswith("Call 911 in danger")


def test_the_law_of_a_day_has_no_clock(capsys):
    out = json.loads(printed(capsys, "--state", "TX", "--sector", "schools", "--on", "2025-06-19", "--format", "json"))
    assert out["duties"][0]["id"] == "TX-RPT-02-OLD"
    assert {each["deadline"] for each in out["duties"]} == {None}


def test_json_carries_the_same_answer(capsys):
    words = ["--state", "TX", "--sector", "schools", "--fact", "suspect_is_school_staff=yes", "--format", "json"]
    out = json.loads(printed(capsys, *words, *KNOWN))
    by_id = {each["id"]: each for each in out["duties"]}
    assert (by_id["TX-RPT-03"]["deadline"], by_id["TX-RPT-03"]["applies"]) == ("2026-11-25T20:00:00+00:00", "yes")
    assert by_id["TX-SC-01"]["applies"] == "yes"
    assert by_id["US-FED-01"]["open_facts"] == ["federal_land"]
    assert out["fallback"] is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--sector", "church"], "'church' is no sector"),
        (["--sector", "schools", "--state", "ZZ"], "'ZZ' is no state"),
        (["--sector", "schools", "--role", "astronaut"], "'astronaut' is no role"),
        (["--sector", "schools", "--received", "yesterday"], "'yesterday' is no moment"),
        (["--sector", "schools", "--received", "0001-01-01T00:00+14:00"], "is no moment"),
        (["--sector", "schools", "--on", "2025-02-30"], "'2025-02-30' is no date"),
        (["--sector", "schools", "--on", "2025-06-19", *KNOWN], "Say either --received"),
        (["--sector", "schools", "--zone", "Nowhere"], "'Nowhere' is no time zone"),
        (["--sector", "schools", "--zone", "../etc"], "'../etc' is no time zone"),
        (["--sector", "schools", "--zone", "America"], "'America' is no time zone"),
        (["--sector", "schools", "--fact", "moon=yes"], "'moon' is no fact"),
        (["--sector", "schools", "--fact", "child_died=perhaps"], "write child_died=yes"),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence_that_says_what_to_write(words, reason, capsys):
    assert main(["duty", "--state", "MN", *words]) == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_a_word_that_is_missing_ends_with_2(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["duty", "--sector", "schools"])
    assert "--state" in capsys.readouterr().err
