"""The body keeps its own house: routing, lines and mail, each by whom the one table names and by nobody else."""

import pytest
from django.core import mail

from shelterwood.collaborate.region import queries, services
from shelterwood.collaborate.region.permissions import Forbidden
from shelterwood.foundation.accounts.models import Organization
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.body.models import Line
from shelterwood.foundation.notify.models import Notice
from shelterwood.respond.concerns.queries import intake_points

from ..make import seen_on

pytestmark = pytest.mark.django_db
NOBODYS = ["teacher-alder", "sergeant-alder", "intake-alder", "supervisor-alder", "hotel-manager-alder", "counsel-alder"]
NEIGHBOR = "Neighbor Agency for Alder County (conflict cases)"


@pytest.fixture
def operator(person):
    """The IT operator: the desk's alternate in another role."""
    found = person("duty2-alder")
    found.role = Role.IT_OPERATOR
    found.save()
    return found


@pytest.fixture
def police(organization):
    return organization("Alder Falls Police Department")


# --- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [*NOBODYS, "duty-alder"])
def test_routing_is_changed_by_the_coordinator_alone(key, person, county, police, now):
    with pytest.raises(Forbidden):
        services.keep_routing(county("Alder County"), rows=[(police, None)], by=person(key), at=now)


def test_the_it_operator_reroutes_nobody_and_enters_no_number(operator, county, police, now):
    with pytest.raises(Forbidden):
        services.keep_routing(county("Alder County"), rows=[(police, None)], by=operator, at=now)
    with pytest.raises(Forbidden):
        services.keep_line(None, by=operator, at=now, phone="218-555-0199")


@pytest.mark.parametrize("key", NOBODYS)
def test_lines_and_mail_are_not_for_others(key, person, now):
    line = Line.objects.first()
    with pytest.raises(Forbidden):
        services.keep_line(line, by=person(key), at=now, phone="218-555-0199")
    with pytest.raises(Forbidden):
        services.ring_line(line, by=person(key), at=now)
    with pytest.raises(Forbidden):
        services.end_line(line, by=person(key), at=now)
    with pytest.raises(Forbidden):
        services.send_test(by=person(key), at=now)
    with pytest.raises(Forbidden):
        services.try_mail_again(by=person(key), at=now)
    assert queries.routing(by=person(key), at=now) is None
    assert queries.lines(by=person(key), at=now) is None
    assert mail.outbox == []


def test_a_coordinator_of_another_organization_keeps_nothing(person, county, police, now):
    """The role alone is not enough: it counts in the coordinating body."""
    teacher = person("teacher-alder")
    teacher.role = Role.COORDINATOR
    with pytest.raises(Forbidden):
        services.keep_routing(county("Alder County"), rows=[(police, None)], by=teacher, at=now)


@pytest.mark.parametrize("key", [*NOBODYS, "duty-alder"])
def test_pages_that_change_look_to_others_as_if_they_were_not_there(key, signed_in, county, police):
    client = signed_in(key)
    address = f"/region/routing/{county('Alder County').pk}"
    for answer in (client.get(address), client.post(address, {"intake_1": str(police.pk)}), client.get("/region/mail")):
        assert answer.status_code == 404
    assert len(intake_points(county("Alder County"))) == 2


# --- routing ------------------------------------------------------------------------------------------------------


def send(client, county, *rows):
    found = {}
    for number, (intake, alternate) in enumerate(rows, 1):
        found |= {f"intake_{number}": str(intake.pk) if intake else "", f"alternate_{number}": str(alternate.pk) if alternate else ""}
    address = f"/region/routing/{county.pk}"
    return client.post(address, found | {"seen": seen_on(client, address)})


def test_the_coordinator_changes_who_receives_what_and_it_is_in_the_trace(signed_in, person, county, organization, police):
    here, welfare, neighbor = county("Alder County"), organization("Alder County Child Protection"), organization(NEIGHBOR)
    answer = send(signed_in("coordinator-alder"), here, (police, neighbor), (welfare, None))
    assert answer.status_code == 302
    assert [each.name for each in intake_points(here)] == [police.name, welfare.name]
    assert Organization.objects.get(pk=police.pk).conflict_alternate == neighbor
    assert Organization.objects.get(pk=welfare.pk).conflict_alternate is None
    event = AccessEvent.objects.filter(action="set_intakes").latest("at")
    assert (event.actor, event.detail) == (person("coordinator-alder").pk, str(here.pk))


def test_a_table_that_cannot_hold_is_refused_whole(signed_in, county, organization, police):
    here, welfare = county("Alder County"), organization("Alder County Child Protection")
    before = intake_points(here)
    client = signed_in("coordinator-alder")
    school = organization("Alder Falls Middle School")
    for rows in ([], [(police, None), (police, None)], [(police, police)], [(None, welfare)], [(school, None)]):
        assert send(client, here, *rows).status_code == 422, rows
    assert intake_points(here) == before


def test_an_unsigned_law_is_called_a_candidate_on_the_page(signed_in, monkeypatch):
    client = signed_in("coordinator-alder")
    assert b"has signed no rule yet" not in client.get("/region/routing").content
    monkeypatch.setattr(queries.law, "signed", lambda kind: frozenset())
    assert b"has signed no rule yet" in client.get("/region/routing").content
    assert "Su asesoría jurídica" in client.get("/es/region/routing").content.decode()


# --- lines --------------------------------------------------------------------------------------------------------


def fields(here, **changes):
    plain = {
        "county": str(here.pk),
        "purpose": "services",
        "name": "Night line",
        "name_es": "",
        "phone": "(218) 555-0188",
        "hours": "24/7",
        "hours_es": "",
    }
    return plain | changes


def test_a_number_is_entered_rung_changed_and_taken_off(signed_in, county):
    client, here = signed_in("duty-alder"), county("Alder County")
    assert client.post("/region/lines/new", fields(here)).status_code == 302
    line = Line.objects.get(name="Night line")
    assert (line.phone, line.rung_on) == ("218-555-0188", None)
    assert b"Nobody has rung this number yet" in client.get("/region/lines").content
    client.post(f"/region/lines/{line.pk}/ring")
    line.refresh_from_db()
    assert line.rung_on is not None
    client.post(f"/region/lines/{line.pk}", fields(here, phone="218-555-0189", seen=seen_on(client, f"/region/lines/{line.pk}")))
    line.refresh_from_db()
    assert (line.phone, line.rung_on) == ("218-555-0189", None), "another number was not rung"
    assert client.get(f"/region/lines/{line.pk}/end").status_code == 200
    client.post(f"/region/lines/{line.pk}/end")
    assert not Line.objects.filter(pk=line.pk).exists()
    assert set(AccessEvent.objects.values_list("action", flat=True)) >= {"keep_line", "ring_line", "end_line"}


@pytest.mark.parametrize(
    "changes", [{"phone": "12"}, {"phone": "<script>"}, {"name": ""}, {"county": "x"}, {"purpose": "fun"}, {"name": "x" * 121}, {"name": "a\x00b"}]
)
def test_a_number_that_cannot_be_rung_is_refused(signed_in, county, changes):
    before = Line.objects.count()
    assert signed_in("coordinator-alder").post("/region/lines/new", fields(county("Alder County"), **changes)).status_code == 422
    assert Line.objects.count() == before


def test_a_line_that_is_not_there_is_not_found(signed_in):
    client = signed_in("coordinator-alder")
    assert {client.get("/region/lines/999999").status_code, client.post("/region/lines/999999/ring").status_code} == {404}


# --- mail ---------------------------------------------------------------------------------------------------------


def test_a_test_goes_to_oneself_without_content(signed_in, person):
    assert signed_in("coordinator-alder").post("/region/mail", {"to": "somebody@else.example"}).status_code == 200
    (message,) = mail.outbox
    assert message.to == [person("coordinator-alder").email]
    assert "Alder" not in message.subject + message.body


def test_what_failed_is_listed_with_the_reason_and_tried_again_at_once(operator, signed_in, now):
    Notice.objects.all().delete()
    Notice.objects.create(person=operator.pk, address="worker@agency.example", attempts=3, fault="sign_in", try_at=now.replace(year=now.year + 1))
    client = signed_in("duty2-alder")
    page = client.get("/region/mail").content.decode()
    assert "worker@agency.example" in page
    assert "does not take our name and password" in page
    client.post("/region/mail/again")
    assert Notice.objects.get().try_at.year <= now.year + 1
    assert Notice.objects.filter(try_at__lte=now.replace(year=now.year + 1)).exists()


def test_long_lists_have_numbered_pages(signed_in, person, now):
    Notice.objects.all().delete()
    Notice.objects.bulk_create([Notice(person=person("teacher-alder").pk, address=f"w{n:03}@agency.example", attempts=1) for n in range(60)])
    client = signed_in("coordinator-alder")
    assert client.get("/region/mail").content.count(b"@agency.example") == 25
    assert client.get("/region/mail?page=3").content.count(b"@agency.example") == 10
    assert client.get("/region/mail?page=zzz").status_code == 200


def test_no_agency_is_lost_where_more_are_named_than_the_form_has_rows(signed_in, county, organization):
    here = county("Alder County")
    names = [
        "Alder County Child Protection",
        "Alder Falls Police Department",
        NEIGHBOR,
        "Juniper County Child Protection",
        "Juniper Wells Police Department",
    ]
    client = signed_in("coordinator-alder")
    for many in (4, 5):
        assert send(client, here, *[(organization(name), None) for name in names[:many]]).status_code == 302
    page = client.get(f"/region/routing/{here.pk}").content.decode()
    assert 'name="intake_6"' in page
    assert [each.name for each in intake_points(here)] == names
