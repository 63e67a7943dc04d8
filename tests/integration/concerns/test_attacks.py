"""What an attacker tried on the running site, each as the promise that now holds."""

import time
from datetime import timedelta

import pytest
from django.test import Client

from shelterwood.foundation.accounts import refusals
from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.notify.models import Notice
from shelterwood.foundation.vault.rules import BLOCK
from shelterwood.gates.disclosure.models import Release
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.models import Concern, ConcernFact, Route
from shelterwood.respond.concerns.permissions import Forbidden
from shelterwood.respond.concerns.rules import Danger, RouteState, ScreenOutReason
from shelterwood.respond.concerns.views import raising, receipt

from ..make import concern
from ..pages.test_privacy import ANSWERS

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at_desk(county, now):
    return concern(county("Alder County"), at=now, answers={"words": "Heron seen.", "reporter": "R. Eporter, 218-555-0199"})


@pytest.fixture
def welfare(organization):
    return organization("Alder County Child Protection")


@pytest.fixture(autouse=True)
def wide_brakes(monkeypatch):
    """All tests come from one address."""
    monkeypatch.setattr(raising, "sending", Throttle(free=1000, longest=42))
    monkeypatch.setattr(receipt, "adding", Throttle(free=1000, longest=42))


def post(find_county, address="/concern", **changed):
    return Client().post(address, {**ANSWERS, "county": str(find_county("Alder County").pk), **changed})


def number(response) -> str:
    return response.content.decode().split('name="receipt" value="')[1][:20] if b'name="receipt"' in response.content else ""


# --- one form, one concern ---------------------------------------------------------------------------------------


def test_the_same_sending_twice_is_one_concern_with_one_number(county):
    before = Concern.objects.count()
    assert number(post(county, token="T")) == number(post(county, token="T"))
    assert Concern.objects.count() == before + 1


@pytest.mark.parametrize("changed", [{"words": "Other words."}, {"danger": "yes"}, {"place": "Gate 2"}, {"conflict": "no"}])
def test_a_known_form_mark_swallows_nobody_elses_words_and_opens_nobodys_thread(county, changed):
    before = Concern.objects.count()
    first, second = post(county, token="KNOWN"), post(county, token="KNOWN", **changed)
    assert Concern.objects.count() == before + 2
    assert number(first) != number(second)


def test_a_concern_by_a_propertys_code_has_no_way_back_through_any_door(county):
    at_property = {"role": "hotel_front_desk", "token": "CLERK", "known_when": "now"}
    post(county, "/at/LANTERNA", **at_property)
    kept = Concern.objects.latest("received_at")
    assert kept.receipt is None
    assert number(post(county, **at_property))
    assert Concern.objects.exclude(pk=kept.pk).latest("received_at").receipt is not None


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_another_sites_page_starts_no_form_here(county, origin):
    answers = {**ANSWERS, "county": str(county("Alder County").pk)}
    before = Concern.objects.count()
    assert Client(headers={"Sec-Fetch-Site": origin}).post("/concern", answers).status_code == 403
    assert Concern.objects.count() == before
    assert Client(headers={"Sec-Fetch-Site": "same-origin"}).post("/concern", answers).status_code == 200


def test_a_sign_in_that_ended_meanwhile_loses_nothing_that_was_typed(county):
    client = Client()
    client.cookies["sessionid"] = "ended-long-ago"
    response = client.post("/concern", {**ANSWERS, "step": "what", "go": "next", "county": str(county("Alder County").pk)})
    assert response.status_code == 200
    assert ANSWERS["words"] in response.content.decode()


# --- conflicts ---------------------------------------------------------------------------------------------------


def test_an_agency_that_is_ticked_is_skipped_whatever_stands_beside_it(signed_in, county, welfare):
    answers = {**ANSWERS, "county": str(county("Alder County").pk), "conflict_with": str(welfare.pk), "suspicion": "on", "known_when": "now"}
    assert signed_in("nurse-alder").post("/concern", answers).status_code == 302
    assert Concern.objects.latest("received_at").routes.get(organization=welfare).state == RouteState.SKIPPED


def test_the_alternate_can_be_named_too(signed_in, county, welfare):
    alternate = welfare.conflict_alternate
    answers = {**ANSWERS, "county": str(county("Alder County").pk), "conflict": "yes", "suspicion": "on", "known_when": "now"}
    signed_in("nurse-alder").post("/concern", {**answers, "conflict_with": [str(welfare.pk), str(alternate.pk)]})
    assert not Release.objects.filter(record=Concern.objects.latest("received_at").record, to_organization__in=[welfare, alternate]).exists()


@pytest.mark.parametrize("name", ["Alder County Child Protection", "Alder Falls Police Department"])
def test_nobody_is_told_to_call_an_agency_where_somebody_involved_works(signed_in, acting, county, organization, now, name):
    agency = organization(name)
    raised = concern(county("Alder County"), at=now, by=acting("nurse-alder"), conflicts=(agency,))
    reader = "detective-alder" if "Child" in name else "intake-alder"
    for key in ("nurse-alder", reader):
        page = signed_in(key).get(f"/concerns/{raised.reference}").content.decode()
        assert agency.phone not in page
        assert f"Someone involved works for {name}" in page


# --- the desk ----------------------------------------------------------------------------------------------------


def test_the_desk_ends_its_waiting_with_a_route_and_nothing_else(at_desk, acting, now):
    duty, route = acting("duty-alder"), at_desk.routes.get()
    with pytest.raises(Forbidden):
        services.acknowledge(route, by=duty, at=now)
    with pytest.raises(Forbidden):
        services.screen(route, by=duty, at=now, accepted=True, reason=None, note="")
    assert at_desk.reference in {row.reference for row in queries.inbox(by=duty)[0]}


def test_what_the_bodys_own_staff_raised_waits_for_no_route(acting, signed_in, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("coordinator-alder"))
    assert signed_in("duty-alder").post(f"/concerns/{raised.reference}/route", {"no_recipient": "x"}).status_code == 404


def test_new_facts_open_what_the_desk_had_closed(at_desk, acting, welfare, now):
    duty = acting("duty-alder")
    services.confirm_route(at_desk, by=duty, at=now, recipients=[], suspicion="", no_recipient="No child in it.")
    assert queries.told_nobody(at_desk)
    services.add_facts(at_desk, words="She is hurt.", at=now, by=None)
    assert at_desk.reference in {row.reference for row in queries.inbox(by=duty)[0]}
    services.confirm_route(at_desk, by=duty, at=now, recipients=[welfare.id], suspicion="yes")
    assert Release.objects.filter(record=at_desk.record, to_organization=welfare).exists()


def test_a_name_without_an_account_goes_no_further_than_its_owner_said(county, acting, welfare, now):
    answers = {"words": "Heron seen.", "reporter": "R. Eporter, 218-555-0199"}
    for may, fields in ((False, False), (True, True)):
        raised = concern(county("Alder County"), at=now, answers=answers, name_may_travel=may)
        services.confirm_route(raised, by=acting("duty-alder"), at=now, recipients=[welfare.id], suspicion="yes")
        assert Release.objects.filter(record=raised.record, given__field="reporter_identity").exists() is fields


# --- agencies ----------------------------------------------------------------------------------------------------


def test_an_unanswered_concern_never_leaves_a_list_and_the_coordinator_is_told_again(acting, county, person, now):
    Route.objects.update(answer_due=None)
    raised = concern(county("Alder County"), at=now, by=acting("nurse-alder"), danger=Danger.YES)
    for hours in range(1, 9):
        Notice.objects.all().delete()
        assert services.escalate(at=now + hours * HOUR) == 2  # child protection and police
        assert Notice.objects.filter(person=person("coordinator-alder").id).exists() is (hours >= 3)
    for key in ("intake-alder", "coordinator-alder"):
        assert raised.reference in {row.reference for row in queries.inbox(by=acting(key))[0]}


def test_every_decision_stays_with_its_reason(acting, county, now):
    route = concern(county("Alder County"), at=now, by=acting("teacher-alder")).routes.get(state=RouteState.SENT)
    intake = acting("intake-alder")
    services.acknowledge(route, by=intake, at=now)
    services.screen(route, by=intake, at=now, accepted=False, reason=ScreenOutReason.NOT_ENOUGH, note="The first words.")
    services.screen(route, by=intake, at=now + HOUR, accepted=True, reason=None, note="The second words.")
    seen = queries.view(route.concern.reference, by=intake)
    assert [(each.decision.taken, each.decision.reason, each.note) for each in seen.decisions] == [
        (False, "not_enough", "The first words."),
        (True, "", "The second words."),
    ]


def test_new_facts_open_what_an_agency_had_screened_out(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    route, intake = raised.routes.get(state=RouteState.SENT), acting("intake-alder")
    services.acknowledge(route, by=intake, at=now)
    services.screen(route, by=intake, at=now, accepted=False, reason=ScreenOutReason.NOT_ENOUGH, note="")
    services.add_facts(raised, words="He came back.", at=now, by=acting("teacher-alder"))
    route.refresh_from_db()
    assert route.state == RouteState.SENT
    assert queries.view(raised.reference, by=intake).decisions  # what was decided before still stands there
    services.acknowledge(route, by=intake, at=now)


def test_in_danger_comes_first_in_a_list(acting, county, now):
    concern(county("Alder County"), at=now - 20 * HOUR, by=acting("nurse-alder"), known_at=now - 20 * HOUR)
    late = concern(county("Alder County"), at=now, by=acting("nurse-alder"), danger=Danger.YES)
    rows = queries.inbox(by=acting("intake-alder"))[0]
    assert rows[0].danger
    assert late.reference in {row.reference for row in rows if row.danger}
    assert [row.danger for row in rows] == sorted((row.danger for row in rows), reverse=True)


# --- the coordinator ---------------------------------------------------------------------------------------------


def test_the_coordinator_learns_neither_whom_the_desk_told_nor_who_decided(at_desk, acting, signed_in, welfare, now):
    services.confirm_route(at_desk, by=acting("duty-alder"), at=now, recipients=[welfare.id], suspicion="yes")
    client = signed_in("coordinator-alder")
    for address in (f"/concerns/{at_desk.reference}", f"/access/{at_desk.reference}"):
        page = client.get(address).content.decode().split('<main id="main"')[1].split('aria-label="Numbers to call"')[0]
        assert welfare.name not in page
        assert acting("intake-alder").id.hex not in page
        assert "confirmed" not in page


def test_what_stands_in_a_reference_number_stays_with_those_who_read_the_concern(acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    clock = queries.view(raised.reference, by=acting("teacher-alder")).clocks[0].clock
    services.record_report(
        raised, clock=clock.id, met_at=now, method="telephone", reference="Wren Miller, room 14", at=now, by=acting("teacher-alder")
    )
    assert queries.view(raised.reference, by=acting("teacher-alder")).references
    assert not queries.view(raised.reference, by=acting("coordinator-alder")).references


# --- clocks ------------------------------------------------------------------------------------------------------


def test_a_call_recorded_after_the_limit_says_so_for_good(acting, county, now):
    raised = concern(county("Alder County"), at=now - 30 * HOUR, by=acting("teacher-alder"), known_at=now - 30 * HOUR)
    clock = queries.view(raised.reference, by=acting("teacher-alder")).clocks[0].clock
    services.record_report(raised, clock=clock.id, met_at=now - 29 * HOUR, method="telephone", reference="", at=now, by=acting("teacher-alder"))
    now_met = queries.view(raised.reference, by=acting("teacher-alder")).clocks[0]
    assert (now_met.state, now_met.recorded_late) == ("met", True)


def test_one_press_makes_no_proof(signed_in, acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("nurse-alder"))
    clock = queries.view(raised.reference, by=acting("nurse-alder")).clocks[0].clock
    response = signed_in("nurse-alder").post(f"/concerns/{raised.reference}/report/{clock.id}", {})
    assert response.status_code == 422
    clock.refresh_from_db()
    assert clock.met_at is None


# --- what can be measured from outside ---------------------------------------------------------------------------


def test_a_refused_reference_and_a_missing_one_take_the_same_time(acting, county, now, monkeypatch):
    monkeypatch.setattr(refusals, "REFUSED_AFTER", 0.2)
    raised = concern(county("Alder County"), at=now, by=acting("nurse-alder"))
    stranger = acting("teacher-juniper")
    for reference in (raised.reference, "A-222222"):
        begun = time.monotonic()
        assert queries.view(reference, by=stranger) is None
        assert 0.2 <= time.monotonic() - begun < 0.3


def test_the_length_of_a_short_answer_tells_nothing(county, now):
    lengths = set()
    for age in ("", "under_12", "12_14", "15_17", "18_or_more"):
        raised = concern(county("Alder County"), at=now, answers={"words": "Seen.", "age": age or "x"})
        lengths.add(len(bytes(ConcernFact.objects.get(concern=raised, question="age").sealed)))
    assert len(lengths) == 1
    assert (lengths.pop() - 13 - 16) % BLOCK == 0


def test_a_repeated_sending_is_not_counted_by_the_brake(county, monkeypatch):
    monkeypatch.setattr(raising, "sending", Throttle(free=1, longest=42))
    answers = [post(county, token="SAME").status_code for _ in range(5)]
    assert answers == [200] * 5


def test_the_brakes_own_number_differs_from_hour_to_hour():
    counts = set()
    for _ in range(40):
        brake, passed = Throttle(free=12, longest=42, blurred=True), 0
        while not brake.take("203.0.113.5"):
            passed += 1
        counts.add(passed)
    assert min(counts) >= 13
    assert len(counts) > 3


def test_asking_and_counting_are_one_step():
    brake = Throttle(free=3, longest=42)
    assert [brake.take("203.0.113.5") == 0 for _ in range(8)] == [True] * 4 + [False] * 4


def test_a_household_is_one_source_in_both_address_families():
    brake = Throttle(free=0, longest=42)
    assert brake.take("2001:db8:1:2300::1") == 0
    assert brake.take("2001:db8:1:23ff::99") > 0
    assert brake.take("2001:db8:1:2400::1") == 0
    assert brake.take("::ffff:203.0.113.9") == 0
    assert brake.take("203.0.113.200") > 0


def test_adding_by_receipt_has_a_brake_too(county, monkeypatch):
    monkeypatch.setattr(receipt, "adding", Throttle(free=2, longest=42))
    digits = number(post(county, token="ADDING"))
    answers = [Client().post("/receipt", {"receipt": digits, "do": "add", "words": f"More {each}."}) for each in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 422, 422]
    assert "More 4." in answers[-1].content.decode()


# --- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/es//evil.example/x", "//evil.example/x", "/es///evil.example"])
def test_the_language_link_never_leads_to_another_host(path):
    page = Client().get(path).content.decode()
    assert 'href="//' not in page


def test_a_page_for_what_is_missing_is_kept_by_nobody(signed_in):
    assert signed_in("teacher-alder").get("/static/nope")["Cache-Control"] == "no-store"


def test_from_outside_the_area_back_leads_through_the_same_door(county):
    page = post(county, "/at/LANTERNA", step="place", go="next", county="outside", outside_state="FL", role="hotel_front_desk").content.decode()
    assert 'action="/at/LANTERNA"' in page


def test_the_other_language_keeps_the_number_and_what_was_typed(county):
    sent = post(county, token="LANGUAGE")
    digits = number(sent)
    assert 'action="/es/receipt"' in sent.content.decode()
    again = Client().post("/es/receipt", {"receipt": digits, "do": "new"}).content.decode()
    assert digits in again
    failed = Client().post("/es/receipt", {"receipt": digits, "do": "report", "reference": "D-0117"})
    assert failed.status_code == 422
    assert '<input type="hidden" name="reference" value="D-0117">' in failed.content.decode()
