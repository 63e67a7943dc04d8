"""The sealed form of a field: it opens in its own place and nowhere else."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.vault.rules import Place, Tampered, seal, unseal

KEY = bytes(range(32))
PLACE = Place(table="concerns_concernfact", row=uuid4(), field="name", group=uuid4())


@given(st.text())
def test_what_is_sealed_opens_to_the_same_words(text):
    assert unseal(KEY, seal(KEY, text, PLACE), PLACE) == text


def test_the_same_words_never_look_the_same_twice():
    assert seal(KEY, "Wren", PLACE) != seal(KEY, "Wren", PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, table="law_clock"),
        replace(PLACE, row=uuid4()),
        replace(PLACE, field="observation_text"),
        replace(PLACE, group=uuid4()),
    ],
    ids=["table", "row", "field", "group"],
)
def test_a_field_moved_to_another_place_does_not_open(elsewhere):
    with pytest.raises(Tampered):
        unseal(KEY, seal(KEY, "Wren", PLACE), elsewhere)


def test_a_field_under_another_key_does_not_open():
    with pytest.raises(Tampered):
        unseal(bytes(32), seal(KEY, "Wren", PLACE), PLACE)


@given(st.integers(min_value=0))
def test_one_changed_bit_anywhere_is_noticed(position):
    sealed = bytearray(seal(KEY, "Wren and her sister", PLACE))
    sealed[position % len(sealed)] ^= 1
    with pytest.raises(Tampered):
        unseal(KEY, bytes(sealed), PLACE)
