"""Raising a concern: what is kept, where it goes, and what nobody learns."""

from datetime import timedelta

import pytest

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.gates.disclosure.models import Attestation, Release
from shelterwood.gates.law.models import Clock
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.models import Concern, ConcernFact, Route
from shelterwood.respond.concerns.rules import RouteState
from shelterwood.respond.concerns.services import NotPossible

from ..make import CANARY, concern, told

pytestmark = pytest.mark.django_db


def states(raised: Concern) -> dict[str, str]:
    return {route.organization.name: route.state for route in raised.routes.select_related("organization")}


def test_a_teachers_concern_goes_to_child_protection_and_not_to_the_police(acting, county, now):
    """What a school writes is bound by FERPA: the reporting rule opens it to child welfare alone."""
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert states(raised) == {"Alder County Child Protection": "sent", "Alder Falls Police Department": "refused"}


def test_a_nurses_concern_goes_to_every_agency_that_receives_reports(acting, county, now):
    raised = concern(county("Juniper County"), at=now, by=acting("nurse-juniper"))
    assert states(raised) == {"Juniper County Child Protection": "sent", "Juniper Wells Police Department": "sent"}


def test_an_officers_concern_leaves_the_house_for_child_protection_only(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("officer-alder"))
    assert states(raised) == {"Alder County Child Protection": "sent"}


def test_without_the_statement_of_suspicion_nothing_is_sent(acting, county, now):
    by = acting("teacher-alder")
    raised = services.raise_concern(told(county("Alder County"), sector="schools"), mark=b"no statement", at=now, by=by, suspicion="")
    assert states(raised) == {}
    assert not Attestation.objects.filter(record=raised.record, word="A-SUSPICION").exists()


def test_without_an_account_it_waits_at_the_desk_and_nobody_has_been_told(county, now):
    raised = concern(county("Juniper County"), at=now)
    assert states(raised) == {"Two Rivers Coordinating Council": "sent"}
    assert not Release.objects.filter(record=raised.record).exists()
    assert queries.nobody_told(raised)


def test_a_sector_without_a_door_is_told_so(acting, county, now):
    with pytest.raises(NotPossible, match="goes to the intake desk"):
        concern(county("Alder County"), at=now, by=acting("teller-alder"))


def test_a_random_number_that_is_taken_is_drawn_again(county, now, monkeypatch):
    place = county("Alder County")
    first = concern(place, at=now)
    drawn = iter([first.reference, first.reference, "A-ZZZZZ9"])
    monkeypatch.setattr(Concern._meta.get_field("reference"), "_get_default", lambda: next(drawn))
    assert concern(place, at=now).reference == "A-ZZZZZ9"


def test_a_second_click_makes_no_second_concern(acting, county, now):
    first = concern(county("Alder County"), at=now, by=acting("teacher-alder"), token="the same form")
    again = concern(county("Alder County"), at=now, by=acting("teacher-alder"), token="the same form")
    assert again == first
    assert Concern.objects.filter(pk=first.pk).count() == 1


def test_what_was_written_is_sealed_and_nowhere_in_clear(county, now):
    raised = concern(county("Alder County"), at=now)
    stored = [bytes(fact.sealed) for fact in ConcernFact.objects.filter(concern=raised)]
    assert stored
    assert not [body for body in stored if CANARY.encode() in body]


def test_the_clock_of_the_law_runs_from_when_it_was_known_and_not_from_when_it_was_typed(acting, county, now):
    known = now - timedelta(hours=10)
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), known_at=known)
    clock = Clock.objects.get(record=raised.record_id, organization=None)
    assert (clock.duty, clock.started_at, clock.due_at) == ("MN-RPT-03", known, known + timedelta(hours=24))
    assert clock.holder.username == "teacher-alder"


def test_a_duty_without_a_number_in_the_law_gets_no_due_time(county, now):
    """Texas: every person reports immediately; the section gives no hours."""
    raised = concern(county("Juniper County"), at=now, sector="hotel")
    assert [(clock.duty, clock.due_at) for clock in Clock.objects.filter(record=raised.record_id)] == [("TX-RPT-16", None)]


def test_who_may_but_need_not_report_gets_no_clock(county, now):
    """Minnesota: a hotel employee is no mandated reporter."""
    raised = concern(county("Alder County"), at=now, sector="hotel")
    assert not Clock.objects.filter(record=raised.record_id).exists()


def test_raising_and_each_sending_leave_their_event(acting, county, now):
    by = acting("teacher-alder")
    raised = concern(county("Alder County"), at=now, by=by)
    events = AccessEvent.objects.filter(records__0=str(raised.record_id)).order_by("at", "action")
    assert {(event.action, event.allowed, event.actor) for event in events} == {("raise_concern", True, by.id), ("share", True, by.id)}
    shared = events.get(action="share")
    assert shared.rules == ["SC-CW-01"]
    assert "name" in shared.fields
    assert CANARY not in str(list(events.values()))


def test_a_release_gives_exactly_what_was_said(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), answers={"words": "Seen.", "vehicle": "gray van"})
    release = Release.objects.get(record=raised.record)
    assert {given.field for given in release.given.all()} == {"reference_number", "observation_text", "vehicle"}


def test_a_reporters_name_travels_only_when_it_was_given_for_that(acting, county, now):
    silent = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    answers = {"words": "Seen.", "reporter": "T. Eacher, 218-555-0111"}
    named = concern(county("Alder County"), at=now, by=acting("teacher-alder"), answers=answers, name_may_travel=True)
    assert not Release.objects.filter(record=silent.record, given__field="reporter_identity").exists()
    assert Release.objects.filter(record=named.record, given__field="reporter_identity").exists()


def test_an_agency_where_somebody_involved_works_is_skipped_and_its_alternate_told(acting, county, organization, now):
    welfare = organization("Alder County Child Protection")
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), conflicts=(welfare,))
    assert states(raised) == {
        "Alder County Child Protection": "skipped",
        "Neighbor Agency for Alder County (conflict cases)": "sent",
        "Alder Falls Police Department": "refused",
    }
    assert not Release.objects.filter(record=raised.record, to_organization=welfare).exists()
    assert Route.objects.get(concern=raised, state=RouteState.SENT).instead_of == welfare


def test_where_the_alternate_is_involved_too_nobody_takes_its_place(acting, county, organization, now):
    welfare = organization("Alder County Child Protection")
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), conflicts=(welfare, welfare.conflict_alternate))
    assert states(raised) == {"Alder County Child Protection": "skipped", "Alder Falls Police Department": "refused"}


def test_added_facts_are_read_by_those_who_read_the_first(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    services.add_facts(raised, words="Was absent today.", at=now, by=acting("teacher-alder"))
    seen = queries.view(raised.reference, by=acting("intake-alder"))
    assert ("words", "Was absent today.", 1) in [(fact.question, fact.text, fact.part) for fact in seen.facts]
