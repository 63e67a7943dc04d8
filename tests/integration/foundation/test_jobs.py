"""The schedule: each slot once, nothing made up, and what has served is dropped."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from shelterwood.foundation.jobs.services import start_due
from shelterwood.foundation.jobs.tasks import tidy_up
from shelterwood.project.schedule import SCHEDULE

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
NAME = "shelterwood.foundation.notify.tasks.send_notices"


def test_a_slot_is_started_once_however_often_it_is_asked_for():
    schedule = {NAME: timedelta(minutes=5)}
    assert start_due(schedule=schedule, now=NOON) == [NAME]
    assert start_due(schedule=schedule, now=NOON + timedelta(minutes=4)) == []
    assert start_due(schedule=schedule, now=NOON + timedelta(hours=3)) == [NAME]


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_task_of_the_schedule_runs(name, settings):
    settings.TASKS = IN_THE_DATABASE
    import_string(name).func()


def test_ended_sessions_and_old_results_are_dropped(settings):
    settings.TASKS = IN_THE_DATABASE
    Session.objects.create(session_key="old", session_data="", expire_date=datetime.now(UTC) - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=datetime.now(UTC) + timedelta(days=1))
    for days in (0, 5):
        result = tidy_up.enqueue()
        DBTaskResult.objects.filter(pk=result.id).update(status="SUCCESSFUL", finished_at=datetime.now(UTC) - timedelta(days=days))
    tidy_up.func()
    assert list(Session.objects.filter(session_key__in=["old", "new"]).values_list("session_key", flat=True)) == ["new"]
    assert DBTaskResult.objects.count() == 1
