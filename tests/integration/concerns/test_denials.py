"""Refusals beside the verbs' own: the gate's, those of statements and sending, and those of every address."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.models import Attestation, Release
from shelterwood.gates.disclosure.services import Refused
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.models import AnswerGiven, Route
from shelterwood.respond.concerns.rules import RouteState

from ..make import concern

pytestmark = pytest.mark.django_db
NEIGHBOR = "Neighbor Agency for Alder County (conflict cases)"


@pytest.fixture
def raised(acting, county, now):
    """A teacher's concern in Alder County, sent to child protection."""
    return concern(county("Alder County"), at=now, by=acting("teacher-alder"))


def terms(now, basis: str = "SC-CW-01") -> dict[str, object]:
    """How something would be shared."""
    return {
        "basis": basis, "purpose": "child_protection", "ends_at": now.replace(year=now.year + 1), "to_intake": True, "due_at": None,
        "fields": frozenset({"observation_text"}),
    }  # fmt: skip


# --- the gate ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["intake-alder", "coordinator-alder", "teller-alder", "teacher-juniper", "duty-alder"])
def test_sharing_is_refused_to_everybody_but_the_owner(key, raised, acting, organization, now):
    with pytest.raises(Refused) as refusal:
        disclosure.share(raised.record, by=acting(key), to=organization("Juniper County Child Protection"), **terms(now))
    assert "F-OWNER" in refusal.value.decision.rules
    assert Release.objects.filter(record=raised.record).count() == 1


@pytest.mark.parametrize("basis", ["HC-CW-01", "CW-LE-03", "PUB-01"])
def test_sharing_is_refused_to_the_owner_under_a_rule_that_is_another_sectors(basis, raised, acting, organization, now):
    with pytest.raises(Refused):
        disclosure.share(raised.record, by=acting("teacher-alder"), to=organization(NEIGHBOR), **terms(now, basis))


@pytest.mark.parametrize("key", ["intake-alder", "coordinator-alder", "teller-alder"])
def test_a_release_is_stopped_by_its_sender_alone_and_gone_at_the_next_request(key, raised, acting, now):
    release = Release.objects.get(record=raised.record)
    with pytest.raises(PermissionError):
        disclosure.stop(release, by=acting(key), at=now)
    assert queries.view(raised.reference, by=acting("intake-alder"))
    disclosure.stop(release, by=acting("teacher-alder"), at=now)
    assert queries.view(raised.reference, by=acting("intake-alder")) is None


# --- statements and sending -------------------------------------------------------------------------------------


def test_a_statement_of_an_outsider_opens_nothing(raised, acting, person, organization, now):
    police = organization("Alder Falls Police Department")
    Attestation.objects.filter(record=raised.record).delete()
    disclosure.attest(
        record=raised.record, word="A-SUSPICION", words_used="x", by=person("teller-alder"), purpose="child_protection", at=now, to=police
    )
    with pytest.raises(Refused):
        disclosure.share(raised.record, by=acting("teller-alder"), to=police, **terms(now))
    with pytest.raises(Refused):
        disclosure.share(raised.record, by=acting("teacher-alder"), to=organization(NEIGHBOR), **terms(now))


@pytest.mark.parametrize("key", ["intake-alder", "coordinator-alder", "teller-alder", "duty2-alder"])
def test_who_does_not_own_a_concern_sends_it_nowhere(key, county, acting, now):
    waiting = concern(county("Alder County"), at=now)
    routes = services.send(waiting, by=acting(key), at=now)
    assert {route.state for route in routes} <= {RouteState.REFUSED}
    assert not Release.objects.filter(record=waiting.record).exists()


# --- addresses --------------------------------------------------------------------------------------------------

# answered without an account; every other address asks for a sign-in first
PUBLIC = {
    "home", "about", "privacy", "accessibility", "leave", "sign-out", "demo-enter", "demo-tour", "concern", "concern-as", "concern-doors", "at-property", "receipt", "call", "call-sector",
    "call-card", "warning-signs", "learn", "learn-report", "learn-kit", "learn-kit-file", "learn-audience", "learn-sheet", "sign-in", "sign-in-code", "sign-in-passkey", "sign-in-mail", "sign-in-second", "organization-sign-in", "organization-back", "still-here", "lock", "locked",
    "support", "support-write", "missing-child", "missing-child-sheet", "consult", "consult-ask", "consult-answer", "law", "law-find", "law-state",
    "courses", "course", "lesson", "lesson-read", "scene", "certificates", "certificate", "protocols", "protocol", "protocol-card", "invited",
    "help", "help-topic", "help-role",
}  # fmt: skip


NOBODYS = "00000000-0000-4000-8000-000000000000"
SAMPLE = {
    "reference": "A-ABC234", "code": "LANTERNA", "clock": NOBODYS, "sector": "hotels", "state": "mn", "slug": "schools", "name": "03-signs",
    "attempt": NOBODYS, "completion": NOBODYS, "audience": "schools", "hanging": NOBODYS, "site": NOBODYS, "poster": NOBODYS,
    "run": "P-ABC234", "step": "report", "number": "1", "entry": NOBODYS, "row": NOBODYS,
    "upload": NOBODYS, "training": NOBODYS, "learner": NOBODYS,
    "county": NOBODYS, "measure": "trained", "post": NOBODYS, "mandate": "MN-HOTEL-TRAIN-01",
    "duty": "MN-RPT-03", "rule": "SC-CW-01",
    "line": "1", "question": "K-ABC234", "key": NOBODYS, "session": NOBODYS,
    "person": NOBODYS, "proof": NOBODYS, "organization": NOBODYS, "kind": "people",
    "role": "bank_branch", "provider": NOBODYS,
    "draft": NOBODYS, "edition": NOBODYS, "file": "course.toml",
    "fact": NOBODYS, "category": "education",
}  # fmt: skip


def named_addresses(patterns):
    """Each name with an address of its form, its places filled with something that fits."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from named_addresses(each.url_patterns)
        else:
            yield each.name, "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: SAMPLE[place[1]], str(each.pattern))


PROTECTED = sorted((name, address) for name, address in named_addresses(get_resolver().url_patterns) if name not in PUBLIC)


@pytest.mark.parametrize(("name", "address"), PROTECTED, ids=[name for name, _ in PROTECTED])
def test_an_address_for_people_with_an_account_answers_nobody_else(name, address):
    for answer in (Client().get(address), Client().post(address)):
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in?first=yes")


def test_every_public_address_is_there():
    assert {name for name, _ in named_addresses(get_resolver().url_patterns)} >= PUBLIC


POSTS = {
    "acknowledge": {},
    "screen": {"accepted": "yes", "reason": "", "note": ""},
    "answer": {"answer": "closed"},
    "add": {"words": "x"},
    "route": {"recipients": [], "suspicion": "on", "no_recipient": "x"},
    "run": {"protocol": "school-response", "token": NOBODYS},
}


@pytest.mark.parametrize("key", ["teller-alder", "coordinator-alder", "principal-alder", "intake-juniper"])
@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_at_its_address_is_not_shown_to_who_may_not(verb, key, raised, signed_in):
    answer = signed_in(key).post(f"/concerns/{raised.reference}/{verb}", POSTS[verb])
    assert answer.status_code == 404
    assert set(Route.objects.filter(concern=raised).values_list("state", flat=True)) == {"sent", "refused"}
    assert not AnswerGiven.objects.filter(concern=raised).exists()
    assert set(raised.facts.values_list("part", flat=True)) == {0}
