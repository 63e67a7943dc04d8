"""The first page of a post: what its organization and oneself still owe, and no number of anybody else's."""

from datetime import timedelta

import pytest

from shelterwood.collaborate.desk.queries import desk_of
from shelterwood.prevent.training.models import Learner, Standing
from shelterwood.prevent.training.queries.mandates import Pressing

pytestmark = pytest.mark.django_db
LAW = "MN-HOTEL-TRAIN-01"


@pytest.fixture
def owed(person, now):
    """A law that stands so for somebody of an organization."""

    def make(who: str, state: str, *, oneself: bool = False, mandate: str = LAW) -> None:
        someone = person(who)
        known = {"organization": someone.organization, "name": "Ada Marsh"}
        learner = Learner.objects.get_or_create(person=someone, defaults=known)[0] if oneself else Learner.objects.create(**known)
        Standing.objects.create(
            learner=learner, organization=learner.organization, mandate=mandate, state=state, harm=0, reasons=[], since=now.date(),
            due_on=now.date() + timedelta(days=3),
        )  # fmt: skip

    return make


def test_a_manager_sees_how_many_are_late_and_how_many_soon(owed, acting):
    before = desk_of(acting("principal-juniper")).training
    assert before == Pressing(0, 0, own_late=False, own_soon=False)
    owed("principal-juniper", "overdue")
    owed("principal-juniper", "due")
    owed("principal-juniper", "met", mandate="MN-HOTEL-TRAIN-02")  # harm 0 of another state: no reminder is due for it
    assert desk_of(acting("principal-juniper")).training == Pressing(1, 1, own_late=False, own_soon=False)


def test_one_person_late_under_two_laws_is_one(owed, acting):
    owed("principal-juniper", "overdue", oneself=True)
    owed("principal-juniper", "due", oneself=True, mandate="TX-SCHOOL-TRAIN-01")
    assert desk_of(acting("principal-juniper")).training == Pressing(1, 0, own_late=True, own_soon=True)


def test_who_manages_nothing_sees_only_oneself(owed, acting, signed_in):
    owed("teacher-alder", "overdue")
    assert desk_of(acting("teacher-alder")).training == Pressing(0, 0, own_late=False, own_soon=False)
    owed("teacher-alder", "due", oneself=True)
    assert desk_of(acting("teacher-alder")).training == Pressing(0, 0, own_late=False, own_soon=True)
    page = signed_in("teacher-alder").get("/desk").content.decode()
    assert "A training that the law asks of you" in page
    assert "Your organization" not in page


def test_another_organization_s_late_people_are_not_counted(owed, acting):
    owed("manager-juniper", "overdue")
    assert desk_of(acting("principal-juniper")).training == Pressing(0, 0, own_late=False, own_soon=False)


def test_walls_are_counted_for_whoever_manages_and_never_for_the_coordinator(acting):
    assert desk_of(acting("coordinator-alder")).notices is None
    assert desk_of(acting("teacher-alder")).notices is None
    found = desk_of(acting("chain-manager-juniper")).notices
    assert found is not None
    assert found.missing


def test_a_desk_on_which_people_are_late_does_not_say_that_nothing_waits(signed_in):
    page = signed_in("chain-manager-juniper").get("/desk").content.decode()
    assert "people are late with a training" in page
    assert "Nothing needs you now." not in page


def test_a_draft_waits_on_the_desk_of_its_second_reader_alone(acting, signed_in):
    assert desk_of(acting("counsel-alder")).reviews == 1  # the demonstration's, sent by the coordinator
    assert desk_of(acting("coordinator-alder")).reviews == 0
    assert desk_of(acting("principal-alder")).reviews == 0
    page = signed_in("counsel-alder").get("/desk").content.decode()
    assert "1 course waits for you as its second reader" in page
    assert "Nothing needs you now." not in page
