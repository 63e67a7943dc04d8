"""Acknowledging, screening, answering, routing: each verb, and its refusal for everybody else."""

from datetime import timedelta

import pytest

from shelterwood.foundation.vault.services import NotCovered
from shelterwood.gates.disclosure.models import Record, Release
from shelterwood.respond.concerns import queries, services, wording
from shelterwood.respond.concerns.models import AnswerGiven, Decision
from shelterwood.respond.concerns.permissions import Forbidden
from shelterwood.respond.concerns.rules import Answer, RouteState, ScreenOutReason
from shelterwood.respond.concerns.services import NotPossible

from ..make import concern

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(acting, county, now):
    """A teacher's concern in Alder County and its way to child protection."""
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    return raised.routes.get(state=RouteState.SENT)


@pytest.fixture
def at_desk(county, now):
    """A concern without an account, waiting at the desk."""
    return concern(county("Alder County"), at=now)


def test_the_first_to_acknowledge_takes_it_and_the_second_hears_who_did(sent, acting, now):
    taken = services.acknowledge(sent, by=acting("intake-alder"), at=now)
    assert taken.state == RouteState.ACKNOWLEDGED
    with pytest.raises(NotPossible, match=f"{taken.acknowledged_by.name} already acknowledged this"):
        services.acknowledge(sent, by=acting("intake-alder"), at=now)


def test_who_acknowledged_reads_on_after_the_shift(sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    long_after = now + timedelta(days=150)  # the roster has ended
    assert queries.view(sent.concern.reference, by=acting("intake-alder", at=long_after)).facts


def test_the_reporter_hears_that_it_was_received_and_then_that_someone_looks(sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    services.screen(sent, by=acting("intake-alder"), at=now, accepted=True, reason=None, note="")
    assert list(AnswerGiven.objects.filter(concern=sent.concern).values_list("answer", flat=True)) == ["received", "looking"]


def test_screening_comes_after_acknowledging(sent, acting, now):
    with pytest.raises(NotPossible, match="Acknowledge this concern first"):
        services.screen(sent, by=acting("intake-alder"), at=now, accepted=True, reason=None, note="")


def test_screening_out_needs_a_reason(sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    with pytest.raises(NotPossible, match="Say why"):
        services.screen(sent, by=acting("intake-alder"), at=now, accepted=False, reason=None, note="")


def test_a_screened_out_report_may_be_taken_up_later_but_not_the_other_way(sent, acting, now):
    intake = acting("intake-alder")
    services.acknowledge(sent, by=intake, at=now)
    services.screen(sent, by=intake, at=now, accepted=False, reason=ScreenOutReason.NOT_ENOUGH, note="")
    services.screen(sent, by=intake, at=now, accepted=True, reason=None, note="")
    with pytest.raises(NotPossible, match="already decided"):
        services.screen(sent, by=intake, at=now, accepted=False, reason=ScreenOutReason.NOT_ENOUGH, note="")


def test_the_agencys_own_words_stay_in_the_agency(sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    services.screen(sent, by=acting("intake-alder"), at=now, accepted=False, reason=ScreenOutReason.OTHER, note="Heron in the reeds")
    assert queries.view(sent.concern.reference, by=acting("intake-alder")).decisions[0].note == "Heron in the reeds"
    assert "Heron" not in str(queries.view(sent.concern.reference, by=acting("teacher-alder")))
    note = Decision.objects.get(route=sent).note_record
    assert Record.objects.get(pk=note.pk).owner.name == "Alder County Child Protection"


def test_the_writer_does_not_learn_the_agencys_decision_but_the_closed_list(sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    services.screen(sent, by=acting("intake-alder"), at=now, accepted=False, reason=ScreenOutReason.ADULT, note="")
    seen = queries.view(sent.concern.reference, by=acting("teacher-alder"))
    assert [each.answer for each in seen.answers] == ["received"]


# every verb, and people who may not: colleagues without a right, other agencies, the coordinator, the writer, those off duty
OUTSIDERS = [
    "intake2-alder",
    "supervisor-alder",
    "detective-alder",
    "intake-juniper",
    "coordinator-alder",
    "teacher-alder",
    "principal-alder",
    "teller-alder",
]


@pytest.mark.parametrize("key", OUTSIDERS)
def test_acknowledging_is_refused_to(key, sent, acting, now):
    with pytest.raises(Forbidden):
        services.acknowledge(sent, by=acting(key), at=now)


@pytest.mark.parametrize("key", OUTSIDERS)
def test_screening_is_refused_to(key, sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    with pytest.raises(Forbidden):
        services.screen(sent, by=acting(key), at=now, accepted=True, reason=None, note="")


@pytest.mark.parametrize("key", OUTSIDERS)
def test_answering_is_refused_to(key, sent, acting, now):
    services.acknowledge(sent, by=acting("intake-alder"), at=now)
    with pytest.raises(Forbidden):
        services.answer(sent, answer=Answer.CLOSED, by=acting(key), at=now)


def test_answering_comes_after_acknowledging(sent, acting, now):
    with pytest.raises(NotPossible):
        services.answer(sent, answer=Answer.CALL_US, by=acting("intake-alder"), at=now)


@pytest.mark.parametrize("key", ["counselor-alder", "principal-alder", "intake-alder", "coordinator-alder", "teacher-juniper"])
def test_adding_facts_is_refused_to(key, sent, acting, now):
    with pytest.raises(Forbidden):
        services.add_facts(sent.concern, words="x", at=now, by=acting(key))


@pytest.mark.parametrize("key", ["counselor-alder", "principal-alder", "intake-alder", "coordinator-alder", "duty-alder"])
def test_recording_the_report_is_refused_to(key, sent, acting, now):
    clock = queries.view(sent.concern.reference, by=acting("teacher-alder")).clocks[0].clock
    with pytest.raises(Forbidden):
        services.record_report(sent.concern, clock=clock.id, met_at=now, method="telephone", reference="", at=now, by=acting(key))


@pytest.mark.parametrize("key", ["duty2-alder", "coordinator-alder", "counsel-alder", "intake-alder", "teacher-alder"])
def test_routing_is_refused_to(key, at_desk, acting, organization, now):
    with pytest.raises(Forbidden):
        services.confirm_route(at_desk, by=acting(key), at=now, recipients=[organization("Alder County Child Protection").pk], suspicion="yes")


def test_a_duty_officer_sends_it_to_those_chosen_and_to_nobody_else(at_desk, acting, organization, now):
    welfare = organization("Alder County Child Protection")
    services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=[welfare.pk], suspicion=str(wording.SUSPICION))
    assert [release.to_organization for release in Release.objects.filter(record=at_desk.record)] == [welfare]
    assert Release.objects.get(record=at_desk.record).rule == "CB-ANY-01"
    assert list(AnswerGiven.objects.filter(concern=at_desk).values_list("answer", flat=True)) == ["passed_on"]


def test_a_concern_is_routed_once(at_desk, acting, organization, now):
    chosen = [organization("Alder County Child Protection").pk]
    services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=chosen, suspicion="yes")
    with pytest.raises(NotPossible, match="already routed"):
        services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=chosen, suspicion="yes")


def test_nobody_chosen_needs_a_reason(at_desk, acting, now):
    with pytest.raises(NotPossible, match="say why"):
        services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=[], suspicion="")
    services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=[], suspicion="", no_recipient="An advertisement.")
    assert at_desk.routes.get().state == RouteState.SCREENED_OUT


def test_the_vault_opens_nothing_that_the_event_does_not_name(sent, acting, now):
    from shelterwood.foundation.vault.services import reveal
    from shelterwood.gates.disclosure import services as disclosure

    fact = sent.concern.facts.select_related("concern").get(question="name")
    reading = disclosure.read_record(sent.concern.record, {"observation_text"}, by=acting("intake-alder"), purpose="child_protection")
    with pytest.raises(NotCovered):
        reveal({fact.place: bytes(fact.sealed)}, event=reading.event)
    refused = disclosure.read_record(sent.concern.record, {"name"}, by=acting("teller-alder"), purpose="child_protection")
    with pytest.raises(NotCovered):
        reveal({fact.place: bytes(fact.sealed)}, event=refused.event)
