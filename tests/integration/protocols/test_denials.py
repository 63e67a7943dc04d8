"""Who may not: every verb and every reader of this room, and every address."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Entry, Task
from shelterwood.prevent.protocols.permissions import Forbidden
from shelterwood.prevent.protocols.queries import adopting, counting, draft_mark, measuring, running, step_mark
from shelterwood.prevent.protocols.rules.model import Text
from shelterwood.prevent.protocols.rules.running import Act

from ..make import concern
from .make import begun, done, signed

pytestmark = pytest.mark.django_db
NOT_MANAGERS = ["teacher-alder", "principal-juniper", "coordinator-alder", "hotel-manager-alder", "counsel-alder"]
OUTSIDERS = ["nurse-alder", "principal-juniper", "coordinator-alder", "duty-alder", "intake-alder", "counselor-alder"]


@pytest.fixture
def school(person, now):
    return signed("school-response", by=person("principal-alder"), at=now)


@pytest.fixture
def run(school, acting, now):
    return begun(school, by=acting("teacher-alder"), at=now)


@pytest.fixture
def draft(school, person, now):
    return services.begin_draft(protocol="school-response", by=person("principal-alder"), at=now)


@pytest.mark.parametrize("key", NOT_MANAGERS)
def test_only_a_manager_of_the_organization_adapts_and_signs(key, draft, school, person, now):
    by, seen = person(key), step_mark(draft, "listen")
    with pytest.raises(Forbidden):
        services.change_step(draft, step="listen", fields={}, seen=seen, clock_on=None, by=by, at=now)
    with pytest.raises(Forbidden):
        services.add_step(draft, after="listen", who="anyone", name=Text("a", "a"), what=Text("a", "a"), by=by, at=now)
    with pytest.raises(Forbidden):
        services.remove_step(draft, step="tell-designated", by=by, at=now)
    with pytest.raises(Forbidden):
        services.move_step(draft, step="listen", places=1, by=by, at=now)
    with pytest.raises(Forbidden):
        services.change_head(draft, own={}, review_months=1, by=by, at=now)
    with pytest.raises(Forbidden):
        services.sign(draft, seen=draft_mark(draft), name="x", post="x", on=now.date(), by=by, at=now)
    with pytest.raises(Forbidden):
        services.drop_draft(draft, by=by)
    with pytest.raises(Forbidden):
        services.confirm_review(school, on=now.date(), by=by, at=now)
    with pytest.raises(Forbidden):
        services.retire(school, why="x", by=by, at=now)


def test_who_manages_nothing_begins_nothing_and_counts_nothing(person, now):
    by, site = person("teacher-alder"), person("teacher-alder").organization.sites.first()
    with pytest.raises(Forbidden):
        services.begin_draft(protocol="school-response", by=by, at=now)
    with pytest.raises(Forbidden):
        services.take_over(protocol="school-response", by=by, at=now)
    with pytest.raises(Forbidden):
        services.fill_checklist(checklist="school-policy", replies={}, by=by, at=now)
    with pytest.raises(Forbidden):
        services.put_card(card="hotel-register-card", site=site, since=now.date(), by=by, at=now)
    with pytest.raises(Forbidden):
        services.count_session(
            plan="session-school", day=now.date(), site=site, people=3, ages="11_13", minutes=30, mandate="", token=uuid4(), by=by, at=now
        )


def test_another_organization_s_card_and_session_are_not_ones_own(person, now):
    hotel, school = person("hotel-manager-alder"), person("principal-alder")
    row = counting.cards("hotel-register-card", by=hotel)[0]
    with pytest.raises(Forbidden):
        services.take_card_away(row, until=now.date(), by=person("hotel-manager-juniper"), at=now)
    with pytest.raises(Forbidden):
        services.put_card(card="hotel-register-card", site=row.site, since=now.date(), by=person("hotel-manager-juniper"), at=now)
    with pytest.raises(Forbidden):
        services.withdraw_session(counting.sessions(by=school).rows[0], by=person("principal-juniper"), at=now)


@pytest.mark.parametrize("key", NOT_MANAGERS)
def test_only_a_manager_sees_what_the_organization_signs_and_counts(key, draft, person, now):
    by = person(key)
    assert adopting.judged("school-response", by=by) is None
    found = adopting.standing("school-response", by=by)
    assert found is None or found.current is None  # another school's principal sees their own school's: nothing signed
    counted = counting.sessions(by=by)
    assert counted is None or not counted.rows
    assert measuring.measured("school-response", by=by, now=now) is None
    assert not counting.fillings("police-readiness", by=by, today=now.date())
    assert not counting.cards("hotel-register-card", by=person("teacher-alder"))


@pytest.mark.parametrize("key", OUTSIDERS)
def test_a_run_is_nobody_s_but_its_own_people_s(key, run, acting, person, now):
    by = acting(key)
    task, entry = Task.objects.filter(run=run).first(), None
    done(run, "safe-now", by=acting("teacher-alder"), at=now)
    entry = Entry.objects.get(run=run, subject="safe-now")
    assert running.view(run.reference, by=by) is None
    assert run not in [row.run for row in running.runs(by=by)[0]]
    with pytest.raises(Forbidden):
        services.settle(run, step="listen", round=1, act=Act.DONE, happened_at=now, by=by, at=now)
    with pytest.raises(Forbidden):
        services.correct(entry, act=Act.DONE, happened_at=now, by=by, at=now)
    with pytest.raises(Forbidden):
        services.answer(run, question="child_missing", says=Truth.NO, by=by, at=now)
    with pytest.raises(Forbidden):
        services.say_moment(run, moment="knew", happened_at=now, by=by, at=now)
    with pytest.raises(Forbidden):
        services.say_known(run, answers={}, moments={}, by=by, at=now)
    with pytest.raises(Forbidden):
        services.note(run, words="x", by=by, at=now)
    with pytest.raises(Forbidden):
        services.assign(task, to=person(key), by=by, at=now)
    with pytest.raises(Forbidden):
        services.pause(run, why="x", by=by, at=now)
    with pytest.raises(Forbidden):
        services.go_on(run, by=by, at=now)
    with pytest.raises(Forbidden):
        services.finish(run, by=by, at=now)
    with pytest.raises(Forbidden):
        services.end_early(run, why="x", by=by, at=now)
    with pytest.raises(Forbidden):
        services.join(run, by=by, at=now)


def test_another_school_s_protocol_is_not_run(school, acting, now):
    with pytest.raises(Forbidden):
        services.begin(school, by=acting("teacher-juniper"), at=now, token=uuid4())


def test_a_concern_that_one_may_not_read_begins_nothing(school, county, acting, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    for key in ("principal-alder",):  # a supervisor does not read what staff noticed
        with pytest.raises(Forbidden):
            services.begin(school, by=acting(key), at=now, token=uuid4(), about=raised.record)


def test_a_step_given_opens_the_run_to_that_colleague_alone(run, acting, person, now):
    counselor = acting("counselor-alder")
    assert running.view(run.reference, by=counselor) is None
    services.assign(Task.objects.get(run=run, step="safe-now"), to=person("counselor-alder"), by=acting("teacher-alder"), at=now)
    assert running.view(run.reference, by=counselor)
    assert [each.task.step for each in running.my_tasks(by=counselor) if each.run == run] == ["safe-now"]


def test_a_step_of_a_concern_s_run_is_not_given_to_who_may_not_read_the_concern(school, county, acting, person, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    run = begun(school, by=acting("teacher-alder"), at=now, about=raised.record)
    task = Task.objects.get(run=run, step="report")
    for key in ("principal-alder", "nurse-alder"):
        with pytest.raises(services.NotPossible):
            services.assign(task, to=person(key), by=acting("teacher-alder"), at=now)


def test_a_supervisor_reads_a_run_that_stands_on_its_own_and_every_reading_leaves_its_event(run, acting):
    assert running.view(run.reference, by=acting("principal-alder"))
    assert running.view(run.reference, by=acting("counselor-alder")) is None
    events = AccessEvent.objects.filter(action="read", records__icontains=str(run.record_id)).order_by("at")
    assert {event.allowed for event in events} == {True, False}


def test_an_account_without_a_second_factor_reads_no_run(run, acting):
    assert running.view(run.reference, by=replace(acting("teacher-alder"), mfa_at=None)) is None


ADDRESSES = ["", "/steps/safe-now", "/facts", "/turn"]


def plain(answer, reference) -> str:
    """The page without its own address and the form tokens, which differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode().replace(reference, ""))


@pytest.mark.parametrize("key", ["nurse-alder", "teacher-juniper", "counselor-alder"])
@pytest.mark.parametrize("part", ADDRESSES)
def test_a_run_s_pages_look_like_nothing_there(part, key, run, signed_in):
    client = signed_in(key)
    hidden, missing = client.get(f"/runs/{run.reference}{part}"), client.get(f"/runs/P-NONE99{part}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert plain(hidden, run.reference) == plain(missing, "P-NONE99")


@pytest.mark.parametrize("part", ["", "/draft", "/sign", "/adherence", "/adherence.csv", "/draft/listen"])
def test_what_a_manager_signs_is_no_page_for_others(part, draft, run, signed_in):
    assert signed_in("teacher-alder").get(f"/organization/protocols/school-response{part}").status_code == 404
    assert signed_in("principal-alder").get(f"/organization/protocols/school-response{part}").status_code == 200
