"""Correct and withdraw: the first words stay for those who could read them and for nobody else; a recipient is told without content."""

from datetime import timedelta

import pytest

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.design.revisions import Stale
from shelterwood.foundation.notify.models import Notice
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.models import Release
from shelterwood.gates.law.models import Clock
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.models import ConcernFact, Correction, Route
from shelterwood.respond.concerns.permissions import Forbidden
from shelterwood.respond.concerns.rules import RouteState, ScreenOutReason
from shelterwood.respond.concerns.services import NotPossible, ending

from ..make import CANARY, concern
from ..pages.test_privacy import everything_stored

pytestmark = pytest.mark.django_db
HERON = "Heron-2208"
OTHERS = ["principal-alder", "coordinator-alder", "intake-alder", "teller-alder", "duty-alder", "teacher-juniper"]


@pytest.fixture(autouse=True)
def nothing_was_corrected(db):
    """What the invented region corrected aside."""
    Correction.objects.all().delete()


@pytest.fixture
def raised(acting, county, now):
    """A teacher's concern in Alder County, sent to child protection."""
    return concern(county("Alder County"), at=now, by=acting("teacher-alder"))


@pytest.fixture
def words(raised):
    return raised.facts.get(question="words")


def corrected(raised, fact, by, at, text=f"Saw {HERON} at the gate.", reason="It was another child."):
    return ending.correct(raised, fact=fact.id, text=text, reason=reason, by=by, at=at)


def acknowledge(raised, acting, now, key="intake-alder"):
    by = acting(key)
    return services.acknowledge(raised.routes.get(organization=by.organization.id), by=by, at=now)


# --- correct ----------------------------------------------------------------------------------------------------


def test_writer_and_recipient_read_the_new_words_and_still_the_first(raised, words, acting, signed_in, now):
    corrected(raised, words, acting("teacher-alder"), now + timedelta(minutes=5))
    for key in ("teacher-alder", "intake-alder"):
        seen = queries.view(raised.reference, by=acting(key))
        fact = next(each for each in seen.facts if each.question == "words" and not each.replaced)
        assert (HERON in fact.text, CANARY in fact.instead_of, fact.reason) == (True, True, "It was another child.")
        page = signed_in(key).get(f"/concerns/{raised.reference}").content.decode()
        assert "Something here was corrected after it was sent:" in page
        assert "What was said first" in page


def test_who_is_told_after_the_correction_never_reads_the_first_words_nor_the_reason(raised, words, acting, organization, now):
    later = now + timedelta(hours=1)
    corrected(raised, words, acting("teacher-alder"), now + timedelta(minutes=5), reason=f"Not {CANARY}.")
    neighbor = organization("Neighbor Agency for Alder County (conflict cases)")
    disclosure.share(
        raised.record, frozenset({"observation_text", "reference_number"}), by=acting("teacher-alder", later), to=neighbor, basis="SC-CW-01",
        purpose="child_protection", ends_at=later + timedelta(days=9), to_intake=True, due_at=None,
    )  # fmt: skip
    Route.objects.create(
        concern=raised,
        organization=neighbor,
        state="sent",
        sent_at=later,
        release=Release.objects.get(record=raised.record, to_organization=neighbor),
    )
    seen = queries.view(raised.reference, by=acting("neighbor-alder", later + timedelta(minutes=1)))
    said = " ".join(f"{each.text} {each.instead_of} {each.reason}" for each in seen.facts)
    assert HERON in said
    assert CANARY not in said


def test_everybody_who_was_told_gets_a_notice_without_content(raised, words, acting, person, now):
    Notice.objects.all().delete()
    corrected(raised, words, acting("teacher-alder"), now)
    assert Notice.objects.filter(person=person("intake-alder").pk).exists()


def test_who_did_not_take_it_up_decides_anew(raised, words, acting, now):
    route = acknowledge(raised, acting, now)
    services.screen(route, by=acting("intake-alder"), at=now, accepted=False, reason=ScreenOutReason.NOT_ENOUGH, note="")
    corrected(raised, words, acting("teacher-alder"), now)
    route.refresh_from_db()
    assert route.state == RouteState.SENT


@pytest.mark.parametrize("key", OTHERS)
def test_a_concern_is_corrected_by_its_writer_alone(key, raised, words, acting, signed_in, now):
    with pytest.raises(Forbidden):
        ending.correct(raised, fact=words.id, text="x", reason="y", by=acting(key), at=now)
    assert signed_in(key).get(f"/concerns/{raised.reference}/correct/{words.id}").status_code == 404
    assert signed_in(key).post(f"/concerns/{raised.reference}/correct/{words.id}", {"text": "x", "reason": "y"}).status_code == 404
    assert not Correction.objects.exists()


def test_what_came_without_an_account_is_corrected_by_the_desk_that_holds_it(county, acting, now):
    waiting = concern(county("Alder County"), at=now)
    fact = waiting.facts.get(question="words")
    with pytest.raises(Forbidden):
        ending.correct(waiting, fact=fact.id, text="x", reason="y", by=acting("coordinator-alder"), at=now)
    assert corrected(waiting, fact, acting("duty-alder"), now)


def test_the_second_of_two_corrections_sees_both(raised, words, acting, signed_in, now):
    client, address = signed_in("teacher-alder"), f"/concerns/{raised.reference}/correct/{words.id}"
    assert client.post(address, {"text": f"{HERON} first", "reason": "r"}).status_code == 302
    with pytest.raises(Stale):
        corrected(raised, words, acting("teacher-alder"), now)
    answer = client.post(address, {"text": "My own words", "reason": "r"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{HERON} first" in page
    assert "My own words" in page
    newer = Correction.objects.get(old=words).new_id
    assert f"/correct/{newer}" in page, "sent again it is meant for what stands there now"
    assert client.post(f"/concerns/{raised.reference}/correct/{newer}", {"text": "My own words", "reason": "r"}).status_code == 302


@pytest.mark.parametrize("typed", [{"text": "", "reason": "r"}, {"text": "t", "reason": ""}, {"text": "a\x00b", "reason": "r"}, {"text": "x" * 4001, "reason": "r"},
                                   {"text": "t", "reason": "r" * 601}, {}], ids=["no text", "no reason", "unreadable", "too long", "long reason", "nothing"])  # fmt: skip
def test_a_broken_correction_changes_nothing_and_says_so(typed, raised, words, signed_in):
    assert signed_in("teacher-alder").post(f"/concerns/{raised.reference}/correct/{words.id}", typed).status_code in (200, 422)
    assert not Correction.objects.exists()


def test_marked_signs_are_not_corrected_but_added_to(raised, signed_in, acting, now):
    fact = ConcernFact(concern=raised, question="signs", field="observation_text", part=0, added_at=now)
    fact.sealed = services.seal_field("WS-SCH-01", place=fact.place)
    fact.save()
    assert signed_in("teacher-alder").get(f"/concerns/{raised.reference}/correct/{fact.id}").status_code == 404
    with pytest.raises(NotPossible):
        corrected(raised, fact, acting("teacher-alder"), now)


def test_a_correction_leaves_its_event_and_stands_in_clear_nowhere(raised, words, acting, now):
    corrected(raised, words, acting("teacher-alder"), now, reason=f"{CANARY} was wrong")
    event = AccessEvent.objects.filter(action="correct_concern").latest("at")
    assert (event.records, event.fields) == ([str(raised.record_id)], ["observation_text"])
    stored = everything_stored()
    assert CANARY not in stored
    assert HERON not in stored


# --- withdraw ---------------------------------------------------------------------------------------------------


def test_before_anybody_acknowledged_it_nobody_reads_it_and_the_recipient_sees_that_it_was_withdrawn(raised, acting, signed_in, now):
    made = ending.withdraw(raised, by=acting("teacher-alder"), at=now)
    assert made.unread
    seen = queries.view(raised.reference, by=acting("intake-alder"))
    assert (seen.envelope_only, seen.facts) == (True, ())
    page = signed_in("intake-alder").get(f"/concerns/{raised.reference}").content.decode()
    assert "Its writer withdrew it before any agency acknowledged it." in page
    assert CANARY not in page
    assert raised.reference in signed_in("intake-alder").get("/concerns?show=all").content.decode()
    assert raised.reference not in signed_in("intake-alder").get("/concerns").content.decode(), "nothing is open on it"
    assert not Clock.objects.filter(record=raised.record_id, organization__isnull=False).exists()
    assert Clock.objects.filter(record=raised.record_id, holder__isnull=False).exists(), "what the law asks of the writer goes on"


def test_after_that_it_is_marked_and_the_agency_decides(raised, acting, signed_in, now):
    route = acknowledge(raised, acting, now)
    made = ending.withdraw(raised, by=acting("teacher-alder"), at=now)
    assert not made.unread
    page = signed_in("intake-alder").get(f"/concerns/{raised.reference}").content.decode()
    assert "Its writer withdrew it after an agency had acknowledged it." in page
    assert CANARY in page
    services.screen(route, by=acting("intake-alder"), at=now, accepted=True, reason=None, note="")


@pytest.mark.parametrize("key", OTHERS)
def test_a_concern_is_withdrawn_by_its_writer_alone(key, raised, acting, signed_in, now):
    with pytest.raises(Forbidden):
        ending.withdraw(raised, by=acting(key), at=now)
    assert signed_in(key).post(f"/concerns/{raised.reference}/withdraw").status_code == 404
    assert signed_in(key).get(f"/concerns/{raised.reference}/withdraw").status_code == 404


def test_it_is_withdrawn_once_and_nothing_is_added_to_what_nobody_reads(raised, words, acting, signed_in, now):
    client, by = signed_in("teacher-alder"), acting("teacher-alder")
    assert client.get(f"/concerns/{raised.reference}/withdraw").status_code == 200
    assert client.post(f"/concerns/{raised.reference}/withdraw").status_code == 302
    assert client.post(f"/concerns/{raised.reference}/withdraw").status_code == 422
    with pytest.raises(NotPossible):
        services.add_facts(raised, words="more", by=by, at=now)
    with pytest.raises(NotPossible):
        corrected(raised, words, by, now)


def test_nothing_of_it_is_escalated_any_more(raised, acting, now):
    ending.withdraw(raised, by=acting("teacher-alder"), at=now)
    services.escalate(at=now + timedelta(days=2))
    assert set(raised.routes.values_list("state", flat=True)) <= {"taken_back", "refused", "skipped"}
