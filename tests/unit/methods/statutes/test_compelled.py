"""The gate's law: a permit is never wider than its row, and nothing unsigned, past, unknown or unnamed gives anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes import Truth, load, mandates, permissions
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS
from shelterwood_methods.statutes.terms import FEDERAL, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Mandate, Permission, Sector

from .rows import changed

DUTIES = load()
ALL = frozenset(DUTIES.by_id)
TODAY = date(2026, 11, 23)

places = st.sampled_from(["MN", "TX", "OH"])
sectors = st.sampled_from(Sector)
signatures = st.frozensets(st.sampled_from(sorted(ALL)))
stated = st.dictionaries(st.sampled_from(sorted((*FACTS, *EXCEPTIONS))), st.sampled_from(Truth))
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def given_by(row: str, sector: str, state: str, recipient: str, on: date = TODAY, **facts: Truth) -> set[str]:
    words = (sector, state, recipient, on, DUTIES, frozenset({row}), facts)
    return {*mandates(*words), *permissions(*words)}


@pytest.mark.parametrize(
    ("row", "sector", "state", "recipient", "word"),
    [
        ("MN-RPT-03", "schools", "MN", "child_welfare", "MUST-REPORT"),
        ("MN-RPT-03", "schools", "MN", "law_enforcement", "MUST-REPORT"),
        ("TX-RPT-03", "schools", "TX", "child_welfare", "MUST-REPORT"),
        ("TX-RPT-01", "coordinating_body", "TX", "law_enforcement", "MUST-REPORT"),
        ("MN-RPT-22", "coordinating_body", "MN", "child_welfare", "MAY-REPORT"),
        ("MN-RPT-CB-01", "coordinating_body", "MN", "child_welfare", "MAY-REPORT"),
        ("MN-RPT-16", "hotel", "MN", "law_enforcement", "MAY-REPORT"),
        ("MN-CROSS-01", "law_enforcement", "MN", "child_welfare", "MUST-CROSS-REPORT"),
        ("MN-CROSS-02", "child_welfare", "MN", "law_enforcement", "MUST-CROSS-REPORT"),
        ("TX-CROSS-01", "child_welfare", "TX", "law_enforcement", "MUST-CROSS-REPORT"),
    ],
)
def test_a_signed_row_gives_its_word_to_whom_it_names(row, sector, state, recipient, word):
    assert given_by(row, sector, state, recipient) == {word}
    assert given_by(row, sector, state, "victim_services") == set()
    assert mandates(sector, state, recipient, TODAY, DUTIES, ALL - {row}) <= mandates(sector, state, recipient, TODAY, DUTIES, ALL)


@pytest.mark.parametrize(("state", "row"), [("MN", "MN-RPT-12"), ("TX", "TX-RPT-12")])
def test_an_officers_report_in_juvenile_justice_is_the_report_from_detention_too(state, row):
    assert given_by(row, "juvenile_justice", state, "child_welfare") == {"MUST-REPORT", "MUST-DETENTION-REPORT"}


def test_the_notice_of_texas_police_to_child_welfare_is_about_caregivers_alone():
    asked = ("TX-CROSS-02", "law_enforcement", "TX", "child_welfare")
    assert given_by(*asked) == set()
    assert given_by(*asked, suspect_is_caregiver=Truth.UNKNOWN) == set()
    assert given_by(*asked, suspect_is_caregiver=Truth.YES) == {"MUST-CROSS-REPORT"}


def test_a_mandate_to_pass_a_report_on_needs_a_report():
    assert given_by("MN-CROSS-01", "law_enforcement", "MN", "child_welfare", report_received=Truth.NO) == set()


def test_the_duty_on_federal_land_compels_nothing_elsewhere():
    assert given_by("US-FED-01", "schools", "MN", "child_welfare") == set()
    assert given_by("US-FED-01", "schools", "MN", "child_welfare", federal_land=Truth.YES) == {"MUST-REPORT"}


def test_in_indian_country_each_of_the_two_agencies_tells_the_other():
    there = {"indian_country": Truth.YES}
    assert given_by("US-IC-02", "child_welfare", "MN", "law_enforcement", **there) == {"MUST-CROSS-REPORT"}
    assert given_by("US-IC-02", "child_welfare", "MN", "child_welfare", **there) == set()
    assert given_by("US-IC-03", "law_enforcement", "MN", "law_enforcement", crime_indicated=Truth.YES, **there) == {"MUST-CROSS-REPORT"}


def test_past_law_and_law_to_come_give_nothing():
    asked = ("schools", "TX", "child_welfare")
    assert given_by("TX-RPT-02-OLD", *asked) == set()
    assert given_by("TX-RPT-02-OLD", *asked, on=date(2025, 6, 19)) == {"MUST-REPORT"}
    assert given_by("TX-RPT-03", *asked, on=date(2025, 6, 19)) == set()
    assert given_by("TX-RPT-03", *asked, on=date(2025, 6, 20)) == {"MUST-REPORT"}


def test_whether_defence_counsel_is_compelled_is_never_decided_here():
    assert {word for state in ("MN", "TX") for to in Sector for word in given_by(f"{state}-RPT-10", "defense_attorney", state, to)} == set()


def test_a_row_that_prompts_nobody_gives_nothing():
    quiet = load(typed=changed("reporting_duties_typed", "MN-RPT-03", prompts="no"))
    assert mandates("schools", "MN", "child_welfare", TODAY, quiet, ALL) == frozenset()


def test_only_a_mandate_to_pass_on_takes_the_report_for_granted():
    narrower = load(typed=changed("reporting_duties_typed", "MN-RPT-03", conditions="report_received"))
    words = ("schools", "MN", "child_welfare", TODAY, narrower, ALL)
    assert mandates(*words) == frozenset()
    assert mandates(*words, {"report_received": Truth.YES}) == {Mandate.MUST_REPORT}


def test_a_word_that_is_no_sector_is_refused():
    for words in (("church", "MN", "child_welfare"), ("schools", "MN", "police")):
        with pytest.raises(ValueError, match="is no sector"):
            mandates(*words, TODAY, DUTIES, ALL)


@given(sectors, places, sectors, days, stated)
def test_nothing_unsigned_gives_anything(sector, state, recipient, on, facts):
    words = (sector, state, recipient, on, DUTIES, frozenset(), facts)
    assert (mandates(*words), permissions(*words)) == (frozenset(), frozenset())


@given(sectors, places, sectors, days, stated, signatures, signatures)
def test_a_withdrawn_signature_takes_away_and_never_adds(sector, state, recipient, on, facts, kept, withdrawn):
    words = (sector, state, recipient, on, DUTIES)
    assert mandates(*words, kept, facts) <= mandates(*words, kept | withdrawn, facts)
    assert permissions(*words, kept, facts) <= permissions(*words, kept | withdrawn, facts)


@given(sectors, places, sectors, stated, signatures, st.sampled_from(sorted(FACTS)))
def test_what_is_unknown_never_gives_more_than_what_is_known(sector, state, recipient, facts, signed, name):
    words = (sector, state, recipient, TODAY, DUTIES, signed)
    unknown = mandates(*words, {**facts, name: Truth.UNKNOWN})
    assert all(unknown <= mandates(*words, {**facts, name: value}) for value in (Truth.YES, Truth.NO))


@given(sectors, places, sectors, days, stated, signatures)
def test_each_word_has_a_signed_row_that_names_sender_and_recipient(sector, state, recipient, on, facts, signed):
    """The rule once more, written from the rows instead of the code."""
    here = [
        duty
        for duty in DUTIES
        if duty.id in signed and duty.jurisdiction in (state, FEDERAL) and sector in duty.sectors and recipient in duty.receivers
    ]
    words = (sector, state, recipient, on, DUTIES, signed, facts)
    for word in mandates(*words):
        kinds = {Kind.CROSS_REPORT} if word is Mandate.MUST_CROSS_REPORT else {Kind.REPORT}
        assert any(duty.kind in kinds and duty.modality is Modality.MUST for duty in here)
    if Permission.MAY_REPORT in permissions(*words):
        assert any(duty.kind is Kind.REPORT and duty.modality is Modality.MAY for duty in here)
