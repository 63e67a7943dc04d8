"""A run at work: tasks, clocks, decisions, corrections, and two people at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.notify.models import Notice
from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Entry, Task
from shelterwood.prevent.protocols.queries import running
from shelterwood.prevent.protocols.rules.running import Act, State
from shelterwood.prevent.protocols.services import NotPossible

from ..make import CANARY, concern
from ..pages.test_privacy import everything_stored
from .make import begun, done, signed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def school(person, now):
    """The school response as Alder's school signed it."""
    return signed("school-response", by=person("principal-alder"), at=now)


@pytest.fixture
def run(school, acting, now):
    return begun(school, by=acting("teacher-alder"), at=now, moments={"knew": now - HOUR})


def task(run, step, round=1) -> Task:
    return Task.objects.get(run=run, step=step, round=round)


def test_a_run_makes_a_task_of_each_step_and_the_law_s_clock_runs_from_the_moment_somebody_knew(run, now):
    assert task(run, "safe-now").state == State.NOW
    report = task(run, "report")
    assert (report.state, report.of_law, report.due_at) == (State.NOW, True, now + 23 * HOUR)  # Minn. Stat. 260E.03: 24 hours


def test_a_second_click_begins_no_second_run(school, acting, now):
    token, by = uuid4(), acting("teacher-alder")
    first, second = (services.begin(school, by=by, at=now, token=token) for _ in range(2))
    assert first == second


def test_a_step_done_settles_its_task_with_its_proof_and_opens_the_next(run, acting, now):
    done(run, "safe-now", by=acting("teacher-alder"), at=now, words=f"Nobody in danger, {CANARY}")
    settled = task(run, "safe-now")
    assert (settled.state, settled.done_by.username, settled.proof.subject) == (State.DONE, "teacher-alder", "safe-now")
    assert task(run, "listen").state == State.NOW


def test_what_was_written_stands_in_clear_nowhere(run, acting, now):
    by = acting("teacher-alder")
    done(run, "safe-now", by=by, at=now, act=Act.NOT_DONE, words=f"{CANARY} ran off")
    services.note(run, words=f"{CANARY} was seen", by=by, at=now)
    assert CANARY not in everything_stored()
    words = [each.words for each in running.view(run.reference, by=by).said]
    assert [each for each in words if CANARY in each] == [f"{CANARY} ran off", f"{CANARY} was seen"]


def test_what_could_not_be_done_needs_a_reason(run, acting, now):
    with pytest.raises(NotPossible, match="why it could not be done"):
        done(run, "safe-now", by=acting("teacher-alder"), at=now, act=Act.NOT_DONE, words=" ")


def test_unknown_is_an_answer_and_no_takes_a_step_out(run, acting, now):
    by = acting("teacher-alder")
    assert task(run, "staff-suspect").state != State.NOT_NEEDED
    services.answer(run, question="suspect_is_school_staff", says=Truth.UNKNOWN, by=by, at=now)
    assert task(run, "staff-suspect").state != State.NOT_NEEDED
    services.answer(run, question="suspect_is_school_staff", says=Truth.NO, by=by, at=now)
    assert task(run, "staff-suspect").state == State.NOT_NEEDED
    assert list(run.answers.values_list("answer", flat=True)) == ["unknown", "no"]


def test_correcting_leaves_the_first_entry_visible(run, acting, now):
    by = acting("teacher-alder")
    done(run, "safe-now", by=by, at=now, words="first words")
    first = Entry.objects.get(run=run, subject="safe-now")
    services.correct(first, act=Act.NOT_DONE, happened_at=now, words="second words", by=by, at=now)
    assert task(run, "safe-now").state == State.NOT_DONE
    said = {each.words: each.corrected for each in running.view(run.reference, by=by).said if each.entry.subject == "safe-now"}
    assert said == {"first words": True, "second words": False}
    with pytest.raises(NotPossible, match="newer entry"):
        services.correct(first, act=Act.DONE, happened_at=now, by=by, at=now)


def test_who_is_second_hears_who_was_first_and_nothing_is_written_over(run, acting, person, now):
    first, second = acting("teacher-alder"), acting("principal-alder")
    done(run, "safe-now", by=first, at=now, words="mine")
    with pytest.raises(NotPossible, match=person("teacher-alder").name):
        done(run, "safe-now", by=second, at=now, words="also mine")
    done(run, "safe-now", by=first, at=now, words="mine")  # a second click
    assert Entry.objects.filter(run=run, subject="safe-now").count() == 1


def test_a_missed_limit_stays_on_the_task_though_it_is_done_later(run, acting, now):
    services.announce(now=now + 24 * HOUR)
    assert task(run, "report").missed_at == now + 23 * HOUR
    done(run, "report", by=acting("teacher-alder", now + 25 * HOUR), at=now + 25 * HOUR)
    report = task(run, "report")
    assert (report.state, report.missed_at) == (State.DONE_LATE, now + 23 * HOUR)


def test_each_threshold_is_announced_once_to_whoever_has_the_task(run, acting, person, now):
    by, counselor = acting("teacher-alder"), person("counselor-alder")
    services.assign(task(run, "report"), to=counselor, by=by, at=now)
    Notice.objects.all().delete()
    Task.objects.exclude(pk=task(run, "report").pk).update(warned=100)  # the region's own and the run's others say nothing here
    told = []
    for hours in (1, 12, 13, 18, 19, 23, 30):
        services.announce(now=now + hours * HOUR)
        told.append(Notice.objects.filter(person=counselor.id).count())
        Notice.objects.all().delete()
    assert told == [0, 1, 0, 1, 0, 1, 0]  # at 50, 75 and 100 per cent of 24 hours from the hour before


def test_a_pause_silences_the_protocol_s_own_limits_and_never_the_law_s(person, acting, now):
    police = signed("police-first-response", by=person("sergeant-alder"), at=now, clocks=("advocate",))
    by = acting("officer-alder")
    run = begun(police, by=by, at=now, moments={"knew": now})
    done(run, "safe-scene", by=by, at=now)  # it marks the moment of contact
    practice = [each for each in Task.objects.filter(run=run, due_at__isnull=False) if not each.of_law]
    law = [each for each in Task.objects.filter(run=run, due_at__isnull=False) if each.of_law]
    assert practice
    assert law
    services.pause(run, why="waits for an interpreter", by=by, at=now)
    services.announce(now=now + 400 * HOUR)
    for each in (*practice, *law):
        each.refresh_from_db()
    assert {each.warned for each in practice} == {0}
    assert {each.warned for each in law} == {100}


def test_a_run_is_not_ended_around_the_law(run, acting, now):
    by = acting("teacher-alder")
    with pytest.raises(NotPossible, match="law asks"):
        services.end_early(run, why="a mistake", by=by, at=now)
    done(run, "report", by=by, at=now, act=Act.NOT_DONE, words="the line did not answer; called the police")
    services.end_early(run, why="a mistake", by=by, at=now)
    run.refresh_from_db()
    assert (run.state, run.closed_by.username) == ("ended", "teacher-alder")
    with pytest.raises(NotPossible, match="closed"):
        done(run, "safe-now", by=by, at=now)
    services.note(run, words="learned later", by=by, at=now)


def test_finishing_waits_until_nothing_waits(run, acting, now):
    by = acting("teacher-alder")
    with pytest.raises(NotPossible, match="Steps still wait"):
        services.finish(run, by=by, at=now)
    for _ in range(60):
        waiting = running.view(run.reference, by=by)
        if waiting.may_finish:
            break
        planned = next(each for each, _ in waiting.steps if each.state in (State.NOW, State.LATE))
        choice = planned.step.choices[-1].id if planned.step.choices else ""
        done(run, planned.step.id, by=by, at=now, choice=choice, round=planned.round)
    services.finish(run, by=by, at=now)
    run.refresh_from_db()
    assert run.state == "finished"


def test_a_time_that_has_not_come_is_refused(run, acting, now):
    by = acting("teacher-alder")
    with pytest.raises(NotPossible, match="not come yet"):
        services.settle(run, step="safe-now", round=1, act=Act.DONE, happened_at=now + HOUR, by=by, at=now)
    with pytest.raises(NotPossible, match="not come yet"):
        services.say_moment(run, moment="knew", happened_at=now + HOUR, by=by, at=now)


def test_a_moment_said_anew_moves_the_clock_and_both_stay(run, acting, now):
    services.say_moment(run, moment="knew", happened_at=now - 2 * HOUR, by=acting("teacher-alder"), at=now)
    assert task(run, "report").due_at == now + 22 * HOUR
    assert Entry.objects.filter(run=run, subject="knew").count() == 2


def test_a_run_from_a_concern_is_told_apart_by_whoever_reads_that_concern(school, county, acting, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    run = begun(school, by=acting("teacher-alder"), at=now, about=raised.record)
    for key in ("teacher-alder", "counselor-alder"):  # the writer, and the post that the school's protocol names
        assert running.view(run.reference, by=acting(key))
    for key in ("principal-alder", "coordinator-alder", "intake-alder", "teacher-juniper"):
        assert running.view(run.reference, by=acting(key)) is None
    assert [found for found, _, takes_part in running.runs_about(raised.record, by=acting("teacher-alder")) if takes_part] == [run]
    assert running.runs_about(raised.record, by=acting("principal-alder")) == []
