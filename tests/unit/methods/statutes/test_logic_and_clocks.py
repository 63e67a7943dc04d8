"""Kleene's logic, and time: what is unknown stays so until it is settled; hours pass, weekends and holidays may stop a limit."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes.clocks import ClockState, due_at, next_warning, share_gone, state, threshold_reached
from shelterwood_methods.statutes.holidays import federal_holidays, is_federal_holiday
from shelterwood_methods.statutes.terms import DeadlineUnit
from shelterwood_methods.statutes.truth import Truth, all_of, any_of

truths = st.sampled_from(Truth)
lists = st.lists(truths, max_size=6)


def settles(before: Truth, after: Truth) -> bool:
    """Whether the one can become the other by learning more."""
    return before in (Truth.UNKNOWN, after)


@given(truths, truths)
def test_de_morgan(a, b):
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b


@given(truths)
def test_denying_twice_changes_nothing(a):
    assert ~~a is a


@given(truths, truths, truths)
def test_and_and_or_are_associative_commutative_idempotent_and_distribute(a, b, c):
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert (a & b, a | b) == (b & a, b | a)
    assert (a & a, a | a) == (a, a)
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (a & b) is a


@given(lists, lists)
def test_learning_more_settles_and_never_overturns(before, after):
    """Information order: an operator that turned a yes into a no when an unknown is settled would make answers depend on luck."""
    learned = [new if old is Truth.UNKNOWN else old for old, new in zip(before, after, strict=False)]
    before = before[: len(learned)]
    assert settles(all_of(before), all_of(learned))
    assert settles(any_of(before), any_of(learned))
    assert all(settles(~old, ~new) for old, new in zip(before, learned, strict=True))


@pytest.mark.parametrize(("a", "b"), list(product((True, False), repeat=2)))
def test_two_values_alone_are_ordinary_logic(a, b):
    pick = {True: Truth.YES, False: Truth.NO}
    assert pick[a] & pick[b] is pick[a and b]
    assert pick[a] | pick[b] is pick[a or b]


def test_of_nothing_all_holds_and_any_does_not():
    assert all_of([]) is Truth.YES
    assert any_of([]) is Truth.NO


@given(lists)
def test_a_list_is_its_values_one_after_the_other(values):
    assert all_of(values) is (Truth.NO if Truth.NO in values else Truth.UNKNOWN if Truth.UNKNOWN in values else Truth.YES)
    assert any_of(values) is (Truth.YES if Truth.YES in values else Truth.UNKNOWN if Truth.UNKNOWN in values else Truth.NO)


CENTRAL = ZoneInfo("America/Chicago")
zones = st.sampled_from(["America/Chicago", "America/New_York", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"]).map(ZoneInfo)
moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2032, 1, 1), timezones=st.just(UTC))
hours = st.integers(min_value=1, max_value=300)
NIGHTS_OF_CHANGE = [datetime(2026, 3, 7, 20, tzinfo=CENTRAL), datetime(2026, 10, 31, 20, tzinfo=CENTRAL)]


@given(moments, zones, st.integers(min_value=1, max_value=2000))
def test_hours_are_elapsed_hours_whatever_the_clocks_on_the_wall_do(start, zone, value):
    assert due_at(start.astimezone(zone), value, DeadlineUnit.HOURS, zone) - start == timedelta(hours=value)


@pytest.mark.parametrize("night", NIGHTS_OF_CHANGE)
def test_a_night_on_which_the_hour_changes_moves_no_limit_of_hours(night):
    due = due_at(night, 24, DeadlineUnit.HOURS, CENTRAL)
    assert due - night.astimezone(UTC) == timedelta(hours=24)
    assert due.astimezone(CENTRAL).hour != 20


@pytest.mark.parametrize("night", NIGHTS_OF_CHANGE)
def test_half_is_gone_after_half_of_the_hours_on_such_a_night_too(night):
    """Both moments in the same zone: subtracting them as they stand would count the hands of the clock."""
    due = due_at(night, 24, DeadlineUnit.HOURS, CENTRAL).astimezone(CENTRAL)
    after_12_hours = (night.astimezone(UTC) + timedelta(hours=12)).astimezone(CENTRAL)
    assert share_gone(night, due, after_12_hours) == 0.5
    assert next_warning(night, due, night) == after_12_hours


@given(moments, zones, st.integers(min_value=1, max_value=60))
def test_a_limit_of_days_ends_within_its_last_day_at_the_same_time_of_day(start, zone, value):
    begun, due = start.astimezone(zone), due_at(start, value, DeadlineUnit.DAYS, zone).astimezone(zone)
    assert due.date() == begun.date() + timedelta(days=value)
    shift = abs(timedelta(hours=due.hour, minutes=due.minute) - timedelta(hours=begun.hour, minutes=begun.minute))
    assert shift <= timedelta(hours=1)


def test_thirty_days_over_a_night_of_change_end_before_their_last_midnight():
    """Thirty times 24 hours from the evening of 20 February would run into the 31st day."""
    due = due_at(datetime(2026, 2, 20, 23, 30, tzinfo=CENTRAL), 30, DeadlineUnit.DAYS, CENTRAL)
    assert due == datetime(2026, 3, 22, 23, 30, tzinfo=CENTRAL)


@pytest.mark.parametrize(
    ("start", "value", "due"),
    [
        (datetime(2026, 12, 1, 9), 72, datetime(2026, 12, 4, 9)),  # Tuesday to Friday
        (datetime(2026, 12, 4, 15), 72, datetime(2026, 12, 9, 15)),  # over a weekend
        (datetime(2026, 12, 5, 15), 72, datetime(2026, 12, 10, 0)),  # from a Saturday: Monday counts first
        (datetime(2026, 11, 25, 15), 72, datetime(2026, 12, 1, 15)),  # over Thanksgiving and a weekend
        (datetime(2026, 12, 24, 12), 24, datetime(2026, 12, 28, 12)),  # Christmas on a Friday
        (datetime(2026, 7, 2, 12), 24, datetime(2026, 7, 6, 12)),  # Independence Day on a Saturday, kept on Friday
        (datetime(2026, 3, 6, 12), 24, datetime(2026, 3, 9, 12)),  # the hour changes on the Sunday between
    ],
)
def test_weekends_and_holidays_are_not_counted(start, value, due):
    moment = due_at(start.replace(tzinfo=CENTRAL), value, DeadlineUnit.WORKING_HOURS, CENTRAL)
    assert moment == due.replace(tzinfo=CENTRAL)


@given(moments, zones, hours)
def test_a_limit_that_counts_no_weekends_is_never_shorter_and_a_longer_one_ends_later(start, zone, value):
    due = due_at(start, value, DeadlineUnit.WORKING_HOURS, zone)
    assert due - start >= timedelta(hours=value)
    assert due_at(start, value + 1, DeadlineUnit.WORKING_HOURS, zone) > due


@given(moments, zones, hours)
def test_as_many_working_hours_lie_between_start_and_limit_as_the_law_says(start, zone, value):
    """Counted the other way: minute by minute would be slow, so by whole days of the place."""
    due = due_at(start, value, DeadlineUnit.WORKING_HOURS, zone)
    counted, at = timedelta(0), start
    while at < due:
        local = at.astimezone(zone)
        end = min(due, (datetime(local.year, local.month, local.day, tzinfo=zone) + timedelta(days=1)).astimezone(UTC))
        if local.weekday() < 5 and local.date() not in federal_holidays(local.year):
            counted += end - at
        at = end
    assert counted == timedelta(hours=value)


@given(moments, hours)
def test_more_holidays_never_make_a_limit_shorter(start, value):
    def with_fridays(day: date) -> bool:
        return day.weekday() == 4 or is_federal_holiday(day)

    plain = due_at(start, value, DeadlineUnit.WORKING_HOURS, CENTRAL)
    assert due_at(start, value, DeadlineUnit.WORKING_HOURS, CENTRAL, with_fridays) >= plain


@given(moments, moments, hours, st.sampled_from([DeadlineUnit.HOURS, DeadlineUnit.WORKING_HOURS]))
def test_who_knew_later_has_a_limit_that_is_no_earlier(one, other, value, unit):
    early, late = sorted((one, other))
    assert due_at(early, value, unit, CENTRAL) <= due_at(late, value, unit, CENTRAL)


def test_a_calendar_in_which_no_day_counts_is_refused():
    with pytest.raises(ValueError, match="no day counts"):
        due_at(START, 1, DeadlineUnit.WORKING_HOURS, CENTRAL, lambda day: True)


def test_a_moment_without_a_zone_and_a_limit_below_1_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 1, 1), 1, DeadlineUnit.HOURS, CENTRAL)
    with pytest.raises(ValueError, match="at least 1"):
        due_at(START, 0, DeadlineUnit.HOURS, CENTRAL)


def days(year: int, *dates: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in dates}


@pytest.mark.parametrize(
    ("year", "listed"),
    [
        (2024, ["01-01", "01-15", "02-19", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"]),
        (2026, ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]),
        # New Year's Day of 2028 is a Saturday and kept in 2027
        (2027, ["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-31"]),
        (2028, ["01-17", "02-21", "05-29", "06-19", "07-04", "09-04", "10-09", "11-10", "11-23", "12-25"]),
        (2020, ["01-01", "01-20", "02-17", "05-25", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]),  # before Juneteenth
    ],
)
def test_the_federal_holidays_as_observed(year, listed):
    """5 USC 6103, as the Office of Personnel Management lists them."""
    assert federal_holidays(year) == days(year, *listed)


START, DUE = datetime(2026, 11, 24, 0, tzinfo=UTC), datetime(2026, 11, 24, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "threshold", "standing"),
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
def test_thresholds_of_a_clock(gone, threshold, standing):
    at = START + timedelta(hours=gone)
    assert threshold_reached(START, DUE, at) == threshold
    assert state(START, DUE, at) == standing


@pytest.mark.parametrize(("gone", "next_at"), [(0, 10), (9.99, 10), (10, 15), (15, 20), (20, None), (50, None)])
def test_the_next_warning_is_the_next_threshold(gone, next_at):
    found = next_warning(START, DUE, START + timedelta(hours=gone))
    assert found == (None if next_at is None else START + timedelta(hours=next_at))


@given(moments, hours, st.floats(min_value=0, max_value=0.999))
def test_a_warning_comes_after_now_and_reaches_the_next_threshold(start, value, share):
    due = start + timedelta(hours=value)
    now = start + share * (due - start)
    warning = next_warning(start, due, now)
    assert warning is not None
    assert now < warning <= due
    assert threshold_reached(start, due, warning) > threshold_reached(start, due, now)


def test_a_clock_met_at_its_limit_was_met_and_one_second_later_it_was_late():
    assert state(START, DUE, DUE + timedelta(days=9), met=DUE) is ClockState.MET
    assert state(START, DUE, DUE + timedelta(days=9), met=DUE + timedelta(seconds=1)) is ClockState.MET_LATE


def test_a_clock_that_ran_out_unmet_stays_missed_once_nobody_will_meet_it():
    assert state(START, DUE, DUE + timedelta(days=9), closed=True) is ClockState.MISSED
    assert state(START, DUE, START, closed=True) is ClockState.RUNNING
    assert state(START, DUE, DUE + timedelta(days=9), met=DUE + timedelta(days=1), closed=True) is ClockState.MET_LATE


def test_before_the_start_nothing_is_gone_and_a_clock_without_length_is_all_gone():
    assert share_gone(START, DUE, START - timedelta(hours=5)) == 0
    assert share_gone(START, START, START) == 1
