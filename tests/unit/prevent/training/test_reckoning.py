"""Reckoning many at once says what `status_of` says of each alone, and what it says holds until the day it names."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.statutes.training import Person, Where, load, status_of
from shelterwood_methods.statutes.training.binding import concerns, governing
from shelterwood_methods.statutes.training.roles import EXEMPTIONS, POSTS, SAID_OF
from shelterwood_methods.statutes.training.status import EVENTS
from shelterwood_methods.statutes.training.terms import Proof, State
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.training.rules.mandates.harm import ORDER, worst_first
from shelterwood.prevent.training.rules.mandates.reckoning import Reckoner, Training

MANDATES = load()
OF_PERSONS = [each.id for each in MANDATES if each.of_persons]
DAYS = st.dates(date(2017, 1, 1), date(2029, 12, 31))
SIGNED = st.frozensets(st.sampled_from(OF_PERSONS), max_size=len(OF_PERSONS)) | st.just(frozenset(OF_PERSONS))
PLACES = st.builds(
    Where,
    st.sampled_from(["MN", "TX", "FL", "NY", "VA", "CT", "CA", "NC", "DE", "KS"]),
    st.sampled_from(["hotel", "schools", "health_care", "transport", "law_enforcement"]).map(lambda sector: frozenset({sector})),
    st.sampled_from([frozenset(), frozenset({"hotel"}), frozenset({"airport"}), frozenset({"short_term_rental"})]),
    st.dictionaries(st.sampled_from(list(EXEMPTIONS)), st.sampled_from(Truth), max_size=1),
)
TRAININGS = st.lists(
    st.builds(
        Training,
        DAYS,
        st.none() | st.integers(5, 300),
        st.dictionaries(st.sampled_from(OF_PERSONS), st.just("7"), max_size=4) | st.just(dict.fromkeys(OF_PERSONS, "7")),
        st.frozensets(st.sampled_from([each.value for each in Proof])),
        st.dictionaries(st.sampled_from(OF_PERSONS), st.just(frozenset({"signed_acknowledgment"})), max_size=3),
    ),
    max_size=3,
)


@st.composite
def people(draw) -> Person:
    hired = draw(st.none() | DAYS)
    return Person(
        draw(st.frozensets(st.sampled_from(list(POSTS)), max_size=2)),
        hired,
        draw(st.none() | st.dates(hired or date(2017, 1, 1), date(2030, 1, 1))),
        draw(st.dictionaries(st.sampled_from(list(SAID_OF)), st.sampled_from(Truth), max_size=2)),
        draw(st.dictionaries(st.sampled_from([str(each) for each in EVENTS if each != "hire"]), DAYS, max_size=3)),
    )


@settings(max_examples=300, deadline=None)
@given(place=PLACES, person=people(), trainings=TRAININGS, on=DAYS, signed=SIGNED)
def test_it_says_of_each_mandate_what_the_law_says_of_this_person_alone(place, person, trainings, on, signed):
    found = Reckoner(MANDATES, on=on, signed=signed).of(place, person, trainings).statuses
    alone = [
        status_of(each, place, person, [training.toward(each.id) for training in trainings], on=on, signed=signed)
        for each in governing(MANDATES, signed)
        if each.of_persons and concerns(each, place)
    ]
    assert list(found) == [each for each in alone if each.state is not State.NOT_BOUND]


@settings(max_examples=300, deadline=None)
@given(place=PLACES, person=people(), trainings=TRAININGS, on=DAYS, signed=SIGNED, later=st.integers(1, 1500))
def test_it_holds_until_the_day_that_it_names(place, person, trainings, on, signed, later):
    reckoned = Reckoner(MANDATES, on=on, signed=signed).of(place, person, trainings)
    last = reckoned.turns_on - timedelta(days=1) if reckoned.turns_on else date(2036, 1, 1)
    for day in {last, min(last, on + timedelta(days=later))}:
        assert day >= on
        assert Reckoner(MANDATES, on=day, signed=signed).of(place, person, trainings).statuses == reckoned.statuses


ON = date(2026, 11, 24)
LATELY = st.integers(-30, 900).map(lambda days: ON - timedelta(days=days))
APPROVED = {"approvals": dict.fromkeys(OF_PERSONS, "7"), "proofs": frozenset({"roster", "signed_acknowledgment"}), "minutes": 60}


@settings(max_examples=150, deadline=None)
@given(state=st.sampled_from(["MN", "FL", "VA", "CA", "TX"]), hired=LATELY, trained=st.none() | LATELY)
def test_it_holds_until_that_day_where_dates_alone_decide(state, hired, trained):
    """The same where every day counts: most random people above stand unknown, whatever the day."""
    place, person = Where(state, frozenset({"hotel"})), Person(frozenset({"front_desk"}), hired)
    trainings = [Training(trained, **APPROVED)] if trained else []
    reckon = lambda day: Reckoner(MANDATES, on=day, signed=frozenset(OF_PERSONS)).of(place, person, trainings)  # noqa: E731
    now = reckon(ON)
    assert reckon((now.turns_on or date(2036, 1, 1)) - timedelta(days=1)).statuses == now.statuses


def test_a_signature_under_one_law_is_no_proof_under_another():
    done = Training(date(2026, 1, 5), proofs_for={"FL-HOTEL-TRAIN-01": frozenset({"signed_acknowledgment"})})
    assert done.toward("FL-HOTEL-TRAIN-01").proofs == {"signed_acknowledgment"}
    assert done.toward("CT-HOTEL-TRAIN-01").proofs == frozenset()


def test_what_is_late_stands_first_and_every_state_that_is_kept_has_its_place():
    assert set(ORDER) == set(State) - {State.NOT_BOUND}
    counts = {"calm": {State.MET: 900}, "late": {State.OVERDUE: 1}, "later": {State.OVERDUE: 3}, "waiting": {State.DUE: 40}}
    assert sorted(counts, key=lambda name: worst_first(counts[name])) == ["later", "late", "waiting", "calm"]
