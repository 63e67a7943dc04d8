"""Who must report what to whom by when: the rows of federal law, Minnesota and Texas, sector by sector."""

import csv
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FOLDER
from shelterwood_methods.statutes import Question, Truth, ask, load
from shelterwood_methods.statutes.conditions import FACTS
from shelterwood_methods.statutes.duties import Kind, Modality
from shelterwood_methods.statutes.vocabulary import Mandate, Permission, Sector

DUTIES = load()
CENTRAL = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=CENTRAL)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "facts"

# state, sector, row, must or may, hours (None: no number in the law), "now"
OWN_DUTY = [
    ("MN", "schools", "MN-RPT-03", "must", 24, False),
    ("MN", "health_care", "MN-RPT-04", "must", 24, False),
    ("MN", "law_enforcement", "MN-RPT-05", "must", 24, False),
    ("MN", "child_welfare", "MN-RPT-06", "must", 24, False),
    ("MN", "victim_services", "MN-RPT-07", "must", 24, False),
    ("MN", "clergy", "MN-RPT-09", "must", 24, False),
    ("MN", "juvenile_justice", "MN-RPT-12", "must", 24, False),
    ("MN", "hotel", "MN-RPT-16", "may", None, False),
    ("MN", "transport", "MN-RPT-17", "may", None, False),
    ("MN", "financial_institution", "MN-RPT-18", "may", None, False),
    ("MN", "community_reporter", "MN-RPT-02", "may", None, False),
    ("MN", "coordinating_body", "MN-RPT-22", "may", None, False),
    ("TX", "schools", "TX-RPT-03", "must", 24, False),
    ("TX", "health_care", "TX-RPT-04", "must", 24, False),
    ("TX", "law_enforcement", "TX-RPT-05", "must", 24, False),
    ("TX", "hotel", "TX-RPT-16", "must", None, True),
    ("TX", "transport", "TX-RPT-17", "must", None, True),
    ("TX", "financial_institution", "TX-RPT-18", "must", None, True),
    ("TX", "victim_services", "TX-RPT-07", "must", None, True),
    ("TX", "community_reporter", "TX-RPT-01", "must", None, True),
    ("TX", "coordinating_body", "TX-RPT-01", "must", None, True),
]


def asked(state: str, sector: str, at: datetime = MONDAY, signed: frozenset[str] = frozenset(), **known: Truth):
    return ask(Question(state, sector, at, CENTRAL, known), DUTIES, signed)


@pytest.mark.parametrize(("state", "sector", "row", "modality", "hours", "now"), OWN_DUTY)
def test_a_sectors_own_duty(state, sector, row, modality, hours, now):
    first = asked(state, sector).duties[0]
    assert (first.duty.id, first.duty.modality, first.applies, first.say_now) == (row, modality, Truth.YES, now)
    assert first.deadline == (MONDAY + timedelta(hours=hours) if hours else None)


@pytest.mark.parametrize("sector", ["schools", "health_care", "law_enforcement"])
@pytest.mark.parametrize(("day", "row", "hours"), [(19, "TX-RPT-02-OLD", 48), (20, None, 24)])
def test_texas_professionals_have_24_hours_since_20_june_2025_and_had_48_before(sector, day, row, hours):
    """The day on which the cause was first had counts, whenever the question is asked."""
    at = datetime(2025, 6, day, 23, 30, tzinfo=CENTRAL)
    own = [
        each
        for each in asked("TX", sector, at).duties
        if each.duty.kind is Kind.REPORT and each.duty.jurisdiction == "TX" and each.applies is Truth.YES
    ]
    assert len(own) == 1
    assert own[0].deadline == at + timedelta(hours=hours)
    assert row in (None, own[0].duty.id)


def test_the_report_in_writing_follows_the_call_in_minnesota_and_weekends_do_not_count():
    friday = datetime(2026, 12, 4, 15, tzinfo=CENTRAL)
    written = {each.duty.id: each for each in asked("MN", "schools", friday, oral_report_made=Truth.YES).duties}["MN-RPT-20"]
    assert written.deadline == datetime(2026, 12, 9, 15, tzinfo=CENTRAL)


@pytest.mark.parametrize("state", ["MN", "TX"])
def test_defence_counsel_is_never_prompted_and_never_runs_a_clock(state):
    found = asked(state, "defense_attorney", signed=frozenset(DUTIES.by_id)).duties
    assert [each.duty.id for each in found] == [f"{state}-RPT-10"]
    assert [(each.duty.prompts, each.deadline, each.say_now) for each in found] == [(False, None, False)]


@pytest.mark.parametrize("state", ["CA", "FL", "ZZ"])
def test_a_state_without_rows_gets_the_fallback_and_no_deadline_of_its_own(state):
    answer = asked(state, "schools")
    assert answer.fallback
    assert {each.duty.jurisdiction for each in answer.duties} == {"US"}
    assert {each.applies for each in answer.duties} == {Truth.UNKNOWN}


def test_a_state_with_rows_has_no_fallback():
    assert not asked("MN", "schools").fallback


def test_a_bank_filing_has_no_clock_here():
    assert "US-BANK-01" not in [each.duty.id for each in asked("TX", "financial_institution").duties]
    assert not DUTIES.by_id["US-BANK-01"].prompts


def test_a_row_of_low_confidence_computes_a_deadline_only_when_counsel_signed_it():
    weak = DUTIES.by_id["MN-RPT-13"]
    assert weak.weak
    assert asked("MN", "foster_care_provider").duties[0].deadline is None
    assert asked("MN", "foster_care_provider", signed=frozenset({weak.id})).duties[0].deadline == MONDAY + timedelta(hours=24)


def test_an_unsigned_row_says_so():
    assert {each.standing for each in asked("MN", "schools").duties} == {"not_confirmed"}
    signed = asked("MN", "schools", signed=frozenset({"MN-RPT-03"})).duties[0]
    assert signed.standing == "signed"


def test_a_fact_that_does_not_hold_takes_the_duty_away_and_one_that_is_unknown_keeps_it_open():
    def standing(**known: Truth) -> dict[str, Truth]:
        return {each.duty.id: each.applies for each in asked("MN", "schools", **known).duties}

    assert standing()["MN-RPT-19"] is Truth.UNKNOWN
    assert standing(suspect_is_school_staff=Truth.YES)["MN-RPT-19"] is Truth.YES
    assert "MN-RPT-19" not in standing(suspect_is_school_staff=Truth.NO)


def test_a_clock_that_another_event_starts_runs_only_once_that_event_is_known():
    cross = {each.duty.id: each.deadline for each in asked("MN", "child_welfare").duties}
    assert cross["MN-CROSS-02"] is None
    cross = {each.duty.id: each.deadline for each in asked("MN", "child_welfare", report_received=Truth.YES).duties}
    assert cross["MN-CROSS-02"] == MONDAY + timedelta(hours=24)


def test_every_row_is_typed_and_every_outer_limit_that_binds_and_prompts_names_its_start():
    assert {row["duty_id"] for row in facts.read("reporting_duties")} == set(DUTIES.by_id)
    assert [duty.id for duty in DUTIES if duty.deadline_value and duty.prompts and duty.clock_start == "none"] == []


def test_no_condition_asks_about_force_movement_or_a_third_party():
    """22 USC 7102: none of them need be shown for a person under 18."""
    forbidden = re.compile(r"force|fraud|coerc|move|transport|travel|traffick(er|ed by)|pimp|third|controller|consent", re.IGNORECASE)
    assert [name for name, meaning in FACTS.items() if forbidden.search(name) or forbidden.search(meaning)] == []
    report_conditions = {name for duty in DUTIES if duty.kind is Kind.REPORT for name, _ in duty.condition.terms}
    assert report_conditions == {
        "federal_land", "amateur_sport", "indian_country", "youth_recreation_staff", "suspect_is_coworker", "suspect_is_school_staff",
        "observed_listed_offence",
    }  # fmt: skip


def test_each_sector_but_tribal_has_its_row_of_the_main_duty_in_each_state():
    named = {Sector(word) for row in facts.read("reporting_duties") for word in row.words("sector")} - {
        Sector.TRIBAL,
        Sector.ELECTRONIC_SERVICE_PROVIDER,
    }
    missing = {
        (state, sector) for state in ("MN", "TX") for sector in named if not any(duty.kind is Kind.REPORT for duty in DUTIES.of(state, sector))
    }
    assert missing == set()


@pytest.mark.parametrize("state", ["MN", "TX"])
def test_mandates_come_from_signed_rows_in_force_alone(state):
    from shelterwood_methods.statutes import mandates, permissions

    row = {"MN": "MN-RPT-03", "TX": "TX-RPT-03"}[state]
    on = MONDAY.date()
    asked_for = ("schools", state, "child_welfare", on, DUTIES)
    assert mandates(*asked_for, frozenset()) == frozenset()
    assert mandates(*asked_for, frozenset({row})) == {Mandate.MUST_REPORT}
    assert mandates("schools", state, "victim_services", on, DUTIES, frozenset({row})) == frozenset()
    assert mandates("schools", state, "child_welfare", on, DUTIES, frozenset({"TX-RPT-02-OLD"})) == frozenset()
    assert permissions(*asked_for, frozenset({row})) == frozenset()


def test_a_body_in_minnesota_may_and_one_in_texas_must():
    from shelterwood_methods.statutes import mandates, permissions

    on, signed = MONDAY.date(), frozenset(DUTIES.by_id)
    assert permissions("coordinating_body", "MN", "law_enforcement", on, DUTIES, signed) == {Permission.MAY_REPORT}
    assert mandates("coordinating_body", "MN", "law_enforcement", on, DUTIES, signed) == frozenset()
    assert mandates("coordinating_body", "TX", "law_enforcement", on, DUTIES, signed) == {Mandate.MUST_REPORT}


def test_a_mandate_never_rests_on_a_fact_that_may_not_hold():
    """A school's duty about its own staff goes to the department of education, and compels nothing towards child welfare."""
    from shelterwood_methods.statutes import mandates

    assert mandates("schools", "MN", "state_agency", MONDAY.date(), DUTIES, frozenset(DUTIES.by_id)) == frozenset()


def test_the_words_of_sector_are_those_of_the_disclosure_vocabulary():
    text = (FOLDER / "disclosure_vocabulary.md").read_text()
    for kind, words in (("Sector", Sector), ("Mandate", Mandate), ("Permission", Permission)):
        found = re.search(rf"entity {kind} enum \[(.*?)\]", text, re.DOTALL)
        listed = set(re.findall(r'"([^"]+)"', found.group(1)))
        own = {word.value for word in words} - {"clergy", "electronic_service_provider"}
        assert own <= listed
        assert kind != "Sector" or own == listed


@pytest.mark.skipif(not SHARED.exists(), reason="the shared facts are not beside this repository, so our copy is not compared with them")
def test_our_copy_of_the_facts_is_the_shared_one():
    for file in SHARED.iterdir():
        assert (FOLDER / file.name).read_bytes() == file.read_bytes(), file.name


def test_modality_must_is_never_given_to_a_row_that_the_facts_call_voluntary():
    with (FOLDER / "reporting_duties.csv").open(encoding="utf-8", newline="") as rows:
        voluntary = {row["duty_id"] for row in csv.DictReader(rows) if row["deadline_trigger"].startswith("voluntary")}
    assert voluntary
    assert {DUTIES.by_id[row].modality for row in voluntary} == {Modality.MAY}


def test_a_moment_in_another_zone_is_the_same_moment():
    assert asked("MN", "schools", MONDAY.astimezone(UTC)).duties[0].deadline == asked("MN", "schools").duties[0].deadline
