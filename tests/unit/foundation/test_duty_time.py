"""How much time on duty passes between two moments."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.accounts.rules import covered, moment_after

START = datetime(2026, 11, 24, 12, tzinfo=UTC)
hours = st.integers(min_value=0, max_value=200)
spans = st.lists(st.tuples(hours, hours).map(lambda pair: (START + timedelta(hours=pair[0]), START + timedelta(hours=pair[1]))), max_size=8)


def span(begin: int, end: int) -> tuple[datetime, datetime]:
    return START + timedelta(hours=begin), START + timedelta(hours=end)


def test_shifts_that_touch_are_one_span():
    assert covered([span(8, 16), span(0, 8), span(20, 22)]) == [span(0, 16), span(20, 22)]


def test_time_off_duty_does_not_count():
    night_off = [span(0, 2), span(10, 20)]
    assert moment_after(START, timedelta(hours=4), night_off) == START + timedelta(hours=12)


def test_a_roster_that_does_not_reach_so_far_gives_no_moment():
    assert moment_after(START, timedelta(hours=4), [span(0, 3)]) is None


def test_a_shift_that_ended_before_counts_for_nothing():
    assert moment_after(START + timedelta(hours=5), timedelta(hours=1), [span(0, 4)]) is None


@given(spans)
def test_covered_spans_neither_touch_nor_overlap_and_hold_every_shift(shifts):
    merged = covered(shifts)
    assert all(before[1] < after[0] for before, after in pairwise(merged))
    assert all(any(begin <= start and end <= finish for begin, finish in merged) for start, end in shifts if start < end)


@given(spans, st.integers(min_value=1, max_value=60))
def test_exactly_the_asked_duty_time_lies_before_the_moment(shifts, wanted):
    moment = moment_after(START, timedelta(hours=wanted), shifts)
    inside = sum(((min(end, moment) - begin) for begin, end in covered(shifts) if begin < moment), timedelta()) if moment else None
    assert inside in (None, timedelta(hours=wanted))
