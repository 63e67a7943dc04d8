"""Which mandates bind whom and where on a day, what changed, and what a site has to do."""

from dataclasses import replace
from datetime import date

import pytest
from shelterwood_methods.statutes.training import ChangeKind, Mandates, Reason, State, Where, adopted_once, changes, mandates_for, site_status
from shelterwood_methods.statutes.training.binding import at_place, in_force
from shelterwood_methods.statutes.truth import Truth

from .make import FL, FLORIDA, MANDATES, since

ON = date(2026, 11, 24)


def bound(state: str, sector: str, on: date = ON, **more) -> dict[str, tuple[Truth, Reason | None]]:
    found = mandates_for(MANDATES, states=[state], sectors=[sector], on=on, **more)
    return {each.mandate.id: (each.binds, each.reason) for each in found}


def test_a_hotel_in_florida_trains_writes_a_procedure_and_hangs_a_sign():
    assert bound("FL", "hotel") == dict.fromkeys(("FL-HOTEL-TRAIN-01", "FL-HOTEL-POLICY-01", "FL-HOTEL-SIGN-01"), (Truth.YES, None))


def test_the_law_of_a_day_is_that_of_the_day():
    assert bound("FL", "hotel", date(2024, 12, 31))["FL-HOTEL-SIGN-01"] == (Truth.NO, Reason.NOT_BEGUN)
    assert bound("FL", "hotel", date(2019, 6, 30))["FL-HOTEL-TRAIN-01"] == (Truth.NO, Reason.NOT_BEGUN)
    assert bound("FL", "hotel", date(2019, 7, 1))["FL-HOTEL-TRAIN-01"] == (Truth.YES, None)


def test_a_year_without_a_day_is_open_within_it():
    ids = {
        on: bound("US", "transport", on, roles=frozenset({"flight_attendant"})).get("US-AIR-TRAIN-01")
        for on in map(date, (2015, 2016, 2017), (6,) * 3, (1,) * 3)
    }
    assert [each for each, _ in ids.values()] == [Truth.NO, Truth.UNKNOWN, Truth.UNKNOWN]  # at the third the place is still open
    assert bound("US", "transport", date(2017, 6, 1), places=frozenset({"airport"}))["US-AIR-TRAIN-01"] == (Truth.YES, None)


def test_a_post_narrows_to_rows_that_mean_it_or_may():
    assert "FL-HOTEL-TRAIN-01" in bound("FL", "hotel", roles=frozenset({"housekeeping"}))
    assert "FL-HOTEL-TRAIN-01" not in bound("FL", "hotel", roles=frozenset({"hotel_maintenance"}))
    assert bound("CA", "hotel", roles=frozenset({"housekeeping"}))["CA-HOTEL-TRAIN-01"] == (Truth.UNKNOWN, Reason.ROLE_UNKNOWN)


def test_of_several_states_each_row_is_listed_once_and_federal_law_too():
    found = mandates_for(MANDATES, states=["FL", "TX", "FL"], sectors=["hotel", "transport"], on=ON)
    ids = [each.mandate.id for each in found]
    assert len(ids) == len(set(ids))
    assert {each.mandate.jurisdiction for each in found} == {"FL", "TX", "US"}


def test_what_is_encouraged_a_bill_or_background_binds_nobody():
    assert bound("ND", "hotel")["ND-HOTEL-CERT-01"] == (Truth.NO, Reason.ENCOURAGED)
    assert bound("IA", "transport")["IA-CDL-TRAIN-01"] == (Truth.NO, Reason.PENDING)
    assert not {each.id for each in MANDATES.background} & set(bound("SD", "transport"))


def test_a_condition_is_open_until_it_is_stated():
    rows = {value: bound("IA", "hotel", stated={"seeks_public_business": value}).get("IA-HOTEL-CERT-01") for value in Truth}
    assert rows == {Truth.YES: (Truth.YES, None), Truth.NO: None, Truth.UNKNOWN: (Truth.UNKNOWN, Reason.CONDITION_UNKNOWN)}


@pytest.mark.parametrize(
    ("places", "truth"),
    [({"rest_area"}, Truth.YES), ({"clinic"}, Truth.NO), (set(), Truth.UNKNOWN), ({"clinic", "airport"}, Truth.YES)],
)
def test_a_closed_list_of_places_decides_and_no_place_leaves_it_open(places, truth):
    assert at_place(MANDATES.by_id["MI-VENUE-SIGN-01"], frozenset(places)) is truth


def test_an_open_list_of_places_never_excludes_one():
    assert at_place(MANDATES.by_id["CT-VENUE-SIGN-01"], frozenset({"salon"})) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("words", "reason"),
    [({"sectors": ["church"]}, "no sector"), ({"roles": frozenset({"wizard"})}, "no post"), ({"stated": {"moon": Truth.YES}}, "no fact"),
     ({"places": frozenset({"castle"})}, "no kind of place")],
)  # fmt: skip
def test_a_word_outside_the_vocabulary_is_refused(words, reason):
    with pytest.raises(ValueError, match=reason):
        mandates_for(MANDATES, **({"states": ["FL"], "sectors": ["hotel"], "on": ON} | words))


# --- changes ----------------------------------------------------------------------------------------------------


def changed(after: date, until: date, *, mandates: Mandates = MANDATES) -> list[tuple[str, ChangeKind, date | None]]:
    return [(each.mandate.id, each.kind, each.on) for each in changes(mandates, states=["FL"], sectors=["hotel"], after=after, until=until)]


def test_a_law_is_new_on_its_first_day_and_neither_before_nor_after():
    sign = ("FL-HOTEL-SIGN-01", ChangeKind.NEW, date(2025, 1, 1))
    assert changed(date(2024, 12, 31), date(2025, 1, 1)) == [sign]
    assert changed(date(2024, 1, 1), date(2026, 1, 1)) == [sign]
    assert changed(date(2025, 1, 1), date(2026, 1, 1)) == changed(date(2024, 1, 1), date(2024, 12, 31)) == []


def test_a_law_that_ends_is_over_the_day_after_its_last():
    ended = Mandates([replace(FL, effective_to=date(2026, 6, 30))])
    assert changed(date(2026, 6, 30), date(2026, 7, 1), mandates=ended) == [(FL.id, ChangeKind.ENDED, date(2026, 7, 1))]
    assert changed(date(2026, 6, 29), date(2026, 6, 30), mandates=ended) == []


def test_a_first_day_that_is_not_established_may_be_new():
    sometime = Mandates([since(FL, date(2025, 1, 1), date(2025, 12, 31))])
    assert changed(date(2025, 6, 1), date(2026, 1, 1), mandates=sometime) == [(FL.id, ChangeKind.MAY_BE_NEW, None)]
    assert changed(date(2024, 12, 31), date(2026, 1, 1), mandates=sometime) == [(FL.id, ChangeKind.NEW, None)]


# --- sites ------------------------------------------------------------------------------------------------------


def test_a_policy_is_adopted_once_and_a_certification_made_at_each_site():
    assert adopted_once(MANDATES.by_id["FL-HOTEL-POLICY-01"])
    assert not adopted_once(MANDATES.by_id["CT-HOTEL-ATTEST-01"])


@pytest.mark.parametrize(
    ("done", "on", "state", "due"),
    [
        (None, "2026-08-31", State.NOT_YET_DUE, "2026-10-01"),
        (None, "2026-10-01", State.DUE, "2026-10-01"),
        (None, "2026-10-02", State.NOT_YET_DUE, "2027-10-01"),
        ("2026-09-15", "2027-10-01", State.MET, "2027-10-01"),
        ("2026-09-15", "2027-10-02", State.OVERDUE, "2027-10-01"),
        ("2026-10-02", "2027-10-02", State.OVERDUE, "2027-10-01"),  # what was late was for its own year
    ],
)
def test_connecticut_certifies_each_year_by_the_first_of_october(done, on, state, due):
    where = Where("CT", frozenset({"hotel"}))
    day = date.fromisoformat(done) if done else None
    found = site_status(MANDATES.by_id["CT-HOTEL-ATTEST-01"], where, day, on=date.fromisoformat(on))
    assert (found.state, found.due_on) == (state, date.fromisoformat(due))


def test_a_sign_is_due_as_soon_as_the_law_binds_and_met_when_it_hangs():
    sign = MANDATES.by_id["FL-HOTEL-SIGN-01"]
    assert site_status(sign, FLORIDA, None, on=date(2024, 12, 31)).reasons == (Reason.NOT_BEGUN,)
    assert site_status(sign, FLORIDA, None, on=ON).state is State.DUE
    assert site_status(sign, FLORIDA, ON, on=ON).state is State.MET
    assert site_status(sign, FLORIDA, ON, on=date(2026, 11, 23)).state is State.DUE  # hung tomorrow is not hung


def test_an_interval_or_a_binding_that_is_not_established_stays_unknown_for_a_site():
    nj = MANDATES.by_id["NJ-HOTEL-ATTEST-01"]
    assert site_status(nj, Where("NJ", frozenset({"hotel"})), ON, on=ON).reasons == (Reason.REPEAT_UNKNOWN,)
    texas = MANDATES.by_id["TX-HOTEL-SIGN-01"]
    assert site_status(texas, Where("TX", frozenset({"hotel"})), ON, on=ON).reasons == (Reason.NOT_SIGNED,)
    venue = MANDATES.by_id["MO-VENUE-SIGN-01"]
    assert site_status(venue, Where("MO", frozenset({"hotel"})), None, on=ON).reasons == (Reason.PLACE_UNKNOWN,)
    mn = MANDATES.by_id["MN-HOTEL-ATTEST-01"]
    assert site_status(mn, Where("MN", frozenset({"hotel"})), date(2025, 11, 24), on=ON).due_on == ON


def test_law_stands_from_its_first_day_to_its_last():
    row = replace(since(FL, date(2026, 1, 1)), effective_to=date(2026, 12, 31))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [in_force(row, day) for day in days] == [Truth.NO, Truth.YES, Truth.YES, Truth.NO]
