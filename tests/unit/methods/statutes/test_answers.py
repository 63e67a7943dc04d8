"""What an answer promises whatever is asked: it never fails, never guesses, and runs no clock that rests on sand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelterwood_methods.statutes import Answer, DutyAnswer, Question, Truth, ask, load
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS
from shelterwood_methods.statutes.roles import ROLES
from shelterwood_methods.statutes.terms import DeadlineKind, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

from .rows import changed

DUTIES = load()
CENTRAL = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=CENTRAL)
ALL = frozenset(DUTIES.by_id)

places = st.one_of(st.sampled_from(["MN", "TX", "CA", "US"]), st.text(max_size=3))
sectors = st.sampled_from(Sector)
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))
names = st.sampled_from(sorted((*FACTS, *EXCEPTIONS)))
stated = st.dictionaries(names, st.sampled_from(Truth))
roles = st.sampled_from([None, *ROLES])
signatures = st.frozensets(st.sampled_from(sorted(ALL)))


def rows(answer: Answer) -> dict[str, DutyAnswer]:
    return {each.duty.id: each for each in (*answer.duties, *answer.background)}


@given(places, sectors, moments, stated, roles, signatures)
def test_asking_never_fails_and_leaves_out_what_does_not_apply(place, sector, at, known, role, signed):
    answer = ask(Question(place, sector, at, CENTRAL, known, role), DUTIES, signed)
    assert Truth.NO not in [each.applies for each in rows(answer).values()]
    assert {*answer.settled, *answer.special_cases} == set(answer.duties)


@given(places, sectors, moments, stated, signatures)
def test_weak_rows_never_compute_without_counsels_signature(place, sector, at, known, signed):
    found = rows(ask(Question(place, sector, at, CENTRAL, known), DUTIES, signed)).values()
    assert [each.duty.id for each in found if each.deadline and each.duty.weak and each.duty.id not in signed] == []


@given(places, sectors, moments, stated, signatures)
def test_a_clock_runs_only_under_a_must_with_a_number_in_a_row_in_force_that_prompts(place, sector, at, known, signed):
    for each in rows(ask(Question(place, sector, at, CENTRAL, known), DUTIES, signed)).values():
        if each.deadline:
            assert each.duty.deadline_kind is DeadlineKind.OUTER_LIMIT
            assert (each.duty.modality, each.duty.prompts, each.in_force) == (Modality.MUST, True, Truth.YES)
            assert each.deadline > at
        assert not (each.deadline and each.say_now)


@given(places, sectors, moments, stated, signatures)
def test_a_signature_adds_deadlines_and_changes_none(place, sector, at, known, signed):
    before = rows(ask(Question(place, sector, at, CENTRAL, known), DUTIES))
    after = rows(ask(Question(place, sector, at, CENTRAL, known), DUTIES, signed))
    assert before.keys() == after.keys()
    assert all(after[row].deadline == each.deadline for row, each in before.items() if each.deadline)
    assert {row for row, each in after.items() if each.standing == "signed"} == signed & after.keys()


@given(places, sectors, moments, stated, names, st.sampled_from([Truth.YES, Truth.NO]))
def test_one_more_fact_settles_and_never_overturns(place, sector, at, known, name, value):
    before = rows(ask(Question(place, sector, at, CENTRAL, {**known, name: Truth.UNKNOWN}), DUTIES))
    after = rows(ask(Question(place, sector, at, CENTRAL, {**known, name: value}), DUTIES))
    assert after.keys() <= before.keys()
    assert [row for row, each in before.items() if each.applies is Truth.YES and after[row].applies is not Truth.YES] == []


@given(places, sectors, moments, stated)
def test_an_open_row_says_what_would_settle_it(place, sector, at, known):
    for each in ask(Question(place, sector, at, CENTRAL, known), DUTIES).special_cases:
        assert each.open_facts or each.in_force is Truth.UNKNOWN
        assert all(known.get(name, Truth.UNKNOWN) is Truth.UNKNOWN for name in each.open_facts)


@given(places, moments, stated, roles, signatures)
def test_defence_counsel_is_never_prompted_wherever_and_whatever_is_signed(place, at, known, role, signed):
    answer = ask(Question(place, Sector.DEFENSE_ATTORNEY, at, CENTRAL, known, role), DUTIES, signed)
    assert not answer.fallback
    assert [each.duty.id for each in rows(answer).values() if each.duty.prompts or each.deadline or each.say_now or each.phone] == []


@given(sectors, moments, stated)
def test_the_reporters_own_duties_in_the_state_come_first(sector, at, known):
    for place in ("MN", "TX"):
        own = [
            each.duty.kind is Kind.REPORT and each.duty.jurisdiction == place
            for each in ask(Question(place, sector, at, CENTRAL, known), DUTIES).duties
        ]
        assert own == sorted(own, reverse=True)


@given(sectors, moments, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)))
def test_the_day_of_knowledge_governs_and_not_the_day_of_the_question(sector, at, later):
    asked = ask(Question("TX", sector, at, CENTRAL), DUTIES)
    assert asked == ask(Question("TX", sector, at, CENTRAL, on=(at + later).date()), DUTIES)


@given(places, sectors, st.dates(), stated)
def test_without_a_moment_nothing_runs(place, sector, day, known):
    found = rows(ask(Question(place, sector, None, CENTRAL, known, on=day), DUTIES, ALL))
    assert {each.deadline for each in found.values()} <= {None}


def test_even_a_row_that_named_defence_counsel_among_others_would_not_prompt_it():
    wider = load(duties=changed("reporting_duties", "MN-RPT-03", sector="schools;defense_attorney"))
    own = rows(ask(Question("MN", "defense_attorney", MONDAY, CENTRAL), wider, ALL))["MN-RPT-03"]
    assert (own.deadline, own.say_now, own.to, own.phone) == (None, False, "", "")
    assert rows(ask(Question("MN", "schools", MONDAY, CENTRAL), wider, ALL))["MN-RPT-03"].deadline


@pytest.mark.parametrize("cells", [{"modality": "may"}, {"modality": "unknown"}, {"prompts": "no"}])
def test_a_number_under_anything_but_a_must_that_prompts_runs_no_clock(cells):
    other = load(typed=changed("reporting_duties_typed", "MN-RPT-03", **cells))
    assert rows(ask(Question("MN", "schools", MONDAY, CENTRAL), other, ALL))["MN-RPT-03"].deadline is None


@pytest.mark.parametrize("cells", [{"modality": "may"}, {"prompts": "no"}])
def test_immediately_under_anything_but_a_must_that_prompts_says_not_now(cells):
    other = load(typed=changed("reporting_duties_typed", "TX-RPT-16", **cells))
    assert not rows(ask(Question("TX", "hotel", MONDAY, CENTRAL), other, ALL))["TX-RPT-16"].say_now


def test_an_open_duty_of_the_state_stands_before_a_federal_one_that_applies():
    answer = ask(Question("MN", "schools", MONDAY, CENTRAL, {"federal_land": Truth.YES}), DUTIES)
    assert [each.duty.id for each in answer.duties][:4] == ["MN-RPT-03", "MN-RPT-19", "MN-RPT-21", "US-FED-01"]


def test_federal_law_alone_is_listed_once():
    answer = ask(Question("US", "schools", MONDAY, CENTRAL), DUTIES)
    assert [each.duty.id for each in answer.duties] == ["US-FED-01", "US-IC-01"]
    assert answer.fallback


def test_an_unknown_sector_role_fact_or_moment_is_refused_in_words():
    def refusing(reason: str, **changes: object) -> None:
        asked = {"state": "MN", "sector": "schools", "received_at": MONDAY, "time_zone": CENTRAL, **changes}
        with pytest.raises(ValueError, match=reason):
            ask(Question(**asked), DUTIES)

    refusing("'church' is no sector; use one of: schools", sector="church")
    refusing("'astronaut' is no role", role="astronaut")
    refusing("'child_mising' is no fact", facts={"child_mising": Truth.YES})
    refusing("with a time zone", received_at=datetime(2026, 1, 1))
    refusing("Say when it was known", received_at=None)


def test_a_moment_in_another_zone_is_the_same_moment():
    there = ask(Question("MN", "schools", MONDAY.astimezone(UTC), CENTRAL), DUTIES)
    assert there.duties[0].deadline == ask(Question("MN", "schools", MONDAY, CENTRAL), DUTIES).duties[0].deadline


def test_a_row_read_in_a_copy_counts_from_the_end_of_the_time_that_the_copy_bears():
    def in_force(on: date) -> Truth:
        return rows(ask(Question("MN", "schools", None, CENTRAL, on=on), DUTIES))["MN-RPT-03"].in_force

    assert DUTIES.by_id["MN-RPT-03"].text_as_of == "2021"
    assert in_force(date(2021, 12, 30)) is Truth.UNKNOWN
    assert in_force(date(2021, 12, 31)) is Truth.YES


def test_before_its_copy_a_row_stays_shown_as_open_and_runs_no_clock():
    at = datetime(2020, 5, 4, 9, tzinfo=CENTRAL)
    own = rows(ask(Question("MN", "schools", at, CENTRAL), DUTIES, ALL))["MN-RPT-03"]
    assert (own.applies, own.open_facts, own.deadline) == (Truth.UNKNOWN, (), None)


def test_a_row_read_in_a_copy_without_a_date_counts_from_the_youngest_copy_of_the_collection():
    def in_force(on: date) -> Truth:
        return rows(ask(Question("MN", "public", None, CENTRAL, on=on), DUTIES))["MN-RPT-02"].in_force

    assert DUTIES.by_id["MN-RPT-02"].text_as_of == "unknown"
    assert in_force(date(2026, 8, 30)) is Truth.UNKNOWN
    assert in_force(date(2026, 8, 31)) is Truth.YES
