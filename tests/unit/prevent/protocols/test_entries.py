"""What was written into a run, put together: the last correction counts, in the place of the first."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.counting import Held, by_year, mandates_here, meets
from shelterwood.prevent.protocols.rules.entries import Line, events, moments, standing
from shelterwood.prevent.protocols.rules.measuring import Reply
from shelterwood.prevent.protocols.rules.replies import packed, unpacked
from shelterwood.prevent.protocols.rules.running import Act
from tests.unit.prevent.protocols.small import NOON


def line(number, subject="safe", *, what="step", act="done", corrects=None, minutes=1) -> Line:
    return Line(uuid4(), number, what, subject, act if what == "step" else "", "", NOON + timedelta(minutes=minutes), corrects and corrects.id)


def test_a_correction_stands_where_the_first_stood():
    first, second = line(1, "safe"), line(2, "report")
    third = line(3, "safe", act="not_done", corrects=first)
    assert standing([first, second, third]) == (third, second)
    assert [event.act for event in events([first, second, third])] == [Act.NOT_DONE, Act.DONE]


def test_a_correction_of_a_correction_counts_alone():
    first = line(1)
    second = line(2, corrects=first, minutes=5)
    third = line(3, corrects=second, minutes=9)
    assert standing([first, second, third]) == (third,)


@given(order=st.permutations(range(6)))
def test_the_order_in_which_rows_come_does_not_matter(order):
    first = line(1)
    rows = [first, line(2, "report"), line(3, corrects=first), line(4, "knew", what="moment"), line(5, "tell"), line(6, "", what="note")]
    assert standing([rows[place] for place in order]) == standing(rows)


def test_a_moment_said_anew_counts_and_a_note_is_no_event():
    first = line(1, "knew", what="moment")
    rows = [first, line(2, "knew", what="moment", corrects=first, minutes=30), line(3, what="note")]
    assert moments(rows) == {"knew": NOON + timedelta(minutes=30)}
    assert events(rows) == ()


REPLIES = st.builds(
    Reply, named=st.text(max_size=20), number=st.none() | st.integers(0, 500), of=st.none() | st.integers(0, 500),
    day=st.none() | st.dates(min_value=date(2000, 1, 1)), yes=st.sampled_from(Truth),
)  # fmt: skip


@given(reply=REPLIES)
def test_a_reply_kept_and_read_again_is_the_same(reply):
    assert unpacked(packed(reply)) == reply


HELD = st.lists(
    st.builds(Held, year=st.integers(2020, 2024), people=st.integers(1, 90), minutes=st.integers(5, 200), mandate=st.sampled_from(["", "X"]))
)


@given(held=HELD)
def test_the_years_add_up_and_the_last_comes_first(held):
    years = by_year(held)
    assert sum(each.sessions for each in years) == len(held)
    assert sum(each.people for each in years) == sum(each.people for each in held)
    assert [each.year for each in years] == sorted({each.year for each in held}, reverse=True)


def test_a_state_has_the_instruction_mandates_of_its_rows_and_no_other():
    """RCW 28A.320.168 binds Washington's districts; no row of Minnesota speaks of pupils."""
    (washington,) = mandates_here("WA")
    assert washington.citation == "RCW 28A.320.168"
    assert meets(washington, "schools")
    assert not meets(washington, "hotel")
    assert mandates_here("MN") == ()
