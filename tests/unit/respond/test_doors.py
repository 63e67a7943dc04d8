"""Every role's door has its signs, its words, its first steps and its rows of law."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from shelterwood_methods import statutes
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.awareness.rules import LEARNING_ONLY, signs_for
from shelterwood.respond.concerns import door_words, wording
from shelterwood.respond.concerns.banks import Finding
from shelterwood.respond.concerns.doors import (
    ASKED_OF_TRIBES,
    COURTHOUSE,
    EIGHT,
    NO_PROFESSION,
    ROLES,
    SHARED,
    TYPES_NOTHING,
    Keeper,
    keeper_of,
    role_of,
)
from shelterwood.respond.concerns.rules import FILINGS

roles = pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))


@roles
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_role_has_signs_that_its_people_can_see(role, language):
    signs = signs_for(role.signs, language)
    assert bool(signs) is (role.signs not in LEARNING_ONLY)
    assert all(text for choices in signs.values() for _, text in choices)


@roles
def test_every_role_has_its_words(role):
    assert role.word in door_words.ROLE_NAMES
    if role.sector not in TYPES_NOTHING:
        assert door_words.FIRST[role.sector]
        assert role.word in NO_PROFESSION or door_words.LEFT_OUT[role.sector]
    assert role.sector in wording.SECTOR_NAMES


@roles
@pytest.mark.parametrize("state", ["MN", "TX"])
def test_every_role_is_told_what_the_law_asks_or_that_no_row_says_so(role, state):
    """Of a tribal nation's own law no row is known: there the page says to call."""
    question = statutes.Question(
        state=state, sector=role.sector, received_at=datetime(2026, 11, 2, tzinfo=UTC), time_zone=ZoneInfo("America/Chicago")
    )
    answer = statutes.ask(question, statutes.load())
    if role.sector == Sector.TRIBAL:
        assert (answer.fallback, answer.settled) == (True, ())
    else:
        assert [each for each in answer.settled if each.duty.prompts or each.duty.modality in ("none", "unknown")]


def test_every_role_stands_once_on_the_page_of_doors():
    headings = [*EIGHT, *SHARED, Sector.COMMUNITY_REPORTER]
    assert len(set(headings)) == len(headings)
    for role in ROLES.values():
        assert (COURTHOUSE[0] if role.sector in COURTHOUSE else role.sector) in headings, role.word


def test_counsel_types_nothing_and_everybody_elses_words_are_kept_by_one_keeper():
    assert {role.word for role in ROLES.values() if role.keeper is Keeper.NOBODY} == {"defense_lawyer"}
    assert keeper_of(Sector.DEFENSE_ATTORNEY) is Keeper.NOBODY
    assert {sector for sector in Sector if keeper_of(sector) is Keeper.ORGANIZATION} == set(FILINGS)


@pytest.mark.parametrize("sector", [Sector.HOTEL, Sector.TRANSPORT, Sector.FINANCIAL_INSTITUTION, Sector.OTHER_BUSINESS])
def test_what_staff_of_a_business_notice_never_comes_into_their_employers_keeping(sector):
    assert keeper_of(sector) is Keeper.DESK


@pytest.mark.parametrize(
    ("sector", "signs", "word"),
    [
        (Sector.HEALTH_CARE, "dental_urgent_care", "dental_urgent_care"),
        (Sector.HEALTH_CARE, "", "nurse_physician"),
        (Sector.FINANCIAL_INSTITUTION, "school_teacher", "bank_branch"),  # another sector's list never stands in
        (Sector.PROSECUTION, "prosecutor_judge", "prosecutor"),
        (Sector.COORDINATING_BODY, "", "public"),
    ],
)
def test_an_account_gets_its_own_role_and_else_the_first_of_its_sector(sector, signs, word):
    role = role_of(sector, signs)
    assert (role.word, role.sector) == (word, sector)


def test_whoever_a_row_on_tribes_names_is_asked_for_the_facts_it_depends_on():
    named = {sector for duty in statutes.load().by_id.values() if duty.id in ("US-IC-01", "US-ICWA-01", "MN-TRB-01") for sector in duty.sectors}
    assert named & {role.sector for role in ROLES.values()} == ASKED_OF_TRIBES


def test_each_reason_to_stop_has_its_sentence():
    assert set(door_words.STOPPED) == set(Finding)
    assert set(wording.KINDS_IN_SHORT) == set(dict(wording.KINDS))
