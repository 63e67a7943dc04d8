"""The register of clocks, D-01 to D-10, D-14 and D-15: which row, from when, within what, told to whom.

Source: research note 01, section 2.10, corrected by the facts' own README (D-08 is a criterion of grants, no duty; D-15 in Texas
is "immediately" and not 24 hours). docs/reference/clocks.md holds the same table for people; a test compares the two.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from shelterwood_methods.statutes import Question, Truth, ask, load
from shelterwood_methods.statutes.terms import Kind

DUTIES = load()
CENTRAL = ZoneInfo("America/Chicago")
AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
HOURS, DAYS = "hours", "days"
YES = Truth.YES
DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "clocks.md"

# register, row, state, sector, facts that start it, time until due (None: the law gives no number), from what, to whom
REGISTER = [
    ("D-01", "MN-RPT-03", "MN", "schools", "", timedelta(hours=24), "information_received", {"child_welfare", "law_enforcement", "tribal"}),
    ("D-01", "TX-RPT-03", "TX", "schools", "", timedelta(hours=24), "information_received", {"child_welfare", "law_enforcement"}),
    ("D-02", "US-CW-LE-01", "MN", "child_welfare", "child_in_agency_care identified_victim", timedelta(hours=24), "information_received", {"law_enforcement"}),
    ("D-03", "US-CW-MIS-01", "MN", "child_welfare", "child_in_agency_care child_missing", timedelta(hours=24), "information_received", {"law_enforcement"}),
    ("D-04", "US-CW-MIS-02", "MN", "child_welfare", "child_in_agency_care child_missing", timedelta(hours=24), "information_received", {"ncmec"}),
    ("D-05", "US-LE-MIS-01", "MN", "law_enforcement", "missing_report_received", timedelta(hours=2), "report_received", {"ncic"}),
    ("D-06", "US-LE-MIS-02", "MN", "law_enforcement", "missing_report_entered", timedelta(days=30), "entry", {"ncic"}),
    (
        "D-07", "US-HHS-01", "MN", "law_enforcement", "under_18 possible_trafficking_victim foreign_national_minor", timedelta(hours=24), "discovery",
        {"federal_hhs"},
    ),
    ("D-09", "US-FED-01", "MN", "health_care", "federal_land", timedelta(hours=24), "information_received", {"child_welfare", "law_enforcement"}),
    ("D-10", "US-CW-RTN-01", "MN", "child_welfare", "child_in_agency_care child_located", None, "child_located", set()),
    ("D-10", "TX-CW-RTN-01", "TX", "child_welfare", "child_in_agency_care child_located", timedelta(hours=24), "child_located", {"law_enforcement"}),
    ("D-15", "MN-CROSS-02", "MN", "child_welfare", "report_received", timedelta(hours=24), "report_received", {"law_enforcement"}),
    ("D-15", "TX-CROSS-01", "TX", "child_welfare", "report_received", None, "report_received", {"law_enforcement"}),
]  # fmt: skip
IDS = [f"{register} {row}" for register, row, *_ in REGISTER]


def asked(state, sector, facts, at=AT):
    known = dict.fromkeys(facts.split(), YES)
    return ask(Question(state=state, sector=sector, received_at=at, time_zone=CENTRAL, facts=known), DUTIES, frozenset(DUTIES.by_id))


def found(row, *where):
    return [each for each in asked(*where).settled if each.duty.id == row]


@pytest.mark.parametrize(("register", "row", "state", "sector", "facts", "within", "start", "told"), REGISTER, ids=IDS)
def test_a_clock_of_the_register(register, row, state, sector, facts, within, start, told):
    (answer,) = found(row, state, sector, facts)
    assert answer.deadline == (AT + within if within else None)
    assert answer.duty.clock_start == start
    assert set(answer.duty.receivers) >= told
    assert answer.duty.prompts


@pytest.mark.parametrize(("register", "row", "state", "sector", "facts", "within", "start", "told"), REGISTER, ids=IDS)
def test_no_clock_runs_on_a_fact_that_nobody_knows(register, row, state, sector, facts, within, start, told):
    for unknown in facts.split():
        rest = " ".join(fact for fact in facts.split() if fact != unknown)
        assert not found(row, state, sector, rest)


def test_the_referral_to_a_center_has_no_clock_of_the_law():
    """D-08: 34 USC 20304 is a criterion of grants; a protocol switches it on (tests/unit/prevent/protocols/test_running.py)."""
    assert DUTIES.by_id["US-CAC-01"].kind is Kind.GRANT_CRITERION
    for known in ("", "protocol_adopted"):
        assert [each.deadline for each in asked("MN", "child_welfare", known).duties if each.duty.id == "US-CAC-01"] in ([], [None])


def test_the_answer_of_child_welfare_to_a_report_of_the_police_has_no_row_in_these_states():
    """D-14: 24 hours in Illinois, Michigan and Nebraska, from own knowledge alone; their counsel writes the row."""
    assert not [each for each in DUTIES if "D-14" in each.note]
    for state in ("IL", "MI", "NE"):
        assert asked(state, "child_welfare", "report_received").fallback


def test_no_row_runs_a_clock_of_a_bank_s_filing():
    """D-18 is held in the bank: the row speaks of it and asks nothing."""
    row = DUTIES.by_id["US-BANK-01"]
    assert (row.kind, row.prompts) == (Kind.BACKGROUND, False)
    for state in ("MN", "TX", "CA"):
        deadlines = [each for each in asked(state, "financial_institution", "").duties if each.deadline]
        assert not deadlines


def test_the_document_says_what_the_rows_say():
    lines = re.findall(r"^\| (D-\d\d) \| .*?`([A-Z0-9-]+)`.*$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert {(register, row) for register, row in lines} == {(register, row) for register, row, *_ in REGISTER} | {("D-08", "US-CAC-01")}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if (cells := [cell.strip() for cell in line.split("|")])[1:2] and re.fullmatch(r"D-\d\d", cells[1]) and "`" in line:
            row = DUTIES.by_id[re.findall(r"`([A-Z0-9-]+)`", line)[0]]
            assert (cells[-2], row.citation.split(";")[0]) == (f"{row.evidence}, {row.confidence}", row.citation.split(";")[0])
            assert row.citation.split(";")[0] in line
