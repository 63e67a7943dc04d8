"""Places with the codes of their doors, and organizations: invited, corrected and ended by the coordinator."""

import pytest
from django.test import Client

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.services import organizations, people, sites
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.models import Organization, Person, Site
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.respond.concerns.queries import intake_points

from .test_people import enter, is_in, proved

pytestmark = pytest.mark.django_db
NOBODYS = ["teacher-alder", "principal-alder", "chain-manager-juniper", "counsel-alder", "duty-alder", "coordinator-alder"]


@pytest.fixture
def manager(person):
    return person("hotel-manager-alder")


@pytest.fixture
def hotel_site(manager):
    return manager.organization.sites.get()


# --- places -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", NOBODYS)
def test_places_of_others_are_not_touched(key, person, hotel_site, signed_in, now):
    by = person(key)
    with pytest.raises(Forbidden):
        sites.correct_site(hotel_site, by=by, name="x", county=hotel_site.county, address="", at=now)
    with pytest.raises(Forbidden):
        sites.change_door(hotel_site, by=by, at=now)
    with pytest.raises(Forbidden):
        sites.end_site(hotel_site, by=by, at=now)
    client = signed_in(key)
    for path in ("", "/code", "/end"):
        assert client.post(f"/organization/places/{hotel_site.pk}{path}", {"name": "x"}).status_code == 404
    assert Site.objects.get(pk=hotel_site.pk).property_code == hotel_site.property_code


@pytest.mark.parametrize("key", ["teacher-alder", "principal-alder", "counsel-alder", "duty-alder"])
def test_a_place_is_added_by_who_keeps_them_alone(key, person, now):
    by = person(key)
    with pytest.raises(Forbidden):
        sites.add_site(by=by, name="Annex", county=by.organization.county, address="", at=now)


def opens(code: str) -> bool:
    return Client().get(f"/at/{code}").status_code == 200


def test_a_new_code_opens_the_door_and_the_old_one_is_dead(signed_in, hotel_site):
    old = hotel_site.property_code
    assert opens(old)
    signed_in("hotel-manager-alder").post(f"/organization/places/{hotel_site.pk}/code")
    hotel_site.refresh_from_db()
    assert hotel_site.property_code != old
    assert opens(hotel_site.property_code)
    assert not opens(old)
    assert AccessEvent.objects.filter(action="new_property_code", records=[str(hotel_site.pk)]).exists()


def test_a_place_that_ended_is_in_no_list_and_its_code_opens_nothing(signed_in, hotel_site, manager):
    client = signed_in("hotel-manager-alder")
    assert client.post(f"/organization/places/{hotel_site.pk}/end").status_code == 302
    assert not opens(hotel_site.property_code)
    assert accounts.sites_of(manager.organization) == []
    assert Site.every.get(pk=hotel_site.pk).ended_by == manager
    for path in ("/organization/mandates", "/organization/people", "/organization/places", "/desk"):
        assert client.get(path).status_code == 200, path


def test_a_place_is_added_and_renamed(signed_in, manager):
    client = signed_in("hotel-manager-alder")
    sent = {"name": "Annex by the ferry", "county": str(manager.organization.county_id), "address": ""}
    assert client.post("/organization/places/new", sent).status_code == 302
    there = Site.objects.get(name="Annex by the ferry")
    assert client.post(f"/organization/places/{there.pk}", sent | {"name": "Ferry house"}).status_code == 302
    assert client.post(f"/organization/places/{there.pk}", sent | {"name": ""}).status_code == 422
    assert Site.objects.get(pk=there.pk).name == "Ferry house"
    assert client.get("/organization/places").content.count(b"Printed code") == 2


# --- organizations ----------------------------------------------------------------------------------------------


def agency(county, **changes):
    return {
        "name": "Juniper Library", "sector": "schools", "county": county, "phone": "432-555-0142", "hours": "", "hours_es": "",
        "receives_abuse_reports": False, "government_entity": True, "criminal_justice_agency": False, "tribal": False, "conflict_alternate": None,
    } | changes  # fmt: skip


HEAD = {"name": "Lena Voss", "email": "lena@library.example", "post": "Head librarian", "language": "en"}
PLACE = {"name": "Main branch", "address": ""}


@pytest.mark.parametrize("key", ["hotel-manager-alder", "duty-alder", "counsel-alder", "principal-alder", "teller-alder"])
def test_organizations_are_kept_by_the_coordinator_alone(key, person, county, organization, signed_in, now):
    by, school = person(key), organization("Alder Falls Middle School")
    with pytest.raises(Forbidden):
        organizations.invite_organization(by=by, agency=agency(county("Alder County")), site=PLACE, manager=HEAD, at=now)
    with pytest.raises(Forbidden):
        organizations.correct_organization(school, by=by, at=now, name="x")
    with pytest.raises(Forbidden):
        organizations.end_organization(school, by=by, at=now)
    client = signed_in(key)
    for path in (f"/{school.pk}", "/new", f"/{school.pk}/end", f"/{school.pk}/manager", "/file"):
        assert client.get(f"/region/organizations{path}").status_code == 404
        assert client.post(f"/region/organizations{path}", {"name": "x"}).status_code == 404
    assert Organization.objects.get(pk=school.pk).ended_at is None


def form(county, **changes):
    sent = {f"agency-{name}": value for name, value in agency(county).items() if isinstance(value, str)}
    sent |= {"agency-county": str(county.pk), "agency-government_entity": "on", "agency-conflict_alternate": ""}
    return sent | {f"place-{name}": value for name, value in PLACE.items()} | {f"manager-{name}": value for name, value in HEAD.items()} | changes


def test_an_organization_comes_with_its_place_and_its_manager_who_invites_the_others(signed_in, county):
    answer = signed_in("coordinator-alder").post("/region/organizations/new", form(county("Juniper County")))
    made = Organization.objects.get(name="Juniper Library")
    assert (made.government_entity, made.receives_abuse_reports, made.sites.get().name) == (True, False, "Main branch")
    head = made.people.get()
    assert (head.role, head.site.name) == (Role.MANAGER, "Main branch")
    browser = proved(enter(answer.context["code"]))
    sent = {"name": "Olu Dahl", "email": "", "post": "Librarian", "role": "worker", "site": "", "language": "en"}
    assert browser.post("/organization/people/invite", sent).status_code == 200
    assert made.people.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"agency-name": ""}, {"agency-phone": "5"}, {"manager-name": ""}, {"place-name": ""}, {"agency-sector": "coordinating_body"}]
)
def test_a_form_that_lacks_something_makes_nothing(wrong, signed_in, county):
    before = Organization.objects.count(), Person.objects.count(), Site.objects.count()
    assert signed_in("coordinator-alder").post("/region/organizations/new", form(county("Juniper County"), **wrong)).status_code == 422
    assert (Organization.objects.count(), Person.objects.count(), Site.objects.count()) == before


def test_a_manager_whose_address_is_taken_makes_no_half_organization(person, county, now):
    by = person("coordinator-alder")
    taken = person("teacher-alder").username
    with pytest.raises(NotPossible):
        organizations.invite_organization(by=by, agency=agency(county("Alder County")), site=PLACE, manager=HEAD | {"email": taken}, at=now)
    assert not Organization.objects.filter(name="Juniper Library").exists()
    school = "Alder Falls Middle School"
    with pytest.raises(NotPossible):
        organizations.invite_organization(by=by, agency=agency(county("Alder County"), name=school), site=PLACE, manager=HEAD, at=now)
    assert not Person.objects.filter(name="Lena Voss").exists()


def test_what_ended_is_gone_from_every_choice_and_nobody_of_it_comes_in(person, signed_in, organization, now):
    school = organization("Alder Falls Middle School")
    teacher = signed_in("teacher-alder")
    assert is_in(teacher)
    answer = signed_in("coordinator-alder").post(f"/region/organizations/{school.pk}/end")
    assert answer.status_code == 302
    assert not is_in(teacher)
    school.refresh_from_db()
    assert school not in accounts.taking_part()
    assert not school.people.filter(active=True).exists()
    assert accounts.sites_of(school) == []
    with pytest.raises(Forbidden):
        people.invite(school, by=person("coordinator-alder"), role=Role.MANAGER, site=None, at=now, **HEAD)


def test_an_agency_that_takes_reports_is_not_ended_nor_named_as_no_receiver(person, county, now):
    by, council = person("coordinator-alder"), person("coordinator-alder").organization
    intake = intake_points(county("Alder County"))[0]
    for one in (intake, intake.conflict_alternate, council):
        if one:
            with pytest.raises(NotPossible):
                organizations.end_organization(one, by=by, at=now)
    with pytest.raises(NotPossible):
        organizations.correct_organization(intake, by=by, at=now, receives_abuse_reports=False)


def test_a_house_whose_manager_left_gets_another_from_the_coordinator(signed_in, manager):
    client = signed_in("coordinator-alder")
    sent = HEAD | {"email": ""}
    answer = client.post(f"/region/organizations/{manager.organization_id}/manager", sent)
    assert is_in(enter(answer.context["code"]))
    page = client.get(f"/region/organizations/{manager.organization_id}").content.decode()
    assert "Lena Voss" in page
    assert manager.name in page


@pytest.mark.parametrize("key", ["coordinator-alder", "duty-alder"])
def test_the_list_is_seen_by_who_keeps_the_house(key, signed_in, person):
    answer = signed_in(key).get("/region/organizations")
    assert len(answer.context["rows"]) == 25
    assert queries.organizations(by=person("hotel-manager-alder"), page=1) is None
