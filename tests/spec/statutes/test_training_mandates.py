"""Training and signage law as a reader of the field would check it: state, row, who, by when, how often, how long, which proof."""

import re

import pytest
from shelterwood_methods import facts
from shelterwood_methods.statutes.training import SENTENCES, Reason, load
from shelterwood_methods.statutes.training.mandates import KEY
from shelterwood_methods.statutes.training.printing import written
from shelterwood_methods.statutes.training.roles import ALL_STAFF, CONDITIONS, EXEMPTIONS, OPEN_LIST, POSTS, SAID_OF
from shelterwood_methods.statutes.training.terms import Force, Kind

MANDATES = load()

# state's row: first training, interval, minutes, approval, proof. Source: training_mandates.csv, checked against research note 01, section 4.
HOTELS = {
    "CA-HOTEL-TRAIN-01": ("6 months of hire", "2 years", "20", "unknown", ""),
    "CT-HOTEL-TRAIN-01": ("at hire", "unknown", "unknown", "unknown", "personnel_file_certification"),
    "FL-HOTEL-TRAIN-01": ("60 days of hire", "1 year", "unknown", "yes", "signed_acknowledgment"),
    "MN-HOTEL-TRAIN-01": ("90 days of hire", "1 year", "unknown", "yes", "personnel_file_certification roster"),
    "NJ-HOTEL-TRAIN-01": ("unknown", "once", "unknown", "unknown", "roster"),
    "NY-HOTEL-TRAIN-01": ("60 days of hire", "once", "unknown", "unknown", ""),
    "TX-HOTEL-TRAIN-01": ("unknown", "1 year", "20", "yes", "certificate"),  # 30 days here, 90 in the rule
    "VA-HOTEL-TRAIN-01": ("6 months of hire", "2 years", "unknown", "yes", ""),
    "IL-HOTEL-TRAIN-01": ("unknown", "unknown", "unknown", "unknown", ""),  # from own knowledge
    "NC-HOTEL-TRAIN-01": ("unknown", "unknown", "unknown", "unknown", ""),
}
OTHERS = {
    "CT-SCHOOL-TRAIN-01": ("6 months of hire", "3 years", "unknown"),
    "CA-POLICE-TRAIN-01": ("6 months of assignment", "once", "120"),
    "TX-POLICE-TRAIN-01": ("unknown", "unknown", "240"),
    "MS-POLICE-TRAIN-01": ("unknown", "unknown", "120"),
    "TX-HEALTH-CE-01": ("at renewal", "each renewal", "60"),
    "DE-HEALTH-CE-01": ("at renewal", "each renewal", "60"),
    "FL-HEALTH-CE-01": ("at renewal", "once", "60"),
    "TX-SCHOOL-TRAIN-01": ("unknown", "2 years", "60"),
    "TX-SCHOOL-TRAIN-02": ("unknown", "5 years", "150"),
    "KY-PROSEC-TRAIN-01": ("unknown", "2 years", "unknown"),
    "LA-CDL-TRAIN-01": ("at license", "once", "unknown"),
    "CO-CDL-TRAIN-01": ("at school_course", "once", "unknown"),
}


@pytest.mark.parametrize(("row", "says"), HOTELS.items(), ids=HOTELS)
def test_hotels_train_as_the_state_says(row, says):
    mandate = MANDATES.by_id[row].governing(frozenset())
    assert (*map(written, (mandate.first, mandate.repeat, mandate.minutes, mandate.approval)), " ".join(mandate.proof)) == says


@pytest.mark.parametrize(("row", "says"), OTHERS.items(), ids=OTHERS)
def test_other_sectors_train_as_the_state_says(row, says):
    mandate = MANDATES.by_id[row].governing(frozenset())
    assert tuple(map(written, (mandate.first, mandate.repeat, mandate.minutes))) == says


def test_each_of_the_84_rows_and_each_supplement_is_typed_or_listed_as_not_encoded():
    rows = {tuple(row[column] for column in KEY) for name in ("training_mandates", "training_mandates_supplement") for row in facts.read(name)}
    assert len(facts.read("training_mandates")) == 84
    assert {tuple(row[column] for column in KEY) for row in facts.read("training_mandates_typed")} == rows
    assert {each.id for each in MANDATES.background} == {
        "US-TRUCK-BACK-01", "US-HEALTH-BACK-01", "US-SCHOOL-BACK-01", "US-BANK-BACK-01", "SD-CDL-BACK-01",
    }  # fmt: skip
    assert [each.id for each in MANDATES.background if not each.note.startswith("Not encoded: ")] == []


def test_every_number_of_a_typed_row_stands_in_its_prose():
    """A typed value is never invented: its number is a number of the row, or an amount that the row gives in a word."""
    in_a_word = {
        "1 years": r"annual|first year|within a year|1 year",
        "each renewal": "renewal|reporting period",
        "at hire": "at hire",
        "once": "once|one-time",
    }
    prose = {tuple(row[column] for column in KEY): row for name in ("training_mandates", "training_mandates_supplement") for row in facts.read(name)}
    wrong = []
    for row in facts.read("training_mandates_typed"):
        text = " ".join(prose[tuple(row[column] for column in KEY)].values())
        for cell in (row["first"].split(" of ")[0], row["repeat"], row["minutes"]):
            number = re.match(r"\d+", cell)
            pattern = in_a_word.get(cell) or (rf"(?<!\d){number[0]}(?!\d)" if number else None)
            if pattern and not re.search(pattern, text):
                wrong.append((row["mandate_id"], cell))
    assert wrong == []


def test_a_value_that_the_prose_marks_as_own_knowledge_is_unread_or_unknown():
    for row in facts.read("training_mandates"):
        for column, typed in (("first_deadline", "first"), ("repeat_interval", "repeat"), ("duration_minutes_or_text", "minutes")):
            if "[K" in row[column]:
                rows = [each for each in facts.read("training_mandates_typed") if all(each[key] == row[key] for key in KEY)]
                assert [each["mandate_id"] for each in rows if each[typed] not in ("unknown", "none", "") and typed not in each["unread"]] == []


def test_evidence_is_that_of_the_prose():
    words = {"V-text": "V-text", "V-secondary": "V-sec", "V-heading": "V-head", "K": "K", "I": "I"}
    prose = {tuple(row[column] for column in KEY): row for name in ("training_mandates", "training_mandates_supplement") for row in facts.read(name)}
    typed = facts.read("training_mandates_typed")
    assert [
        row["mandate_id"] for row in typed if row["evidence"] != words.get(prose[tuple(row[column] for column in KEY)]["evidence"], "MIXED")
    ] == []


def test_what_is_not_mandatory_in_the_prose_is_not_so_here():
    prose = {tuple(row[column] for column in KEY): row["force"] for row in facts.read("training_mandates")}
    for row in facts.read("training_mandates_typed"):
        force = prose.get(tuple(row[column] for column in KEY), "mandatory")
        assert (row["force"] == Force.MANDATORY) <= (force == "mandatory"), row["mandate_id"]


def test_every_mandate_says_what_counsel_must_check_or_what_it_is():
    assert [each.id for each in MANDATES if not each.note] == []
    assert [
        each.id
        for each in MANDATES
        if (each.weak or each.unread) and "ounsel" not in each.note and "Heading only" not in each.note and "own knowledge" not in each.note
    ] == []


def test_every_supplement_is_an_inference_for_counsel():
    for row in facts.read("training_mandates_supplement"):
        assert (row["evidence"], row["confidence"]) == ("I", "low")
        assert "for counsel: " in row["content_or_format_notes"]
        assert row["citation"]


def test_every_word_of_the_vocabulary_is_used_or_is_a_post():
    used = {word for each in MANDATES for word in (*each.roles, *each.exempt, each.condition)} - {"", ALL_STAFF, OPEN_LIST}
    assert used - POSTS.keys() == {*SAID_OF, *EXEMPTIONS, *CONDITIONS}
    assert set(Kind) == {each.kind for each in MANDATES}
    assert SENTENCES.keys() == set(Reason)
    assert EXEMPTIONS.keys() <= {reason.value for reason in Reason}


def test_two_readings_of_one_law_name_the_same_people_and_place():
    other = MANDATES.by_id["TX-HOTEL-TRAIN-02"]
    first = MANDATES.by_id[other.instead_of]
    assert (first.roles, first.sectors, first.kind) == (other.roles, other.sectors, other.kind)
    assert written(other.first) == "90 days of hire"
    assert "first" in first.unread
