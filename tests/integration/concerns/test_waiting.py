"""When nobody answers: the alternate, the supervisor, then the coordinator by number only."""

from datetime import timedelta

import pytest

from shelterwood.foundation.accounts.models import IntakeShift
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.notify.models import Notice
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.models import Route
from shelterwood.respond.concerns.rules import Danger, RouteState

from ..make import concern

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def way(raised) -> Route:
    return raised.routes.get(state=RouteState.SENT)


def told(person) -> bool:
    return Notice.objects.filter(person=person.id, sent_at=None).exists()


@pytest.fixture(autouse=True)
def quiet(db):
    """Nothing of the region's own history waits."""
    Route.objects.update(answer_due=None)
    Notice.objects.all().delete()


def test_the_intake_on_duty_is_told_at_once(acting, county, person, now):
    concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert told(person("intake-alder"))
    assert not told(person("intake2-alder"))


@pytest.mark.parametrize(("danger", "wait"), [(Danger.YES, HOUR), (Danger.NO, 4 * HOUR), (Danger.UNSURE, 4 * HOUR)])
def test_an_hour_in_danger_four_hours_on_duty_otherwise(acting, county, now, danger, wait):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=danger)
    assert way(raised).answer_due == now + wait


def test_the_three_steps_in_their_order(acting, county, person, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=Danger.YES)
    steps = [("alternate", "intake2-alder"), ("supervisor", "supervisor-alder"), ("coordinator", "coordinator-alder")]
    for number, (step, key) in enumerate(steps, 1):
        assert services.escalate(at=now + number * HOUR - timedelta(seconds=1)) == 0
        assert services.escalate(at=now + number * HOUR) == 1
        assert way(raised).told == step
        assert told(person(key))


def test_those_who_are_told_can_read_it_and_the_coordinator_still_cannot(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=Danger.YES)
    assert queries.view(raised.reference, by=acting("intake2-alder")) is None
    for number in (1, 2, 3):
        services.escalate(at=now + number * HOUR)
    assert queries.view(raised.reference, by=acting("intake2-alder")).facts
    assert queries.view(raised.reference, by=acting("supervisor-alder")).facts
    assert queries.view(raised.reference, by=acting("coordinator-alder")).envelope_only


def test_the_desk_has_its_alternate_too(acting, county, now):
    raised = concern(county("Alder County"), at=now, danger=Danger.YES)
    assert queries.view(raised.reference, by=acting("duty2-alder")) is None
    services.escalate(at=now + HOUR)
    assert queries.view(raised.reference, by=acting("duty2-alder")).facts


def test_an_answer_ends_the_waiting(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=Danger.YES)
    services.acknowledge(way(raised), by=acting("intake-alder"), at=now)
    assert services.escalate(at=now + 5 * HOUR) == 0


def test_time_off_duty_does_not_count_but_an_empty_roster_makes_nothing_wait_for_ever(acting, county, organization, now):
    welfare = organization("Alder County Child Protection")
    IntakeShift.objects.filter(organization=welfare).delete()
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert way(raised).answer_due == now + 4 * HOUR
    worker = welfare.people.first()
    IntakeShift.objects.create(organization=welfare, person=worker, starts_at=now + 10 * HOUR, ends_at=now + 20 * HOUR)
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert way(raised).answer_due == now + 14 * HOUR


def test_each_step_leaves_its_event_with_the_number_only(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=Danger.YES)
    services.escalate(at=now + HOUR)
    event = AccessEvent.objects.get(action="escalate", records__0=str(raised.record_id))
    assert (event.detail, event.fields) == ("alternate", ["reference_number"])


def test_the_coordinators_list_shows_what_nobody_answers(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), danger=Danger.YES)
    for number in (1, 2, 3):
        services.escalate(at=now + number * HOUR)
    rows, _ = queries.inbox(by=acting("coordinator-alder"))
    row = next(row for row in rows if row.reference == raised.reference)
    assert (row.unanswered, row.told, row.kind) == (True, "coordinator", "")
