"""What was found by attacking the protocols, and stays found."""

import csv
import io
from datetime import timedelta

import pytest

from shelterwood.foundation.notify.models import Notice
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure.models import Release
from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Task
from shelterwood.prevent.protocols.permissions import may_join
from shelterwood.prevent.protocols.queries import measuring, running

from ..make import concern
from .make import begun, signed

pytestmark = pytest.mark.django_db
ADHERENCE = "/organization/protocols/school-response/adherence"


@pytest.fixture
def school(person, now):
    return signed("school-response", by=person("principal-alder"), at=now)


@pytest.fixture
def raised(county, acting, now):
    return concern(county("Alder County"), at=now, by=acting("teacher-alder"))


# --- the counts of an employer -----------------------------------------------------------------------------------


def counted(client) -> int:
    """In how many runs the manager's table has the step of the report."""
    rows = csv.DictReader(io.StringIO(client.get(f"{ADHERENCE}.csv").content.decode()))
    return sum(int(row["runs"]) for row in rows if row["step"] == "report")


def test_an_employer_does_not_learn_from_the_counts_that_somebody_raised_a_concern(school, raised, acting, signed_in, person, now):
    client = signed_in("principal-alder")
    before, page = counted(client), client.get(f"{ADHERENCE}?version={school.number}").content
    begun(school, by=acting("teacher-alder"), at=now, about=raised.record)
    assert counted(client) == before
    assert len(client.get(f"{ADHERENCE}?version={school.number}").content) == len(page)
    begun(school, by=acting("teacher-alder"), at=now)
    assert counted(client) == before + 1


def test_who_reads_the_concern_sees_its_run_counted(school, raised, acting, person, now):
    begun(school, by=acting("teacher-alder"), at=now, about=raised.record)
    reader = person("teacher-alder")
    reader.role = "supervisor"  # the writer leads the school by now
    reader.save()
    assert measuring.measured("school-response", by=reader, now=now, mfa_at=now, version=school.number).runs == 1
    assert measuring.measured("school-response", by=reader, now=now, version=school.number).runs == 0


# --- a concern that was taken away -------------------------------------------------------------------------------


def test_a_run_is_closed_to_an_agency_whose_release_was_stopped(raised, acting, person, now):
    """On PostgreSQL the second wall then hides the concern's record: a run that joins it must not look as if it had none."""
    key = "intake-alder"
    leader = person(key)
    leader.role = "supervisor"  # signs for the agency
    adoption = signed("missing-from-care", by=leader, at=now)
    run = begun(adoption, by=acting(key), at=now, about=raised.record)
    with acting_for(Purpose.REQUEST, person=leader.pk, organization=leader.organization_id):
        assert running.view(run.reference, by=acting(key))
        assert run in [row.run for row in running.runs(by=acting(key))[0]]
        assert [each for each in running.my_tasks(by=acting(key)) if each.run == run]
    Release.objects.filter(record=raised.record_id, to_organization=leader.organization_id).update(revoked_at=now)
    with acting_for(Purpose.REQUEST, person=leader.pk, organization=leader.organization_id):
        assert running.view(run.reference, by=acting(key)) is None
        assert run not in [row.run for row in running.runs(by=acting(key))[0]]
        assert not [each for each in running.my_tasks(by=acting(key)) if each.run == run]
        assert not may_join(running.to_join(run.reference, by=acting(key)), acting(key))


# --- somebody who left -------------------------------------------------------------------------------------------


def told_of(run, now) -> set[str]:
    """Who is told when all time of a run's steps is gone."""
    Task.objects.exclude(run=run).update(warned=100)
    Notice.objects.all().delete()
    with acting_for(Purpose.CLOCKS):
        services.announce(now=now + timedelta(days=2))
    return {str(each) for each in Notice.objects.values_list("person", flat=True)}


def leaves(person) -> None:
    person.active = False
    person.save()


def test_a_limit_of_the_law_is_told_to_somebody_though_who_began_the_run_left(school, acting, person, now):
    run = begun(school, by=acting("teacher-alder"), at=now, moments={"knew": now})
    services.assign(Task.objects.get(run=run, step="report"), to=person("counselor-alder"), by=acting("teacher-alder"), at=now)
    assert str(person("counselor-alder").pk) in told_of(run, now)
    Task.objects.filter(run=run).update(warned=0)
    leaves(person("counselor-alder"))
    assert told_of(run, now) == {str(person("teacher-alder").pk)}
    Task.objects.filter(run=run).update(warned=0)
    leaves(person("teacher-alder"))
    assert told_of(run, now) == {str(person("principal-alder").pk)}


def test_of_a_run_of_a_concern_an_employer_is_told_nothing_even_where_everybody_left(school, raised, acting, person, now):
    run = begun(school, by=acting("teacher-alder"), at=now, about=raised.record, moments={"knew": now})
    leaves(person("teacher-alder"))
    assert told_of(run, now) == set()
