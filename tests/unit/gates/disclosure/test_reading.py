"""Who reads a concern: each way in, and each way in with one condition taken away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shelterwood.gates.disclosure.engine import decide
from shelterwood.gates.disclosure.vocabulary import ENVELOPE

from .facts import NOW, organization, person, reading, record, release

SCHOOL = organization("schools", "ferpa")
WELFARE = organization("child_welfare", "capta_ive", receives_abuse_reports=True)
DESK = organization("coordinating_body", intake_desk=True)
SHELTER = organization("victim_services", "vawa", "voca")

TEACHER = person(SCHOOL)
CONCERN = record(SCHOOL, "education", writer=TEACHER.id)
WORKER = person(WELFARE, on_intake_duty=True)
TO_WELFARE = release(CONCERN, WELFARE)
PUBLIC = record(DESK, "general", "observation")
COORDINATOR = person(DESK, coordinator=True)

WAYS_IN = {
    "P-OWN": reading(TEACHER, CONCERN),
    "P-PROTOCOL": reading(person(SCHOOL, protocol_reader=True), CONCERN),
    "P-NAMED": reading(person(SCHOOL), replace(CONCERN, names_the_principal=True)),
    "P-DESK": reading(person(DESK, on_intake_duty=True), PUBLIC),
    "P-INTAKE": reading(WORKER, CONCERN, TO_WELFARE),
    "P-RELEASE": reading(person(WELFARE), CONCERN, replace(TO_WELFARE, names_the_principal=True)),
    "P-ENVELOPE": reading(COORDINATOR, CONCERN, fields=ENVELOPE),
}


@pytest.mark.parametrize(("rule", "question"), WAYS_IN.items(), ids=WAYS_IN.keys())
def test_a_way_in_is_open_and_names_its_rule(rule, question):
    decision = decide(question)
    assert decision.allowed
    assert decision.rules == (rule,)


@pytest.mark.parametrize("question", WAYS_IN.values(), ids=WAYS_IN.keys())
def test_no_way_in_without_a_second_factor_of_today(question):
    assert not decide(replace(question, principal=replace(question.principal, mfa_at=None))).allowed
    assert not decide(replace(question, principal=replace(question.principal, mfa_at=NOW - timedelta(hours=12)))).allowed


@pytest.mark.parametrize("question", WAYS_IN.values(), ids=WAYS_IN.keys())
def test_no_way_in_after_leaving_the_post(question):
    assert not decide(replace(question, principal=replace(question.principal, active=False))).allowed


@pytest.mark.parametrize("question", WAYS_IN.values(), ids=WAYS_IN.keys())
def test_no_way_in_to_a_sealed_record(question):
    assert not decide(replace(question, record=replace(question.record, sealed=True))).allowed


CLOSED = {
    "a colleague of the writer": reading(person(SCHOOL), CONCERN),
    "the writer's supervisor": reading(person(SCHOOL, supervisor=True), CONCERN),
    "a protocol reader of another school": reading(person(organization("schools", "ferpa"), protocol_reader=True), CONCERN),
    "somebody of another organization who was named": reading(person(WELFARE), replace(CONCERN, names_the_principal=True)),
    "a duty officer off duty": reading(person(DESK), PUBLIC),
    "the coordinator who asks for content": reading(COORDINATOR, CONCERN),
    "the coordinator who asks for content among the number": reading(COORDINATOR, CONCERN, fields=ENVELOPE | {"name"}),
    "the coordinator before a shelter's report": reading(COORDINATOR, record(SHELTER, "victim_service"), fields=ENVELOPE),
    "an intake worker off duty": reading(person(WELFARE), CONCERN, TO_WELFARE),
    "an intake worker without a release": reading(WORKER, CONCERN),
    "an intake worker of another agency": reading(person(organization("child_welfare"), on_intake_duty=True), CONCERN, TO_WELFARE),
    "a supervisor of the recipient off the roster": reading(person(WELFARE, supervisor=True), CONCERN, TO_WELFARE),
    "a field that was not given": reading(WORKER, CONCERN, TO_WELFARE, fields=frozenset({"vehicle"})),
    "a given field beside one that was not": reading(WORKER, CONCERN, TO_WELFARE, fields=frozenset({"name", "vehicle"})),
    "no field at all": reading(WORKER, CONCERN, TO_WELFARE, fields=frozenset()),
    "another purpose": reading(WORKER, CONCERN, TO_WELFARE, purpose="research"),
    "a revoked release": reading(WORKER, CONCERN, replace(TO_WELFARE, revoked_at=NOW)),
    "a release that ended": reading(WORKER, CONCERN, replace(TO_WELFARE, ends_at=NOW)),
    "a release that has not begun": reading(WORKER, CONCERN, replace(TO_WELFARE, starts_at=NOW + timedelta(seconds=1))),
    "a release under a rule that counsel withdrew": reading(WORKER, CONCERN, replace(TO_WELFARE, rule="CW-LE-03")),
    "a release of another record": reading(WORKER, CONCERN, release(record(SCHOOL, "education"), WELFARE)),
    "a release by somebody who does not own it": reading(WORKER, CONCERN, replace(TO_WELFARE, from_organization=WELFARE.id)),
    "a release to someone else's intake": reading(WORKER, CONCERN, replace(TO_WELFARE, to_organization=DESK.id)),
    "a service referral, which is no report": reading(WORKER, CONCERN, replace(TO_WELFARE, to_intake=False)),
}


@pytest.mark.parametrize("question", CLOSED.values(), ids=CLOSED.keys())
def test_this_person_reads_nothing(question):
    assert not decide(question).allowed
