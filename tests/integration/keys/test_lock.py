"""The lock: when it closes, what it keeps, and who opens it."""

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from shelterwood.foundation.accounts.keys.models import Passkey, SignIn
from shelterwood.foundation.accounts.keys.rules import FRESH, IDLE
from shelterwood.foundation.accounts.keys.services import passkeys, sessions
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.respond.concerns.models import Concern

pytestmark = pytest.mark.django_db
QUIET = IDLE + timedelta(seconds=1)
TOLD = {"step": "what", "go": "next", "danger": "no", "words": "Heron by the river.", "kind": "unknown", "signs": ["one", "two"]}


def next_code(client: Client) -> str:
    return client.app.at(time.time() + 30)


def test_ten_quiet_minutes_lock_and_nothing_protected_is_shown(inside, quiet_for):
    client = inside("coordinator-alder")
    quiet_for(IDLE - timedelta(minutes=1))
    assert "data-unlock" not in client.get("/desk").content.decode(), "a page in time is activity"
    quiet_for(QUIET)
    for path in ("/desk", "/concerns", "/account"):
        page = client.get(path).content.decode()
        assert "data-unlock" in page
        assert "County coordinator" not in page
    assert client.get("/call").status_code == 200, "a page for everybody stays open"
    assert AccessEvent.objects.filter(action="lock").count() == 1


def test_what_was_sent_while_it_was_locked_goes_on_as_it_was(inside, quiet_for):
    client = inside("coordinator-alder")
    quiet_for(QUIET)
    page = client.post("/account/language", {"language": "es"})
    assert page.context["kept"] == [("language", "es")]
    fields = {"language": "es", "unlock_back": "/account/language", "unlock_send": "yes"}
    wrong = client.post("/locked", {**fields, "unlock_code": "000000"})
    assert (wrong.status_code, wrong.context["kept"]) == (422, [("language", "es")]), "a wrong proof loses nothing"
    right = client.post("/locked", {**fields, "unlock_code": next_code(client)})
    assert (right.status_code, right["Location"]) == (307, "/account/language")
    assert client.post("/account/language", {**fields})["Location"] == "/es/account"


def test_a_concern_sent_while_it_was_locked_is_not_taken_as_from_nobody(inside, quiet_for):
    client = inside("teacher-alder")
    quiet_for(QUIET)
    before = Concern.objects.count()
    page = client.post("/concern", TOLD)
    assert Concern.objects.count() == before
    assert [value for name, value in page.context["kept"] if name == "signs"] == ["one", "two"]
    assert ("words", "Heron by the river.") in page.context["kept"]


def test_the_language_of_the_locked_page_changes_without_a_loss(inside, quiet_for):
    client = inside("coordinator-alder")
    quiet_for(QUIET)
    page = client.post("/account/language", {"language": "en"})
    again = client.post("/es" + page.context["again_at"], dict(page.context["again"]))
    assert (again.status_code, again.context["kept"], again.context["back"]) == (200, [("language", "en")], "/account/language")


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_the_lock_leads_to_no_other_site(inside, quiet_for, back):
    client = inside("coordinator-alder")
    quiet_for(QUIET)
    client.get("/desk")
    assert client.post("/locked", {"unlock_back": back, "unlock_code": next_code(client)})["Location"] == "/desk"


def test_another_person_s_key_unlocks_nothing(inside, app_of, quiet_for):
    client, other = inside("coordinator-alder"), app_of("counsel-alder")
    quiet_for(QUIET)
    client.get("/desk")
    assert client.post("/locked", {"unlock_back": "/desk", "unlock_code": other.now()}).status_code == 422
    assert client.post("/locked", {"unlock_back": "/desk", "unlock_here": "yes"}).status_code == 422, "the button of the demonstration opens none"
    with pytest.raises(PermissionError):
        sessions.unlock_in_the_demonstration(None, SignIn.objects.get(ended_at=None), at=datetime.now(UTC))


def test_a_script_locks_asks_and_unlocks_in_place(inside):
    client = inside("coordinator-alder")
    assert client.post("/still-here").status_code == 204
    assert "data-unlock" in client.post("/lock", {"unlock_back": "/desk"}).content.decode()
    assert client.post("/still-here").status_code == 423
    answer = client.post("/locked", {"unlock_code": next_code(client)}, headers={"X-In-Place": "yes"})
    assert (answer.status_code, client.post("/still-here").status_code) == (204, 204)


def test_nobody_locks_or_unlocks_anything(browser):
    for path in ("/lock", "/locked"):
        assert browser().post(path)["Location"] == "/sign-in?first=yes"
    assert browser().post("/still-here").status_code == 423


def test_a_locked_session_signs_out(inside, quiet_for):
    client = inside("coordinator-alder")
    quiet_for(QUIET)
    assert client.post("/sign-out").status_code == 302
    assert not SignIn.objects.filter(ended_at=None).exists()


# --- one's own account ------------------------------------------------------------------------------------------


def test_keys_are_changed_only_right_after_a_proof(inside):
    client = inside("coordinator-alder")
    old = (datetime.now(UTC) - FRESH).isoformat()
    session = client.session
    session["mfa_at"] = old
    session.save()
    assert client.get("/account").status_code == 200
    page = client.get("/account/key")
    assert "Keys are changed only right after a proof" in page.content.decode()
    assert client.post("/locked", {"unlock_back": "/account/key", "unlock_code": next_code(client)})["Location"] == "/account/key"
    assert "Add a key" in client.get("/account/key").content.decode()


def test_the_last_key_stays(inside):
    client = inside("coordinator-alder")
    assert client.post("/account/authenticator/remove").status_code == 422
    assert client.get("/account").context["keys"].authenticator


@pytest.mark.parametrize("role", Role)
def test_the_account_names_every_role(inside, person, role):
    client, someone = inside("coordinator-alder"), person("coordinator-alder")
    someone.role = role
    someone.save()
    assert str(client.get("/account").context["role"])


def test_a_session_is_ended_by_its_owner_alone(inside, person):
    client, other = inside("coordinator-alder"), inside("counsel-alder")
    theirs = SignIn.objects.get(person=person("counsel-alder"), ended_at=None)
    assert client.post(f"/account/sessions/{theirs.pk}/end").status_code == 404
    with pytest.raises(PermissionError):
        sessions.end(theirs.pk, by=person("coordinator-alder"), at=datetime.now(UTC))
    assert other.get("/desk").status_code == 200
    client.post("/account/sessions/end")
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"
    assert other.get("/desk").status_code == 200, "everywhere is everywhere of one's own"


def test_the_account_names_the_device_and_keeps_no_address(inside):
    client = inside("coordinator-alder")
    assert "Firefox, Linux" in client.get("/account").content.decode()
    assert "127.0.0.1" not in str(list(SignIn.objects.values()))


def test_a_passkey_is_removed_by_its_owner_alone(person):
    key = Passkey.objects.create(person=person("counsel-alder"), name="x", credential_id=b"1", credential=b"1", made_at=datetime.now(UTC))
    for identifier in (key.pk, uuid4()):
        with pytest.raises(PermissionError):
            passkeys.remove(identifier, by=person("coordinator-alder"), at=datetime.now(UTC))
