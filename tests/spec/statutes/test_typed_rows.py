"""The typed table says nothing that the row of law does not say."""

import csv
import re
from pathlib import Path

import pytest
from shelterwood_methods.facts import FOLDER
from shelterwood_methods.statutes import Duty, load
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS
from shelterwood_methods.statutes.terms import ClockStart, DeadlineKind, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Capacity, Mandate, Permission, Reading, Sector

DUTIES = load()
SHARED = Path(__file__).resolve().parents[4] / "shared" / "facts"

# How a row of law names whoever a Sector word stands for.
NAMED = {
    Sector.CHILD_WELFARE: r"child.protection|local welfare agency|Family and Protective|DFPS|agency designated|Abuse Hotline"
    r"|other (of the two|agency)|Licensing",
    Sector.LAW_ENFORCEMENT: r"law.enforcement|police|sheriff|Bureau of Investigation|other (of the two|agency)|everybody told",
    Sector.TRIBAL: r"tribal|tribe",
    Sector.NCMEC: r"Missing and Exploited|NCMEC",
    Sector.NCIC: r"NCIC",
    Sector.FEDERAL_HHS: r"HHS|Health and Human Services",
    Sector.STATE_AGENCY: r"Department of Education|Education Agency|Juvenile Justice Department",
    Sector.CHILDRENS_ADVOCACY_CENTER: r"advocacy center",
    Sector.COURTS: r"court|everybody told",
    Sector.GUARDIAN_AD_LITEM: r"guardian ad litem|everybody told",
    Sector.PARENT_GUARDIAN: r"parent|everybody told",
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def those(keep) -> list[str]:
    return [duty.id for duty in DUTIES if keep(duty)]


def test_each_of_the_98_duties_and_each_supplement_is_typed_once():
    law = [row["duty_id"] for name in ("reporting_duties", "reporting_duties_supplement") for row in rows_of(name)]
    assert len(rows_of("reporting_duties")) == 98
    assert sorted(row["duty_id"] for row in rows_of("reporting_duties_typed")) == sorted(law)


def test_every_receiver_is_named_by_its_row():
    assert [(duty.id, word) for duty in DUTIES for word in duty.receivers if not re.search(NAMED[word], duty.report_to)] == []


def test_a_report_that_binds_names_a_receiver_or_the_note_says_who_it_is():
    assert those(lambda duty: duty.modality is Modality.MUST and not duty.receivers and not duty.note) == []


def test_what_the_facts_call_voluntary_is_may_and_nothing_else_is():
    voluntary = {row["duty_id"] for row in (*rows_of("reporting_duties"), *rows_of("reporting_duties_supplement"))
                 if row["deadline_trigger"].startswith("voluntary")}  # fmt: skip
    assert set(those(lambda duty: duty.modality is Modality.MAY)) == voluntary
    assert voluntary


def test_a_number_or_immediately_in_the_law_is_a_must_but_where_the_row_asks_nothing_here():
    says = (DeadlineKind.OUTER_LIMIT, DeadlineKind.IMMEDIATE, DeadlineKind.AS_SOON_AS_POSSIBLE)
    others = those(lambda duty: duty.deadline_kind in says and duty.modality is not Modality.MUST)
    # custody, a bank's filing, a criterion of grants, defence counsel
    assert others == ["US-HHS-03", "US-BANK-01", "US-CAC-01", "TX-RPT-10"]


def test_these_rows_prompt_nobody_and_start_no_clock():
    quiet = those(lambda duty: not duty.prompts)
    assert quiet == [
        "US-HHS-03", "US-BANK-01", "US-CAC-01", "US-CAPTA-01", "US-VS-01", "US-HC-01", "US-SC-01", "US-ANY-01", "MN-RPT-10",
        "MN-MDT-01", "TX-RPT-10",
    ]  # fmt: skip
    assert {DUTIES.by_id[row].clock_start for row in quiet} == {ClockStart.NONE}


def test_a_row_that_says_no_school_police_notes_it():
    """The word law_enforcement cannot say it; whoever sets up the receivers has to."""
    excluded = [duty for duty in DUTIES if re.search(r"not the police of (a|the) school district", duty.report_to) and duty.receivers]
    assert excluded
    assert [duty.id for duty in excluded if not re.search(r"[Nn]ot the police of (a|the) school district", duty.note)] == []


def test_no_condition_asks_about_force_movement_a_third_party_or_a_trafficker():
    """22 USC 7102: none of them need be shown for a person under 18."""
    forbidden = re.compile(
        r"\bforc|fraud|coerc|\bthreats?\b|\bmov(e|ing)|transport|travel|\bborder|traffickers?\b|trafficked by|pimp|third"
        r"|controller|exploiter|consent|payment|money|buyer|\bgang",
        re.IGNORECASE,
    )
    words = {**FACTS, **EXCEPTIONS}.items()
    assert [name for name, meaning in words if forbidden.search(name.replace("_", " ")) or forbidden.search(meaning)] == []
    assert forbidden.search("trafficker identified")
    assert forbidden.search("force used")


def test_a_persons_own_report_never_hangs_on_age_on_a_finding_or_on_being_missing():
    """Reason to believe is the reporter's. What rows name besides: a place, a post, a relationship, an offence seen, a death."""
    allowed = {"federal_land", "indian_country", "amateur_sport", "youth_recreation_staff", "suspect_is_coworker",
               "suspect_is_school_staff", "suspect_is_facility_staff", "observed_listed_offence", "child_died"}  # fmt: skip
    used = {name for duty in DUTIES if duty.kind is Kind.REPORT for name, _ in duty.condition.terms}
    assert used - EXCEPTIONS.keys() == allowed


def test_a_fact_that_is_not_known_never_excludes_a_duty():
    """Only exceptions are negated, but for the row that says that no federal duty was found."""
    negated = {(duty.id, name) for duty in DUTIES for name, wanted in duty.condition.terms if not wanted and name in FACTS}
    assert {row for row, _ in negated} == {"US-ANY-01"}


def test_an_exception_that_is_not_stated_leaves_at_least_as_strict_a_duty():
    """Three rows hold only where an exception is claimed; each of their senders has a row without it."""

    def narrower(duty: Duty) -> bool:
        return any(wanted and name in EXCEPTIONS for name, wanted in duty.condition.terms)

    assert those(narrower) == ["MN-RPT-08", "TX-FC-03", "MN-RPT-OS-01", "TX-RPT-OS-01"]


def test_every_fact_and_every_exception_is_used_by_a_row():
    used = {name for duty in DUTIES for name, _ in duty.condition.terms}
    assert {*FACTS, *EXCEPTIONS} == used


def test_every_row_of_ours_is_an_inference_for_counsel():
    for row in rows_of("reporting_duties_supplement"):
        assert (row["evidence"], row["confidence"]) == ("I", "low")
        assert row["evidence_note"].startswith("for counsel: ")
        assert row["citation"]


@pytest.mark.parametrize("words", [Sector, Mandate, Permission, Capacity, Reading])
def test_the_words_are_those_of_the_disclosure_vocabulary(words):
    text = (FOLDER / "disclosure_vocabulary.md").read_text(encoding="utf-8")
    found = re.search(rf"entity {words.__name__} enum \[(.*?)\]", text, re.DOTALL)
    assert found
    own = {word.value for word in words} - {"clergy", "electronic_service_provider"}
    assert own == set(re.findall(r'"([^"]+)"', found.group(1)))


def test_the_two_words_beside_the_vocabulary_are_used_by_the_duties():
    used = {sector for duty in DUTIES for sector in duty.sectors}
    assert {Sector.CLERGY, Sector.ELECTRONIC_SERVICE_PROVIDER} <= used


@pytest.mark.skipif(not SHARED.exists(), reason="the shared facts are not beside this repository, so our copy is not compared with them")
def test_our_copy_of_the_facts_is_the_shared_one():
    files = [file for file in SHARED.iterdir() if file.is_file()]
    assert files
    assert [file.name for file in files if (FOLDER / file.name).read_bytes() != file.read_bytes()] == []
