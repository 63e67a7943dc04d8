"""Three-valued logic, elapsed time, holidays, and rows that are refused."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods import facts
from shelterwood_methods.facts import FactsError, Row, read_from
from shelterwood_methods.statutes import Question, Truth, ask, load
from shelterwood_methods.statutes.clocks import ClockState, due_at, share_gone, state, threshold_reached
from shelterwood_methods.statutes.command import main
from shelterwood_methods.statutes.conditions import FACTS, Condition
from shelterwood_methods.statutes.duties import DeadlineUnit
from shelterwood_methods.statutes.holidays import federal_holidays, is_working_day
from shelterwood_methods.statutes.truth import all_of
from shelterwood_methods.statutes.vocabulary import Sector

DUTIES = load()
CENTRAL = ZoneInfo("America/Chicago")
truths = st.sampled_from(Truth)
moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2032, 1, 1), timezones=st.just(UTC))


# --- truth ---


@given(truths, truths)
def test_de_morgan(a, b):
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b


@given(truths, truths, truths)
def test_and_is_associative_commutative_and_idempotent(a, b, c):
    assert (a & b) & c == a & (b & c)
    assert a & b == b & a
    assert a & a == a


@given(truths, truths)
def test_learning_more_never_turns_a_yes_into_a_no(a, b):
    """Replacing an unknown by a yes or a no only ever settles what was unknown."""
    for known in (Truth.YES, Truth.NO):
        before, after = Truth.UNKNOWN & a, known & a
        assert before in (Truth.UNKNOWN, after)
        assert (Truth.UNKNOWN | b) in (Truth.UNKNOWN, known | b)


def test_two_values_alone_are_ordinary_logic():
    for a, b in product((True, False), repeat=2):
        pick = {True: Truth.YES, False: Truth.NO}
        assert pick[a] & pick[b] is pick[a and b]
        assert pick[a] | pick[b] is pick[a or b]
    assert all_of([]) is Truth.YES


# --- conditions ---


def test_a_condition_is_a_conjunction_with_negations():
    condition = Condition.parse("federal_land & !child_died")
    assert condition.holds({"federal_land": Truth.YES, "child_died": Truth.NO}) is Truth.YES
    assert condition.holds({"federal_land": Truth.YES, "child_died": Truth.YES}) is Truth.NO
    assert condition.holds({"federal_land": Truth.YES}) is Truth.UNKNOWN
    assert condition.open_facts({"federal_land": Truth.YES}) == ("child_died",)
    assert Condition.parse("").holds({}) is Truth.YES


def test_an_unknown_word_in_a_condition_is_refused():
    with pytest.raises(ValueError, match="no fact"):
        Condition.parse("third_party_named")


known_facts = st.dictionaries(st.sampled_from(sorted(FACTS)), truths)


@given(st.sampled_from(["MN", "TX", "CA"]), st.sampled_from(Sector), moments, known_facts)
def test_asking_never_fails_and_weak_rows_never_compute_without_a_signature(place, sector, at, known):
    answer = ask(Question(place, sector, at, CENTRAL, known), DUTIES)
    assert [each.duty.id for each in answer.duties if each.deadline and each.duty.weak] == []
    assert Truth.NO not in [each.applies for each in answer.duties]


@given(
    st.sampled_from(["MN", "TX"]),
    st.sampled_from(Sector),
    moments,
    known_facts,
    st.sampled_from(sorted(FACTS)),
    st.sampled_from([Truth.YES, Truth.NO]),
)
def test_one_more_fact_settles_and_never_overturns(place, sector, at, known, name, value):
    before = {each.duty.id: each.applies for each in ask(Question(place, sector, at, CENTRAL, {**known, name: Truth.UNKNOWN}), DUTIES).duties}
    after = {each.duty.id: each.applies for each in ask(Question(place, sector, at, CENTRAL, {**known, name: value}), DUTIES).duties}
    assert after.keys() <= before.keys()
    assert [row for row, applies in before.items() if applies is Truth.YES and after.get(row) is not Truth.YES] == []


def test_an_unknown_sector_and_a_moment_without_a_zone_are_refused_in_words():
    with pytest.raises(ValueError, match="is no sector"):
        ask(Question("MN", "church", datetime(2026, 1, 1, tzinfo=UTC), CENTRAL), DUTIES)
    with pytest.raises(ValueError, match="with a time zone"):
        ask(Question("MN", "schools", datetime(2026, 1, 1), CENTRAL), DUTIES)


# --- clocks ---


@given(moments, st.integers(min_value=1, max_value=2000))
def test_hours_are_elapsed_hours_whatever_the_clocks_on_the_wall_do(start, hours):
    assert due_at(start.astimezone(CENTRAL), hours, DeadlineUnit.HOURS, CENTRAL) - start == timedelta(hours=hours)


@pytest.mark.parametrize("night", [datetime(2026, 3, 7, 20, tzinfo=CENTRAL), datetime(2026, 10, 31, 20, tzinfo=CENTRAL)])
def test_a_night_on_which_the_hour_changes_moves_no_limit(night):
    due = due_at(night, 24, DeadlineUnit.HOURS, CENTRAL)
    assert due - night.astimezone(UTC) == timedelta(hours=24)
    assert due.astimezone(CENTRAL).hour != 20


def test_days_are_spans_of_24_hours():
    start = datetime(2026, 11, 24, 14, tzinfo=CENTRAL)
    assert due_at(start, 30, DeadlineUnit.DAYS, CENTRAL) == start + timedelta(days=30)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (datetime(2026, 12, 1, 9), 72, datetime(2026, 12, 4, 9)),  # Tuesday to Friday
        (datetime(2026, 12, 4, 15), 72, datetime(2026, 12, 9, 15)),  # over a weekend
        (datetime(2026, 12, 5, 15), 72, datetime(2026, 12, 10, 0)),  # from a Saturday: Monday counts first
        (datetime(2026, 11, 25, 15), 72, datetime(2026, 12, 1, 15)),  # over Thanksgiving and a weekend
        (datetime(2026, 12, 24, 12), 24, datetime(2026, 12, 28, 12)),  # Christmas on a Friday
    ],
)
def test_weekends_and_holidays_are_not_counted(start, hours, due):
    moment = due_at(start.replace(tzinfo=CENTRAL), hours, DeadlineUnit.WORKING_HOURS, CENTRAL)
    assert moment == due.replace(tzinfo=CENTRAL)


@given(moments, st.integers(min_value=1, max_value=200))
def test_a_working_limit_is_never_shorter_than_its_hours_and_longer_limits_end_later(start, hours):
    due = due_at(start, hours, DeadlineUnit.WORKING_HOURS, CENTRAL)
    assert due - start >= timedelta(hours=hours)
    assert due_at(start, hours + 1, DeadlineUnit.WORKING_HOURS, CENTRAL) > due


def test_the_eleven_federal_holidays_as_observed():
    """Office of Personnel Management's list for 2026 and 2027; Juneteenth and Independence Day move."""
    assert federal_holidays(2026) == {
        date(2026, 1, 1), date(2026, 1, 19), date(2026, 2, 16), date(2026, 5, 25), date(2026, 6, 19), date(2026, 7, 3), date(2026, 9, 7),
        date(2026, 10, 12), date(2026, 11, 11), date(2026, 11, 26), date(2026, 12, 25),
    }  # fmt: skip
    assert {date(2027, 6, 18), date(2027, 7, 5), date(2027, 12, 24), date(2027, 12, 31)} <= federal_holidays(2027)
    assert date(2028, 1, 1) not in federal_holidays(2028)  # a Saturday: kept on 31 December 2027
    assert not is_working_day(date(2027, 12, 31))


START, DUE = datetime(2026, 11, 24, 0, tzinfo=UTC), datetime(2026, 11, 24, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "threshold", "standing"),
    [
        (0, 0, "running"),
        (9.99, 0, "running"),
        (10, 50, "half_gone"),
        (14.99, 50, "half_gone"),
        (15, 75, "due_soon"),
        (19.99, 75, "due_soon"),
        (20, 100, "overdue"),
        (99, 100, "overdue"),
    ],
)
def test_thresholds_of_a_clock(hours, threshold, standing):
    at = START + timedelta(hours=hours)
    assert threshold_reached(START, DUE, at) == threshold
    assert state(START, DUE, at) == standing


def test_a_clock_met_at_its_limit_was_met_and_one_second_later_it_was_late():
    assert state(START, DUE, DUE + timedelta(days=9), met=DUE) is ClockState.MET
    assert state(START, DUE, DUE + timedelta(days=9), met=DUE + timedelta(seconds=1)) is ClockState.MET_LATE


def test_before_the_start_nothing_is_gone():
    assert share_gone(START, DUE, START - timedelta(hours=5)) == 0


def test_a_clock_without_a_zone_or_without_length_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 1, 1), 1, DeadlineUnit.HOURS, CENTRAL)
    with pytest.raises(ValueError, match="at least 1"):
        due_at(START, 0, DeadlineUnit.HOURS, CENTRAL)


# --- rows that are refused, with file, line and reason ---


def changed(name: str, row: str, **cells: str) -> list[Row]:
    """The rows of a file with some cells of one row changed."""
    return [Row(each.file, each.line, {**each, **cells}) if next(iter(each.values())) == row else each for each in facts.read(name)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"deadline_value": ""}, "outer_limit has a number"),
        ({"deadline_kind": "immediate"}, "outer_limit has a number"),
        ({"deadline_kind": "soonish"}, "none of: outer_limit"),
        ({"deadline_value": "soon"}, "no whole number"),
        ({"deadline_value": "0"}, "no whole number"),
        ({"deadline_unit": "fortnights"}, "none of: hours"),
        ({"sector": "schools;church"}, "church"),
        ({"effective_from": "2025-06-20", "effective_to": "2025-06-19"}, "before it begins"),
        ({"effective_from": "June"}, "no date"),
        ({"effective_from": "2025-13-01"}, "no date"),
        ({"evidence": "hearsay"}, "none of: V"),
        ({"confidence": "certain"}, "none of: high"),
    ],
)
def test_a_malformed_duty_is_refused_with_file_line_and_reason(cells, reason):
    line = next(row.line for row in facts.read("reporting_duties") if row["duty_id"] == "MN-RPT-03")
    with pytest.raises(FactsError, match=rf"reporting_duties\.csv, line {line}: .*{reason}"):
        load(duties=changed("reporting_duties", "MN-RPT-03", **cells))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "rumour"}, "none of: report"),
        ({"modality": "should"}, "none of: must"),
        ({"receivers": "parish"}, "parish"),
        ({"conditions": "force_used"}, "no fact"),
        ({"prompts": "perhaps"}, "none of: yes"),
    ],
)
def test_a_malformed_typed_row_is_refused(cells, reason):
    with pytest.raises(FactsError, match=rf"reporting_duties_typed\.csv, line \d+: .*{reason}"):
        load(typed=changed("reporting_duties_typed", "MN-RPT-03", **cells))


def test_a_duty_that_is_not_typed_and_a_type_without_a_duty_are_refused():
    typed, duties = facts.read("reporting_duties_typed"), facts.read("reporting_duties")
    with pytest.raises(FactsError, match="is not typed"):
        load(typed=typed[1:])
    with pytest.raises(FactsError, match="has no row in"):
        load(duties=duties[1:])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b"id,name\n1,a\n1,b\n", 3, "repeats id 1 of line 2"),
        (b"id,name\n1\n", 2, "has 1 cells where the header has 2"),
        (b'id,name\n1,"a\n', 2, "cannot be read as CSV"),
        (b"id,id\n1,2\n", 1, "every column"),
        (b"", 1, "every column"),
        (b"id,name\n,a\n", 2, "has no id"),
        (b"id,name\n1,caf\xe9\n", 2, "is not UTF-8"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path, text, line, reason):
    file = tmp_path / "broken.csv"
    file.write_bytes(text)
    with pytest.raises(FactsError, match=rf"broken\.csv, line {line}: .*{reason}"):
        read_from(file)


def test_a_missing_file_is_named():
    with pytest.raises(FactsError, match=r"nothing\.csv, line 0: the file is missing"):
        read_from(Path("nothing.csv"))


# --- the command ---


def test_the_command_answers_in_words_and_in_json(capsys):
    assert main(["--state", "mn", "--sector", "schools", "--received", "2026-11-24T14:00-06:00"]) == 0
    assert "MN-RPT-03" in capsys.readouterr().out
    assert main(["--state", "TX", "--sector", "schools", "--fact", "suspect_is_school_staff=yes", "--format", "json"]) == 0
    assert '"TX-SC-01"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--sector", "church"], "is no sector"),
        (["--sector", "schools", "--received", "yesterday"], "is no moment"),
        (["--sector", "schools", "--zone", "Nowhere"], "is no time zone"),
        (["--sector", "schools", "--fact", "moon=full"], "is no fact"),
        (["--sector", "schools", "--fact", "child_died=perhaps"], "write child_died=yes"),
    ],
)
def test_bad_words_end_with_2_and_say_what_to_write(words, reason, capsys):
    assert main(["--state", "MN", *words]) == 2
    assert reason in capsys.readouterr().err
