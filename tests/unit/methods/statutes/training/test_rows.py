"""A mandate or notice that means nothing is refused, with file, line and reason."""

from datetime import date
from decimal import Decimal

import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FactsError, Row
from shelterwood_methods.statutes.training import load, load_notices, notices_for
from shelterwood_methods.statutes.training.cells import Begin
from shelterwood_methods.statutes.training.terms import Wording
from shelterwood_methods.statutes.truth import Truth

from .make import FL, MANDATES, changed

NOTICES = load_notices(MANDATES)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "rumor"}, "none of: training"),
        ({"sectors": "church"}, "'church' is no sector"),
        ({"sectors": ""}, "names no sector"),
        ({"places": "castle"}, "'castle' is none of the words"),
        ({"roles": "wizard"}, "'wizard' is none of the words"),
        ({"roles": ""}, "say roles, first, repeat"),
        ({"exempt": "asleep"}, "'asleep' is none of the words"),
        ({"force": "shall"}, "none of: mandatory"),
        ({"force": "conditional"}, "conditional without a condition"),
        ({"condition": "seeks_public_business"}, "without being conditional"),
        ({"effective_from": "July"}, "is no day; write"),
        ({"effective_from": "2019-13"}, "is no day; write"),
        ({"effective_from": "2027+"}, "begins on 2027-01-01 and was read on 2026-02-28"),
        ({"effective_to": "2019"}, "no date"),
        ({"first": "60 days"}, "is no deadline"),
        ({"first": "sixty days of hire"}, "is no period"),
        ({"first": "60 days of birth"}, "is no deadline"),
        ({"first": "none"}, "say roles, first, repeat"),
        ({"in_post": ""}, "in_post says what holds"),
        ({"in_post": "later"}, "none of: from_start"),
        ({"repeat": "0 years"}, "is no period"),
        ({"repeat": "each year by 02-30"}, "no day of every year"),
        ({"minutes": "0"}, "no whole number"),
        ({"approval": "perhaps"}, "none of: yes, no, unknown"),
        ({"proof": "promise"}, "'promise' is none of the words"),
        ({"kept": "forever"}, "is no period"),
        ({"unread": "note"}, "'note' is none of the words"),
        ({"instead_of": "FL-NOTHING"}, "is no mandate"),
        ({"mandate_id": "GA-HOTEL-TRAIN-09"}, "another jurisdiction"),
        ({"evidence": "hearsay"}, "none of: V"),
        ({"sector": "motel"}, "repeats the first cells of no row"),
    ],
)
def test_a_malformed_typed_row_is_refused_with_file_line_and_reason(cells, reason):
    line = next(row.line for row in facts.read("training_mandates_typed") if row["mandate_id"] == FL.id)
    with pytest.raises(FactsError, match=rf"training_mandates_typed\.csv, line {line}: .*{reason}"):
        load(typed=changed(FL.id, **cells))


def test_a_site_s_mandate_that_asks_something_of_single_persons_is_refused():
    with pytest.raises(FactsError, match="asks nothing of single persons"):
        load(typed=changed("FL-HOTEL-SIGN-01", minutes="20"))


def test_a_row_that_is_not_typed_is_refused():
    with pytest.raises(FactsError, match=r"training_mandates\.csv, line \d+: is not typed"):
        load(typed=[row for row in facts.read("training_mandates_typed") if row["mandate_id"] != "GA-HOTEL-TRAIN-01"])


def test_a_supplement_that_repeats_a_row_is_refused():
    first = facts.read("training_mandates")[0]
    with pytest.raises(FactsError, match=r"supplement\.csv, line 4: .* stands in training_mandates\.csv already"):
        load(supplement=[*facts.read("training_mandates_supplement"), Row("training_mandates_supplement.csv", 4, dict(first))])


def test_what_was_not_read_is_unknown_until_counsel_signs():
    ny = MANDATES.by_id["NY-HOTEL-TRAIN-01"]
    assert ny.begin == Begin(date(2022, 9, 19), date(2022, 9, 19))
    assert ny.governing(frozenset()).begin == Begin(None, date(2026, 2, 28))  # the copy in which it was read
    assert ny.governing(frozenset({ny.id})) is ny
    il = MANDATES.by_id["IL-HOTEL-TRAIN-01"].governing(frozenset())
    assert (il.first, il.repeat, il.minutes) == (Truth.UNKNOWN,) * 3


@pytest.mark.parametrize("row", [row["mandate_id"] for row in facts.read("training_mandates_typed") if row["unread"]])
def test_every_unread_value_can_be_hidden(row):
    mandate = MANDATES.by_id[row]
    assert mandate.governing(frozenset()) is not mandate


# --- notices ----------------------------------------------------------------------------------------------------


def sign(**cells: str) -> list[Row]:
    return [
        Row(each.file, each.line, {**each, **cells}) if each["mandate_id"] == "FL-HOTEL-SIGN-01" else each for each in facts.read("signage_typed")
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"width": "wide"}, "is no number"),
        ({"height": "-1"}, "is no size"),
        ({"min_points": "NaN"}, "is no"),
        ({"languages": "en;fr"}, "'fr' is none of"),
        ({"separate": "maybe"}, "none of: yes"),
        ({"wording": "ours"}, "none of: prescribed"),
        ({"mandate_id": "FL-HOTEL-TRAIN-01"}, "is no mandate of a sign"),
    ],
)
def test_a_malformed_notice_is_refused_with_file_line_and_reason(cells, reason):
    with pytest.raises(FactsError, match=rf"signage_typed\.csv, line \d+: .*{reason}"):
        load_notices(MANDATES, sign(**cells))


def test_a_sign_without_its_row_is_refused():
    with pytest.raises(FactsError, match="FL-HOTEL-SIGN-01 asks a sign"):
        load_notices(MANDATES, [row for row in facts.read("signage_typed") if row["mandate_id"] != "FL-HOTEL-SIGN-01"])


def test_florida_hangs_11_by_15_inches_in_32_point_in_two_languages():
    ((binding, notice),) = notices_for(MANDATES, NOTICES, state="FL", sector="hotel", on=date(2026, 11, 24))
    assert (notice.width, notice.height, notice.min_points) == (11, 15, 32)
    assert notice.languages == ("en", "es")
    assert notice.wording is Wording.PRESCRIBED
    assert binding.binds is Truth.YES


def test_kentucky_measures_letters_and_not_type():
    notice = NOTICES.by_id["KY-VENUE-SIGN-01"]
    assert (notice.letter_height, notice.min_points) == (Decimal(1), None)


def test_sizes_that_are_established_can_be_listed():
    assert NOTICES.sizes["TX-HOTEL-SIGN-01"] == (11, 17)
    assert "NY-HOTEL-SIGN-01" not in NOTICES.sizes
