"""Drafts: one's own, sealed, back in the form, gone when sent or over; nothing of a person without an account."""

from datetime import timedelta

import pytest
from django.test import Client

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.drafts import queries, services
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.rules import MOST, Kept, TooLong
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.vault.models import GroupKey, Shred
from shelterwood.respond.concerns.models import Concern

from ..make import CANARY, concern
from ..pages.test_privacy import everything_stored

pytestmark = pytest.mark.django_db
TYPED = {"step": "what", "danger": "no", "words": f"Saw {CANARY} at noon.", "kind": "sexual", "token": "heron form", "draft_of": "/concern"}
BY_SCRIPT = {"X-Draft": "yes"}


@pytest.fixture(autouse=True)
def nobody_has_a_draft(db):
    """Those of the invented region aside."""
    Draft.objects.all().delete()


def saved(client: Client, **changes: object) -> Draft:
    answer = client.post("/drafts", {**TYPED, **changes})
    assert answer.status_code == 302, answer.content
    return Draft.objects.get(pk=answer["Location"].rpartition("=")[2])


def plain(words: str = "x") -> Kept:
    return Kept("concern", {}, (("words", words),))


def keep(by, now, slot: str = "a slot", words: str = "x") -> Draft:
    return services.keep(plain(words), kind="concern", slot=slot, record=None, by=by, at=now)


# --- it is kept, and comes back ---------------------------------------------------------------------------------


def test_a_draft_comes_back_in_its_form_at_its_step(signed_in):
    client = signed_in("teacher-alder")
    draft = saved(client)
    page = client.get(f"/concern?draft={draft.pk}").content.decode()
    assert f"Saw {CANARY} at noon." in page
    assert "Step 2 of 5" in page
    assert "Draft saved" in page


def test_saving_again_changes_the_same_draft_and_another_form_is_another(signed_in):
    client = signed_in("teacher-alder")
    first, again, other = saved(client), saved(client, words="Later words."), saved(client, token="another form")
    assert first == again != other
    assert "Later words." in client.get(f"/concern?draft={first.pk}").content.decode()


def test_the_script_hears_when_it_was_saved_in_both_languages(signed_in):
    client = signed_in("teacher-alder")
    said = client.post("/drafts", TYPED, headers=BY_SCRIPT).content.decode()
    assert said.startswith("Draft saved ")
    said = client.post("/es/drafts", TYPED | {"draft_of": "/es/concern"}, headers=BY_SCRIPT).content.decode()
    assert said.startswith("Borrador guardado a las ")
    assert Draft.objects.count() == 1


def test_the_desk_names_the_kind_and_no_word(signed_in):
    client = signed_in("teacher-alder")
    saved(client)
    page = client.get("/desk").content.decode()
    assert "A concern" in page
    assert CANARY not in page


def test_signing_out_loses_no_draft(signed_in):
    client = signed_in("teacher-alder")
    draft = saved(client)
    client.post("/sign-out")
    assert client.post("/drafts", TYPED, headers=BY_SCRIPT).status_code == 302
    assert CANARY in signed_in("teacher-alder").get(f"/concern?draft={draft.pk}").content.decode()


def test_no_statement_and_no_token_of_the_session_is_kept(signed_in, person, now):
    draft = saved(signed_in("teacher-alder"), suspicion="on", csrfmiddlewaretoken="abc", go="send")
    names = {name for name, _ in services.open_draft(draft, by=person("teacher-alder"), at=now).fields}
    assert names == {"step", "danger", "words", "kind", "token"}


@pytest.mark.parametrize(("verb", "fields", "shows"), [("add", {"words": "More."}, "More."), ("correct", {}, "")], ids=["added", "no form of drafts"])
def test_a_draft_of_an_addition_stands_on_the_concern(verb, fields, shows, signed_in, county, acting, now):
    if not fields:
        assert signed_in("teacher-alder").post("/drafts", {"draft_of": "/desk"}).status_code == 404
        return
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    client = signed_in("teacher-alder")
    answer = client.post("/drafts", fields | {"draft_of": f"/concerns/{raised.reference}/{verb}"})
    assert shows in client.get(answer["Location"]).content.decode()
    assert Draft.objects.get().record == raised.record_id
    assert client.post(f"/concerns/{raised.reference}/{verb}", fields).status_code == 302
    assert not Draft.objects.exists()


# --- it is nobody else's ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["principal-alder", "coordinator-alder", "intake-alder", "duty-alder"])
def test_nobody_else_finds_opens_or_drops_a_draft(key, signed_in, person, now):
    draft = saved(signed_in("teacher-alder"))
    other = signed_in(key)
    assert CANARY not in other.get(f"/concern?draft={draft.pk}").content.decode()
    assert other.post(f"/drafts/{draft.pk}/open").status_code == 404
    assert other.post(f"/drafts/{draft.pk}/drop").status_code == 404
    assert queries.drafts(by=person(key)) == []
    with pytest.raises(PermissionError):
        services.open_draft(draft, by=person(key), at=now)
    with pytest.raises(PermissionError):
        services.drop(draft, by=person(key), at=now)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_what_is_kept_stands_in_clear_nowhere(signed_in):
    saved(signed_in("teacher-alder"))
    stored = everything_stored()
    assert CANARY not in stored
    assert "heron form" not in stored


def test_nothing_of_a_person_without_an_account_is_kept(county):
    client = Client()
    assert client.post("/drafts", TYPED, headers=BY_SCRIPT).status_code == 302
    client.post("/concern", {**TYPED, "go": "next"})
    assert not Draft.objects.exists()
    assert "Save draft" not in client.post("/concern", {"step": "safety", "danger": "no", "go": "next"}).content.decode()


@pytest.mark.parametrize("key", ["teller-alder", "hotel-manager-alder", "driver-alder", "lawyer-alder"])
def test_of_people_whose_employer_must_not_keep_it_no_draft_is_kept(key, signed_in):
    client = signed_in(key)
    assert client.post("/drafts", TYPED, headers=BY_SCRIPT).status_code == 404
    assert "Save draft" not in client.post("/concern", {"step": "safety", "danger": "no", "go": "next"}).content.decode()
    assert not Draft.objects.exists()


def test_whose_access_ended_keeps_and_opens_nothing(person, now):
    teacher = person("teacher-alder")
    draft = keep(teacher, now)
    teacher.active = False
    with pytest.raises(PermissionError):
        services.keep(plain(), kind="concern", slot="b", record=None, by=teacher, at=now)
    with pytest.raises(PermissionError):
        services.open_draft(draft, by=teacher, at=now)


@pytest.mark.parametrize("address", ["", "/desk", "https://elsewhere.example/concern", "/concerns/A-NONE99/add", "/nothing", "x" * 5000])
def test_an_address_that_keeps_no_drafts_keeps_none(address, signed_in):
    assert signed_in("teacher-alder").post("/drafts", TYPED | {"draft_of": address}).status_code == 404
    assert not Draft.objects.exists()


def test_of_a_concern_that_one_does_not_see_no_draft_is_kept(signed_in, county, acting, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert signed_in("teller-alder").post("/drafts", {"words": "x", "draft_of": f"/concerns/{raised.reference}/add"}).status_code == 404


@pytest.mark.parametrize("asked", ["nonsense", "", "00000000-0000-4000-8000-000000000000", "%00"])
def test_a_draft_that_is_not_there_leaves_the_empty_form(asked, signed_in):
    answer = signed_in("teacher-alder").get(f"/concern?draft={asked}")
    assert answer.status_code == 200
    assert "Step 1 of 5" in answer.content.decode()


def test_a_draft_opens_on_its_own_page_only(signed_in, county, acting, now):
    first, second = (concern(county("Alder County"), at=now, by=acting("teacher-alder")) for _ in range(2))
    client = signed_in("teacher-alder")
    where = client.post("/drafts", {"words": "Of the first.", "draft_of": f"/concerns/{first.reference}/add"})["Location"]
    assert "Of the first." in client.get(where).content.decode()
    assert "Of the first." not in client.get(where.replace(first.reference, second.reference)).content.decode()


# --- it ends ----------------------------------------------------------------------------------------------------


def test_sending_destroys_the_draft_and_its_key(signed_in, county):
    client = signed_in("teacher-alder")
    draft = saved(client)
    rest = {"step": "check", "go": "send", "county": str(county("Alder County").pk), "when": "unknown", "under_18": "unknown",
            "missing": "unknown", "conflict": "unknown", "known_when": "now", "suspicion": "on"}  # fmt: skip
    assert client.post("/concern", {**TYPED, **rest}).status_code == 302
    assert Concern.objects.filter(record__writer__username="teacher-alder").exists()
    assert not Draft.objects.exists()
    assert not GroupKey.objects.filter(group=draft.pk).exists()
    assert Shred.objects.get(group=draft.pk).reason == "draft_sent"


def test_sending_destroys_no_draft_of_anybody_else(person, now):
    keep(person("teacher-alder"), now)
    services.sent("a slot", by=person("nurse-alder"), at=now)
    assert Draft.objects.count() == 1


def test_the_owner_discards_it(signed_in):
    client = signed_in("teacher-alder")
    draft = saved(client)
    assert client.post(f"/drafts/{draft.pk}/drop").status_code == 302
    assert not Draft.objects.exists()
    assert draft.pk in vault.shredded() or Shred.objects.filter(group=draft.pk).exists()


@pytest.mark.parametrize(("days", "left"), [(13, 1), (14, 0), (30, 0)])
def test_it_is_over_after_fourteen_days(days, left, person, now):
    keep(person("teacher-alder"), now)
    services.end_over(at=now + timedelta(days=days))
    assert Draft.objects.count() == left


def test_it_ends_with_the_access_of_its_owner(person, now):
    teacher = person("teacher-alder")
    keep(teacher, now)
    keep(person("nurse-alder"), now)
    teacher.active = False
    teacher.save()
    assert services.end_over(at=now) == 1
    assert [each.person.username for each in Draft.objects.all()] == ["nurse-alder"]


def test_each_beginning_opening_and_end_leaves_its_event_and_a_saving_none(person, now):
    teacher = person("teacher-alder")
    draft = keep(teacher, now)
    keep(teacher, now, words="y")
    services.open_draft(draft, by=teacher, at=now)
    services.drop(draft, by=teacher, at=now)
    events = [each.action for each in AccessEvent.objects.order_by("id") if str(draft.pk) in each.records]
    assert sorted(events) == ["begin_draft", "open_draft", "shred"]


# --- too much ---------------------------------------------------------------------------------------------------


def test_more_drafts_than_a_list_shows_are_refused_in_words(signed_in, person, now):
    for number in range(MOST):
        keep(person("teacher-alder"), now, slot=str(number))
    client = signed_in("teacher-alder")
    assert "25 drafts" in client.post("/drafts", TYPED, headers=BY_SCRIPT).content.decode()
    answer = client.post("/drafts", TYPED)
    assert answer.status_code == 422
    assert "25 drafts" in answer.content.decode()


def test_more_than_any_form_takes_is_not_kept(person, now):
    with pytest.raises(TooLong):
        keep(person("teacher-alder"), now, words="é" * 70_000)
