"""When access is due for a review, how long a second person has, and that a signature is under one list alone."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shelterwood.collaborate.people.rules import (
    CONFIRM_WITHIN,
    REVIEW_EVERY,
    Standing,
    confirms_in_time,
    fingerprint,
    review_due,
    standing,
)  # fmt: skip

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))
ROWS = st.lists(st.tuples(st.text(alphabet="abc", max_size=3), st.text(alphabet="abc", max_size=3)), max_size=4)


@given(last=MOMENTS, since=MOMENTS)
def test_a_review_is_due_90_days_after_the_last_whoever_came_since(last, since):
    assert review_due(last, since) == last + REVIEW_EVERY
    assert review_due(None, since) == since + REVIEW_EVERY
    assert review_due(None, None) is None


@given(at=MOMENTS, later=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3)))
def test_a_second_person_has_24_hours_and_nobody_confirms_before(at, later):
    assert confirms_in_time(at, at + later) is (later < CONFIRM_WITHIN)
    assert not confirms_in_time(at, at - timedelta(microseconds=1))


@given(one=ROWS, two=ROWS)
def test_two_lists_have_one_fingerprint_only_if_they_say_the_same(one, two):
    assert (fingerprint(one) == fingerprint(two)) is (one == two)


def test_access_stands_in_one_of_four_ways():
    assert standing(active=False, came_in=True, code_waits=True) is Standing.ENDED
    assert standing(active=True, came_in=True, code_waits=True) is Standing.ACTIVE
    assert standing(active=True, came_in=False, code_waits=True) is Standing.INVITED
    assert standing(active=True, came_in=False, code_waits=False) is Standing.NOT_INVITED
