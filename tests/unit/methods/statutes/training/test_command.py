"""`shelterwood-methods mandates`: an answer in words or JSON; bad input is one sentence and status 2."""

import json

import pytest
from shelterwood_methods.cli import main


def printed(capsys, *words: str) -> str:
    assert main(["mandates", *words]) == 0
    return capsys.readouterr().out


def test_a_hotel_in_florida_reads_what_is_due_by_when_and_with_what_proof(capsys):
    first, *_, sign = printed(capsys, "--state", "fl", "--sector", "hotel", "--on", "2026-11-24").split("\n\n")
    assert first.startswith("must, training: housekeeping, front desk, reception staff")
    assert "first: 60 days of hire; then: 1 year" in first
    assert "proof: signed acknowledgment" in first
    assert "not confirmed by counsel" in first
    assert "11 × 15 inches, 32-point, languages en, es; its words are prescribed and not held" in sign


def test_what_is_weak_says_that_it_computes_nothing(capsys):
    out = printed(capsys, "--state", "TX", "--sector", "schools", "--on", "2026-11-24")
    block = next(each for each in out.split("\n\n") if "TX-SCHOOL-TRAIN-03" in each)
    assert block.startswith("may have to, training")
    assert "computes no date before counsel signs it" in block


def test_a_signature_opens_what_was_unread(capsys):
    words = ["--state", "TX", "--sector", "hotel", "--on", "2026-11-24"]
    assert "first: unknown" in printed(capsys, *words)
    assert "first: 30 days of hire" in printed(capsys, *words, "--signed", "TX-HOTEL-TRAIN-01")


def test_json_carries_the_same_answer(capsys):
    words = ["--state", "FL", "--sector", "hotel", "--on", "2024-06-01", "--role", "housekeeping", "--format", "json"]
    rows = {each["id"]: each for each in json.loads(printed(capsys, *words))["mandates"]}
    assert (rows["FL-HOTEL-TRAIN-01"]["binds"], rows["FL-HOTEL-TRAIN-01"]["first"]) == ("yes", "60 days of hire")
    assert (rows["FL-HOTEL-SIGN-01"]["binds"], rows["FL-HOTEL-SIGN-01"]["reason"]) == ("no", "not_begun")
    assert rows["FL-HOTEL-SIGN-01"]["notice"]["min_points"] == 32
    assert rows["FL-HOTEL-TRAIN-01"]["unread"] == []


def test_several_states_and_what_is_encouraged(capsys):
    out = printed(capsys, "--state", "ND", "--state", "IA", "--sector", "hotel", "--sector", "transport", "--place", "hotel", "--on", "2026-11-24")
    assert "encouraged, certification: lodging establishments" in out
    assert "A bill, not law." in printed(capsys, "--state", "IA", "--sector", "transport", "--place", "cdl_school")
    assert "letters of 1 inch" in printed(capsys, "--state", "KY", "--sector", "transport")


def test_a_sector_without_rows_reads_that_this_is_not_no_law(capsys):
    assert "not the same as no law" in printed(capsys, "--state", "WY", "--sector", "clergy")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--sector", "church"], "'church' is no sector"),
        (["--sector", "hotel", "--state", "ZZ"], "'ZZ' is no state"),
        (["--sector", "hotel", "--role", "wizard"], "'wizard' is no post"),
        (["--sector", "hotel", "--place", "castle"], "'castle' is no kind of place"),
        (["--sector", "hotel", "--on", "2026-02-30"], "'2026-02-30' is no date"),
        (["--sector", "hotel", "--signed", "FL-NOTHING"], "'FL-NOTHING' is no mandate"),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence_that_says_what_to_write(words, reason, capsys):
    assert main(["mandates", "--state", "FL", *words]) == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
