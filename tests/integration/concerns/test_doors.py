"""Every door to its real end: what each role is asked, whose keeping it comes into, who is told, and what never gets in."""

import re

import pytest
from django.test import Client
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.demo.region import ORGANIZATIONS
from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.gates.disclosure.models import Attestation, Record
from shelterwood.gates.law.models import Clock
from shelterwood.respond.concerns import door_words, queries, services
from shelterwood.respond.concerns.doors import ROLES, Keeper, keeper_of
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.rules import Kind, Known
from shelterwood.respond.concerns.services import NotPossible
from shelterwood.respond.concerns.views import raising

from ..make import CANARY, concern

pytestmark = pytest.mark.django_db

WRITING = [role for role in ROLES.values() if role.keeper is not Keeper.NOBODY]
places = pytest.mark.parametrize("place", ["Alder County", "Juniper County"])
FIRST = {"Alder County": "Alder County Child Protection", "Juniper County": "Juniper County Child Protection"}
# people of the region with an account, one for each sector that takes part
ACCOUNTS = {plan.sector: plan.posts[0].key for plan in ORGANIZATIONS if plan.key != "body"}


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """Many people write here at once from one machine; the brake has its own tests."""
    monkeypatch.setattr(raising, "sending", Throttle(free=1000, longest=1, blurred=True))


@pytest.fixture
def answers(county):
    """Everything that the five steps ask, as the last one sends it."""

    def make(where: str, **changes):
        return {
            "step": "check", "go": "send", "danger": "no", "words": f"Saw {CANARY} at the gate.", "kind": "unknown", "when": "unknown",
            "county": str(county(where).pk), "under_18": "unknown", "missing": "unknown", "conflict": "unknown", "known_when": "now",
            "in_person": "on", "required_only": "on", "suspicion": "on", "token": "doors", **changes,
        }  # fmt: skip

    return make


# --- without an account: every role, both counties ---------------------------------------------------------------


@places
@pytest.mark.parametrize("role", WRITING, ids=[role.word for role in WRITING])
def test_every_role_is_taken_by_the_desk_under_its_own_law_and_told_to_the_right_agency(role, place, answers, acting, organization, now):
    page = Client().post(f"/concern/as/{role.word}", answers(place, role=role.word)).content.decode()
    assert re.search(r"(\d{4} ){4}\d{4}", page), "a number to come back with"
    assert str(door_words.FIRST[role.sector][0]).split(":")[0] in page
    raised = Concern.objects.latest("received_at")
    assert (raised.sector, raised.record.owner.intake_desk, raised.record.writer) == (role.sector, True, None)
    for duty in queries.duty_of(raised).settled:
        assert duty.duty.citation.split(";")[0].replace("&", "&amp;") in page
    services.confirm_route(raised, by=acting("duty-alder"), at=now, recipients=[organization(FIRST[place]).id], suspicion="yes")
    assert f"Saw {CANARY} at the gate." in [fact.text for fact in queries.view(raised.reference, by=acting(f"intake-{place[:-7].lower()}")).facts]


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("role", WRITING, ids=[role.word for role in WRITING])
def test_every_roles_own_signs_and_limits_stand_in_its_form(role, language, answers):
    first = Client().get(f"{language}/concern/as/{role.word}")
    assert first.status_code == 200
    page = Client().post(f"{language}/concern/as/{role.word}", {"step": "safety", "danger": "no", "go": "next", "role": role.word})
    form = page.context["form"]
    assert {sign for _, choices in form.fields["signs"].choices for sign, _ in choices}
    assert ("in_person" in form.fields) is (role.sector == Sector.FINANCIAL_INSTITUTION)
    left_out = door_words.LEFT_OUT.get(role.sector)
    assert left_out is None or page.context["left_out"] == left_out


def test_in_danger_the_first_steps_of_ones_own_work_stand_beside_the_number():
    page = Client().post("/concern/as/emergency_dispatch", {"step": "safety", "danger": "yes", "go": "next"}).content.decode()
    assert "Send police at once" in page
    assert "tel:911" in page


def test_the_page_of_doors_and_the_first_page_lead_to_every_role():
    page = Client().get("/concern/doors").content.decode()
    assert set(re.findall(r"/concern/as/(\w+)", page)) == set(ROLES)
    assert "/concern/doors" in Client().get("/").content.decode()


@pytest.mark.parametrize("role", ["", "nobody", "public/../x", "PUBLIC"])
def test_an_unknown_role_is_no_address(role):
    assert Client().get(f"/concern/as/{role}").status_code == 404


def test_a_role_that_is_typed_and_not_on_the_list_changes_nothing(answers):
    before = Concern.objects.count()
    assert Client().post("/concern", answers("Alder County", role="superuser")).status_code == 422
    assert Concern.objects.count() == before


def test_who_says_late_what_their_work_is_keeps_what_was_marked(answers):
    typed = answers("Alder County", role="other_business", signs=["WS-PUB-01"], step="you", go="edit-what")
    page = Client().post("/concern", typed).content.decode()
    assert re.search(r'value="WS-PUB-01"[^>]*checked', page)
    typed = answers("Alder County", role="other_business", signs=["WS-PUB-01"])
    assert Client().post("/concern", typed).status_code == 200


# --- with an account ---------------------------------------------------------------------------------------------

DESK = sorted(sector for sector in ACCOUNTS if keeper_of(sector) is Keeper.DESK)
OWN = {
    ("probation", "alder"): {"Alder County Child Protection": "sent", "Alder Falls Police Department": "refused"},
    ("probation", "juniper"): {"Juniper County Child Protection": "sent", "Juniper Wells Police Department": "refused"},
    ("advocate", "alder"): {"Alder County Child Protection": "refused", "Alder Falls Police Department": "refused"},
    ("advocate", "juniper"): {"Juniper County Child Protection": "sent", "Juniper Wells Police Department": "refused"},
    ("youth", "alder"): {"Alder County Child Protection": "refused", "Alder Falls Police Department": "refused"},
    ("youth", "juniper"): {"Juniper County Child Protection": "sent", "Juniper Wells Police Department": "sent"},
}


@pytest.mark.parametrize(("who", "told"), OWN.items(), ids=["-".join(who) for who in OWN])
def test_a_professionals_concern_goes_as_far_as_signed_law_lets_their_organization(who, told, answers, signed_in):
    """Where counsel signed no row for it, nothing leaves, and the page says whom to call."""
    post, place = who
    done = signed_in(f"{post}-{place}").post("/concern", answers(f"{place.title()} County"))
    assert done.status_code == 302
    raised = Concern.objects.latest("received_at")
    assert {route.organization.name: route.state for route in raised.routes.select_related("organization")} == told
    page = signed_in(f"{post}-{place}").get(done["Location"]).content.decode()
    assert "What happens next" in page
    if "refused" in told.values():
        assert "Call them yourself where you must" in page


@pytest.mark.parametrize("sector", DESK)
def test_what_staff_notice_comes_to_the_desk_and_their_employer_learns_nothing(sector, answers, signed_in, person):
    key = f"{ACCOUNTS[sector]}-alder" if sector != Sector.HOTEL else "hotel-manager-alder"
    someone = person(key)
    records = Record.objects.filter(owner=someone.organization).count()
    page = signed_in(key).post("/concern", answers("Alder County")).content.decode()
    assert re.search(r"(\d{4} ){4}\d{4}", page)
    raised = Concern.objects.latest("received_at")
    assert (raised.sector, raised.record.owner.intake_desk, raised.record.writer) == (sector, True, None)
    assert Record.objects.filter(owner=someone.organization).count() == records
    events = AccessEvent.objects.filter(records__0=str(raised.record_id))
    assert {(event.actor, event.organization) for event in events} == {(None, raised.record.owner_id)}
    assert not Clock.objects.filter(record=raised.record_id, holder__isnull=False).exists()


# --- bank --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["teller-alder", "teller-juniper", None])
@pytest.mark.parametrize("field", ["words", "place", "vehicle", "name", "looks", "school", "whereabouts", "other_person", "reporter"])
def test_no_field_of_a_bank_takes_what_stands_in_its_books(field, key, answers, signed_in):
    client = signed_in(key) if key else Client()
    before = Concern.objects.count()
    typed = answers("Juniper County", role="bank_branch", **{field: "account 123456789012"})
    page = client.post("/concern", typed)
    assert page.status_code == 422
    assert str(door_words.STOPPED["number"]) in page.content.decode()
    assert Concern.objects.count() == before


@pytest.mark.parametrize("text", ["A SAR was filed.", "Nobody filed a suspicious activity report."])
def test_whether_a_bank_filed_anything_is_not_taken_either_way(text, answers):
    page = Client().post("/concern/as/bank_branch", answers("Alder County", role="bank_branch", words=text)).content.decode()
    assert "not even whether there are any" in page


def test_a_bank_form_asks_whether_it_was_seen_in_person(answers):
    typed = answers("Alder County", role="bank_branch")
    del typed["in_person"]
    assert Client().post("/concern", typed).status_code == 422


def test_a_bank_form_has_no_field_for_accounts_or_filings():
    steps = [Client().post("/concern/as/bank_branch", {"step": "safety", "danger": "no", "go": f"edit-{step}"}) for step in ("what", "place", "you")]
    fields = {name for page in steps for name in page.context["form"].fields}
    assert not [name for name in fields if re.search(r"account|card|amount|transaction|sar|filing", name)]


def test_the_verb_stops_it_too_and_so_does_an_addition_by_receipt(county, now):
    with pytest.raises(NotPossible, match="number of an account"):
        concern(county("Alder County"), at=now, sector="financial_institution", answers={"words": "It was 123456789."})
    raised = concern(county("Alder County"), at=now, sector="financial_institution", answers={"words": "Held her ID."})
    with pytest.raises(NotPossible, match="an account or a transaction"):
        services.add_facts(raised, words="He made her withdraw it.", at=now, by=None)
    assert set(raised.facts.values_list("part", flat=True)) == {0}


def test_an_addition_by_receipt_says_why_it_was_stopped(answers):
    page = Client().post("/concern/as/bank_branch", answers("Alder County", role="bank_branch")).content.decode()
    digits = re.search(r"(\d{4} ){4}\d{4}", page)[0]
    added = Client().post("/receipt", {"receipt": digits, "do": "add", "words": "It was $9,000."})
    assert added.status_code == 422
    assert str(door_words.STOPPED["money"]) in added.content.decode()


# --- defense counsel ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/concern", "/concern/as/public", "/at/LANTERNA"])
def test_defense_counsel_finds_the_law_at_every_door_and_types_nothing(address, answers, signed_in):
    client, before = signed_in("lawyer-alder"), Concern.objects.count()
    page = client.get(address)
    assert page.status_code == 200
    assert "/law/mn?sector=defense_attorney" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    sent = client.post(address, answers("Alder County"))
    assert sent.status_code == 403
    assert CANARY not in sent.content.decode()
    assert Concern.objects.count() == before


def test_defense_counsel_without_an_account_types_nothing_either(answers):
    before = Concern.objects.count()
    assert "<textarea" not in Client().get("/concern/as/defense_lawyer").content.decode()
    assert Client().post("/concern", answers("Alder County", role="defense_lawyer")).status_code == 403
    assert Concern.objects.count() == before


# --- victim services ---------------------------------------------------------------------------------------------


def test_a_victim_service_says_that_nothing_stands_there_but_what_the_law_asks(answers, signed_in):
    typed = answers("Juniper County")
    del typed["required_only"]
    assert signed_in("advocate-juniper").post("/concern", typed).status_code == 422
    signed_in("advocate-juniper").post("/concern", answers("Juniper County"))
    raised = Concern.objects.latest("received_at")
    assert set(Attestation.objects.filter(record=raised.record).values_list("word", flat=True)) == {"A-SUSPICION", "A-REQUIRED-FIELDS"}


@pytest.mark.parametrize("post", ["advocate", "youth"])
def test_the_coordinator_does_not_find_what_a_victim_service_or_youth_program_wrote(post, acting, county, now):
    raised = concern(county("Juniper County"), at=now, by=acting(f"{post}-juniper"), required_only="yes")
    assert queries.view(raised.reference, by=acting("coordinator-alder")) is None
    assert raised.reference not in {row.reference for row in queries.inbox(by=acting("coordinator-alder"), open_only=False)[0]}
    assert queries.view(raised.reference, by=acting("intake-juniper"))


# --- tribes ------------------------------------------------------------------------------------------------------


def test_on_tribal_land_the_federal_duty_runs_and_the_nations_own_agency_stands_first(answers, signed_in):
    done = signed_in("teacher-alder").post("/concern", answers("Alder County", indian_country="yes"))
    raised = Concern.objects.latest("received_at")
    assert raised.indian_country == "yes"
    assert "US-IC-01" in Clock.objects.filter(record=raised.record_id, organization=None).values_list("duty", flat=True)
    page = signed_in("teacher-alder").get(done["Location"]).content.decode()
    assert "Cedar Lake Nation Family Services" in page
    assert "25 USC 1912(a)" in page


def test_where_no_tribal_agency_is_known_the_page_says_so(county, now):
    raised = concern(county("Juniper County"), at=now, sector="child_welfare", indian_child=Known.YES)
    shown = queries.tribal_first(raised)
    assert (shown.agencies, [row.duty.id for row in shown.rows]) == ((), ["US-IC-01", "US-ICWA-01"])
    assert not [row for row in shown.rows if row.duty.id == "US-ICWA-01" and row.signed], "counsel did not sign it"


def test_a_tribal_agency_where_somebody_involved_works_is_not_named(county, organization, now):
    nation = organization("Cedar Lake Nation Family Services")
    assert queries.tribal_first(concern(county("Alder County"), at=now, indian_child=Known.YES)).agencies == (nation,)
    raised = concern(county("Alder County"), at=now, indian_child=Known.YES, conflicts=(nation,))
    assert queries.tribal_first(raised).agencies == ()


def test_nobody_is_told_of_tribes_where_nobody_said_so(county, now):
    assert queries.tribal_first(concern(county("Alder County"), at=now)) is None


# --- forced work -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "shown"), [("labor", True), ("both", True), ("sexual", False), ("unknown", False)])
def test_forced_work_is_coded_apart_and_has_its_own_words(kind, shown, answers):
    page = Client().post("/concern/as/other_business", answers("Alder County", role="other_business", kind=kind)).content.decode()
    assert Concern.objects.latest("received_at").kind == kind
    assert ("When a child is made to work" in page) is shown
    assert ("labor trafficking by a non-caregiver: unknown" in page) is shown


def test_the_demonstration_holds_every_kind():
    assert set(Concern.objects.values_list("kind", flat=True)) == set(Kind)
