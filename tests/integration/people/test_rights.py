"""The one table of rights, tried out: every role against every verb, each through the real service or question that asks it.

What the table denies is refused, what it allows is not; and a role of the body that somehow stands elsewhere does nothing there.
"""

import itertools

import pytest
from django.test import Client

from shelterwood.collaborate.measures import queries as measures
from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.models import IdentityProof
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.rules import How, Kind
from shelterwood.collaborate.people.services import identity, importing, organizations, people, reviews, sites
from shelterwood.collaborate.people.wording import ROLES, VERBS
from shelterwood.collaborate.region import permissions as region_permissions
from shelterwood.collaborate.region import queries as region_queries
from shelterwood.collaborate.region import services as region
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.keys.services.federated import keep_provider
from shelterwood.foundation.accounts.models import Organization
from shelterwood.foundation.accounts.rules import OF_THE_BODY, RIGHTS, Role, Verb, entitled, grantable
from shelterwood.foundation.body.models import Line
from shelterwood.gates.law import permissions as law_permissions
from shelterwood.gates.law import services as law
from shelterwood.prevent.awareness import permissions as awareness_permissions
from shelterwood.prevent.awareness import services as awareness
from shelterwood.prevent.protocols import permissions as protocol_permissions
from shelterwood.prevent.protocols.services import adopting
from shelterwood.prevent.protocols.services.faults import NotPossible as ProtocolNotPossible
from shelterwood.prevent.training import acting as training_acting
from shelterwood.prevent.training import queries as training
from shelterwood.prevent.training.editing import permissions as editing_permissions
from shelterwood.prevent.training.editing import services as editing
from shelterwood.prevent.training.models import Draft
from shelterwood.prevent.training.services import exporting, staff
from shelterwood.respond.endings import permissions as endings_permissions
from shelterwood.respond.endings import services as endings

from .lines import csv

pytestmark = pytest.mark.django_db
REFUSALS = (
    Forbidden, law_permissions.Forbidden, region_permissions.Forbidden, awareness_permissions.Forbidden, protocol_permissions.Forbidden,
    training_acting.Forbidden, editing_permissions.Forbidden, PermissionError, endings_permissions.Forbidden,
)  # fmt: skip
LATER = (NotPossible, ProtocolNotPossible, training_acting.NotPossible)  # allowed, but nothing to do it to here


@pytest.fixture
def other(as_role, colleague):
    """A colleague whose role the asker could give, if anybody's."""

    def make(by):
        return colleague("counsel-alder" if by.organization.intake_desk else "hotel-manager-alder", _role_beside(by), "Iris Colleague")

    return make


def _role_beside(by):
    return Role.COUNSEL if by.organization.intake_desk else Role.WORKER


def _proof(by, other):
    vouched = Organization.objects.get(name="Two Rivers Coordinating Council").people.get(username="coordinator-alder")
    return IdentityProof.objects.create(person=other(by), how=How.VIDEO, vouched_by=vouched, vouched_at=_proof.at)


def _download(by, path):
    client = Client()
    client.post("/demonstration/enter", {"person": str(by.pk)})
    return client.get(path).status_code == 200 or None


def _draft(organization):
    begun = Organization.objects.get(name="Two Rivers Coordinating Council").people.get(username="duty-alder")
    return Draft.objects.create(course="hotels", state=Draft.State.REVIEW, begun_by=begun, begun_at=_proof.at, organization=organization)


TRIES = {
    Verb.INVITE: lambda by, at, other: people.invite(
        by.organization, by=by, name="Nia", email="", post="Clerk", role=_role_beside(by), site=None, language="en", at=at
    ),
    Verb.CHANGE_ROLE: lambda by, at, other: people.change(other(by), by=by, role=_role_beside(by), post="Night", site=None, at=at),
    Verb.END_ACCESS: lambda by, at, other: people.end_access(other(by), by=by, at=at),
    Verb.VOUCH: lambda by, at, other: identity.vouch(other(by), by=by, how=How.VIDEO, at=at),
    Verb.CONFIRM_IDENTITY: lambda by, at, other: identity.confirm(_proof(by, other), by=by, at=at),
    Verb.IMPORT_PEOPLE: lambda by, at, other: importing.bring(by=by, kind=Kind.PEOPLE, file=csv("Email,Name,Post"), at=at),
    Verb.KEEP_ORGANIZATIONS: lambda by, at, other: organizations.correct_organization(
        Organization.objects.get(name="Alder Falls Middle School"), by=by, at=at, phone="218-555-0171"
    ),
    Verb.SEE_PEOPLE: lambda by, at, other: queries.people(by=by, page=1, at=at),
    Verb.SEE_TRAINING: lambda by, at, other: training.people(by=by),
    Verb.SEE_REGION: lambda by, at, other: measures.sees_region(by) or None,
    Verb.SEE_HOUSE: lambda by, at, other: region_queries.lines(by=by, at=at),
    Verb.SIGN_REVIEW: lambda by, at, other: reviews.sign_review(by=by, seen="", at=at),
    Verb.SIGN_PROTOCOLS: lambda by, at, other: adopting.begin_draft(protocol="hotel-policy", by=by, at=at),
    Verb.SIGN_LAW: lambda by, at, other: law.sign_pack(name="Pack", rows=[], by=by, at=at, demonstration=True),
    Verb.REVIEW_COURSES: lambda by, at, other: editing.send_back(_draft(None), reasons="Read it again.", by=by, at=at),
    Verb.EXPORT_TRAINING: lambda by, at, other: exporting.export(by=by, mandate="no such", at=at),
    Verb.EXPORT_REGION: lambda by, at, other: _download(by, "/region/readiness/table"),
    Verb.KEEP_TRAINING: lambda by, at, other: staff.name_post(by=by, title="Porter", at=at),
    Verb.KEEP_WALLS: lambda by, at, other: awareness.choose_how_often(by=by, months=6, at=at),
    Verb.KEEP_SITES: lambda by, at, other: sites.add_site(by=by, name="Annex", county=by.organization.county, address="", at=at),
    Verb.WRITE_COURSES: lambda by, at, other: editing.begin_draft("hotels", by=by, at=at),
    Verb.KEEP_ROUTING: lambda by, at, other: region.keep_routing(
        by.organization.county, rows=[(Organization.objects.get(name="Alder Falls Police Department"), None)], by=by, at=at
    ),
    Verb.KEEP_CONSULTANTS: lambda by, at, other: region.keep_consultant(
        by.organization.county, agency=None, person=None, alternate=None, by=by, at=at
    ),
    Verb.KEEP_LINES: lambda by, at, other: region.ring_line(Line.objects.first(), by=by, at=at),
    Verb.KEEP_RECORDS: lambda by, at, other: endings.set_period("financial", years=9, citation="c", reason="r", by=by, at=at),
    Verb.KEEP_MAIL: lambda by, at, other: region.try_mail_again(by=by, at=at),
    Verb.KEEP_SIGN_IN: lambda by, at, other: keep_provider(
        Organization.objects.get(name="Alder Falls Middle School"),
        by=by,
        issuer="https://login.school.example",
        client_id="house",
        secret="invented",
        counts_as_two=[],
        at=at,
    ),
}


def tried(verb, by, at, other) -> bool:
    """Whether the verb was done, or only lacked something to be done to."""
    _proof.at = at
    try:
        return TRIES[verb](by, at, other) is not None or verb in DO_ONLY
    except REFUSALS:
        return False
    except LATER:
        return True


# these answer with nothing when they are done
DO_ONLY = {
    Verb.CHANGE_ROLE, Verb.END_ACCESS, Verb.KEEP_ORGANIZATIONS, Verb.REVIEW_COURSES, Verb.KEEP_WALLS, Verb.KEEP_ROUTING, Verb.KEEP_LINES,
    Verb.KEEP_CONSULTANTS,
}  # fmt: skip
EVERY = list(itertools.product(Role, Verb))
DENIED = [(role, verb) for role, verb in EVERY if role not in RIGHTS[verb].roles]


@pytest.mark.parametrize(("role", "verb"), EVERY, ids=lambda each: each.value)
def test_a_role_does_what_the_table_says_and_nothing_else(role, verb, as_role, other, now):
    by = as_role(role)
    assert tried(verb, by, now, other) is (role in RIGHTS[verb].roles)


@pytest.mark.parametrize(("role", "verb"), list(itertools.product(OF_THE_BODY, Verb)), ids=lambda each: each.value)
def test_a_role_of_the_body_does_nothing_anywhere_else(role, verb, colleague, other, now):
    assert not tried(verb, colleague("hotel-manager-alder", role, "Wren Asker"), now, other)


@pytest.mark.parametrize("verb", Verb, ids=lambda each: each.value)
def test_who_lost_access_does_nothing(verb, as_role, now):
    for role in RIGHTS[verb].roles:
        by = as_role(role)
        by.active = False
        assert not accounts.may(by, verb)
        by.delete()


def test_every_line_of_the_table_is_tried_and_more_is_denied_than_allowed():
    assert set(TRIES) == set(RIGHTS) == set(Verb)
    assert all(right.roles for right in RIGHTS.values())
    assert len(DENIED) + len(OF_THE_BODY) * len(Verb) >= 300


def test_nobody_gives_a_role_above_their_own_to_give():
    given = {(role, body, own): set(grantable(role, in_the_body=body, own=own)) for role in Role for body in (True, False) for own in (True, False)}
    assert {who for who, roles in given.items() if roles & set(OF_THE_BODY)} == {(Role.COORDINATOR, True, True)}
    assert {who for who, roles in given.items() if roles} == {
        (Role.MANAGER, False, True), (Role.COORDINATOR, True, True), (Role.COORDINATOR, True, False)
    }  # fmt: skip
    assert given[Role.COORDINATOR, True, False] == {Role.MANAGER}


def test_a_verb_that_reaches_everywhere_belongs_to_the_body():
    for verb, right in RIGHTS.items():
        if right.everywhere:
            assert right.roles <= set(OF_THE_BODY), verb
            assert not any(entitled(role, verb, in_the_body=False) for role in Role)


# --- the page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["teacher-alder", "coordinator-alder", "teller-alder", "advocate-alder"])
def test_everybody_signed_in_reads_who_may_what(key, signed_in):
    for address, word in (("/roles", "Who may sign"), ("/es/roles", "Quién puede firmar")):
        answer = signed_in(key).get(address)
        assert answer.status_code == 200
        assert word in answer.content.decode()


def test_the_page_says_every_verb_of_the_table(signed_in):
    text = signed_in("teacher-alder").get("/roles").content.decode()
    assert all(str(VERBS[verb]) in text for verb in Verb)
    assert all(str(ROLES[role]) in text for role in {role for right in RIGHTS.values() for role in right.roles})
