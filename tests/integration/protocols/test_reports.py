"""A report that was made and recorded on the concern is not asked for again by the run that was begun from it."""

from datetime import timedelta

import pytest

from shelterwood.gates.law.models import Clock
from shelterwood.prevent.protocols.rules.running import Act, State
from shelterwood.prevent.protocols.services import settle
from shelterwood.respond.concerns import services as concerns

from ..make import concern
from .make import begun, signed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def school(person, now):
    return signed("school-response", by=person("principal-alder"), at=now - 3 * HOUR)


@pytest.fixture
def raised(county, acting, now):
    return concern(county("Alder County"), at=now - 2 * HOUR, by=acting("teacher-alder"))


def reported(raised, who, at):
    clock = Clock.objects.get(record=raised.record_id, holder=who.id)
    concerns.record_report(raised, clock=clock.id, met_at=at, method="telephone", reference="4471-B", at=at, by=who)


def report_of(run):
    return run.tasks.get(step="report")


def test_a_report_made_before_the_run_began_stands_in_it_as_done(school, raised, acting, now):
    reported(raised, acting("teacher-alder"), now - HOUR)
    task = report_of(begun(school, by=acting("teacher-alder"), at=now, about=raised.record, moments={"knew": raised.known_at}))
    assert (task.state, task.done_at, task.done_by_id) == (State.DONE, now - HOUR, acting("teacher-alder").id)


def test_a_report_made_while_the_run_goes_on_is_taken_over(school, raised, acting, now):
    run = begun(school, by=acting("teacher-alder"), at=now - HOUR, about=raised.record, moments={"knew": raised.known_at})
    assert report_of(run).done_at is None
    reported(raised, acting("teacher-alder"), now)
    assert report_of(run).done_at == now


def test_a_report_that_was_not_made_is_still_asked(school, raised, acting, now):
    run = begun(school, by=acting("teacher-alder"), at=now, about=raised.record, moments={"knew": raised.known_at})
    assert report_of(run).state in (State.NOW, State.LATE)


def test_what_somebody_wrote_of_the_step_stays(school, raised, acting, now):
    run = begun(school, by=acting("teacher-alder"), at=now - HOUR, about=raised.record, moments={"knew": raised.known_at})
    settle(run, step="report", round=1, act=Act.NOT_DONE, words="The line was busy.", happened_at=now - HOUR, by=acting("teacher-alder"), at=now)
    reported(raised, acting("teacher-alder"), now)
    assert report_of(run).state == State.NOT_DONE


def test_a_run_that_stands_on_its_own_learns_nothing_of_a_concern(school, raised, acting, now):
    run = begun(school, by=acting("teacher-alder"), at=now - HOUR, moments={"knew": raised.known_at})
    reported(raised, acting("teacher-alder"), now)
    assert report_of(run).done_at is None


def test_a_colleague_s_run_is_left_to_the_colleague(school, raised, acting, person, now):
    run = begun(school, by=acting("teacher-alder"), at=now - HOUR, about=raised.record, moments={"knew": raised.known_at})
    type(run).objects.filter(pk=run.pk).update(begun_by=person("counselor-alder"))
    reported(raised, acting("teacher-alder"), now)
    assert report_of(run).done_at is None
