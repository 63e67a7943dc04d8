"""Several texts of one row: on each day the last signed that had begun governs, and no other."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes import Truth, load
from shelterwood_methods.statutes.editions import first_day, in_succession
from shelterwood_methods.statutes.force import in_force

SHIPPED = load().by_id["MN-RPT-03"]
START = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda number: START + timedelta(days=number))


def text(edition, begins):
    return replace(SHIPPED, edition=edition, effective_from=begins)


def governing(texts, on):
    return [each.edition for each in texts if in_force(each, on) is Truth.YES]


@given(begins=st.lists(DAYS, max_size=6), on=DAYS)
def test_the_last_signed_that_had_begun_governs_and_no_other(begins, on):
    texts = in_succession([(SHIPPED, None), *((text(number, first), first) for number, first in enumerate(begins, 1))])
    begun = [number for number, first in enumerate(begins, 1) if first <= on]
    ruled = governing(texts, on)
    assert ruled == (begun[-1:] or ruled)  # before any began: the row as it came, as far as its own days reach
    assert begun or set(ruled) <= {0}


@given(begins=st.lists(DAYS, min_size=1, max_size=6))
def test_no_text_without_a_day_is_kept(begins):
    texts = in_succession([(text(number, first), first) for number, first in enumerate(begins, 1)])
    assert all(each.effective_to is None or each.effective_from <= each.effective_to for each in texts)
    assert len({each.edition for each in texts}) == len(texts)


def test_a_text_keeps_its_own_last_day_where_it_ends_earlier():
    ending = replace(text(1, START), effective_to=START + timedelta(days=3))
    texts = in_succession([(ending, START), (text(2, START + timedelta(days=10)), START + timedelta(days=10))])
    assert [governing(texts, START + timedelta(days=number)) for number in (3, 4, 9, 10)] == [[1], [], [], [2]]


def test_without_a_known_first_day_it_begins_when_it_is_signed():
    unknown = replace(SHIPPED, effective_from=Truth.UNKNOWN)
    assert first_day(unknown, START) == START
    assert first_day(text(1, date(2020, 1, 1)), START) == date(2020, 1, 1)
    (begun,) = in_succession([(unknown, START)])
    assert (in_force(begun, START), in_force(begun, START - timedelta(days=1))) == (Truth.YES, Truth.NO)
