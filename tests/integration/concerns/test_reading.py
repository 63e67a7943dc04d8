"""Who reads a concern: the agency that the law names, its writer, and nobody else, in both counties."""

import pytest

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.vocabulary import ENVELOPE
from shelterwood.respond.concerns import queries, services

from ..make import CANARY, concern

pytestmark = pytest.mark.django_db

# by whom it was raised, in which county, and who reads its content then
READERS = [
    ("teacher-alder", "Alder County", {"teacher-alder", "counselor-alder", "intake-alder"}),
    ("teacher-juniper", "Juniper County", {"teacher-juniper", "intake-juniper"}),
    ("nurse-alder", "Alder County", {"nurse-alder", "intake-alder", "detective-alder"}),
    ("nurse-juniper", "Juniper County", {"nurse-juniper", "intake-juniper", "detective-juniper"}),
    ("officer-alder", "Alder County", {"officer-alder", "intake-alder"}),
    ("officer-juniper", "Juniper County", {"officer-juniper", "intake-juniper"}),
    ("", "Alder County", {"duty-alder"}),
    ("", "Juniper County", {"duty-alder"}),
]


@pytest.mark.parametrize(("writer", "place", "readers"), READERS, ids=[f"{row[0] or 'no account'} in {row[1]}" for row in READERS])
def test_a_concern_is_read_by_these_people_and_by_nobody_else(acting, county, now, writer, place, readers):
    raised = concern(county(place), at=now, by=acting(writer) if writer else None)
    seen = set()
    for person in Person.objects.select_related("organization__county"):
        found = queries.view(raised.reference, by=gate.principal(person, mfa_at=now, now=now))
        if found and any(CANARY in fact.text for fact in found.facts):
            seen.add(person.username)
    assert seen == readers


def test_the_coordinator_sees_number_sector_and_clocks_and_no_content(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    seen = queries.view(raised.reference, by=acting("coordinator-alder"))
    assert seen.envelope_only
    assert seen.facts == ()
    assert seen.routes == ()
    assert {each.clock.duty for each in seen.clocks} == {"MN-RPT-03", "MN-CROSS-02"}


def test_of_the_desks_own_concerns_too_the_coordinator_learns_neither_route_nor_answers_nor_who_wrote(acting, county, organization, now):
    raised = concern(county("Alder County"), at=now)
    welfare = organization("Alder County Child Protection")
    services.confirm_route(raised, by=acting("duty-alder"), at=now, recipients=[welfare.id], suspicion="yes")
    seen = queries.view(raised.reference, by=acting("coordinator-alder"))
    assert seen.envelope_only
    assert (seen.routes, seen.answers, seen.facts) == ((), (), ())
    panel = queries.access(raised.reference, by=acting("coordinator-alder"))
    assert panel.opened == 0
    assert panel.refused == []
    assert {field for _, people in panel.seen_by for each in people for field in each.fields} <= set(ENVELOPE)
    assert queries.view(raised.reference, by=acting("duty-alder")).routes


def test_nobody_reads_without_a_second_factor(person, county, acting, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert queries.view(raised.reference, by=gate.principal(person("teacher-alder"), mfa_at=None, now=now)) is None


def test_an_unknown_reference_and_a_forbidden_one_answer_alike(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert queries.view(raised.reference, by=acting("teller-alder")) is None
    assert queries.view("A-NONE99", by=acting("teller-alder")) is None


def test_every_reading_and_every_refusal_leaves_its_event(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    reader, other = acting("intake-alder"), acting("detective-alder")
    queries.view(raised.reference, by=reader)
    queries.view(raised.reference, by=other)
    read = AccessEvent.objects.get(action="read", actor=reader.id, records__0=str(raised.record_id))
    refused = AccessEvent.objects.filter(action="read", actor=other.id, records__0=str(raised.record_id))
    assert read.allowed
    assert read.rules == ["P-INTAKE"]
    assert read.book == gate.rule_book_hash()
    assert {event.allowed for event in refused} == {False}


def test_where_the_event_cannot_be_written_nothing_is_shown(acting, county, now, monkeypatch):
    from shelterwood.foundation.audit.services import AccessEvent as Table

    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))

    def refuse(**_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Table.objects, "create", refuse)
    with pytest.raises(RuntimeError):
        queries.view(raised.reference, by=acting("intake-alder"))


def test_the_list_shows_no_content_and_only_what_may_be_read(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    rows, _ = queries.inbox(by=acting("intake-alder"))
    assert raised.reference in [row.reference for row in rows]
    assert CANARY not in str(rows)
    rows, _ = queries.inbox(by=acting("detective-alder"))
    assert raised.reference not in [row.reference for row in rows]


def test_who_can_see_this_is_what_the_engine_answers(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    panel = queries.access(raised.reference, by=acting("teacher-alder"))
    named = {each.person.username for _, people in panel.seen_by for each in people}
    assert named == {"teacher-alder", "counselor-alder", "intake-alder"}
    assert [(route.organization.name, route.state) for route in panel.refused] == [("Alder Falls Police Department", "refused")]


def test_a_recipient_does_not_learn_from_the_panel_who_wrote_it(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    panel = queries.access(raised.reference, by=acting("intake-alder"))
    assert {each.person.organization.name for _, people in panel.seen_by for each in people} == {"Alder County Child Protection"}
    assert panel.refused == []
    assert panel.opened == 0
