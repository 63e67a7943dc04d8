"""From the code on paper to an open session, and everything that does not lead there."""

import base64
import json
import time
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelterwood.foundation.accounts import refusals
from shelterwood.foundation.accounts.keys import tasks
from shelterwood.foundation.accounts.keys.models import Authenticator, Passkey, RecoveryCode, SignIn
from shelterwood.foundation.accounts.keys.rules import LONGEST, matching_step
from shelterwood.foundation.accounts.keys.services import codes
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.accounts.models import EntryCode
from shelterwood.foundation.accounts.services import forget_credentials, new_code
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.project.entry import signing

from .device import Device

pytestmark = pytest.mark.django_db
EVERYWHERE = ["/desk", "/concerns", "/region/routing", "/training", "/account", "/account/recovery-codes"]


def options(answer) -> str:
    return answer.context["options"]


def make_passkey(client: Client, device: Device):
    return client.post("/account/key", {"answer": device.make(options(client.get("/account/key"))), "name": "Phone"})


def show_passkey(client: Client, device: Device):
    return client.post("/sign-in/passkey", {"answer": device.show(options(client.get("/sign-in")))})


@pytest.fixture
def holder(with_paper):
    """The coordinator with a passkey, and the device that holds it."""
    client, device = with_paper("coordinator-alder"), Device()
    assert make_passkey(client, device)["Location"] == "/desk"
    client.post("/account/recovery-codes")
    client.post("/sign-out")
    return device


# --- the first key ----------------------------------------------------------------------------------------------


def test_nothing_opens_between_the_code_on_paper_and_the_recovery_codes(with_paper):
    client, device = with_paper("coordinator-alder"), Device()
    assert {client.get(path)["Location"] for path in EVERYWHERE[:5]} == {"/account/key"}
    assert "Coordinat" not in client.get("/").content.decode().split("<main")[0], "the frame does not say who it is"
    assert make_passkey(client, device)["Location"] == "/desk"
    assert {client.get(path)["Location"] for path in EVERYWHERE[:5]} == {"/account/recovery-codes"}
    shown = client.post("/account/recovery-codes")
    assert len(shown.context["codes"]) == len(set(shown.context["codes"])) == 10
    assert client.get("/desk").status_code == 200
    stored = str(list(RecoveryCode.objects.values_list("digest", flat=True)))
    assert not any(code in stored for code in shown.context["codes"])


def test_a_session_that_stops_half_way_ends_after_half_an_hour(with_paper):
    client = with_paper("coordinator-alder")
    SignIn.objects.update(begun_at=datetime.now(UTC) - timedelta(minutes=31))
    assert client.get("/account/key")["Location"] == "/sign-in?first=yes"
    assert SignIn.objects.get(way="printed").ended_at


def test_a_code_by_mail_never_leads_to_a_first_key(browser, person):
    client = browser()
    client.post("/sign-in/code", {"code": new_code(person("coordinator-alder"), at=datetime.now(UTC), mailed=True)})
    assert client.get("/desk")["Location"] == "/sign-in/second"
    assert client.get("/account/key").status_code == 302
    assert client.post("/account/key", {"code": "123456"})["Location"] == "/sign-in?first=yes"


def test_a_code_that_is_mailed_does_not_end_the_one_on_paper(person):
    someone, at = person("coordinator-alder"), datetime.now(UTC)
    new_code(someone, at=at)
    new_code(someone, at=at, mailed=True)
    assert EntryCode.objects.filter(person=someone, used_at=None).count() == 2
    mailed = EntryCode.objects.get(person=someone, mailed=True)
    assert mailed.ends_at - mailed.made_at == timedelta(minutes=10)


def test_who_has_a_key_shows_it_after_a_new_code_on_paper_too(holder, with_paper):
    client = with_paper("coordinator-alder")
    assert client.get("/desk")["Location"] == "/sign-in/second"
    assert client.get("/account/key")["Location"] == "/sign-in?first=yes", "whoever found the paper makes no key of their own"
    answer = client.post("/sign-in/second", {"unlock_answer": holder.show(options(client.get("/sign-in/second")))})
    assert answer["Location"] == "/desk"
    assert client.get("/desk").status_code == 200


# --- passkeys ---------------------------------------------------------------------------------------------------


def test_a_passkey_alone_opens_the_desk_and_is_the_second_factor_of_the_gate(holder, browser):
    client = browser()
    assert show_passkey(client, holder)["Location"] == "/desk"
    assert client.get("/desk").status_code == 200
    assert client.session["mfa_at"]
    assert Passkey.objects.get().used_at


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.county.example"}, {"origin": "http://help.county.example"}, {"origin": "https://help.county.example:8443"},
        {"site": "county.example"}, {"verifies": False}, {"identifier": b"somebody else's key, 32 bytes lo"},
    ],
    ids=["another origin", "without encryption", "another port", "another site", "its owner not verified", "unknown key"],
)  # fmt: skip
def test_a_passkey_shown_wrongly_opens_nothing(holder, browser, wrong):
    for name, value in wrong.items():
        setattr(holder, name, value)
    client = browser()
    assert show_passkey(client, holder).status_code == 422
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"


def test_a_passkey_signed_by_another_key_opens_nothing(holder, browser):
    holder.key = Device().key
    assert show_passkey(browser(), holder).status_code == 422


def test_an_answer_is_taken_once_and_by_the_browser_that_was_asked_alone(holder, browser):
    client, other = browser(), browser()
    answer = holder.show(options(client.get("/sign-in")))
    other.get("/sign-in")
    assert other.post("/sign-in/passkey", {"answer": answer}).status_code == 422
    assert client.post("/sign-in/passkey", {"answer": answer}).status_code == 302
    client.post("/sign-out")
    assert client.post("/sign-in/passkey", {"answer": answer}).status_code == 422


def test_a_copy_of_a_passkey_is_noticed_by_its_counter(holder, browser):
    holder.counter = 9
    assert show_passkey(browser(), holder).status_code == 302
    holder.counter = 4
    assert show_passkey(browser(), holder).status_code == 422
    holder.counter = 0
    assert show_passkey(browser(), holder).status_code == 422
    holder.counter = 10
    assert show_passkey(browser(), holder).status_code == 302


def test_whoever_left_signs_in_no_more(holder, browser, person):
    client = browser()
    show_passkey(client, holder)
    someone = person("coordinator-alder")
    someone.active = False
    someone.save()
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"
    assert show_passkey(browser(), holder).status_code == 422


@pytest.mark.parametrize("wrong", [{"verifies": False}, {"origin": "https://evil.county.example"}, {"site": "evil.county.example"}], ids=str)
def test_a_passkey_made_wrongly_is_not_kept(with_paper, wrong):
    client = with_paper("coordinator-alder")
    assert make_passkey(client, Device(**wrong)).status_code == 422
    assert not Passkey.objects.exists()


def test_a_passkey_of_somebody_else_is_not_taken_over(holder, with_paper):
    client = with_paper("counsel-alder")
    assert make_passkey(client, holder).status_code == 422
    assert Passkey.objects.count() == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answer=st.one_of(
        st.text(max_size=40),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["id", "rawId", "response", "type", "clientDataJSON"]), inner, max_size=4)
            ),
            max_leaves=8,
        ).map(json.dumps),
    )
)
def test_whatever_is_sent_as_a_passkey_is_refused_in_the_same_way(browser, answer):
    signing.entering_brake._counts.clear()
    client = browser()
    client.get("/sign-in")
    assert client.post("/sign-in/passkey", {"answer": answer}).status_code == 422


# --- codes of an app, and recovery codes ------------------------------------------------------------------------


def test_a_code_of_the_app_is_taken_once(inside, with_paper):
    client = inside("coordinator-alder")
    used = client.app.now()
    other = with_paper("coordinator-alder")
    assert other.post("/sign-in/second", {"unlock_code": used}).status_code == 422
    assert other.post("/sign-in/second", {"unlock_code": client.app.at(time.time() + 30)}).status_code == 302


def test_a_recovery_code_serves_once_and_leaves_its_event(app_of, with_paper, person, browser):
    app_of("coordinator-alder")
    made = codes.new_recovery_codes(by=person("coordinator-alder"), at=datetime.now(UTC))
    client = with_paper("coordinator-alder")
    assert client.post("/sign-in/second", {"unlock_code": made[0].lower().replace("-", " ")}).status_code == 302
    other = with_paper("coordinator-alder")
    assert other.post("/sign-in/second", {"unlock_code": made[0]}).status_code == 422
    assert AccessEvent.objects.filter(action="use_recovery_code").count() == 1
    assert AccessEvent.objects.filter(action="second_proof", allowed=False).count() == 1
    new = codes.new_recovery_codes(by=person("coordinator-alder"), at=datetime.now(UTC))
    assert other.post("/sign-in/second", {"unlock_code": made[1]}).status_code == 422, "new codes end those of before"
    assert other.post("/sign-in/second", {"unlock_code": new[1]}).status_code == 302


def test_a_code_of_somebody_else_serves_nobody(app_of, with_paper):
    other = app_of("counsel-alder")
    app_of("coordinator-alder")
    assert with_paper("coordinator-alder").post("/sign-in/second", {"unlock_code": other.now()}).status_code == 422


def test_the_secret_of_an_app_stands_in_clear_nowhere(app_of):
    app = app_of("coordinator-alder")
    row = Authenticator.objects.get()
    assert app.secret.encode() not in bytes(row.secret)
    assert app.secret not in str(vars(row))


def test_a_first_code_that_is_wrong_makes_no_app(with_paper, person):
    client = with_paper("coordinator-alder")
    client.get("/account/key")
    assert client.post("/account/key", {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.filter(confirmed_at__isnull=False).exists()
    with pytest.raises(NotProved):
        codes.confirm(by=person("counsel-alder"), code="000000", at=datetime.now(UTC))


# --- guessing ---------------------------------------------------------------------------------------------------


def test_guessing_the_second_proof_is_braked_for_the_person_wherever_it_comes_from(app_of, with_paper):
    app = app_of("coordinator-alder")
    tries = [with_paper("coordinator-alder").post("/sign-in/second", {"unlock_code": "000000"}, REMOTE_ADDR=f"203.0.{n}.1").context for n in range(7)]
    assert [bool(each.get("wait")) for each in tries] == [False] * 6 + [True]
    late = with_paper("coordinator-alder").post("/sign-in/second", {"unlock_code": app.now()})
    assert late.status_code == 422, "while it waits, even the right one is not looked at"


def test_guessing_codes_is_braked(browser):
    client = browser()
    answers = [client.post("/sign-in/code", {"code": "AAAA"}).status_code for _ in range(20)]
    assert set(answers) == {422, 429}
    assert answers == sorted(answers)


@pytest.mark.parametrize("typed", ["ABCD-EFGH-JKMN-PQRS", "", "x" * 5000, "<script>", "ÄÖÜ", "\x00"])
def test_a_wrong_code_an_ended_one_and_nonsense_get_one_answer(browser, person, typed):
    ended = new_code(person("coordinator-alder"), at=datetime.now(UTC) - timedelta(days=8))
    answers = [browser().post("/sign-in/code", {"code": code}) for code in (typed, ended)]
    bodies = [each.content.decode().split("<main")[1].split("data-options")[0] for each in answers]
    assert (answers[0].status_code, bodies[0]) == (422, bodies[1])


def test_a_wrong_code_and_a_right_one_for_somebody_who_left_take_the_same_time(browser, person, monkeypatch):
    monkeypatch.setattr(refusals, "REFUSED_AFTER", 0.15)
    someone = person("coordinator-alder")
    code = new_code(someone, at=datetime.now(UTC))
    someone.active = False
    someone.save()
    for typed in ("AAAA-BBBB-CCCC-DDDD", code):
        begun = time.monotonic()
        browser().post("/sign-in/code", {"code": typed})
        assert time.monotonic() - begun >= 0.15


def test_asking_for_a_mailed_code_tells_nobody_who_has_an_account(browser, app_of, person, settings):
    worker = tasks.mail_code.get_backend()
    worker.clear()
    settings.MAIL = object()
    app_of("coordinator-alder")
    someone = person("coordinator-alder")
    someone.email = "coordinator@county.example"
    someone.save()
    answers = [
        browser().post("/sign-in/mail", {"address": name}, REMOTE_ADDR=f"198.51.{n}.1")
        for n, name in enumerate(["Coordinator@county.example", "nobody@county.example"])
    ]
    bodies = [each.content.decode().split("<main")[1].split("data-options")[0] for each in answers]
    assert bodies[0] == bodies[1]
    assert [each.args for each in worker.results] == [[str(someone.pk)]]


def test_a_mailed_code_signs_in_with_the_second_proof_and_stands_in_the_message_alone(browser, app_of, person, mailoutbox):
    app, someone = app_of("coordinator-alder"), person("coordinator-alder")
    someone.email, someone.language = "coordinator@county.example", "es"
    someone.save()
    tasks.mail_code.func(str(someone.pk))
    (message,) = mailoutbox
    code = message.body.split()[0]
    assert (message.to, someone.name in message.body, "http" in message.body) == (["coordinator@county.example"], False, False)
    client = browser()
    assert client.post("/sign-in/code", {"code": code}).status_code == 302
    assert client.get("/desk")["Location"] == "/sign-in/second"
    assert client.post("/sign-in/second", {"unlock_code": app.now()})["Location"] == "/desk"


# --- the end ----------------------------------------------------------------------------------------------------


def test_after_twelve_hours_a_session_ends_whatever_was_done(inside):
    client = inside("coordinator-alder")
    SignIn.objects.filter(ended_at=None).update(begun_at=datetime.now(UTC) - LONGEST)
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"
    assert SignIn.objects.filter(ended_at=None).count() == 0


def test_who_lost_every_key_begins_with_paper_again(inside, holder, browser, with_paper, person):
    client = inside("counsel-alder")
    forget_credentials(person("counsel-alder"), at=datetime.now(UTC))
    assert client.get("/desk")["Location"] == "/sign-in?first=yes", "every session ends"
    assert with_paper("counsel-alder").get("/desk")["Location"] == "/account/key"
    assert show_passkey(browser(), holder).status_code == 302, "nobody else's key is touched"
    assert AccessEvent.objects.filter(action="forget_credentials").count() == 1


def test_the_role_picker_is_refused(browser, person):
    client = browser()
    assert client.post("/demonstration/enter", {"person": str(person("coordinator-alder").pk)}).status_code == 404
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"


def test_every_step_leaves_its_event(holder):
    steps = ["new_code", "enter_with_code", "sign_in", "add_passkey", "new_recovery_codes", "sign_out"]
    told = list(AccessEvent.objects.filter(action__in=steps).order_by("at").values_list("action", flat=True))[-6:]
    assert sorted(told) == sorted(steps)
    assert (told[0], told[-1]) == (steps[0], steps[-1])  # two of them happen in one moment, so that their order says nothing


def test_app_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: secret 12345678901234567890, time 59, SHA-1: 94287082, of which six digits are shown."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert matching_step(secret, "287082", at=datetime.fromtimestamp(59, UTC), after=0) == 1
    assert pyotp.TOTP(secret).at(59) == "287082"
