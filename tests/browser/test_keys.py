"""Signing in to a real body: from the code on paper to the desk, with passkeys of Chromium's virtual authenticator and with an app."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, expect

from .conftest import ARGUMENTS, CHROMIUM, step_into
from .real import RealSite, code_in, real_site

# the test's own certificate is trusted, as a county's would be
TRUSTING = [*ARGUMENTS, "--ignore-certificate-errors"]


@pytest.fixture(scope="module")
def real() -> Iterator[RealSite]:
    with real_site() as site:
        yield site


@pytest.fixture(scope="module")
def trusting(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=TRUSTING)
    yield browser
    browser.close()


@pytest.fixture
def visit(trusting: Browser, real: RealSite):
    """A browser context of its own; a page fails the test when its console complains."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def make(*, scripts: bool = True, width: int = 1280) -> Page:
        context = trusting.new_context(base_url=real.address, java_script_enabled=scripts, viewport={"width": width, "height": 900})
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in opened:
        context.close()
    assert [text for text in complaints if "status of 4" not in text] == []


def authenticator(page: Page, *, verifies: bool = True, kind: str = "internal") -> tuple[CDPSession, str]:
    """A device in the browser that keeps passkeys, and verifies its owner or does not."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": kind, "hasResidentKey": True, "hasUserVerification": verifies, "isUserVerified": verifies,
               "automaticPresenceSimulation": True}  # fmt: skip
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def with_code(page: Page, code: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("One-time code").fill(code)
    page.get_by_role("button", name="Go on with this code").click()


def new_code(real: RealSite, address: str = "ada@county.example") -> str:
    return code_in(real.shelterwood("entry-code", address))[0]


def keep_recovery_codes(page: Page) -> list[str]:
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes for the day you lose your key")
    page.get_by_role("button", name="Show my codes").click()
    codes = page.locator(".recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    return codes


def to_desk(page: Page) -> None:
    page.get_by_role("link", name="I keep them. To my desk").click()
    expect(page).to_have_url(re.compile("/desk$"))


def test_from_the_code_on_paper_to_the_desk_with_a_passkey_and_back_again(real, visit):
    page = visit()
    session, device = authenticator(page)
    with_code(page, real.codes[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your own key")
    for elsewhere in ("/desk", "/concerns", "/region/routing", "/account"):
        page.goto(elsewhere)
        expect(page.get_by_role("heading", level=1)).to_have_text("Make your own key")
    page.get_by_label("What do you call it?").fill("Office computer")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/recovery-codes")
    page.goto("/desk")
    keep_recovery_codes(page)
    to_desk(page)
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/desk")
    expect(page).to_have_url(re.compile("/sign-in"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/desk$"))
    second_passkey(page, session, device)
    two_devices(page, real)


def second_passkey(page: Page, session: CDPSession, device: str) -> None:
    """A second device; the first passkey can then be removed, the last one cannot."""
    page.goto("/account")
    assert page.get_by_role("link", name="Remove").count() == 0, "the only key cannot be removed"
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    authenticator(page, kind="usb")
    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("What do you call it?").fill("Security key")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page).to_have_url(re.compile("/account$"))
    page.get_by_role("link", name="Remove Office computer").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("main")).not_to_contain_text("Office computer")
    expect(page.locator("main")).to_contain_text("This is your only key")


def two_devices(page: Page, real: RealSite) -> None:
    """Signing out everywhere ends the session of another browser, too."""
    other = page.context.browser.new_context(base_url=real.address)
    other.add_cookies(list(page.context.cookies()))
    page.get_by_role("button", name="Sign out everywhere").click()
    looked = other.new_page()
    looked.goto("/desk")
    expect(looked).to_have_url(re.compile("/sign-in"))
    other.close()


def test_a_device_that_does_not_verify_its_owner_makes_no_passkey(real, visit):
    page = visit()
    authenticator(page, verifies=False, kind="usb")
    with_code(page, real.codes[1])
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("No passkey was made.")).to_be_visible()
    page.get_by_role("button", name="Stop and sign out").click()


def test_without_scripts_an_app_does_everything(real, visit):
    page = visit(scripts=False, width=320)
    with_code(page, new_code(real, "ben@county.example"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your own key")
    secret = re.sub(r"\s", "", page.locator("main .number").inner_text())
    app = pyotp.TOTP(secret)
    page.get_by_label("Six digits").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("alert")).to_contain_text("Not kept")
    assert re.sub(r"\s", "", page.locator("main .number").inner_text()) == secret, "an error makes no new key"
    page.get_by_label("Six digits").fill(app.now())
    page.get_by_role("button", name="Use this app").click()
    codes = keep_recovery_codes(page)
    to_desk(page)
    page.goto("/account")
    page.get_by_role("button", name="Sign out everywhere").click()
    with_code(page, new_code(real, "ben@county.example"))
    expect(page.get_by_role("heading", level=1)).to_have_text("One more proof that it is you")
    page.goto("/desk")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more proof that it is you")
    page.get_by_label("Code of your authenticator app").fill(codes[3])
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(re.compile("/desk$"))
    locked_with_words(page, real, app)


def locked_with_words(page: Page, real: RealSite, app: pyotp.TOTP) -> None:
    """Without scripts the server locks: what is sent then is kept, and goes on once it is unlocked."""
    page.goto("/account")
    page.locator("label", has_text="Español").click()
    real.quiet_for(minutes=11)
    page.get_by_role("button", name="Keep this language").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Locked")
    page.get_by_label("Code of your authenticator app").fill(app.at(time.time() + 30))
    page.get_by_role("button", name="Unlock").click()
    expect(page).to_have_url(re.compile("/es/account$"))


# --- the lock, in the demonstration -----------------------------------------------------------------------------


def test_the_lock_takes_the_content_away_and_gives_back_what_was_typed_in_the_same_field(new_page):
    page = new_page()
    step_into(page, "Teacher", "Alder Falls Middle School")
    page.clock.install()
    page.goto("/concern")
    page.locator("button[name=danger][value=no]").click()
    words = page.locator("textarea[name=words]")
    words.fill("Heron seen at the gate, twice.")
    page.clock.run_for(8 * 60_000 + 6_000)
    page.get_by_role("button", name="I am still here").click()
    expect(page.locator("[data-warning]")).to_be_hidden()
    page.clock.run_for(9 * 60_000)
    expect(page.locator("[data-warning]")).to_be_visible()
    words.focus()
    page.keyboard.press("End")
    expect(page.locator("[data-warning]")).to_be_hidden()
    with page.expect_response(lambda answer: answer.url.endswith("/lock")):  # the server knows it too, for every other window
        page.clock.run_for(10 * 60_000 + 6_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Locked")
    assert "Heron" not in page.content()
    assert page.title() == "Locked"
    other = page.context.new_page()
    other.goto("/desk")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Locked")
    page.get_by_role("button", name="Unlock").click()
    expect(words).to_have_value("Heron seen at the gate, twice.")
    expect(words).to_be_focused()
    page.locator("button[name=go][value=next]").click()
    expect(page.locator("select[name=county]")).to_be_visible()
