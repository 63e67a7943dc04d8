"""The mark of what somebody had before them, and two values side by side."""

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.design.revisions import Revised, Stale, check_seen, mark

VALUES = st.dictionaries(
    st.text(max_size=8), st.one_of(st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3), st.integers(), st.none()), max_size=5
)


@given(VALUES)
def test_the_order_of_fields_makes_no_difference(values):
    assert mark(values) == mark(dict(reversed(values.items())))


@given(VALUES, VALUES)
def test_marks_differ_where_values_do(one, other):
    assert (mark(one) == mark(other)) is (one == other)


def test_without_a_form_nothing_is_compared():
    check_seen({"a": 1}, None)
    check_seen({"a": 1}, mark({"a": 1}))
    for seen in ("", mark({"a": 2})):
        with pytest.raises(Stale):
            check_seen({"a": 1}, seen)


class Example(Revised):
    name = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")])
    signs = forms.MultipleChoiceField(label="Signs", choices=[("x", "One"), ("y", "Two")], required=False)
    on = forms.BooleanField(label="On", required=False)


def test_both_values_stand_side_by_side_in_words_and_equal_ones_are_left_out():
    form = Example(
        QueryDict("name=Mine&kind=b&signs=x&signs=y&seen=old"), seen="new", initial={"name": "Theirs", "kind": "b", "signs": ["x"], "on": True}
    )
    assert form.is_valid()
    assert form.set_beside() == [("Name", "Theirs", "Mine"), ("Signs", "One", "One, Two"), ("On", "Yes", "No")]
    assert form["seen"].value() == "new"
    assert form["name"].value() == "Mine"
