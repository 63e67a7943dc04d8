"""Hold, seal and destroy: by counsel alone, each with its event, and nothing readable left anywhere."""

from datetime import timedelta

import pytest
from django.core import mail

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.design.revisions import Stale
from shelterwood.foundation.drafts import services as drafts
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.rules import Kept
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.vault.models import GroupKey, Shred
from shelterwood.gates.disclosure.models import Record
from shelterwood.gates.law.models import Clock
from shelterwood.prevent.protocols import services as protocols
from shelterwood.prevent.protocols.models import Run
from shelterwood.project.walls import WALLS
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.concerns import services as concern_services
from shelterwood.respond.concerns.models import Concern, Decision
from shelterwood.respond.concerns.rules import ScreenOutReason
from shelterwood.respond.endings import queries, services
from shelterwood.respond.endings.models import Hold, Period, Seal
from shelterwood.respond.endings.permissions import Forbidden
from shelterwood.respond.endings.rules import Basis, HoldReason
from shelterwood.respond.endings.services import NotPossible

from ..make import CANARY, concern, seen_on
from ..pages.test_privacy import everything_stored
from ..protocols.make import begun, signed

pytestmark = pytest.mark.django_db
NOBODYS = ["coordinator-alder", "duty-alder", "teacher-alder", "principal-alder", "intake-alder", "teller-alder", "lawyer-alder"]
COUNSEL = "counsel-alder"
TWO_YEARS = timedelta(days=2 * 366)


@pytest.fixture(autouse=True)
def nothing_was_decided(db):
    """What the region's own counsel decided, and what lies there unsent, aside."""
    for each in (Hold, Period, Draft):
        each.objects.all().delete()


@pytest.fixture
def counsel(person):
    return person(COUNSEL)


@pytest.fixture
def raised(acting, county, now):
    """A teacher's concern that child protection did not take up, with the agency's own words on why."""
    made = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    worker = acting("intake-alder")
    route = concern_services.acknowledge(made.routes.get(organization=worker.organization.id), by=worker, at=now)
    concern_services.screen(route, by=worker, at=now, accepted=False, reason=ScreenOutReason.OTHER, note=f"{CANARY} is well known here.")
    return made


def set_and_start(counsel, now, *categories, years=1):
    for category in categories:
        services.set_period(category, years=years, citation="Schedule 24", reason="x", by=counsel, at=now)
        services.start_period(category, count=len(queries.would_end(category, by=counsel, at=now)), by=counsel, at=now)


def is_there(raised) -> bool:
    return Concern.objects.filter(pk=raised.pk).exists()


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", NOBODYS)
def test_everything_here_is_counsels_alone(key, raised, person, now):
    by, number = person(key), raised.reference
    with pytest.raises(Forbidden):
        services.set_period("education", years=1, citation="c", reason="r", by=by, at=now)
    with pytest.raises(Forbidden):
        services.start_period("education", count=0, by=by, at=now)
    with pytest.raises(Forbidden):
        services.hold(number, reason=HoldReason.COURT, by=by, at=now)
    with pytest.raises(Forbidden):
        services.lift(number, by=by, at=now)
    with pytest.raises(Forbidden):
        services.seal(number, basis=Basis.COUNSEL, by=by, at=now)
    with pytest.raises(Forbidden):
        services.open_seal(number, by=by, at=now)
    assert queries.standings(by=by) is queries.live_holds(by=by) is queries.live_seals(by=by) is queries.would_end("general", by=by, at=now) is None
    assert not Period.objects.filter(set_at=now).exists()


@pytest.mark.parametrize("key", NOBODYS)
def test_the_pages_look_to_others_as_if_they_were_not_there(key, signed_in):
    client = signed_in(key)
    for path in ("/region/retention", "/region/retention/education", "/region/retention/education/list", "/region/records"):
        assert client.get(path).status_code == 404
    for verb in ("hold", "lift", "seal", "open"):
        assert client.post(f"/region/records/{verb}", {"number": "A-ABC234", "reason": "court", "basis": "counsel"}).status_code == 404
    assert "Records" not in client.get("/desk").content.decode().split("<main")[0]


def test_counsel_of_another_organization_keeps_nothing(person, now):
    teacher = person("teacher-alder")
    teacher.role = "counsel"
    with pytest.raises(Forbidden):
        services.seal("A-ABC234", basis=Basis.COUNSEL, by=teacher, at=now)


# --- seal -------------------------------------------------------------------------------------------------------


def test_nobody_reads_or_lists_what_is_sealed_and_its_envelope_says_nothing(raised, counsel, acting, signed_in, now):
    readers = [
        key for key in ("teacher-alder", "intake-alder", "coordinator-alder", "principal-alder") if concerns.view(raised.reference, by=acting(key))
    ]
    assert len(readers) >= 3
    services.seal(raised.reference, basis=Basis.COURT_ORDER, by=counsel, at=now)
    for key in (*readers, COUNSEL):
        assert concerns.view(raised.reference, by=acting(key)) is None
        client = signed_in(key)
        assert client.get(f"/concerns/{raised.reference}").status_code == 404
        for path in ("/desk", "/concerns?show=all", "/duties"):
            assert raised.reference not in client.get(path).content.decode(), (key, path)


def test_who_was_named_reads_it_no_more(county, counsel, acting, now):
    waiting = concern(county("Alder County"), at=now)
    concern_services.escalate(at=now + timedelta(days=1))
    assert concerns.view(waiting.reference, by=acting("duty2-alder"))
    services.seal(waiting.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    concern_services.escalate(at=now + timedelta(days=3))
    assert concerns.view(waiting.reference, by=acting("duty2-alder")) is None
    assert concerns.view(waiting.reference, by=acting("duty-alder")) is None


def test_a_step_of_a_sealed_run_stands_on_no_desk(raised, counsel, person, acting, signed_in, now):
    run = begun(signed("school-response", by=person("principal-alder"), at=now), by=acting("teacher-alder"), at=now, about=raised.record)
    protocols.assign(run.tasks.first(), to=person("teacher-alder"), by=acting("teacher-alder"), at=now)
    assert run.reference in signed_in("teacher-alder").get("/desk").content.decode()
    services.seal(raised.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    for path in ("/desk", "/runs"):
        assert run.reference not in signed_in("teacher-alder").get(path).content.decode()
    assert signed_in("teacher-alder").get(f"/runs/{run.reference}").status_code == 404


def test_with_a_concern_its_notes_runs_and_drafts_are_sealed(raised, counsel, person, acting, now):
    run = begun(signed("school-response", by=person("principal-alder"), at=now), by=acting("teacher-alder"), at=now, about=raised.record)
    keep_draft(person("teacher-alder"), raised, now)
    services.seal(raised.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    note = Decision.objects.get(route__concern=raised).note_record
    assert all(Record.objects.filter(pk__in=[raised.record_id, note.pk, run.record_id]).values_list("sealed", flat=True))
    assert not Draft.objects.exists()


def test_a_seal_is_opened_again_and_may_be_set_again(raised, counsel, acting, now):
    services.seal(raised.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    with pytest.raises(NotPossible):
        services.seal(raised.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    services.open_seal(raised.reference, by=counsel, at=now)
    assert concerns.view(raised.reference, by=acting("teacher-alder"))
    with pytest.raises(NotPossible):
        services.open_seal(raised.reference, by=counsel, at=now)
    services.seal(raised.reference, basis=Basis.COURT_ORDER, by=counsel, at=now)
    assert Seal.objects.filter(record=raised.record, opened_at=None).count() == 1


# --- hold -------------------------------------------------------------------------------------------------------


def test_a_hold_stops_every_destruction_until_it_is_lifted(raised, counsel, now):
    later = now + TWO_YEARS
    set_and_start(counsel, now, "education", "child_welfare")
    services.hold(raised.reference, reason=HoldReason.COURT, by=counsel, at=now)
    services.end_over(at=later)
    assert is_there(raised)
    services.lift(raised.reference, by=counsel, at=later)
    services.end_over(at=later)
    assert not is_there(raised)


def test_it_is_held_once_and_lifted_once(raised, counsel, now):
    services.hold(raised.reference, reason=HoldReason.REQUEST, by=counsel, at=now)
    with pytest.raises(NotPossible):
        services.hold(raised.reference, reason=HoldReason.COURT, by=counsel, at=now)
    services.lift(raised.reference, by=counsel, at=now)
    with pytest.raises(NotPossible):
        services.lift(raised.reference, by=counsel, at=now)


@pytest.mark.parametrize("number", ["A-NONE99", "", "x", "A-ABC2345", "<script>", "a\x00b", "A-ABC234' OR 1=1"])
@pytest.mark.parametrize("verb", ["hold", "seal", "lift", "open"])
def test_a_number_that_is_none_is_refused_in_words(verb, number, signed_in):
    answer = signed_in(COUNSEL).post(f"/region/records/{verb}", {"number": number, "reason": "court", "basis": "counsel"})
    assert answer.status_code == 422
    assert not Hold.objects.exists()
    assert not Seal.objects.exists()


def test_counsel_holds_and_seals_on_the_page_and_sees_both(raised, signed_in):
    client = signed_in(COUNSEL)
    assert client.post("/region/records/hold", {"number": raised.reference.lower(), "reason": "court"}).status_code == 302
    assert client.post("/region/records/seal", {"number": raised.reference, "basis": "court_order"}).status_code == 302
    page = client.get("/region/records").content.decode()
    assert page.count(f"<strong>{raised.reference}</strong>") == 2
    assert CANARY not in page
    assert client.post("/region/records/lift", {"number": raised.reference}).status_code == 302
    assert client.post("/region/records/open", {"number": raised.reference}).status_code == 302
    assert raised.reference not in client.get("/region/records").content.decode()


# --- periods ----------------------------------------------------------------------------------------------------


def test_without_a_period_everything_is_kept(raised, now):
    Period.objects.all().delete()
    assert services.end_over(at=now + timedelta(days=36500)) == 0
    assert is_there(raised)
    assert "education" in queries.without_period()


def test_a_period_destroys_nothing_before_it_is_started(raised, counsel, now):
    for category in ("education", "child_welfare"):
        services.set_period(category, years=1, citation="c", reason="r", by=counsel, at=now)
    assert services.end_over(at=now + TWO_YEARS) == 0
    assert is_there(raised)
    assert raised.record_id in {each.record for each in queries.would_end("education", by=counsel, at=now + TWO_YEARS)}


def test_the_start_is_refused_where_the_list_has_grown_since(raised, counsel, now):
    later = now + TWO_YEARS
    for category in ("education", "child_welfare"):
        services.set_period(category, years=1, citation="c", reason="r", by=counsel, at=now)
    with pytest.raises(NotPossible):
        services.start_period("education", count=0, by=counsel, at=later)
    with pytest.raises(NotPossible):
        services.start_period("health", count=0, by=counsel, at=later)
    many = len(queries.would_end("education", by=counsel, at=later))
    services.start_period("education", count=many, by=counsel, at=later)
    with pytest.raises(NotPossible):
        services.start_period("education", count=many, by=counsel, at=later)


def test_a_new_period_waits_for_its_own_start(raised, counsel, now):
    set_and_start(counsel, now, "education", "child_welfare", years=9)
    services.set_period("education", years=1, citation="c", reason="r", by=counsel, at=now + timedelta(hours=1))
    assert services.end_over(at=now + TWO_YEARS) == 0


def test_a_period_set_to_nothing_keeps(raised, counsel, now):
    set_and_start(counsel, now, "education", "child_welfare")
    services.set_period("education", years=None, citation="c", reason="r", by=counsel, at=now + timedelta(hours=1))
    services.end_over(at=now + TWO_YEARS)
    assert is_there(raised)


def test_a_concern_waits_for_the_longest_period_of_what_was_written_on_it(raised, counsel, now):
    set_and_start(counsel, now, "education")
    services.end_over(at=now + TWO_YEARS)
    assert is_there(raised), "the agency's note has no period"
    set_and_start(counsel, now, "child_welfare", years=5)
    services.end_over(at=now + TWO_YEARS)
    assert is_there(raised)
    services.end_over(at=now + timedelta(days=6 * 366))
    assert not is_there(raised)


def test_what_is_open_or_was_changed_lately_stays(acting, county, counsel, now):
    lately = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    set_and_start(counsel, now, "education", "child_welfare")
    services.end_over(at=now + TWO_YEARS)
    assert is_there(lately), "an agency still has to decide"


def test_two_counsel_see_both_periods(signed_in, counsel, now):
    client, address = signed_in(COUNSEL), "/region/retention/health"
    seen = seen_on(client, address)
    services.set_period("health", years=7, citation="Their schedule", reason="r", by=counsel, at=now)
    with pytest.raises(Stale):
        services.set_period("health", years=8, citation="c", reason="r", by=counsel, at=now, seen=seen)
    answer = client.post(address, {"years": "9", "citation": "My schedule", "reason": "r", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Their schedule" in page
    assert "My schedule" in page
    assert queries.periods()["health"].years == 7


@pytest.mark.parametrize(
    "changes",
    [
        {"years": "0"},
        {"years": "-1"},
        {"years": "100"},
        {"years": "x"},
        {"citation": ""},
        {"reason": ""},
        {"citation": "a\x00b"},
        {"citation": "x" * 201},
    ],
)
def test_a_broken_period_is_refused(changes, signed_in):
    client, address = signed_in(COUNSEL), "/region/retention/financial"
    plain = {"years": "5", "citation": "c", "reason": "r", "seen": seen_on(client, address)}
    assert client.post(address, plain | changes).status_code == 422
    assert "financial" not in queries.periods()
    assert client.get("/region/retention/nothing").status_code == 404


def test_counsel_sets_looks_and_starts_on_the_pages(raised, signed_in, counsel, now):
    client = signed_in(COUNSEL)
    address = "/region/retention/financial"
    said = {"years": "5", "citation": "Schedule 24", "reason": "r", "seen": seen_on(client, address)}
    assert client.post(address, said).status_code == 302
    assert "Schedule 24" in client.get("/region/retention").content.decode()
    assert "0 records are over today." in client.get(f"{address}/list").content.decode()
    assert client.post(f"{address}/list", {"count": "7"}).status_code == 422
    assert client.post(f"{address}/list", {"count": "0"}).status_code == 302
    assert queries.periods()["financial"].started_by == counsel


# --- the end ----------------------------------------------------------------------------------------------------


def keep_draft(by, raised, now):
    kept = Kept("concern-detail", {"reference": raised.reference}, (("words", f"{CANARY} again"),))
    return drafts.keep(kept, kind="added", slot="s", record=raised.record_id, by=by, at=now)


def test_the_end_leaves_its_event_and_no_residue_in_any_table(raised, counsel, person, acting, now):
    run = begun(signed("school-response", by=person("principal-alder"), at=now), by=acting("teacher-alder"), at=now, about=raised.record)
    protocols.note(run, words=f"{CANARY} once more", by=acting("teacher-alder"), at=now)
    protocols.end_early(run, why="over", by=acting("teacher-alder"), at=now)
    services.seal(raised.reference, basis=Basis.COUNSEL, by=counsel, at=now)
    services.open_seal(raised.reference, by=counsel, at=now)
    draft = keep_draft(person("teacher-alder"), raised, now)
    note = Decision.objects.get(route__concern=raised).note_record_id
    gone = [raised.record_id, note, run.record_id]
    ids = [*map(str, gone), *(each.hex for each in gone), str(raised.pk), raised.pk.hex, raised.reference, run.reference, bytes(raised.submission)]
    set_and_start(counsel, now, "education", "child_welfare")
    services.end_over(at=now + TWO_YEARS)
    assert not is_there(raised)
    assert not Run.objects.filter(pk=run.pk).exists()
    assert not Clock.objects.filter(record__in=gone).exists()
    assert not GroupKey.objects.filter(group__in=[*gone, draft.pk]).exists()
    assert not Draft.objects.filter(pk=draft.pk).exists()
    reasons = dict(Shred.objects.filter(group__in=[*gone, draft.pk]).values_list("group", "reason"))
    assert reasons == {draft.pk: "draft_record_ended"} | dict.fromkeys(gone, "period_over")
    event = AccessEvent.objects.filter(action="destroy").get(records__icontains=str(raised.record_id))
    assert (event.actor, event.detail) == (counsel.pk, "education")
    left = stored_but({"audit_accessevent", "vault_shred"})
    assert [each for each in ids if str(each) in left] == []
    assert CANARY not in everything_stored()
    assert CANARY not in "".join(each.body + each.subject for each in mail.outbox)


def stored_but(tables: set[str]) -> str:
    """Every row of every table but the trace and the memory of destroyed keys, as text."""
    from django.db import connection

    text = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in tables:
                cursor.execute(f'SELECT * FROM "{table}"')
                text.append(str([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor.fetchall()]))
    return "\n".join(text)


def test_what_a_copy_of_the_rows_still_holds_no_key_opens(raised, counsel, now):
    fact = raised.facts.select_related("concern").first()
    place, sealed = fact.place, bytes(fact.sealed)
    set_and_start(counsel, now, "education", "child_welfare")
    services.end_over(at=now + TWO_YEARS)
    event = AccessEvent(allowed=True, records=[str(place.group)], fields=[place.field])
    with pytest.raises(vault.Shredded):
        vault.reveal({place: sealed}, event=event)


def test_the_clocks_and_the_rest_of_the_region_go_on(raised, counsel, county, acting, now):
    other = concern(county("Juniper County"), at=now, by=acting("nurse-juniper"))
    set_and_start(counsel, now, "education", "child_welfare")
    services.end_over(at=now + TWO_YEARS)
    assert is_there(other)
    assert concerns.view(other.reference, by=acting("nurse-juniper"))


def test_the_new_tables_stand_behind_the_wall():
    assert {"endings_hold", "endings_seal", "drafts_draft", "concerns_correction", "concerns_withdrawal"} <= WALLS.behind.keys()
