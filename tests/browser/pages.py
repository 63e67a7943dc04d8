"""Every HTML page of the site in its states, by the name of its address.

A new address fails `test_every_address_has_its_pages` until it stands here: its empty, filled and error states as far
as it has them, and as whom it is opened. A state is a function that leaves the page open.
"""

from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import Page

from .conftest import step_into

State = Callable[[Page, str], None]  # the page, and "" or "/es" before the address


def at(path: str) -> State:
    return lambda page, language: page.goto(language + path) and None


def signed(post: str, organization: str, path: str, *, then: Callable[[Page], None] | None = None) -> State:
    def open_(page: Page, language: str) -> None:
        step_into(page, post, organization)
        page.goto(language + path)
        if then:
            then(page)

    return open_


def to_step(number: int, *, path: str = "/at/LANTERNA", wrong: bool = False, danger: str = "no") -> State:
    """A step of a concern; `wrong` sends it on without an answer."""

    def open_(page: Page, language: str) -> None:
        page.goto(language + path)
        if number > 1:
            page.locator(f"button[name=danger][value={danger}]").click()
        if danger == "yes":
            return
        if number > 2:
            page.locator("textarea[name=words]").fill("Heron seen at the gate by the river, twice.")
            page.locator("button[name=go][value=next]").click()
        if number > 3:
            if page.locator("select[name=county]").input_value() == "":
                page.locator("select[name=county]").select_option(index=1)
            page.locator("button[name=go][value=next]").click()
        if number > 4:
            page.locator("button[name=go][value=next]").click()
        if wrong:
            page.locator("button[name=go][value=send]" if number == 5 else "button[name=go][value=next]").click()

    return open_


def sent(path: str) -> State:
    def open_(page: Page, language: str) -> None:
        to_step(5, path=path)(page, language)
        page.locator("button[value=send]").click()

    return open_


def outside(page: Page, language: str) -> None:
    to_step(3, path="/concern")(page, language)
    page.locator("select[name=county]").select_option(value="outside")
    page.locator("select[name=outside_state]").select_option(value="WI")
    page.locator("button[name=go][value=next]").click()


def asks(words: str, county: str = "Alder") -> State:
    """A question without an account, sent."""

    def open_(page: Page, language: str) -> None:
        page.goto(language + "/consult/ask")
        places = page.locator("select[name=county] option")
        page.locator("select[name=county]").select_option(index=next(n for n in range(places.count()) if county in places.nth(n).inner_text()))
        page.locator("textarea[name=words]").fill(words)
        page.locator("main form button[type=submit]").click()

    return open_


def asked_before(do: str = "") -> State:
    """The thread of a question by its number; `do` presses one of its buttons."""

    def open_(page: Page, language: str) -> None:
        asks("She is always tired.")(page, language)
        page.locator("main form button[type=submit]").click()
        if do:
            page.locator(f"button[name=do][value={do}]").click()

    return open_


def send_empty(path: str) -> State:
    def open_(page: Page, language: str) -> None:
        page.goto(language + path)
        page.locator("main form button[type=submit]").click()

    return open_


def first_row(page: Page) -> None:
    page.locator("main table th a").first.click()


def advise(words: str) -> Callable[[Page], None]:
    def then(page: Page) -> None:
        first_row(page)
        page.locator("textarea[name=words]").fill(words)
        page.locator("button[name=do][value=advise]").click()

    return then


def change_consultant(page: Page) -> None:
    page.locator("main .card a").first.click()


def sheet(page: Page, language: str) -> None:
    page.goto(language + "/missing-child/sheet")
    page.locator("input[name=called]").fill("Heron (invented)")
    page.locator("button[name=go][value=show]").click()


def against_the_desk(page: Page, language: str) -> None:
    """Somebody of the coordinating body itself is involved: its own desk must not get the concern."""
    to_step(3, path="/concern")(page, language)
    page.locator("select[name=county]").select_option(index=1)
    page.locator("button[name=go][value=next]").click()
    page.locator("label[for=id_conflict_0]").click()
    page.locator("label", has_text="Two Rivers Coordinating Council").click()
    page.locator("button[name=go][value=next]").click()
    page.locator("button[value=send]").click()


def forced_work(page: Page, language: str) -> None:
    to_step(2, path="/concern/as/other_business")(page, language)
    page.locator("input[name=kind][value=labor] + label").click()
    page.locator("textarea[name=words]").fill("Heron washes dishes at night.")
    page.locator("button[name=go][value=next]").click()
    page.locator("select[name=county]").select_option(index=1)
    for _ in range(2):
        page.locator("button[name=go][value=next]").click()
    page.locator("button[value=send]").click()


def as_teacher(state: State) -> State:
    def open_(page: Page, language: str) -> None:
        step_into(page, "Teacher", "Juniper Wells Middle School")
        state(page, language)

    return open_


def thread(*, do: str = "", wrong: bool = False) -> State:
    def open_(page: Page, language: str) -> None:
        sent("/concern")(page, language)
        page.locator("input[name=last_four]").fill("12" if wrong and not do else page.locator("#receipt-number").inner_text()[-4:])
        page.locator("main button[type=submit]").first.click()
        if do == "add":
            page.locator("textarea[name=words]").fill("" if wrong else "More of it.")
            page.locator("form", has=page.locator("textarea[name=words]")).locator("button").click()

    return open_


def one(post: str, organization: str, path: str = "/concerns/{reference}", *, then: Callable[[Page], None] | None = None) -> State:
    """The first concern in somebody's list."""

    def open_(page: Page, language: str) -> None:
        step_into(page, post, organization)
        page.goto("/concerns?show=all")
        reference = page.locator("table.list tbody th a").first.inner_text()
        page.goto(language + path.format(reference=reference))
        if then:
            then(page)

    return open_


def press(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.click()


def wrong_receipt(page: Page, language: str) -> None:
    page.goto(f"{language}/receipt")
    page.locator("input[name=receipt]").fill("123")
    page.locator("main button[type=submit]").click()


TEACHER = ("Teacher", "Alder Falls Middle School")
COUNSEL = ("Counsel", "Two Rivers Coordinating Council")
COORDINATOR = ("County coordinator", "Two Rivers Coordinating Council")
CONSULTANT = ("Intake supervisor", "Alder County Child Protection")


def of_region(county: str) -> State:
    def open_(page: Page, language: str) -> None:
        signed(*COORDINATOR, "/region/readiness")(page, language)
        page.locator("table.list a", has_text=county).first.click()

    return open_


CHAIN = ("Compliance manager", "Heron Lodging Group")


def of_mandates(select: str, index: int) -> State:
    """The chain's compliance page, filtered as its manager would."""

    def open_(page: Page, language: str) -> None:
        signed(*CHAIN, "/organization/mandates")(page, language)
        page.locator(select).select_option(index=index)
        page.locator("main form[method=get] button").click()

    return open_


def first_of(path: str) -> State:
    """The first entry of a list of the chain's manager."""

    def open_(page: Page, language: str) -> None:
        signed(*CHAIN, path)(page, language)
        page.locator("table.list tbody th a").first.click()

    return open_


def wrong_days(page: Page, language: str) -> None:
    first_of("/organization/mandates/law/MN-HOTEL-TRAIN-01")(page, language)
    page.locator("input[name=left_on]").fill("2001-01-05")
    page.locator("form:has(input[name=left_on]) button").click()


def sent_empty(path: str, *, open_first: bool = False) -> State:
    """A form of the chain's manager, sent without a word."""

    def open_(page: Page, language: str) -> None:
        signed(*CHAIN, path)(page, language)
        if open_first:
            page.locator("details summary").last.click()
        page.locator("main form[method=post] button").last.click()

    return open_


def scene(*, answered: bool = False, wrong: bool = False) -> State:
    """The first scene of the schools course."""

    def open_(page: Page, language: str) -> None:
        page.goto(f"{language}/courses/schools/03-signs")
        page.locator("main .card a.usa-button").first.click()
        if answered:
            page.locator("main .usa-radio label").first.click()
        if answered or wrong:
            page.locator("main form button[type=submit]").click()

    return open_


def checked(*, sent: bool = False, all_answered: bool = False) -> State:
    """A teacher's check: begun, sent with everything missing, or sent with the first answer to each."""

    def open_(page: Page, language: str) -> None:
        step_into(page, *TEACHER)
        page.goto(f"{language}/training/schools/check")
        page.locator("main form button[type=submit]").click()
        if all_answered:
            for label in page.locator("main fieldset .usa-radio:first-of-type label").all():
                label.click()
        if sent or all_answered:
            page.locator("main form button[type=submit]").click()

    return open_


def certified(path: str) -> State:
    """What the demonstration's counselor completed, seen at this address."""

    def open_(page: Page, language: str) -> None:
        step_into(page, "School counselor", "Alder Falls Middle School")
        page.goto("/courses/schools")
        page.get_by_role("link", name="Certificate").click()
        code = page.url.rpartition("/")[2]
        page.goto(language + path.format(code=code))

    return open_


HOTEL = ("Hotel manager", "Lantern Inn Juniper Wells")


def wall(path: str, then: Callable[[Page], None]) -> State:
    """A page of the hotel's walls, and what is done there."""

    def open_(page: Page, language: str) -> None:
        signed(*HOTEL, path)(page, language)
        then(page)

    return open_


PRINCIPAL = ("Principal", "Alder Falls Middle School")
OTHER_PRINCIPAL = ("Principal", "Juniper Wells Middle School")


def drafted(step: str = "", *, sign: bool = False, then: Callable[[Page], None] | None = None) -> State:
    """A draft of the other school's principal, begun where there is none."""

    def open_(page: Page, language: str) -> None:
        step_into(page, *OTHER_PRINCIPAL)
        page.goto("/organization/protocols/school-response")
        if page.locator("button[value=begin]").count():
            page.locator("button[value=begin]").click()
        page.goto(f"{language}/organization/protocols/school-response/{'sign' if sign else f'draft{step}'}")
        if then:
            then(page)

    return open_


INN = ("Hotel manager", "Lantern Inn Alder Falls")


def signed_then(post: str, organization: str, path: str, then: Callable[[Page], None]) -> State:
    def open_(page: Page, language: str) -> None:
        signed(post, organization, path)(page, language)
        then(page)

    return open_


def imported(post: str, organization: str, path: str, *, then: Callable[[Page], None] | None = None) -> State:
    """The latest import of somebody's organization."""

    def open_(page: Page, language: str) -> None:
        signed(post, organization, path)(page, language)
        page.locator("table.list a[href*=imports]").first.click()
        if then:
            then(page)

    return open_


def taken_down(why: str) -> Callable[[Page], None]:
    """A notice of this page's own, so that no other state loses its own: recorded, then taken down for a reason."""

    def then(page: Page) -> None:
        page.goto(f"{page.url}/hang")
        page.locator("input[name=place]").fill(f"Staircase {uuid4().hex[:6]}")
        page.locator("main form button").click()
        page.locator("main section[aria-label] li a", has_text="Staircase").last.click()
        page.locator("input[name=why]").fill(why)
        page.locator("main form button").last.click()

    return then


def months(number: str) -> Callable[[Page], None]:
    def then(page: Page) -> None:
        page.locator("input[name=months]").fill(number)
        page.locator("main form button").last.click()

    return then


def empty_step(page: Page) -> None:
    """A step without its Spanish words is not kept."""
    page.locator("textarea[name=what_es]").fill("")
    page.locator("main form button[type=submit]").click()


def run_of(
    post: str, organization: str, number: int, path: str = "", *, then: Callable[[Page], None] | None = None, more: Callable[[Page], None] | None = None
) -> State:  # fmt: skip
    """A run in somebody's list, by its place there."""

    def open_(page: Page, language: str) -> None:
        step_into(page, post, organization)
        page.goto("/runs")
        reference = page.locator("table.list tbody th a").nth(number).inner_text()
        page.goto(f"{language}/runs/{reference}{path}")
        for press_ in (then, more):
            if press_:
                press_(page)

    return open_


def columns_chosen(page: Page, language: str) -> None:
    """A file whose columns nobody knows; one that waits from the state before is opened again."""
    step_into(page, "Principal", "Juniper Wells Middle School")
    page.goto(f"{language}/organization/training/rosters")
    if page.locator("main a.usa-button[href*=imports]").count():
        page.locator("main a.usa-button[href*=imports]").click()
        return
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"who,called\n1,Ada Heron\n"})
    page.locator("main form button[type=submit]").click()


WELFARE = ("Intake worker, on duty", "Juniper County Child Protection")
DESK = ("Duty officer, intake desk,", "Two Rivers Coordinating Council")


COUNSEL = ("Counsel (invented)", "Two Rivers Coordinating Council")


def of_draft(post: str, organization: str, path: str = "") -> State:
    """The first draft in somebody's list."""

    def open_(page: Page, language: str) -> None:
        step_into(page, post, organization)
        page.goto("/training/authoring")
        page.locator("main .card h3 a").first.click()
        page.goto(language + urlsplit(page.url).path + path)

    return open_


def of_version(path: str) -> State:
    """The version of the courts course that the demonstration's draft began from."""

    def open_(page: Page, language: str) -> None:
        step_into(page, *COORDINATOR)
        page.goto("/training/authoring/courses/courts")
        page.locator("main .links a").first.click()
        page.goto(language + urlsplit(page.url).path + path)

    return open_


def nothing_typed(page: Page, language: str) -> None:
    signed(*COORDINATOR, "/training/authoring")(page, language)
    page.locator("main form button").last.click()


def withdrawn_without_reason(page: Page, language: str) -> None:
    signed(*COORDINATOR, "/training/authoring/courses/police")(page, language)
    page.locator("main details summary").first.click()
    page.locator("main details button").first.click()


def sent_back_without_reasons(page: Page, language: str) -> None:
    of_draft(*COUNSEL)(page, language)
    page.locator("main form button").nth(1).click()


def saved_meanwhile(page: Page, language: str) -> None:
    """The same file open twice: the second to save is shown both texts."""
    of_draft(*INN, "/files/lessons/02-who.en.md")(page, language)
    for text in ("# The first\n", "# The second\n"):
        page.evaluate("revision => { document.querySelector('input[name=revision]').value = revision }", "0")
        page.locator("#id_text").fill(text)
        page.locator("button[value=save]").click()


def menu(page: Page, language: str) -> None:
    signed(*COORDINATOR, "/desk")(page, language)
    page.locator(".menu summary").click()


def correct_without_a_reason(page: Page) -> None:
    page.locator("main dl.facts a").first.click()
    page.locator("main form button.usa-button").first.click()


def send_form(page: Page) -> None:
    """Press the one filled button of the page, whatever stands in its form."""
    page.locator("main button.usa-button:not(.usa-button--outline)").first.click()


def routed(*, wrong: bool = False) -> State:
    """The first county's table; `wrong`: with no agency at all."""

    def open_(page: Page, language: str) -> None:
        signed(*COORDINATOR, "/region/routing")(page, language)
        page.locator("main section a").first.click()
        if wrong:
            for field in page.locator("main select").all():
                field.select_option("")
            send_form(page)

    return open_


def of_line(which: int) -> State:
    """The first line's links: 1 changes it, 2 takes it off."""

    def open_(page: Page, language: str) -> None:
        signed(*COORDINATOR, "/region/lines")(page, language)
        page.locator("main .card").first.locator("a:not([href^='tel:'])").nth(which - 1).click()

    return open_


def wrong_app_code(page: Page) -> None:
    page.locator("#code").fill("000000")
    page.locator("main form", has=page.locator("#code")).locator("button").click()


def quiet(post: str, organization: str, path: str, *, minutes: int = 11) -> State:
    """So many minutes in which nobody touched the page."""

    def open_(page: Page, language: str) -> None:
        step_into(page, post, organization)
        page.clock.install()
        page.goto(language + path)
        page.clock.run_for(minutes * 60_000)
        page.locator("[data-warning]:not([hidden])" if minutes < 10 else "form[data-unlock]").wait_for()

    return open_


LANTERN = ("Hotel manager", "Lantern Inn Alder Falls")
DUTY = ("Duty officer, intake desk", "Two Rivers Coordinating Council")


def led(who: tuple[str, str], start: str, *selectors: str, then: Callable[[Page], None] | None = None) -> State:
    """From a list through the first link of each selector."""

    def open_(page: Page, language: str) -> None:
        signed(*who, start)(page, language)
        for selector in selectors:
            page.locator(selector).first.click()
        if then:
            then(page)

    return open_


COUNSEL = ("Counsel", "Two Rivers Coordinating Council")


def pressed(path: str, button: str, *, tick: bool = False) -> State:
    """A page of counsel's, after a button of its main part; `tick`: with its first box ticked."""

    def open_(page: Page, language: str) -> None:
        signed(*COUNSEL, path)(page, language)
        if tick:
            page.locator("main .usa-checkbox label").first.click()
        page.locator(f"main {button}").first.click()

    return open_


def invite_somebody(page: Page) -> None:
    page.locator("input[name=name]").fill("Nia Holt")
    page.locator("input[name=post]").fill("Porter")
    send_form(page)


def searched(words: str) -> State:
    """The rule book after a search."""

    def open_(page: Page, language: str) -> None:
        signed("Teacher", "Alder Falls Middle School", "/rules")(page, language)
        page.fill("#id_words", words)
        page.locator("#search button").click()

    return open_


SIGN_ROWS = "form[action$='/sign'] button"

PAGES: dict[str, dict[str, State]] = {
    "roles": {"manager": signed(*LANTERN, "/roles"), "coordinator": signed(*COORDINATOR, "/roles")},
    "invited": {"plain": at("/invited/ABCD-EFGH")},
    "people": {
        "filled": signed(*LANTERN, "/organization/people"),
        "second person": signed(*DUTY, "/organization/people"),
        "not shown": signed(*TEACHER, "/organization/people"),
    },
    "person-invite": {
        "empty": signed(*LANTERN, "/organization/people/invite"),
        "in error": signed(*LANTERN, "/organization/people/invite", then=send_form),
        "code": signed(*LANTERN, "/organization/people/invite", then=invite_somebody),
    },
    "person": {
        "invited": led(LANTERN, "/organization/people", "th:has-text('Rosa Tamblyn') a"),
        "of the body": led(COORDINATOR, "/organization/people", "tbody tr:has-text('Duty officer') a"),
    },
    "person-end": {"with work": led(COORDINATOR, "/organization/people", "tbody tr:has-text('Duty officer') a", "main a[href$='/end']")},
    "identity": {"asked": led(DUTY, "/organization/people", "main .card a")},
    "access-review": {
        "filled": signed(*LANTERN, "/organization/access-review"),
        "overdue": signed(*COORDINATOR, "/organization/access-review"),
        "seen": signed(*DUTY, "/organization/access-review"),
    },
    "places": {"filled": signed(*LANTERN, "/organization/places"), "empty": signed(*COORDINATOR, "/organization/places")},
    "place-new": {"empty": signed(*LANTERN, "/organization/places/new"), "in error": signed(*LANTERN, "/organization/places/new", then=send_form)},
    "place": {"filled": led(LANTERN, "/organization/places", "main section a")},
    "place-end": {"asked": led(LANTERN, "/organization/places", "main section a[href$='/end']")},
    "people-file": {
        "empty": signed(*LANTERN, "/organization/people/file"),
        "in error": signed(*LANTERN, "/organization/people/file", then=send_form),
        "waits": signed(*CHAIN, "/organization/people/file"),
    },
    "places-file": {"empty": signed(*LANTERN, "/organization/places/file")},
    "organizations-file": {"empty": signed(*COORDINATOR, "/region/organizations/file")},
    "people-import": {
        "checked": led(CHAIN, "/organization/people/file", "main .card a"),
        "in error": led(CHAIN, "/organization/people/file", "main .card a", then=send_form),
    },
    "organizations": {"filled": signed(*COORDINATOR, "/region/organizations"), "seen": signed(*DUTY, "/region/organizations")},
    "organization-new": {
        "empty": signed(*COORDINATOR, "/region/organizations/new"),
        "in error": signed(*COORDINATOR, "/region/organizations/new", then=send_form),
    },
    "organization": {"filled": led(COORDINATOR, "/region/organizations", "tbody a")},
    "organization-manager": {"empty": led(COORDINATOR, "/region/organizations", "tbody a", "main a[href$='/manager']")},
    "organization-end": {"asked": led(COORDINATOR, "/region/organizations", "tbody a", "main a[href$='/end']")},
    "home": {"signed out": at("/"), "signed in": signed("Teacher", "Alder Falls Middle School", "/")},
    "about": {"plain": at("/about")},
    "privacy": {"plain": at("/privacy")},
    "accessibility": {"plain": at("/accessibility")},
    "sign-in": {
        "plain": at("/sign-in"),
        "sent here": at("/sign-in?first=yes"),
        "signed in": signed("Teacher", "Alder Falls Middle School", "/sign-in"),
    },
    "sign-in-second": {"nobody waits": at("/sign-in/second")},
    "organization-back": {"nothing came back": at("/sign-in/organization/back")},
    "organization-sign-in": {"not shown": at(f"/sign-in/organization/{uuid4()}")},
    "account": {"with a key": signed(*COORDINATOR, "/account"), "without": signed("Teacher", "Alder Falls Middle School", "/account")},
    "first-key": {
        "plain": signed("Teacher", "Alder Falls Middle School", "/account/key"),
        "wrong code": signed("Teacher", "Alder Falls Middle School", "/account/key", then=wrong_app_code),
    },
    "first-codes": {
        "asked": signed("Teacher", "Alder Falls Middle School", "/account/recovery-codes"),
        "shown": signed("Teacher", "Alder Falls Middle School", "/account/recovery-codes", then=press("main form button[type=submit]")),
    },
    "passkey-remove": {"not shown": signed(*COORDINATOR, f"/account/passkeys/{uuid4()}/remove")},
    "authenticator-remove": {
        "asked": signed(*COORDINATOR, "/account/authenticator/remove"),
        "the last": signed(*COORDINATOR, "/account/authenticator/remove", then=press("main form button[type=submit]")),
    },
    "locked": {"after ten minutes": quiet(*COORDINATOR, "/account"), "warned": quiet(*COORDINATOR, "/account", minutes=9)},
    "region-sign-in": {
        "filled": signed(*COORDINATOR, "/region/sign-in"),
        "wrong": signed(*COORDINATOR, "/region/sign-in", then=press("main form button[type=submit]")),
    },
    "region-sign-in-of": {"plain": signed(*COORDINATOR, "/region/sign-in", then=press("main table a"))},
    "help": {"signed out": at("/help"), "signed in": signed("Emergency nurse", "Alder Falls Community Clinic", "/help")},
    "help-topic": {
        "with numbers": at("/help/one-concern"),
        "locked out": at("/help/sign-in"),
        "for a young person": at("/help/support"),
        "not there": at("/help/nothing"),
    },
    "help-role": {"with limits of the law": at("/help/roles/nurse"), "without": at("/help/roles/it-operator")},
    "desk": {
        "filled": signed(*WELFARE, "/desk"),
        "coordinator": signed(*COORDINATOR, "/desk"),
        "counsel": signed("Counsel", "Two Rivers Coordinating Council", "/desk"),
        "a draft": signed("School counselor, designated person", "Alder Falls Middle School", "/desk"),
        "hotel": signed("Hotel manager", "Lantern Inn Alder Falls", "/desk"),
        "nothing to do": signed("Branch employee", "Millrace Bank Alder Falls", "/desk"),
        "menu open": menu,
        "tour": signed(*COORDINATOR, "/desk?tour=7"),
    },
    "concern": {
        "safety": to_step(1, path="/concern"),
        "call now": to_step(2, path="/concern", danger="yes"),
        "what": to_step(2, path="/concern"),
        "what, not answered": to_step(2, path="/concern", wrong=True),
        "where": to_step(3, path="/concern"),
        "where, not answered": to_step(3, path="/concern", wrong=True),
        "you": to_step(4, path="/concern"),
        "check": to_step(5, path="/concern"),
        "receipt": sent("/concern"),
        "outside": outside,
        "against the desk": against_the_desk,
        "teacher, what": as_teacher(to_step(2, path="/concern")),
        "teacher, you": as_teacher(to_step(4, path="/concern")),
        "teacher, check without the statement": as_teacher(to_step(5, path="/concern", wrong=True)),
        "bank, what": signed("Branch employee", "Millrace Bank Alder Falls", "/concern", then=press("button[name=danger][value=no]")),
        "counsel of the defense": signed("Defense lawyer", "Alder County Youth Defenders", "/concern"),
    },
    "concern-doors": {"all": at("/concern/doors")},
    "concern-as": {
        "safety": to_step(1, path="/concern/as/foster_parent"),
        "call now": to_step(2, path="/concern/as/emergency_dispatch", danger="yes"),
        "bank, stopped": to_step(2, path="/concern/as/bank_branch", wrong=True),
        "where, with tribes": to_step(3, path="/concern/as/tribal_nation"),
        "check, victim services": to_step(5, path="/concern/as/victim_service"),
        "check, victim services, not stated": to_step(5, path="/concern/as/victim_service", wrong=True),
        "receipt, tribe": sent("/concern/as/tribal_nation"),
        "receipt, forced work": forced_work,
        "law first": at("/concern/as/defense_lawyer"),
    },
    "at-property": {"what": to_step(2), "check": to_step(5), "received": sent("/at/LANTERNJ")},
    "receipt": {
        "empty": at("/receipt"),
        "wrong": wrong_receipt,
        "last digits wrong": thread(wrong=True),
        "thread": thread(),
        "added": thread(do="add"),
        "nothing added": thread(do="add", wrong=True),
    },
    "concerns": {
        "filled": signed(*WELFARE, "/concerns"),
        "all": signed(*COORDINATOR, "/concerns?show=all"),
        "empty": signed("Principal", "Alder Falls Middle School", "/concerns"),
    },
    "concern-detail": {
        "agency": one(*WELFARE),
        "writer": one("Teacher", "Alder Falls Middle School"),
        "desk": one(*DESK),
        "coordinator": one(*COORDINATOR),
        "not shown": signed("Teacher", "Alder Falls Middle School", "/concerns/A-NONE99"),
    },
    "concern-correct": {
        "filled": one(*TEACHER, then=lambda page: page.locator("main dl.facts a").first.click()),
        "in error": one(*TEACHER, then=correct_without_a_reason),
    },
    "concern-withdraw": {"asked": one(*TEACHER, "/concerns/{reference}/withdraw")},
    "retention": {"filled": signed(*COUNSEL, "/region/retention"), "not shown": signed(*TEACHER, "/region/retention")},
    "retention-period": {
        "set": signed(*COUNSEL, "/region/retention/education"),
        "in error": signed(*COUNSEL, "/region/retention/health", then=send_form),
    },
    "retention-list": {
        "to be started": signed(*COUNSEL, "/region/retention/education/list"),
        "no period": signed(*COUNSEL, "/region/retention/health/list"),
    },
    "records": {
        "filled": signed(*COUNSEL, "/region/records"),
        "in error": signed(*COUNSEL, "/region/records", then=press("main form button[type=submit]")),
    },
    "concern-route": {
        "review": one(*DESK, "/concerns/{reference}/route"),
        "nothing chosen": one(*DESK, "/concerns/{reference}/route", then=press("main form button[type=submit]")),
    },
    "access": {"agency": one(*WELFARE, "/access/{reference}"), "writer": one("Teacher", "Alder Falls Middle School", "/access/{reference}")},
    "duties": {
        "with a clock": signed("Teacher", "Alder Falls Middle School", "/duties"),
        "without": signed("Bus driver", "Two Rivers Coach", "/duties"),
    },
    "training": {"teacher": signed(*TEACHER, "/training"), "manager": signed("Principal", "Alder Falls Middle School", "/training")},
    "training-people": {
        "filled": signed("Principal", "Alder Falls Middle School", "/organization/training"),
        "empty": signed("Principal", "Juniper Wells Middle School", "/organization/training"),
    },
    "rosters": {
        "filled": signed(*INN, "/organization/training/rosters"),
        "one waits": signed("Principal", "Alder Falls Middle School", "/organization/training/rosters"),
        "no file": signed_then(*INN, "/organization/training/rosters", press("main form button[type=submit]")),
    },
    "import": {
        "applied": imported(*INN, "/organization/training/rosters"),
        "trainings applied": imported(*INN, "/organization/training/elsewhere"),
        "checked": imported("Principal", "Alder Falls Middle School", "/organization/training/rosters"),
        "refused": imported(
            "Principal", "Alder Falls Middle School", "/organization/training/rosters", then=press("main form[action$=apply] button")
        ),
        "columns to choose": columns_chosen,
    },
    "trainings-elsewhere": {
        "filled": signed(*INN, "/organization/training/elsewhere"),
        "empty": signed("Principal", "Alder Falls Middle School", "/organization/training/elsewhere"),
    },
    "training-enter": {
        "empty": signed(*INN, "/organization/training/elsewhere/enter"),
        "wrong": signed_then(*INN, "/organization/training/elsewhere/enter", press("main form button[type=submit]")),
    },
    "region-routing": {
        "filled": signed(*COORDINATOR, "/region/routing"),
        "seen, not changed": signed("Duty officer, intake desk", "Two Rivers Coordinating Council", "/region/routing"),
        "saved": signed(*COORDINATOR, "/region/routing?saved=yes"),
        "not shown": signed(*TEACHER, "/region/routing"),
    },
    "region-routing-of": {"filled": routed(), "in error": routed(wrong=True)},
    "region-consultants": {"filled": signed(*COORDINATOR, "/region/consultants"), "not shown": signed(*TEACHER, "/region/consultants")},
    "region-consultant-of": {"filled": signed(*COORDINATOR, "/region/consultants", then=change_consultant)},
    "region-lines": {"filled": signed(*COORDINATOR, "/region/lines"), "not shown": signed(*TEACHER, "/region/lines")},
    "region-line-new": {"empty": signed(*COORDINATOR, "/region/lines/new"), "in error": signed(*COORDINATOR, "/region/lines/new", then=send_form)},
    "region-line": {"filled": of_line(1)},
    "region-line-end": {"asked": of_line(2)},
    "region-mail": {"without a server": signed(*COORDINATOR, "/region/mail"), "test sent": signed(*COORDINATOR, "/region/mail", then=send_form)},
    "readiness": {"filled": signed(*COORDINATOR, "/region/readiness"), "not shown": signed(*TEACHER, "/region/readiness")},
    "readiness-by": {"filled": signed(*COORDINATOR, "/region/readiness/by/trained")},
    "readiness-county": {"filled": of_region("Alder County"), "other county": of_region("Juniper County")},
    "mandates": {
        "chain": signed(*CHAIN, "/organization/mandates"),
        "one place": of_mandates("select[name=site]", 1),
        "no law": signed("Principal", "Alder Falls Middle School", "/organization/mandates"),
        "not shown": signed("Patrol officer", "Alder Falls Police Department", "/organization/mandates"),
        "reminded": signed(*CHAIN, "/organization/mandates", then=press("form[action$=remind] button")),
    },
    "mandate": {
        "signed": signed(*CHAIN, "/organization/mandates/law/MN-HOTEL-TRAIN-01"),
        "not signed": signed(*CHAIN, "/organization/mandates/law/TX-HOTEL-TRAIN-01"),
        "nobody": signed(*CHAIN, "/organization/mandates/law/FL-HOTEL-TRAIN-01"),
    },
    "mandates-person": {"filled": first_of("/organization/mandates/law/MN-HOTEL-TRAIN-01"), "in error": wrong_days},
    "mandates-on-paper": {
        "filled": signed(*CHAIN, "/organization/mandates/on-paper"),
        "empty": signed("Principal", "Alder Falls Middle School", "/organization/mandates/on-paper"),
    },
    "mandates-changes": {"chain": signed(*CHAIN, "/organization/mandates/changes")},
    "mandates-approvals": {
        "chain": signed(*CHAIN, "/organization/mandates/approvals"),
        "in error": sent_empty("/organization/mandates/approvals"),
        "no law": signed("Principal", "Juniper Wells Middle School", "/organization/mandates/approvals"),
    },
    "mandates-duties": {
        "chain": signed(*CHAIN, "/organization/mandates/duties"),
        "in error": sent_empty("/organization/mandates/duties", open_first=True),
    },
    "posts": {"filled": signed(*CHAIN, "/organization/posts"), "in error": sent_empty("/organization/posts")},
    "post": {"filled": first_of("/organization/posts")},
    "sites": {"filled": signed(*CHAIN, "/organization/sites")},
    "site": {"filled": first_of("/organization/sites")},
    "training-sign": {"not shown": signed(*TEACHER, "/training/sign/00000000-0000-4000-8000-000000000000/FL-HOTEL-TRAIN-01")},
    "courses": {"plain": at("/courses")},
    "course": {
        "public": at("/courses/schools"),
        "teacher": signed(*TEACHER, "/courses/schools"),
        "hotels": at("/courses/hotels"),
        "business": at("/courses/business"),
    },
    "lesson": {
        "schools": at("/courses/schools/06-reporting"),
        "police": at("/courses/police/01-the-victim"),
        "one role": at("/courses/hotels/01-what-it-is?role=front_desk"),
        "landlord": at("/courses/business/05-your-trade?role=landlord"),
        "public": at("/courses/public/05-call?role=faith"),
        "own role": signed("Bus driver", "Two Rivers Coach", "/courses/transport/08-report"),
        "with a scene": signed(*TEACHER, "/courses/schools/03-signs"),
    },
    "scene": {"first": scene(), "answered": scene(answered=True), "not answered": scene(wrong=True)},
    "course-check": {"before it": signed(*TEACHER, "/training/schools/check")},
    "check-sheet": {"open": checked(), "not answered": checked(sent=True), "result": checked(all_answered=True)},
    "authoring": {
        "coordinator": signed(*COORDINATOR, "/training/authoring"),
        "manager": signed(*INN, "/training/authoring"),
        "error": nothing_typed,
    },
    "course-versions": {"never edited": signed(*COORDINATOR, "/training/authoring/courses/police"), "no reason given": withdrawn_without_reason},
    "course-version": {"files": of_version("")},
    "version-preview": {"lessons and bank": of_version("/preview")},
    "version-preview-lesson": {"a lesson": of_version("/preview/01-the-child")},
    "draft": {
        "faults": of_draft(*INN),
        "in review, author": of_draft(*COORDINATOR),
        "second person": of_draft(*COUNSEL),
        "without reasons": sent_back_without_reasons,
    },
    "draft-file": {"faults": of_draft(*INN, "/files/lessons/01-what-it-is.en.md"), "saved meanwhile": saved_meanwhile},
    "draft-preview": {"lessons and bank": of_draft(*COUNSEL, "/preview")},
    "draft-preview-lesson": {"a lesson with scenes": of_draft(*INN, "/preview/03-check-in")},
    "draft-changes": {"a line": of_draft(*COUNSEL, "/changes")},
    "course-evidence": {
        "a class": signed(*COORDINATOR, "/training/transport/evidence"),
        "too few people": signed(*INN, "/training/hotels/evidence"),
    },
    "certificates": {"empty": at("/certificates"), "not ours": at("/certificates/ABCDEFGHJKMN")},
    "certificate": {"valid": certified("/certificates/{code}")},
    "call": {"plain": at("/call")},
    "call-sector": {"hotels": at("/call/hotels"), "courts": at("/call/courts")},
    "call-card": {"hotels": at("/call/hotels/card")},
    "warning-signs": {"public": at("/learn/warning-signs"), "teachers": at("/learn/warning-signs?role=school_teacher")},
    "learn": {"plain": at("/learn")},
    "learn-audience": {
        "young people": at("/learn/young-people"),
        "schools": at("/learn/schools"),
        "public": at("/learn/public"),
        "no course of its own": at("/learn/child-welfare"),
        "not there": at("/learn/nobody"),
    },
    "learn-report": {"plain": at("/learn/report-2013")},
    "learn-kit": {"plain": at("/learn/kit")},
    "poster-hang": {
        "empty": signed(*HOTEL, "/organization/posters/hang"),
        "not answered": wall("/organization/posters/hang", press("main form button")),
    },
    "poster-made-hang": {"filled in": wall("/organization/posters", press("section[aria-labelledby=loose] a"))},
    "poster-hanging": {
        "hangs": wall("/organization/posters", press("main section[aria-label] ul a")),
        "taken down": wall("/organization/posters", taken_down("Faded by the sun")),
        "no reason given": wall("/organization/posters", taken_down("")),
    },
    "posters": {
        "one language missing": signed("Hotel manager", "Lantern Inn Juniper Wells", "/organization/posters"),
        "months out of bounds": wall("/organization/posters", months("99")),
        "hotel": signed("Hotel manager", "Lantern Inn Alder Falls", "/organization/posters"),
        "no law": signed("Patrol officer", "Alder Falls Police Department", "/organization/posters"),
    },
    "protocols": {"plain": at("/protocols"), "of one's organization": signed(*TEACHER, "/protocols")},
    "organization-protocols": {
        "school": signed(*PRINCIPAL, "/organization/protocols"),
        "police": signed("Sergeant", "Alder Falls Police Department", "/organization/protocols"),
    },
    "adopted-protocol": {
        "in force": signed(*PRINCIPAL, "/organization/protocols/school-response"),
        "not adopted": signed(*OTHER_PRINCIPAL, "/organization/protocols/school-response"),
    },
    "protocol-draft": {"begun": drafted(), "a step that stays": drafted(then=press("button[value=up]"))},
    "protocol-step": {"guarded": drafted("/listen"), "free": drafted("/tell-designated"), "emptied": drafted("/tell-designated", then=empty_step)},
    "protocol-sign": {"to sign": drafted("", sign=True), "not signed": drafted("", sign=True, then=press("main form button[type=submit]"))},
    "protocol-version": {"plain": signed(*TEACHER, "/organization/protocols/school-response/versions/1")},
    "adherence": {
        "filled": signed(*PRINCIPAL, "/organization/protocols/school-response/adherence"),
        "never run": signed(*PRINCIPAL, "/organization/protocols/school-policy/adherence"),
    },
    "checklist": {
        "filled": signed("Sergeant", "Alder Falls Police Department", "/organization/checklists/police-readiness"),
        "empty": signed(*PRINCIPAL, "/organization/checklists/school-policy"),
    },
    "card-sites": {"filled": signed("Hotel manager", "Lantern Inn Alder Falls", "/organization/cards/hotel-register-card")},
    "sessions": {
        "filled": signed(*PRINCIPAL, "/organization/sessions"),
        "not counted": signed(*PRINCIPAL, "/organization/sessions", then=press("main form:not([action]) button[type=submit]")),
    },
    "runs": {"filled": signed(*TEACHER, "/runs"), "empty": signed("Bus driver", "Two Rivers Coach", "/runs")},
    "run-begin": {"plain": signed(*TEACHER, "/runs/begin/school-response")},
    "run": {"going on": run_of(*TEACHER, 1), "ended": run_of(*TEACHER, -1), "not shown": signed(*TEACHER, "/runs/P-NONE99")},
    "run-step": {
        "to record": run_of(*TEACHER, 0, then=press(".card a.usa-button")),
        "nothing chosen": run_of(*TEACHER, 0, then=press(".card a.usa-button"), more=press("main form button[type=submit]")),
    },
    "run-entry": {"correcting": run_of(*TEACHER, 0, then=press("dd a"))},
    "run-facts": {"plain": run_of(*TEACHER, 0, "/facts")},
    "run-turn": {"plain": run_of(*TEACHER, 0, "/turn"), "nothing chosen": run_of(*TEACHER, 0, "/turn", then=press("main form button[type=submit]"))},
    "protocol": {
        "police": at("/protocols/police-first-response"),
        "checklist": at("/protocols/police-readiness"),
        "session in a state without rows": at("/protocols/session-school?state=WY"),
    },
    "support": {"plain": at("/support")},
    "support-write": {
        "safety": to_step(1, path="/support/write"),
        "what": to_step(2, path="/support/write"),
        "you": to_step(4, path="/support/write"),
    },
    "missing-child": {"plain": at("/missing-child")},
    "missing-child-sheet": {"empty": at("/missing-child/sheet"), "filled": sheet},
    "consult": {
        "everybody": at("/consult"),
        "consultant": signed(*CONSULTANT, "/consult"),
        "defense counsel": signed("Defense lawyer", "Alder County Youth Defenders", "/consult"),
    },
    "consult-ask": {
        "empty": at("/consult/ask"),
        "nothing written": asks(""),
        "a name in it": asks("I worry about Marlowe Fenn, born 3/14/2011."),
        "nobody named": asks("She is always tired.", county="Juniper"),
        "sent": asks("She is always tired."),
        "teacher": signed(*TEACHER, "/consult/ask"),
    },
    "consult-answer": {
        "empty": at("/consult/answer"),
        "wrong": send_empty("/consult/answer"),
        "thread": asked_before(),
        "now report": asked_before("report"),
    },
    "consultations": {"consultant": signed(*CONSULTANT, "/consultations"), "teacher": signed(*TEACHER, "/consultations")},
    "consultation": {
        "consultant": signed(*CONSULTANT, "/consultations", then=first_row),
        "teacher": signed(*TEACHER, "/consultations", then=first_row),
        "advice with a name": signed(*CONSULTANT, "/consultations", then=advise("Call Marlowe.")),
        "not shown": signed(*COORDINATOR, "/consultations/K-ABC234"),
    },
    "law": {"plain": at("/law"), "counsel": signed(*COUNSEL, "/law")},
    "law-packs": {"plain": signed(*COUNSEL, "/law/packs")},
    "law-pack": {
        "filled": signed(*COUNSEL, "/law/packs/mn"),
        "empty": signed(*COUNSEL, "/law/packs/ca"),
        "in error": pressed("/law/packs/mn?show=unsigned", SIGN_ROWS),
    },
    "law-row": {
        "as it came": signed(*COUNSEL, "/law/packs/mn/MN-RPT-03"),
        "unsigned": signed(*COUNSEL, "/law/packs/tx/TX-RPT-07"),
        "changed": signed(*COUNSEL, "/law/packs/mn/MN-RPT-07"),
        "not shown": signed(*COORDINATOR, "/law/packs/mn/MN-RPT-03"),
    },
    "law-row-new": {"empty": signed(*COUNSEL, "/law/packs/wi/new"), "in error": pressed("/law/packs/wi/new", "form button")},
    "law-row-change": {"filled": signed(*COUNSEL, "/law/packs/mn/MN-RPT-03/change")},
    "law-row-withdraw": {"asking": signed(*COUNSEL, "/law/packs/mn/MN-RPT-03/withdraw/0")},
    "law-pack-sign": {"reading": pressed("/law/packs/mn?show=unsigned", SIGN_ROWS, tick=True)},
    "law-pack-import": {"empty": signed(*COUNSEL, "/law/packs/import"), "in error": pressed("/law/packs/import", "form button")},
    "rules": {
        "reader": signed("Teacher", "Alder Falls Middle School", "/rules"),
        "counsel": signed(*COUNSEL, "/rules"),
        "found": searched("child"),
        "nothing found": searched("zebra"),
    },
    "rules-all": {"whole": signed("Teacher", "Alder Falls Middle School", "/rules/all")},
    "rules-sign": {"reading": pressed("/rules", SIGN_ROWS, tick=True)},
    "rule": {
        "signed": signed(*COUNSEL, "/rules/SC-CW-01"),
        "unsigned": signed(*COUNSEL, "/rules/HC-VS-01"),
        "not encoded": signed("Teacher", "Alder Falls Middle School", "/rules/FI-FC-01"),
        "product": signed("Teacher", "Alder Falls Middle School", "/rules/F-SHELTER"),
    },
    "rule-withdraw": {"asking": signed(*COUNSEL, "/rules/SC-CW-01/withdraw")},
    "law-state": {
        "with rows": at("/law/mn"),
        "one sector": at("/law/tx?sector=schools"),
        "without rows": at("/law/ca?sector=schools"),
        "unknown sector": at("/law/mn?sector=nobody"),
    },
}

# Addresses that answer with no page of their own: they lead to one of those above.
NO_PAGE = {
    "person-change", "person-give-back", "person-code", "person-mail", "person-revoke", "person-vouch", "place-code", "people-sample", "people-import-apply", "people-import-discard", "people-import-undo", "people-import-rows",
    "sign-out", "leave", "lesson-read", "course-package", "certificate-pdf", "certificate-revoke", "learn-sheet", "learn-kit-file", "poster-look", "poster-down", "poster-code", "posters-how-often", "demo-enter", "demo-tour", "law-find", "concern-acknowledge", "concern-screen", "concern-answer", "concern-add", "concern-report", "concern-run", "protocol-review", "protocol-retire", "protocol-card", "adherence-csv", "card-away", "session-withdraw", "run-assign", "run-note", "run-join", "staff-number", "import-sample", "import-columns", "import-check", "import-apply", "import-discard", "import-undo", "import-rows", "training-withdraw", "training-proof", "mandates-remind", "mandate-proof", "course-version-zip", "draft-zip", "draft-upload", "course-evidence-table", "readiness-table", "sign-in-code", "sign-in-passkey", "sign-in-mail", "still-here", "lock", "account-language", "account-hours", "session-end", "sessions-end", "region-line-ring", "region-mail-again", "law-row-review", "law-pack-file", "draft-save", "draft-open", "draft-drop", "records-hold", "records-lift", "records-seal", "records-open",
}  # fmt: skip
