"""How long records are kept, whose name signs, and what a spreadsheet would run."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.formats.cells import safe_cell
from shelterwood_methods.statutes.training import Kind, load
from shelterwood_methods.statutes.training.roles import CONDITIONS, POSTS, SAID_OF
from shelterwood_methods.statutes.training.terms import SENTENCES, Anchor, Place, Proof, Reason
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.training import wording
from shelterwood.prevent.training.rules.mandates import vocabulary
from shelterwood.prevent.training.rules.mandates.keeping import NotEstablished, kept_until
from shelterwood.prevent.training.rules.mandates.signing import same_name

MANDATES = load()
NEW_YORK, MINNESOTA = MANDATES.by_id["NY-HOTEL-TRAIN-01"], MANDATES.by_id["MN-HOTEL-TRAIN-01"]


def test_new_york_keeps_the_record_a_year_after_the_employment():
    assert kept_until(date(2026, 3, 1), [NEW_YORK]) == date(2027, 3, 1)  # N.Y. Gen. Bus. Law 205, as the row has it
    assert kept_until(date(2026, 3, 1), []) is None


@pytest.mark.parametrize(("left_on", "rows"), [(date(2026, 3, 1), [NEW_YORK, MINNESOTA]), (None, [NEW_YORK])], ids=["one is silent", "still here"])
def test_what_is_not_established_is_kept(left_on, rows):
    with pytest.raises(NotEstablished):
        kept_until(left_on, rows)


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("ana  clerk", "Ana Clerk", True), ("JOSE NUNEZ", "José Núñez", True), ("O’Neil", "O'Neil", True), ("Ana", "Ana Clerk", False),
        ("Ana Clerk Jr.", "Ana Clerk", False), ("", "", False), ("Ana-Clerk", "Ana Clerk", False),
    ],
)  # fmt: skip
def test_whose_name_it_is(typed, known, same):
    assert same_name(typed, known) is same


@given(st.text(max_size=40))
def test_no_cell_begins_a_formula_and_nothing_of_it_is_lost(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.endswith(text)


def test_every_word_of_the_law_has_its_words_in_both_languages():
    assert {reason: str(text) for reason, text in wording.REASONS.items()} == SENTENCES
    assert wording.REASONS.keys() == set(Reason)
    assert wording.PROOFS.keys() == set(Proof)
    assert wording.EVENTS.keys() == set(Anchor)
    assert wording.PLACES.keys() == set(Place)
    assert wording.ROLES.keys() == POSTS.keys()
    assert wording.SAID_OF.keys() == SAID_OF.keys()
    assert wording.KINDS.keys() == set(Kind) - {Kind.BACKGROUND}
    assert wording.CONDITIONS.keys() >= CONDITIONS.keys()


@pytest.mark.parametrize("mandate", [each for each in MANDATES if each.kind is not Kind.BACKGROUND], ids=lambda each: each.id)
def test_every_row_can_be_said(mandate):
    for row in (mandate, mandate.as_read):
        assert wording.first(row) if row.of_persons else True
        assert wording.repeat(row)
        assert wording.proofs(row)
        assert wording.kept(row)
        wording.who(row)


@pytest.mark.parametrize("sector", list(Sector))
def test_an_employer_is_asked_in_words_that_the_law_turns_on(sector):
    rows = [each for each in MANDATES if sector in each.sectors]
    assert vocabulary.OTHER in vocabulary.roles(rows, sector)
    named = {word for row in rows for word in row.roles if word in POSTS}
    assert named <= set(vocabulary.roles(rows, sector))
    assert len(vocabulary.roles(rows, sector, chosen=["judge"])) == len(set(vocabulary.roles(rows, sector, chosen=["judge"])))
    assert {word for row in rows for word in row.roles if word in SAID_OF} == set(vocabulary.questions(rows))
    assert set(vocabulary.places(rows, sector)) <= set(Place)
