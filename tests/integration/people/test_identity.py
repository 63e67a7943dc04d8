"""A lost key takes two: one who saw the person, a second who confirms within a day. Neither is the person, neither is the other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.models import IdentityProof
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.rules import How
from shelterwood.collaborate.people.services import identity, people
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent

from .test_people import enter, invited, is_in

HOUR = timedelta(hours=1)  # later than any session of this run began
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(person):
    return person("hotel-manager-alder")


@pytest.fixture
def second(colleague):
    return colleague("hotel-manager-alder", Role.SUPERVISOR, "Second Eye")


@pytest.fixture
def lost(manager, now):
    """Somebody who was in, and whose browser still is."""
    somebody, code = invited(manager, now)
    browser = enter(code)
    assert is_in(browser)
    somebody.refresh_from_db()
    return somebody, browser


def test_two_others_let_somebody_in_again_and_what_they_had_is_dead(lost, manager, second, now):
    somebody, browser = lost
    proof = identity.vouch(somebody, by=manager, how=How.IN_PERSON, at=now)
    assert is_in(browser)  # the first alone does nothing
    code = identity.confirm(proof, by=second, at=now + timedelta(hours=1))
    assert not is_in(browser)
    assert is_in(enter(code))
    done = AccessEvent.objects.filter(records=[str(somebody.pk)])
    assert set(done.values_list("action", "actor")) >= {("vouch", manager.pk), ("confirm_identity", second.pk)}


def test_the_first_does_not_confirm_and_nobody_proves_themselves(lost, manager, colleague, now):
    somebody, _browser = lost
    proof = identity.vouch(somebody, by=manager, how=How.VIDEO, at=now)
    with pytest.raises(Forbidden):
        identity.confirm(proof, by=manager, at=now)
    with pytest.raises(Forbidden):
        identity.vouch(manager, by=manager, how=How.VIDEO, at=now)
    other = colleague("hotel-manager-alder", Role.MANAGER, "Other Manager")
    proof = identity.vouch(other, by=manager, how=How.VIDEO, at=now)
    with pytest.raises(Forbidden):
        identity.confirm(proof, by=other, at=now)


@pytest.mark.parametrize("key", ["principal-alder", "chain-manager-juniper", "teacher-alder", "counsel-alder", "supervisor-alder"])
def test_a_stranger_confirms_nothing(key, lost, manager, person, now, signed_in):
    proof = identity.vouch(lost[0], by=manager, how=How.VIDEO, at=now)
    with pytest.raises(Forbidden):
        identity.confirm(proof, by=person(key), at=now)
    assert signed_in(key).get(f"/organization/identity/{proof.pk}").status_code == 404
    assert signed_in(key).post(f"/organization/identity/{proof.pk}").status_code == 404


def test_a_worker_of_the_same_house_is_no_second_person(lost, manager, colleague, now):
    proof = identity.vouch(lost[0], by=manager, how=How.VIDEO, at=now)
    with pytest.raises(Forbidden):
        identity.confirm(proof, by=colleague("hotel-manager-alder", name="Bell Hop"), at=now)


def test_the_body_is_a_second_person_for_a_house_that_has_none(lost, manager, person, now):
    proof = identity.vouch(lost[0], by=manager, how=How.VIDEO, at=now)
    assert proof in queries.proofs_to_confirm(by=person("duty-alder"), at=now)
    assert is_in(enter(identity.confirm(proof, by=person("duty-alder"), at=now + HOUR)))


def test_a_manager_who_lost_the_key_is_proved_by_the_coordinator_and_a_second_of_the_body(person, manager, now):
    proof = identity.vouch(manager, by=person("coordinator-alder"), how=How.CALLED_BACK, at=now)
    assert identity.confirm(proof, by=person("duty-alder"), at=now)


@pytest.mark.parametrize("late", [timedelta(hours=24), timedelta(days=3)])
def test_after_a_day_it_no_longer_holds(late, lost, manager, second, now):
    somebody, browser = lost
    proof = identity.vouch(somebody, by=manager, how=How.VIDEO, at=now)
    with pytest.raises(NotPossible):
        identity.confirm(proof, by=second, at=now + late)
    assert is_in(browser)
    assert proof not in queries.proofs_to_confirm(by=second, at=now + late)


def test_it_confirms_once_and_not_after_access_ended(lost, manager, second, person, now):
    somebody, _browser = lost
    proof = identity.vouch(somebody, by=manager, how=How.VIDEO, at=now)
    identity.confirm(proof, by=second, at=now + HOUR)
    with pytest.raises(NotPossible):
        identity.confirm(proof, by=person("duty-alder"), at=now + HOUR)
    again = identity.vouch(somebody, by=manager, how=How.VIDEO, at=now + HOUR)
    people.end_access(somebody, by=manager, at=now + HOUR)
    with pytest.raises(NotPossible):
        identity.confirm(again, by=second, at=now + HOUR)


def test_the_database_too_wants_two_others(lost, manager, second, now):
    somebody, _browser = lost
    for wrong in (
        {"vouched_by": somebody}, {"vouched_by": manager, "confirmed_by": manager, "confirmed_at": now},
        {"vouched_by": manager, "confirmed_by": somebody, "confirmed_at": now}, {"vouched_by": manager, "confirmed_by": second},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            IdentityProof.objects.create(person=somebody, how=How.VIDEO, vouched_at=now, **wrong)


def test_the_pages_lead_from_the_first_to_the_second(lost, signed_in, second, now):
    somebody, _browser = lost
    first = signed_in("hotel-manager-alder")
    assert first.post(f"/organization/people/{somebody.pk}/vouch", {}).status_code == 422
    first.post(f"/organization/people/{somebody.pk}/vouch", {"how": "in_person"})
    proof = IdentityProof.objects.get(person=somebody)
    assert b"Waiting" in first.get(f"/organization/people/{somebody.pk}").content
    assert first.get(f"/organization/identity/{proof.pk}").status_code == 404
    other = signed_in("duty-alder")
    assert b"for you as the second person" in other.get("/desk").content
    assert b"They stood before me" in other.get(f"/organization/identity/{proof.pk}").content
    answer = other.post(f"/organization/identity/{proof.pk}")
    assert is_in(enter(answer.context["code"]))
