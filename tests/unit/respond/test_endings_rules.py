"""When a record is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.respond.endings.rules import end_of, is_over

FREE = {"held": False, "is_open": False}
MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))
YEARS = st.integers(min_value=1, max_value=99)


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [("2024-02-29", 1, "2025-03-01"), ("2024-02-29", 4, "2028-02-29"), ("2026-11-24", 7, "2033-11-24")],
    ids=["a day that the year has not", "a day that it has", "a plain day"],
)
def test_the_end_by_the_calendar(since, years, end):
    assert end_of(datetime.fromisoformat(since), years) == datetime.fromisoformat(end)


@given(MOMENTS, YEARS)
def test_over_from_the_end_on_and_not_a_second_before(since, years):
    end = end_of(since, years)
    assert is_over(since, years, now=end, **FREE)
    assert not is_over(since, years, now=end - timedelta(seconds=1), **FREE)


@given(MOMENTS, MOMENTS, st.one_of(st.none(), YEARS), st.booleans(), st.booleans())
def test_without_a_period_held_or_open_it_is_never_over(since, now, years, held, is_open):
    if years is None or held or is_open:
        assert not is_over(since, years, held=held, is_open=is_open, now=now)


@given(MOMENTS, MOMENTS, YEARS, YEARS)
def test_a_longer_period_ends_nothing_sooner(since, now, one, other):
    if one <= other and is_over(since, other, now=now, **FREE):
        assert is_over(since, one, now=now, **FREE)
