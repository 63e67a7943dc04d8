"""Calendar arithmetic of deadlines, by hand and by properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes.training.periods import Period, Unit, Yearly

DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))
PERIODS = st.builds(Period, st.integers(min_value=1, max_value=120), st.sampled_from(Unit))


@pytest.mark.parametrize(
    ("value", "unit", "start", "end"),
    [
        (60, "days", "2026-01-01", "2026-03-02"),
        (60, "days", "2028-01-01", "2028-03-01"),  # a leap year
        (6, "months", "2026-08-31", "2027-02-28"),
        (6, "months", "2027-08-31", "2028-02-29"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (1, "years", "2028-02-29", "2029-02-28"),
        (4, "years", "2028-02-29", "2032-02-29"),
        (2, "years", "2026-12-31", "2028-12-31"),
        (18, "months", "2026-09-30", "2028-03-30"),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number_or_on_the_last_of_a_shorter_month(value, unit, start, end):
    assert Period(value, Unit(unit)).after(date.fromisoformat(start)) == date.fromisoformat(end)


@given(PERIODS, DATES)
def test_the_earliest_start_reaches_and_the_day_before_does_not(period, last):
    start = period.earliest_start(last)
    assert period.after(start) >= last
    assert period.after(start - timedelta(days=1)) < last


@given(PERIODS, DATES, DATES)
def test_who_begins_later_never_ends_earlier(period, one, other):
    assert period.after(min(one, other)) <= period.after(max(one, other))


def test_a_yearly_day_is_that_of_the_year_after():
    october = Yearly(10, 1)
    assert {october.next_after(day) for day in (date(2026, 1, 5), date(2026, 10, 1), date(2026, 12, 31))} == {date(2027, 10, 1)}
    assert (str(october), str(Period(1, Unit.YEARS)), str(Period(60, Unit.DAYS))) == ("each year by 10/1", "1 year", "60 days")


def test_a_period_beyond_the_calendar_is_an_error_and_not_a_date():
    with pytest.raises(OverflowError):
        Period(1, Unit.YEARS).after(date.max)
