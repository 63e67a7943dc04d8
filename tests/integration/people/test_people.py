"""Who comes in and who no longer does: invitations, codes, roles, the end of access. Nobody raises themselves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now
from django.test import Client

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.rules import How
from shelterwood.collaborate.people.services import identity, people
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.keys.models import SignIn
from shelterwood.foundation.accounts.keys.rules import Way
from shelterwood.foundation.accounts.models import IntakeShift, Person
from shelterwood.foundation.accounts.rules import OF_THE_BODY, Role
from shelterwood.foundation.audit.models import AccessEvent

from ..foundation.test_mail import name
from ..make import concern

pytestmark = pytest.mark.django_db
NOBODYS = ["teacher-alder", "principal-alder", "teller-alder", "counsel-alder", "duty-alder", "chain-manager-juniper"]


@pytest.fixture
def manager(person):
    return person("hotel-manager-alder")


@pytest.fixture
def clerk(colleague):
    return colleague("hotel-manager-alder")


def invited(by, at, **changes):
    plain = {"name": "Nia Holt", "email": "", "post": "Porter", "role": Role.WORKER, "site": None, "language": "en"}
    return people.invite(changes.pop("organization", by.organization), by=by, at=at, **plain | changes)


def enter(code: str) -> Client:
    client = Client()
    client.post("/sign-in/code", {"code": code})
    return client


def is_in(client: Client) -> bool:
    """Whether the browser belongs to somebody: with paper alone it is asked for a key next, and only a stranger is asked to sign in."""
    answer = client.get("/desk")
    return answer.status_code == 200 or not answer["Location"].endswith("first=yes")


def proved(client: Client) -> Client:
    """The same browser once its owner has keys and showed two factors; the tests of keys walk that way."""
    assert SignIn.objects.filter(ended_at=None, opened_at=None, way=Way.PRINTED).update(opened_at=Now(), proved_at=Now(), seen_at=Now()) == 1
    return client


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", NOBODYS)
def test_access_of_others_is_nobody_elses_to_touch(key, person, manager, clerk, now):
    by = person(key)
    with pytest.raises(Forbidden):
        people.invite(manager.organization, by=by, name="x", email="", post="x", role=Role.WORKER, site=None, language="en", at=now)
    with pytest.raises(Forbidden):
        people.change(clerk, by=by, role=Role.WORKER, post="x", site=None, at=now)
    with pytest.raises(Forbidden):
        people.end_access(clerk, by=by, at=now)
    with pytest.raises(Forbidden):
        people.give_back(clerk, by=by, at=now)
    with pytest.raises(Forbidden):
        people.print_code(clerk, by=by, at=now)
    with pytest.raises(Forbidden):
        people.mail_link(clerk, by=by, address_of=str, at=now)
    with pytest.raises(Forbidden):
        people.revoke_code(clerk, by=by, at=now)
    with pytest.raises(Forbidden):
        identity.vouch(clerk, by=by, how=How.VIDEO, at=now)
    assert queries.somebody(clerk.pk, by=by) is None


@pytest.mark.parametrize("role", OF_THE_BODY)
def test_a_manager_gives_no_role_of_the_body(role, manager, clerk, now):
    with pytest.raises(Forbidden):
        people.invite(manager.organization, by=manager, name="x", email="", post="x", role=role, site=None, language="en", at=now)
    with pytest.raises(Forbidden):
        people.change(clerk, by=manager, role=role, post="x", site=None, at=now)
    assert Person.objects.get(pk=clerk.pk).role == Role.WORKER


@pytest.mark.parametrize("key", ["hotel-manager-alder", "coordinator-alder", "principal-alder", "teacher-alder"])
@pytest.mark.parametrize("role", Role)
def test_nobody_raises_or_lowers_themselves(key, role, person, now):
    by = person(key)
    with pytest.raises(Forbidden):
        people.change(by, by=by, role=role, post=by.post, site=None, at=now)
    with pytest.raises(Forbidden):
        people.end_access(by, by=by, at=now)


def test_a_form_that_was_changed_by_hand_raises_nobody(signed_in, clerk):
    for role in ("coordinator", "it_operator", "auditor", "owner", ""):
        answer = signed_in("hotel-manager-alder").post(f"/organization/people/{clerk.pk}/change", {"post": "x", "role": role, "site": ""})
        assert answer.status_code == 422
    assert Person.objects.get(pk=clerk.pk).role == Role.WORKER


def test_the_coordinator_keeps_managers_elsewhere_and_nobody_else_there(person, manager, clerk, now):
    council = person("coordinator-alder")
    people.change(manager, by=council, role=Role.MANAGER, post="Night manager", site=None, at=now)
    with pytest.raises(Forbidden):
        people.end_access(clerk, by=council, at=now)
    with pytest.raises(Forbidden):
        people.change(manager, by=council, role=Role.SUPERVISOR, post="x", site=None, at=now)
    with pytest.raises(Forbidden):
        people.invite(manager.organization, by=council, name="x", email="", post="x", role=Role.WORKER, site=None, language="en", at=now)


PAGES = ["", "/invite", "/file"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("key", ["teacher-alder", "teller-alder", "counsel-alder"])
def test_pages_of_people_look_to_others_as_if_they_were_not_there(path, key, signed_in):
    assert signed_in(key).get(f"/organization/people{path}").status_code == 404


@pytest.mark.parametrize("verb", ["change", "end", "give-back", "code", "mail", "revoke", "vouch"])
@pytest.mark.parametrize("key", ["teacher-alder", "principal-alder", "duty-alder", "chain-manager-juniper"])
def test_what_is_done_to_somebody_is_not_there_for_others(verb, key, signed_in, clerk):
    answer = signed_in(key).post(f"/organization/people/{clerk.pk}/{verb}", {"post": "x", "role": "manager", "how": "video"})
    assert answer.status_code == 404
    assert Person.objects.get(pk=clerk.pk).active


# --- an invitation ----------------------------------------------------------------------------------------------


def test_an_invited_person_comes_in_once_with_the_code(signed_in, manager):
    sent = {"name": "Nia Holt", "email": "", "post": "Porter", "role": "worker", "site": "", "language": "en"}
    answer = signed_in("hotel-manager-alder").post("/organization/people/invite", sent)
    made = Person.objects.get(name="Nia Holt")
    assert answer.status_code == 200
    code = answer.context["code"]
    assert (made.organization, made.role, made.identity_verified) == (manager.organization, Role.WORKER, False)
    assert is_in(enter(code))
    assert not is_in(enter(code))
    assert AccessEvent.objects.filter(action="invite", actor=manager.pk, records=[str(made.pk)], detail="worker").exists()
    assert code not in signed_in("hotel-manager-alder").get(f"/organization/people/{made.pk}").content.decode()


def test_a_name_is_in_no_address_and_no_title(signed_in, clerk):
    answer = signed_in("hotel-manager-alder").get(f"/organization/people/{clerk.pk}")
    title = answer.content.decode().split("</title>")[0]
    assert clerk.name not in title


def test_a_new_code_ends_the_one_before_and_a_revoked_one_opens_nothing(manager, now):
    somebody, first = invited(manager, now)
    second = people.print_code(somebody, by=manager, at=now)
    assert not is_in(enter(first))
    people.revoke_code(somebody, by=manager, at=now)
    assert not is_in(enter(second))
    assert accounts.code_waits_until(somebody, now) is None


def test_a_code_says_how_long_it_holds_and_holds_no_longer(manager, now, signed_in):
    somebody, code = invited(manager, now - timedelta(days=8))
    assert not is_in(enter(code))
    people.print_code(somebody, by=manager, at=now)
    assert accounts.code_waits_until(somebody, now) == now + timedelta(days=7)
    assert b"A code waits until" in signed_in("hotel-manager-alder").get(f"/organization/people/{somebody.pk}").content


def test_once_somebody_came_in_nobody_prints_a_code_alone(manager, now):
    somebody, code = invited(manager, now)
    assert is_in(enter(code))
    somebody.refresh_from_db()
    with pytest.raises(Forbidden):
        people.print_code(somebody, by=manager, at=now)
    with pytest.raises(Forbidden):
        people.mail_link(somebody, by=manager, address_of=str, at=now)


def test_two_people_do_not_share_an_address(manager, now):
    invited(manager, now, email="Nia@hotel.example")
    with pytest.raises(NotPossible):
        invited(manager, now, email="nia@hotel.example")


def test_a_mailed_link_names_nobody_and_opens_only_when_the_button_is_pressed(signed_in, manager, now):
    somebody, _code = invited(manager, now, email="nia@hotel.example")
    answer = signed_in("hotel-manager-alder").post(f"/organization/people/{somebody.pk}/mail")
    assert answer.status_code == 200
    [letter] = mail.outbox
    assert letter.to == ["nia@hotel.example"]
    assert not {"Nia", "Two Rivers", "Lantern", "child", "hotel"} & set((letter.subject + letter.body).replace(".", " ").split())
    path = letter.body.split("http://testserver")[1].split()[0]
    scanner = Client()
    page = scanner.get(path)
    assert (page.status_code, is_in(scanner)) == (200, False)
    assert page["Cache-Control"].startswith("no-store") or "no-store" in page["Cache-Control"]
    assert is_in(enter(page.context["code"]))


def test_a_mail_server_that_is_down_says_so_and_leaves_no_code_open(signed_in, manager, now, settings):
    somebody, _code = invited(manager, now, email="nia@hotel.example")
    name(settings, "smtp://127.0.0.1:9")
    answer = signed_in("hotel-manager-alder").post(f"/organization/people/{somebody.pk}/mail")
    assert answer.status_code == 422
    assert b"No mail server answers" in answer.content
    assert accounts.code_waits_until(somebody, now) is None


def test_whoever_has_no_address_gets_no_link(manager, now):
    somebody, _code = invited(manager, now)
    with pytest.raises(NotPossible):
        people.mail_link(somebody, by=manager, address_of=str, at=now)


# --- the end of access ------------------------------------------------------------------------------------------


def test_access_ends_at_the_next_request_of_every_session(manager, now, signed_in):
    somebody, code = invited(manager, now)
    there = enter(code)
    assert is_in(there)
    assert signed_in("hotel-manager-alder").post(f"/organization/people/{somebody.pk}/end").status_code == 302
    assert not is_in(there)
    assert there.get("/desk").status_code == 302
    assert AccessEvent.objects.filter(action="end_access", actor=manager.pk, records=[str(somebody.pk)]).exists()


def test_a_session_from_before_does_not_come_back_with_the_access(manager, now):
    somebody, code = invited(manager, now)
    there = enter(code)
    later = now + timedelta(hours=1)  # than any session of this run began
    people.end_access(somebody, by=manager, at=later)
    people.give_back(somebody, by=manager, at=later)
    assert not is_in(there)
    with pytest.raises(Forbidden):
        people.print_code(Person.objects.get(pk=somebody.pk), by=manager, at=now)


def test_a_code_that_waits_ends_with_the_access(manager, now):
    somebody, code = invited(manager, now)
    people.end_access(somebody, by=manager, at=now)
    assert not is_in(enter(code))
    people.give_back(somebody, by=manager, at=now)
    assert not is_in(enter(code))
    assert is_in(enter(people.print_code(somebody, by=manager, at=now)))


def test_the_page_names_what_would_be_left_without_anybody(signed_in, colleague, now, person):
    duty = person("duty2-alder")
    page = signed_in("coordinator-alder").get(f"/organization/people/{duty.pk}/end").content.decode()
    assert "This is open and needs somebody else" in page
    assert "On duty:" in page
    free = colleague("counsel-alder", Role.AUDITOR)
    page = signed_in("coordinator-alder").get(f"/organization/people/{free.pk}/end").content.decode()
    assert "Nothing of theirs is open" in page


def test_a_duty_of_the_law_that_runs_is_named(person, county, acting, now):
    concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert queries.open_work(person("teacher-alder"), now).duties >= 1


def test_who_lost_access_covers_no_roster(person, now):
    duty = person("duty-alder")
    assert accounts.duty_ends(duty.organization, now)
    people.end_access(duty, by=person("coordinator-alder"), at=now)
    assert accounts.duty_ends(duty.organization, now) is None
    assert IntakeShift.objects.filter(person=duty).exists()


# --- the list ---------------------------------------------------------------------------------------------------


def test_the_list_has_25_a_page_and_nobody_of_another_organization(signed_in, colleague, person):
    for number in range(30):
        colleague("hotel-manager-alder", name=f"Clerk {number:02}")
    client = signed_in("hotel-manager-alder")
    first, second = (client.get(f"/organization/people?page={number}") for number in (1, 2))
    assert len(first.context["rows"]) == 25
    names = {each.name for answer in (first, second) for each, _role in answer.context["rows"]}
    assert {f"Clerk {number:02}" for number in range(30)} <= names
    assert names <= {each.name for each in person("hotel-manager-alder").organization.people.all()}


def test_who_moved_to_a_place_of_another_organization_is_refused(signed_in, clerk, organization):
    elsewhere = organization("Alder Falls Middle School").sites.create(name="Annex", county=clerk.organization.county)
    sent = {"post": "x", "role": "worker", "site": str(elsewhere.pk)}
    assert signed_in("hotel-manager-alder").post(f"/organization/people/{clerk.pk}/change", sent).status_code == 422
