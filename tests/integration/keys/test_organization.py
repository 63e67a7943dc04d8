"""Signing in through an organization's own provider, which the test starts itself."""

import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import ECKey, OctKey

from shelterwood.foundation.accounts.keys.models import Provider, SignIn, Subject
from shelterwood.foundation.accounts.keys.services import federated

from . import provider as local

pytestmark = pytest.mark.django_db
WHO = "intake-alder"


@pytest.fixture(scope="module")
def running():
    with local.serving() as provider:
        yield provider


@pytest.fixture
def there(running):
    """The provider, saying of everybody that they are the intake worker."""
    running.says = {"email": "intake@agency.example", "email_verified": True}
    running.key, running.signs_with, running.algorithm, running.away = ECKey.generate_key("P-256", {"kid": "one"}), None, "ES256", False
    return running


@pytest.fixture
def entered(there, person) -> Provider:
    """It is entered for child protection, whose intake worker was invited."""
    someone = person(WHO)
    someone.email = "intake@agency.example"
    someone.save()
    return federated.keep_provider(
        someone.organization, by=person("coordinator-alder"), issuer=there.issuer, client_id=local.CLIENT, secret=local.SECRET,
        counts_as_two=["mfa"], at=datetime.now(UTC),
    )  # fmt: skip


@pytest.fixture
def come_in(browser, entered):
    """There and back in a browser; the answer to what comes back, and the browser."""

    def come(client=None, *, change=None):
        client = client or browser()
        sent_back = local.signed_in_there(client.get(f"/sign-in/organization/{entered.pk}")["Location"])
        words = {name: values[0] for name, values in parse_qs(urlsplit(sent_back).query).items()} | (change or {})
        page = client.get("/sign-in/organization/back", words)
        return client.post("/sign-in/organization/back", {"state": page.context["state"], "code": page.context["code"]}), client

    return come


def test_two_factors_there_open_the_desk_here(there, come_in, person):
    there.says |= {"amr": ["pwd", "mfa"]}
    answer, client = come_in()
    assert answer["Location"] == "/desk"
    assert client.get("/desk")["Location"] == "/account/recovery-codes"
    client.post("/account/recovery-codes")
    assert client.get("/desk").status_code == 200
    assert SignIn.objects.get(way="organization").person == person(WHO)


@pytest.mark.parametrize("says", [{}, {"amr": ["pwd"]}, {"acr": "1", "amr": "pwd"}, {"amr": [{"mfa": True}]}, {"amr": [["mfa"]]}], ids=str)
def test_anything_less_asks_for_the_second_proof_here(there, come_in, app_of, says):
    app = app_of(WHO)
    there.says |= says
    answer, client = come_in()
    assert answer["Location"] == "/desk"
    assert client.get("/desk")["Location"] == "/sign-in/second"
    assert client.post("/sign-in/second", {"unlock_code": app.now()})["Location"] == "/desk"
    assert client.get("/desk").status_code == 200


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": ["shelterwood", "another"]}, {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600}, {"exp": None}, {"sub": None}, {"iat": int(time.time()) + 9000},
        {"email_verified": False}, {"email_verified": "true"}, {"email": "nobody@agency.example"}, {"email": None}, {"email": ["intake@agency.example"]},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_fit_opens_nothing_and_looks_alike(there, come_in, says):
    there.says |= says
    answer, client = come_in()
    assert (answer.status_code, answer.context["wrong"]) == (422, "organization")
    assert client.get("/desk")["Location"] == "/sign-in?first=yes"
    assert not Subject.objects.exists()


def test_a_token_that_another_key_signed_opens_nothing(there, come_in):
    there.signs_with = ECKey.generate_key("P-256", {"kid": "one"})
    assert come_in()[0].status_code == 422


def test_a_token_signed_with_the_shared_secret_opens_nothing(there, come_in):
    there.signs_with, there.algorithm = OctKey.import_key(local.SECRET * 3), "HS256"
    assert come_in()[0].status_code == 422


def test_a_changed_state_and_a_code_that_was_used_open_nothing(come_in, browser):
    assert come_in(change={"state": "another"})[0].status_code == 422
    assert come_in(change={"code": "code-of-another"})[0].status_code == 422
    assert come_in(change={"code": ""})[0].status_code == 422
    assert browser().post("/sign-in/organization/back", {"state": "x", "code": "y"}).status_code == 422, "a browser that never asked"


def test_somebody_of_another_organization_does_not_come_in_by_their_address(there, come_in, person):
    other = person("teacher-alder")
    other.email = "teacher@school.example"
    other.save()
    there.says |= {"email": "teacher@school.example"}
    assert come_in()[0].status_code == 422


def test_the_subject_counts_from_then_on_and_an_address_given_to_somebody_new_opens_nothing(there, come_in, person):
    come_in()
    there.says |= {"email": "married@agency.example"}
    assert come_in()[0].status_code == 302, "the same subject with a new address"
    there.says |= {"sub": "subject-2", "email": "intake@agency.example"}
    assert come_in()[0].status_code == 422
    someone = person(WHO)
    someone.active = False
    someone.save()
    there.says |= {"sub": "subject-1"}
    assert come_in()[0].status_code == 422


def test_a_provider_that_is_away_or_names_itself_differently_is_said(there, browser, entered):
    there.says = {"issuer": "https://evil.example"}
    assert browser().get(f"/sign-in/organization/{entered.pk}").status_code == 503
    there.away = True
    assert browser().get(f"/sign-in/organization/{entered.pk}").status_code == 503
    there.away = False


def test_the_secret_stands_in_clear_nowhere(entered):
    assert local.SECRET.encode() not in bytes(entered.secret)


# --- entering one -----------------------------------------------------------------------------------------------

FORM = {"issuer": "https://login.agency.example", "client_id": "shelterwood", "secret": "s", "words": "mfa phr"}


@pytest.mark.parametrize("key", ["teacher-alder", "duty-alder", "counsel-alder", "intake-alder"])
def test_only_who_runs_the_site_enters_one(inside, person, organization, key):
    client = inside(key)
    for path in ("/region/sign-in",):
        assert (client.get(path).status_code, client.post(path, FORM).status_code) == (404, 404)
    with pytest.raises(PermissionError):
        federated.keep_provider(
            person(key).organization, by=person(key), issuer="https://x.example", client_id="x", secret="", counts_as_two=[], at=datetime.now(UTC)
        )
    with pytest.raises(PermissionError):
        federated.remove_provider(Provider(), by=person(key), at=datetime.now(UTC))


def test_it_is_entered_changed_and_closed(inside, organization):
    client = inside("coordinator-alder")
    which = str(organization("Alder County Child Protection").pk)
    assert client.post("/region/sign-in", {**FORM, "which": which, "issuer": "http://login.agency.example"}).status_code == 422
    assert client.post("/region/sign-in", {**FORM, "which": which}).status_code == 302
    made = Provider.objects.get()
    assert made.counts_as_two == ["mfa", "phr"]
    sealed = bytes(made.secret)
    assert client.post(f"/region/sign-in/{made.pk}", {**FORM, "which": which, "secret": "", "words": ""}).status_code == 302
    made.refresh_from_db()
    assert (bytes(made.secret), made.counts_as_two) == (sealed, [])
    assert "s" not in client.get(f"/region/sign-in/{made.pk}").context["form"].initial.get("secret", "")
    assert client.post(f"/region/sign-in/{made.pk}", {"close": "yes"}).status_code == 302
    assert not Provider.objects.exists()
