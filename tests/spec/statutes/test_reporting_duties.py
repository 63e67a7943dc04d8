"""Who must report what to whom by when: the rows of federal law, Minnesota and Texas, sector by sector."""

import csv
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from shelterwood_methods.facts import FOLDER
from shelterwood_methods.statutes import DutyAnswer, Question, Truth, ask, load
from shelterwood_methods.statutes.terms import Kind
from shelterwood_methods.statutes.vocabulary import Sector

DUTIES = load()
CENTRAL = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=CENTRAL)
YES = Truth.YES
with (FOLDER / "reporting_duties.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["duty_id"]: row for row in csv.DictReader(file)}

# state, sector, the row of the main duty, must or may, hours (None: no number), whether the law says "now"
OWN_DUTY = [
    ("MN", "schools", "MN-RPT-03", "must", 24, False),
    ("MN", "health_care", "MN-RPT-04", "must", 24, False),
    ("MN", "law_enforcement", "MN-RPT-05", "must", 24, False),
    ("MN", "child_welfare", "MN-RPT-06", "must", 24, False),
    ("MN", "victim_services", "MN-RPT-07", "must", 24, False),
    ("MN", "clergy", "MN-RPT-09", "must", 24, False),
    ("MN", "defense_attorney", "MN-RPT-10", "none", None, False),
    ("MN", "guardian_ad_litem", "MN-RPT-11", "must", 24, False),
    ("MN", "juvenile_justice", "MN-RPT-12", "must", 24, False),
    ("MN", "foster_care_provider", "MN-RPT-13", "must", 24, False),
    ("MN", "emergency_dispatch", "MN-RPT-14", "unknown", None, False),
    ("MN", "childrens_advocacy_center", "MN-RPT-01", "must", 24, False),
    ("MN", "runaway_homeless_youth", "MN-RPT-01", "must", 24, False),
    ("MN", "substance_use_program", "MN-RPT-01", "must", 24, False),
    ("MN", "public_health", "MN-RPT-01", "must", 24, False),
    ("MN", "adult_protective", "MN-RPT-01", "must", 24, False),
    ("MN", "hotel", "MN-RPT-16", "may", None, False),
    ("MN", "transport", "MN-RPT-17", "may", None, False),
    ("MN", "financial_institution", "MN-RPT-18", "may", None, False),
    ("MN", "public", "MN-RPT-02", "may", None, False),
    ("MN", "community_reporter", "MN-RPT-02", "may", None, False),
    ("MN", "other_business", "MN-RPT-02", "may", None, False),
    ("MN", "courts", "MN-RPT-22", "may", None, False),
    ("MN", "prosecution", "MN-RPT-22", "may", None, False),
    ("MN", "labor_inspectorate", "MN-RPT-22", "may", None, False),
    ("MN", "state_agency", "MN-RPT-22", "may", None, False),
    ("MN", "hotline", "MN-RPT-22", "may", None, False),
    ("MN", "coordinating_body", "MN-RPT-22", "may", None, False),
    ("MN", "researcher", "MN-RPT-22", "may", None, False),
    ("TX", "schools", "TX-RPT-03", "must", 24, False),
    ("TX", "health_care", "TX-RPT-04", "must", 24, False),
    ("TX", "law_enforcement", "TX-RPT-05", "must", 24, False),
    ("TX", "child_welfare", "TX-RPT-06", "must", 24, False),
    ("TX", "victim_services", "TX-RPT-07", "must", None, True),
    ("TX", "clergy", "TX-RPT-09", "must", None, True),
    ("TX", "defense_attorney", "TX-RPT-10", "unknown", None, False),
    ("TX", "guardian_ad_litem", "TX-RPT-11", "must", None, True),
    ("TX", "juvenile_justice", "TX-RPT-12", "must", 24, False),
    ("TX", "foster_care_provider", "TX-RPT-13", "must", None, True),
    ("TX", "emergency_dispatch", "TX-RPT-14", "must", None, True),
    ("TX", "childrens_advocacy_center", "TX-RPT-02", "must", 24, False),
    ("TX", "runaway_homeless_youth", "TX-RPT-02", "must", 24, False),
    ("TX", "substance_use_program", "TX-RPT-02", "must", 24, False),
    ("TX", "public_health", "TX-RPT-02", "must", 24, False),
    ("TX", "adult_protective", "TX-RPT-02", "must", 24, False),
    ("TX", "state_agency", "TX-RPT-02", "must", 24, False),
    ("TX", "hotel", "TX-RPT-16", "must", None, True),
    ("TX", "transport", "TX-RPT-17", "must", None, True),
    ("TX", "financial_institution", "TX-RPT-18", "must", None, True),
    ("TX", "public", "TX-RPT-01", "must", None, True),
    ("TX", "community_reporter", "TX-RPT-01", "must", None, True),
    ("TX", "other_business", "TX-RPT-01", "must", None, True),
    ("TX", "courts", "TX-RPT-01", "must", None, True),
    ("TX", "prosecution", "TX-RPT-01", "must", None, True),
    ("TX", "labor_inspectorate", "TX-RPT-01", "must", None, True),
    ("TX", "hotline", "TX-RPT-01", "must", None, True),
    ("TX", "coordinating_body", "TX-RPT-01", "must", None, True),
    ("TX", "researcher", "TX-RPT-01", "must", None, True),
]
# Only addressed, never asking for themselves.
ADDRESSED_ONLY = "ncmec ncic federal_hhs fincen hmis legislature public_records_requester mdt_team young_person parent_guardian party_to_case"


def asked(state: str, sector: str, at: datetime = MONDAY, signed: frozenset[str] = frozenset(), role: str | None = None, **known: Truth):
    return ask(Question(state, sector, at, CENTRAL, known, role), DUTIES, signed)


def by_id(state: str, sector: str, at: datetime = MONDAY, **known: Truth) -> dict[str, DutyAnswer]:
    return {each.duty.id: each for each in asked(state, sector, at, **known).duties}


@pytest.mark.parametrize(("state", "sector", "row", "modality", "hours", "now"), OWN_DUTY)
def test_a_sectors_own_duty_comes_first_and_applies_on_what_is_known(state, sector, row, modality, hours, now):
    first = asked(state, sector, signed=frozenset({row})).duties[0]
    assert (first.duty.id, first.duty.modality, first.applies, first.say_now) == (row, modality, YES, now)
    assert first.deadline == (MONDAY + timedelta(hours=hours) if hours else None)
    assert ROWS[row]["deadline_value"] == (str(hours) if hours else "")


def test_every_sector_has_its_main_duty_in_both_states_but_those_known_to_lack_one():
    """No row says whether a tribe's own staff or a provider of online services must report under state law: none is invented."""
    listed = {(state, Sector(sector)) for state, sector, *_ in OWN_DUTY}
    asking = set(Sector) - {Sector(word) for word in ADDRESSED_ONLY.split()}
    assert {(state, sector) for state in ("MN", "TX") for sector in asking} - listed == {
        (state, sector) for state in ("MN", "TX") for sector in (Sector.TRIBAL, Sector.ELECTRONIC_SERVICE_PROVIDER)
    }
    assert [(state, sector) for state in ("MN", "TX") for sector in (Sector.TRIBAL, Sector.ELECTRONIC_SERVICE_PROVIDER)
            if not asked(state, sector).fallback] == []  # fmt: skip


@pytest.mark.parametrize(("state", "sector"), sorted({(state, sector) for state, sector, *_ in OWN_DUTY}))
def test_nobody_gets_two_clocks_for_one_report(state, sector):
    running = [each.duty.id for each in asked(state, sector).settled if each.duty.kind is Kind.REPORT and each.deadline]
    assert len(running) <= 1


@pytest.mark.parametrize("sector", ["schools", "health_care", "law_enforcement", "childrens_advocacy_center"])
@pytest.mark.parametrize(("day", "hours"), [(19, 48), (20, 24)])
def test_texas_professionals_have_24_hours_since_20_june_2025_and_had_48_before(sector, day, hours):
    """The day on which the cause was first had counts, whenever the question is asked."""
    at = datetime(2025, 6, day, 23, 30, tzinfo=CENTRAL)
    own = [each for each in asked("TX", sector, at).settled if each.duty.kind is Kind.REPORT]
    assert [(each.duty.id == "TX-RPT-02-OLD", each.deadline) for each in own] == [(day == 19, at + timedelta(hours=hours))]


def test_the_day_of_the_place_counts_not_that_of_greenwich():
    at = datetime(2025, 6, 20, 4, 30, tzinfo=UTC)  # half past eleven in the evening of the 19th in Texas
    assert asked("TX", "schools", at).duties[0].duty.id == "TX-RPT-02-OLD"
    assert asked("TX", "schools", at + timedelta(hours=1)).duties[0].duty.id == "TX-RPT-03"


def test_before_the_copy_in_which_the_48_hours_were_read_their_standing_is_not_established():
    assert by_id("TX", "schools", datetime(2024, 6, 1, tzinfo=CENTRAL))["TX-RPT-02-OLD"].applies is Truth.UNKNOWN


def test_staff_outside_the_named_posts_report_at_once_in_texas_and_may_in_minnesota():
    texas = asked("TX", "schools", role="other_staff").settled
    assert {each.duty.id for each in asked("TX", "schools").other_posts} == {"TX-RPT-OS-01"}
    assert asked("TX", "schools", role="teacher").other_posts == ()
    assert [(each.duty.id, each.say_now, each.deadline) for each in texas] == [("TX-RPT-OS-01", True, None)]
    minnesota = asked("MN", "schools", role="other_staff").settled
    assert [(each.duty.id, each.duty.modality) for each in minnesota] == [("MN-RPT-OS-01", "may")]


def test_several_duties_of_one_person_are_all_listed():
    assert list(by_id("TX", "public"))[:2] == ["TX-RPT-01", "TX-RPT-21"]
    seen = by_id("TX", "public", observed_listed_offence=YES)
    assert {seen[row].applies for row in ("TX-RPT-01", "TX-RPT-21")} == {YES}


def test_a_teacher_is_no_principal():
    role = {each.duty.id for each in asked("TX", "schools", role="teacher", suspect_is_school_staff=YES).duties}
    assert {"TX-SC-01", "TX-SC-02"}.isdisjoint(role)
    principal = {each.duty.id: each for each in asked("TX", "schools", role="principal", suspect_is_school_staff=YES).duties}
    assert principal["TX-SC-01"].deadline == MONDAY + timedelta(hours=48)
    assert "TX-SC-02" not in principal


def test_what_clergy_heard_in_confession_is_no_duty_in_minnesota_and_is_one_in_texas():
    assert [each.duty.id for each in asked("MN", "clergy", clergy_privileged=YES).settled] == []
    assert [each.duty.id for each in asked("TX", "clergy", clergy_privileged=YES).settled] == ["TX-RPT-09"]


@pytest.mark.parametrize("state", ["MN", "TX"])
def test_a_lawyer_for_the_child_is_as_defence_counsel(state):
    assert [each.duty.id for each in asked(state, "guardian_ad_litem", role="attorney_for_child").duties if each.duty.prompts] == []


@pytest.mark.parametrize("state", ["MN", "TX"])
def test_defence_counsel_is_never_prompted_and_never_runs_a_clock(state):
    found = asked(state, "defense_attorney", signed=frozenset(DUTIES.by_id)).duties
    assert [(each.duty.id, each.duty.prompts, each.deadline, each.say_now) for each in found] == [(f"{state}-RPT-10", False, None, False)]


@pytest.mark.parametrize("state", ["CA", "FL", "ZZ"])
def test_a_state_without_rows_gets_the_fallback_and_no_deadline_of_its_own(state):
    answer = asked(state, "schools")
    assert answer.fallback
    assert [(each.duty.id, each.applies) for each in answer.duties] == [("US-FED-01", Truth.UNKNOWN), ("US-IC-01", Truth.UNKNOWN)]


def test_federal_rows_stand_in_a_state_without_rows():
    there = by_id("CA", "schools", federal_land=YES)
    assert there["US-FED-01"].deadline == MONDAY + timedelta(hours=24)
    assert by_id("CA", "schools", indian_country=YES)["US-IC-01"].say_now
    found = by_id("OH", "child_welfare", child_missing=YES, child_in_agency_care=YES)
    assert {found[row].deadline for row in ("US-CW-MIS-01", "US-CW-MIS-02")} == {MONDAY + timedelta(hours=24)}


def test_a_hotel_where_no_duty_was_found_reads_whom_it_may_call():
    (anybody,) = asked("OH", "hotel").background
    assert (anybody.duty.id, anybody.phone) == ("US-ANY-01", "911; 1-888-373-7888")
    assert (anybody.duty.prompts, anybody.deadline, anybody.say_now) == (False, None, False)


def test_a_bank_filing_prompts_nobody_and_has_no_clock_here():
    found = {each.duty.id: each for each in asked("TX", "financial_institution", signed=frozenset(DUTIES.by_id)).background}
    assert (found["US-BANK-01"].deadline, found["US-BANK-01"].duty.prompts) == (None, False)
    assert "US-BANK-01" not in by_id("TX", "financial_institution")


def test_a_row_of_low_confidence_computes_a_deadline_only_when_counsel_signed_it():
    assert DUTIES.by_id["MN-RPT-13"].weak
    assert asked("MN", "foster_care_provider").duties[0].deadline is None
    assert asked("MN", "foster_care_provider", signed=frozenset({"MN-RPT-13"})).duties[0].deadline == MONDAY + timedelta(hours=24)


def test_an_unsigned_row_says_so():
    assert {each.standing for each in asked("MN", "schools").duties} == {"not_confirmed"}
    assert asked("MN", "schools", signed=frozenset({"MN-RPT-03"})).duties[0].standing == "signed"


def test_a_fact_that_does_not_hold_takes_the_duty_away_and_one_that_is_unknown_keeps_it_open():
    open_row = by_id("MN", "schools")["MN-RPT-19"]
    assert (open_row.applies, open_row.open_facts) == (Truth.UNKNOWN, ("suspect_is_school_staff",))
    assert by_id("MN", "schools", suspect_is_school_staff=YES)["MN-RPT-19"].applies is YES
    assert "MN-RPT-19" not in by_id("MN", "schools", suspect_is_school_staff=Truth.NO)


def test_the_report_in_writing_follows_the_call_in_minnesota_and_weekends_do_not_count():
    friday = datetime(2026, 12, 4, 15, tzinfo=CENTRAL)
    assert by_id("MN", "schools", friday)["MN-RPT-20"].deadline is None
    assert by_id("MN", "schools", friday, oral_report_made=YES)["MN-RPT-20"].deadline == datetime(2026, 12, 9, 15, tzinfo=CENTRAL)


def test_a_clock_that_another_event_starts_runs_only_once_that_event_is_known():
    assert by_id("MN", "child_welfare")["MN-CROSS-02"].deadline is None
    assert by_id("MN", "child_welfare", report_received=YES)["MN-CROSS-02"].deadline == MONDAY + timedelta(hours=24)


def test_a_night_on_which_the_hour_changes_moves_no_duty():
    night = datetime(2026, 10, 31, 20, tzinfo=CENTRAL)
    due = by_id("MN", "schools", night)["MN-RPT-03"].deadline
    assert due is not None
    assert due - night.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("state", "sector", "facts", "row", "hours"),
    [
        ("OH", "child_welfare", ["child_in_agency_care", "identified_victim"], "US-CW-LE-01", 24),
        ("MN", "child_welfare", ["child_in_agency_care", "victim_or_at_risk"], "MN-CW-LE-01", 24),
        ("MN", "child_welfare", ["indian_child"], "MN-TRB-01", 24),
        ("OH", "law_enforcement", ["missing_report_received"], "US-LE-MIS-01", 2),
        ("OH", "law_enforcement", ["missing_report_entered"], "US-LE-MIS-02", 720),
        ("TX", "law_enforcement", ["missing_report_received"], "TX-LE-MIS-03", 48),
        ("TX", "law_enforcement", ["missing_report_received", "missing_child_at_high_risk"], "TX-LE-MIS-05", 2),
        ("TX", "child_welfare", ["child_in_agency_care", "child_located"], "TX-CW-RTN-01", 24),
        ("TX", "child_welfare", ["child_in_agency_care", "child_located", "crime_disclosed"], "TX-CW-RTN-02", 24),
        ("TX", "foster_care_provider", ["child_absent", "child_aged_6_to_12"], "TX-FC-02", 2),
        ("TX", "foster_care_provider", ["child_absent", "child_aged_13_or_more", "no_special_concern"], "TX-FC-03", 6),
        ("OH", "child_welfare", ["under_18", "possible_trafficking_victim", "foreign_national_minor"], "US-HHS-01", 24),
        ("OH", "schools", ["federal_land"], "US-FED-01", 24),
        ("OH", "other_business", ["amateur_sport"], "US-FED-02", 24),
        ("OH", "child_welfare", ["indian_country", "report_received"], "US-IC-04", 36),
    ],
)
def test_a_duty_runs_once_each_of_its_facts_is_known(state, sector, facts, row, hours):
    known = dict.fromkeys(facts, YES)
    assert by_id(state, sector, **known)[row].deadline == MONDAY + timedelta(hours=hours)
    for missing in facts:
        if missing != "no_special_concern":
            less = {name: value for name, value in known.items() if name != missing}
            assert by_id(state, sector, **less)[row].applies is Truth.UNKNOWN
        assert row not in by_id(state, sector, **{**known, missing: Truth.NO})


def test_an_absence_without_a_word_on_its_circumstances_is_reported_at_once():
    """26 Tex. Admin. Code 749.503: six hours only where none of the circumstances holds that ask for it immediately."""
    found = by_id("TX", "foster_care_provider", child_absent=YES, child_aged_13_or_more=YES)
    assert found["TX-FC-01"].say_now
    assert "TX-FC-03" not in found


def test_an_online_service_reports_as_soon_as_possible_without_a_number():
    (own,) = asked("OH", "electronic_service_provider").duties
    assert (own.duty.id, own.say_now, own.deadline) == ("US-ESP-01", True, None)
