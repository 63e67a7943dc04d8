"""One person, one mandate, one day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from shelterwood_methods.statutes.training import Completion, Person, Reason, State, Where, status_of
from shelterwood_methods.statutes.training.cells import Begin
from shelterwood_methods.statutes.truth import Truth

from .make import EVERYTHING, FL, FLORIDA, MANDATES, MINNESOTA, MN, TEXAS, TX, florida, person, since, trained

HIRED, ON = date(2026, 1, 1), date(2026, 11, 24)
DUE = date(2026, 3, 2)  # 60 days after January 1: 30 of January, 28 of February, 2 of March


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 12, 20), State.NOT_YET_DUE),  # before the first day of work
        (date(2026, 1, 30), State.NOT_YET_DUE),
        (date(2026, 1, 31), State.DUE),  # thirty days before
        (DUE, State.DUE),
        (DUE + timedelta(days=1), State.OVERDUE),
    ],
)
def test_the_first_training_is_due_60_days_after_hire_in_florida(on, state):
    found = florida(HIRED, on=on)
    assert (found.state, found.due_on) == (state, DUE)
    assert found.late_since(on) == (DUE + timedelta(days=1) if state is State.OVERDUE else None)


@pytest.mark.parametrize(
    ("done", "on", "state", "due"),
    [
        ("2026-02-01", "2026-02-01", State.MET, "2027-02-01"),
        ("2026-02-01", "2027-02-01", State.MET, "2027-02-01"),  # the day of expiry is in time
        ("2026-02-01", "2027-02-02", State.OVERDUE, "2027-02-01"),
        ("2028-02-29", "2029-02-28", State.MET, "2029-02-28"),
        ("2028-02-29", "2029-03-01", State.OVERDUE, "2029-02-28"),
        ("2026-12-01", "2026-11-24", State.OVERDUE, "2026-03-02"),  # a training of tomorrow is none
        ("2026-11-20", "2026-11-24", State.MET, "2027-11-20"),  # late, and done
    ],
)
def test_a_training_holds_for_a_year_in_florida(done, on, state, due):
    found = florida(HIRED, trained(date.fromisoformat(done)), on=date.fromisoformat(on))
    assert (found.state, found.due_on) == (state, date.fromisoformat(due))


def test_the_last_training_decides_in_whatever_order_they_come():
    days = [date(2026, 2, 1), date(2026, 10, 1), date(2026, 5, 1)]
    assert florida(HIRED, *map(trained, days), on=ON).due_on == date(2027, 10, 1)


def test_once_is_for_good():
    ny = MANDATES.by_id["NY-HOTEL-TRAIN-01"]
    found = status_of(ny, Where("NY", frozenset({"hotel"})), person(HIRED), [trained(HIRED, ny)], on=date(2040, 1, 1))
    assert (found.state, found.due_on) == (State.MET, None)


@pytest.mark.parametrize(
    ("hired", "state", "due"),
    [
        (date(2026, 6, 1), State.OVERDUE, date(2026, 7, 31)),  # on the first day of the law
        (date(2026, 6, 2), State.OVERDUE, date(2026, 8, 1)),
        (date(2026, 5, 31), State.UNKNOWN, None),  # in post when it began: the row does not say
    ],
)
def test_who_was_hired_before_the_law_began_has_no_computed_date_where_the_row_is_silent(hired, state, due):
    found = florida(hired, on=ON, mandate=since(FL, date(2026, 6, 1)))
    assert (found.state, found.due_on) == (state, due)
    assert found.reasons == ((Reason.IN_POST_UNKNOWN,) if state is State.UNKNOWN else ())


def test_those_in_post_count_from_the_first_day_once_counsel_signed_that_reading():
    before, now = date(2017, 5, 1), date(2018, 12, 1)
    assert status_of(MN, MINNESOTA, person(before), [], on=now).reasons == (Reason.IN_POST_UNKNOWN,)
    signed = status_of(MN, MINNESOTA, person(before), [], on=now, signed=frozenset({MN.id}))
    assert (signed.state, signed.due_on) == (State.NOT_YET_DUE, date(2019, 1, 30))  # 90 days after November 1, 2018


@pytest.mark.parametrize(
    ("begin", "state", "reason"),
    [
        (Begin(date(2026, 12, 1), date(2026, 12, 1)), State.NOT_BOUND, Reason.NOT_BEGUN),
        (Begin(date(2026, 1, 1), date(2026, 12, 31)), State.UNKNOWN, Reason.FORCE_UNKNOWN),
        (Begin(None, None), State.UNKNOWN, Reason.FORCE_UNKNOWN),
        (Begin(date(2026, 1, 1), date(2026, 6, 30)), State.UNKNOWN, Reason.IN_POST_UNKNOWN),  # hired while it may have stood
    ],
)
def test_a_law_whose_first_day_is_not_established_computes_nothing_around_it(begin, state, reason):
    found = florida(date(2026, 3, 1), on=ON, mandate=replace(FL, begin=begin))
    assert (found.state, found.reasons, found.due_on) == (state, (reason,), None)


def test_a_law_binds_on_its_last_day_and_not_after_it():
    ended = replace(FL, effective_to=ON)
    assert florida(HIRED, on=ON, mandate=ended).state is State.OVERDUE
    assert florida(HIRED, on=ON + timedelta(days=1), mandate=ended).reasons == (Reason.ENDED,)
    assert florida(HIRED, on=ON, mandate=replace(FL, effective_to=Truth.UNKNOWN)).reasons == (Reason.FORCE_UNKNOWN,)


# --- who is meant -----------------------------------------------------------------------------------------------


def test_another_post_than_the_row_names_is_not_bound_and_no_post_is_unknown():
    assert status_of(FL, FLORIDA, person(HIRED, "hotel_maintenance"), [], on=ON).reasons == (Reason.OTHER_ROLE,)
    assert status_of(FL, FLORIDA, Person(frozenset(), HIRED), [], on=ON).reasons == (Reason.ROLE_UNKNOWN,)


def test_of_several_posts_one_is_enough():
    assert status_of(FL, FLORIDA, person(HIRED, "hotel_maintenance", "housekeeping"), [], on=ON).state is State.OVERDUE


def test_what_the_law_says_of_people_is_unknown_until_a_post_settles_it_or_somebody_states_it():
    def texas(role: str, **stated: Truth) -> State:
        return status_of(TX, TEXAS, person(HIRED, role, stated=stated), [], on=ON, signed=frozenset({TX.id})).state

    assert texas("housekeeping") is State.UNKNOWN
    assert texas("housekeeping", direct_guest_contact=Truth.YES) is State.OVERDUE
    assert texas("housekeeping", direct_guest_contact=Truth.NO) is State.NOT_BOUND
    assert texas("front_desk") is State.OVERDUE
    assert texas("front_desk", direct_guest_contact=Truth.NO) is State.NOT_BOUND  # what is stated stands before what a post settles


@pytest.mark.parametrize("why", ["under_16_not_cleaning", "restaurant_or_catering_only", "no_guest_contact"])
def test_an_exemption_is_stated_and_named(why):
    found = status_of(MN, MINNESOTA, person(HIRED, "hotel_food_service", stated={why: Truth.YES}), [], on=ON)
    assert (found.state, found.reasons) == (State.EXEMPT, (Reason(why),))
    assert status_of(MN, MINNESOTA, person(HIRED, "hotel_food_service", stated={why: Truth.UNKNOWN}), [], on=ON).state is State.OVERDUE


def test_an_exemption_of_the_place_holds_for_everybody_there():
    va = MANDATES.by_id["VA-HOTEL-TRAIN-01"]
    rental = Where("VA", frozenset({"hotel"}), stated={"short_term_rental": Truth.YES})
    assert status_of(va, rental, person(HIRED), [], on=ON).reasons == (Reason.SHORT_TERM_RENTAL,)


def test_a_mandate_holds_on_the_last_day_of_work_and_not_after_it():
    assert florida(HIRED, on=ON, ended_on=ON).state is State.OVERDUE
    assert florida(HIRED, on=ON, ended_on=ON - timedelta(days=1)).reasons == (Reason.EMPLOYMENT_ENDED,)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"roles": frozenset({"wizard"})}, "'wizard' is no post"),
        ({"roles": frozenset(), "stated": {"moon": Truth.YES}}, "'moon' is no fact"),
        ({"roles": frozenset(), "events": {"birthday": ON}}, "'birthday' is no event"),
    ],
)
def test_a_word_outside_the_vocabulary_is_refused(words, reason):
    with pytest.raises(ValueError, match=reason):
        Person(hired_on=HIRED, **words)


# --- good training, not legal proof -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "done", "reason"),
    [
        (FL, {"approvals": {}}, Reason.NOT_APPROVED),
        (FL, {"approvals": {"TX-HOTEL-TRAIN-01": "A-1"}}, Reason.NOT_APPROVED),  # another state's approval
        (FL, {"proofs": frozenset({"certificate"})}, Reason.PROOF_MISSING),
        (TX, {"minutes": 19}, Reason.TOO_SHORT),
        (TX, {"minutes": None}, Reason.LENGTH_UNKNOWN),
        (MANDATES.by_id["NC-SCHOOL-TRAIN-01"], {"approvals": {}}, Reason.APPROVAL_UNKNOWN),
    ],
)
def test_a_training_that_lacks_something_is_no_legal_proof_and_says_what(mandate, done, reason):
    sector = mandate.sectors[0]
    role = {"hotel": "front_desk", "schools": "teacher"}[sector]
    found = status_of(mandate, Where(mandate.jurisdiction, frozenset({sector})), person(HIRED, role), [trained(ON, mandate, **done)], on=ON)
    assert found.state is State.NOT_PROOF
    assert found.reasons[0] is reason
    assert found.done_on == ON


def test_a_training_of_exactly_the_minimum_counts():
    assert status_of(TX, TEXAS, person(HIRED), [trained(ON, TX, minutes=20)], on=ON).state is State.MET


def test_a_training_before_the_employment_or_before_the_law_is_no_legal_proof():
    assert florida(HIRED, trained(date(2025, 12, 31)), on=date(2026, 2, 1)).reasons == (Reason.BEFORE_EVENT,)
    assert florida(HIRED, trained(HIRED), on=date(2026, 2, 1)).state is State.MET
    renewal = MANDATES.by_id["FL-HEALTH-CE-01"]
    nurse = person(HIRED, "nurse", stated={"listed_board_licensee": Truth.YES}, events={"renewal": date(2026, 12, 31)})
    where = Where("FL", frozenset({"health_care"}))
    assert status_of(renewal, where, nurse, [trained(date(2020, 12, 31), renewal)], on=ON).reasons == (Reason.BEFORE_LAW,)
    assert status_of(renewal, where, nurse, [trained(date(2022, 5, 1), renewal)], on=ON).state is State.MET  # the license's, not the employer's


def test_good_training_without_proof_still_says_since_when_proof_is_late():
    found = florida(HIRED, trained(date(2026, 2, 1), approvals={}), on=ON)
    assert (found.state, found.due_on, found.late_since(ON)) == (State.NOT_PROOF, DUE, DUE + timedelta(days=1))


def test_a_newer_training_without_proof_does_not_undo_an_older_one_with_it():
    done = [trained(date(2026, 2, 1)), trained(date(2026, 6, 1), approvals={})]
    assert florida(HIRED, *done, on=ON).state is State.MET
    assert florida(HIRED, *done, on=date(2027, 2, 2)).state is State.NOT_PROOF


# --- unknown stays unknown --------------------------------------------------------------------------------------


def test_a_contested_deadline_computes_only_what_is_not_contested():
    """30 days in the row, 90 in the rule: what is trained is met, what is not has no date."""
    never = status_of(TX, TEXAS, person(HIRED), [], on=ON)
    assert (never.state, never.reasons, never.due_on) == (State.UNKNOWN, (Reason.FIRST_UNKNOWN,), None)
    assert status_of(TX, TEXAS, person(HIRED), [trained(date(2026, 2, 1), TX)], on=ON).due_on == date(2027, 2, 1)
    assert status_of(TX, TEXAS, person(HIRED), [], on=ON, signed=frozenset({TX.id})).due_on == date(2026, 1, 31)


def test_the_other_reading_computes_once_counsel_signed_it():
    rule = MANDATES.by_id["TX-HOTEL-TRAIN-02"]
    assert status_of(rule, TEXAS, person(HIRED), [], on=ON).due_on is None
    assert status_of(rule, TEXAS, person(HIRED), [], on=ON, signed=frozenset({rule.id})).due_on == date(2026, 4, 1)  # 90 days after January 1


def test_a_weak_row_computes_nothing_before_a_signature():
    weak = MANDATES.by_id["TX-SCHOOL-TRAIN-03"]
    where, teacher = Where("TX", frozenset({"schools"})), person(HIRED, "teacher")
    found = status_of(weak, where, teacher, [trained(date(2026, 2, 1), weak)], on=ON)
    assert (found.state, found.reasons, found.due_on) == (State.UNKNOWN, (Reason.NOT_SIGNED,), None)


def test_an_interval_that_is_not_established_gives_no_next_date():
    ct = MANDATES.by_id["CT-HOTEL-TRAIN-01"]
    found = status_of(ct, Where("CT", frozenset({"hotel"})), person(HIRED), [trained(HIRED, ct)], on=ON)
    assert (found.state, found.reasons, found.done_on) == (State.UNKNOWN, (Reason.REPEAT_UNKNOWN,), HIRED)


def test_a_day_that_nobody_recorded_gives_no_date():
    assert florida(None, on=ON).reasons == (Reason.EVENT_UNKNOWN,)
    assert florida(None, trained(ON), on=ON).state is State.MET


@pytest.mark.parametrize(
    ("done", "on", "state", "due"),
    [
        ("2026-03-01", "2026-11-24", State.MET, "2027-06-30"),
        ("2025-06-30", "2026-11-24", State.OVERDUE, "2025-06-30"),  # of the period before
        ("2026-03-01", "2027-07-01", State.OVERDUE, "2027-06-30"),
    ],
)
def test_education_for_each_renewal_counts_in_its_own_period(done, on, state, due):
    tx = MANDATES.by_id["TX-HEALTH-CE-01"]
    nurse = person(
        None, "nurse", stated={"direct_care_practitioner": Truth.YES}, events={"last_renewal": date(2025, 6, 30), "renewal": date(2027, 6, 30)}
    )
    found = status_of(tx, Where("TX", frozenset({"health_care"})), nurse, [trained(date.fromisoformat(done), tx)], on=date.fromisoformat(on))
    assert (found.state, found.due_on) == (state, date.fromisoformat(due))


def test_no_unsigned_row_computes_a_date_from_a_value_that_was_not_read():
    for mandate in MANDATES:
        if mandate.of_persons and mandate.first and "first" in mandate.unread:
            where = Where(mandate.jurisdiction if mandate.jurisdiction != "US" else "FL", frozenset(mandate.sectors))
            found = status_of(mandate, where, Person(frozenset({"front_desk", "teacher", "peace_officer"}), HIRED), [], on=ON)
            assert found.due_on is None, mandate.id


def test_everything_can_be_asked_of_every_row():
    for mandate in (each for each in MANDATES if each.of_persons):
        for signed in (frozenset(), EVERYTHING):
            where = Where("TX", frozenset(mandate.sectors))
            assert status_of(mandate, where, person(HIRED), [Completion(ON)], on=ON, signed=signed).state in State
