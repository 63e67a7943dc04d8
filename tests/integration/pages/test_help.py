"""Help on the site: every page leads to it, everybody may read it, and whoever is locked out learns whom to call."""

import re

import pytest
from django.test import Client

from shelterwood.foundation.accounts.models import Organization
from shelterwood.project.help.reading import sheets, topics

pytestmark = pytest.mark.django_db
NEVER = "They never ask for a code or a passkey."


def shown(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path).content.decode()


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("name", topics()["en"])
def test_every_topic_is_read_in_both_languages_by_everybody(name):
    for language, path in (("en", f"/help/{name}"), ("es", f"/es/help/{name}")):
        page = main(shown(path))
        assert topics()[language][name].title in page.replace("&#x27;", "'")
        assert page.count("<section") >= 5
        assert "tel:911" in page


@pytest.mark.parametrize("name", sheets()["en"])
def test_every_sheet_is_read_in_both_languages_with_the_numbers_of_the_place(name):
    desk = Organization.objects.get(intake_desk=True)
    for path in (f"/help/roles/{name}", f"/es/help/roles/{name}"):
        page = main(shown(path))
        assert "tel:911" in page
        assert desk.phone in page
        assert "1-888-373-7888" in page


@pytest.mark.parametrize(
    "path", ["/help/nothing", "/help/roles/nobody", "/help/README", "/help/..%2freadme", "/help/roles/README", "/es/help/nothing"]
)
def test_what_is_not_there_is_not_shown(path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/help", "/help/desk", "/help/roles/nurse"])
def test_help_takes_nothing(path):
    assert Client().post(path).status_code == 405


def test_a_sheet_says_the_law_s_limits_of_its_sector_and_whether_counsel_signed_them():
    page = main(shown("/help/roles/nurse"))
    assert "Minnesota" in page
    assert "within 24 hours" in page
    assert "Demonstration signature" in page
    assert "Minnesota" not in main(shown("/help/roles/it-operator"))


def test_a_topic_leads_to_its_page_where_that_can_be_named():
    assert 'href="/es/duties"' in main(shown("/es/help/your-duties"))
    assert "Go to this page" not in shown("/help/one-concern")
    assert "Go to this page" not in shown("/help/cannot-be-shown")


def test_911_is_a_link_wherever_help_names_it():
    for path in ("/help/tell-what-you-saw", "/es/help/roles/officer", "/concern", "/sign-in"):
        text = re.sub(r"<a\b.*?</a>", "", shown(path).partition("<main")[2], flags=re.DOTALL)
        assert "911" not in text, path


# --- one's own first --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "sheet", "first"),
    [("nurse-alder", "nurse", "runs"), ("duty-alder", "duty-officer", "who-is-told"), ("hotel-manager-alder", "manager", "posters"),
     ("coordinator-alder", "coordinator", "readiness"), ("counsel-alder", "counsel", "the-law")],
)  # fmt: skip
def test_what_a_role_needs_stands_first_when_signed_in(signed_in, key, sheet, first):
    page = main(shown("/help", signed_in(key)))
    mine = page.partition('aria-labelledby="first"')[2].partition("</section>")[0]
    assert f"/help/roles/{sheet}" in mine
    assert f'href="/help/{first}"' in mine
    assert "First for you" not in shown("/help")


def test_help_says_nothing_of_who_reads_it(signed_in):
    assert main(shown("/help/one-concern")) == main(shown("/help/one-concern", signed_in("intake-alder")))


# --- from every page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "topic"), [("/", "first-page"), ("/call/hotels", "numbers-to-call"), ("/es/law/mn", "the-law"), ("/help/desk", "this-help")]
)
def test_a_page_carries_one_link_to_its_topic(path, topic):
    page = shown(path)
    assert page.count("Help with this page") + page.count("Ayuda con esta página") == 1
    assert f'/help/{topic}"' in page.partition("</main>")[2]  # never before the numbers of an emergency


def test_help_opens_in_the_page_where_leaving_it_would_lose_what_was_typed():
    for path in ("/concern", "/receipt", "/es/concern"):
        page = shown(path).partition("</main>")[2]
        assert '<details class="help-here' in page
        assert "/help/tell-what-you-saw" not in page
        assert "<ol>" in page


def test_refused_and_missing_pages_lead_to_the_same_help(signed_in):
    outsider = signed_in("teller-alder")
    for path in ("/concerns/A-NONE99", "/nothing-here", "/region/routing"):
        page = shown(path, outsider)
        assert page.count('href="/help/cannot-be-shown"') == 1
        assert page.count("Help with this page") == 1


# --- locked out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?first=yes", "/help", "/help/sign-in", "/help/cannot-be-shown"])
def test_who_cannot_sign_in_learns_whom_to_call_and_what_is_never_asked(path):
    page = main(shown(path))
    manager, desk = page.index("Ask the manager of your organization first."), page.index(Organization.objects.get(intake_desk=True).phone)
    assert page.index("A child in danger does not wait for this.") < manager < desk
    assert NEVER in page
    assert 'href="/concern"' in page


def test_a_wrong_code_shows_it_too():
    page = Client().post("/sign-in/code", {"code": "ABCD"}).content.decode()
    assert NEVER in page


def test_a_page_that_cannot_be_shown_names_the_desk_that_the_body_entered():
    Organization.objects.filter(intake_desk=True).update(phone="218-555-0177")
    for path in ("/nothing-here", "/es/nothing-here"):
        assert "218-555-0177" in main(shown(path))


def test_a_body_without_a_number_of_its_desk_says_so_and_shows_no_other():
    Organization.objects.filter(intake_desk=True).update(phone="")
    page = main(shown("/sign-in"))
    assert "It has entered no telephone number here yet" in page
    assert re.findall(r"Then call the desk", page) == []
    assert Client().get("/nothing-here").status_code == 404
    Organization.objects.filter(intake_desk=True).update(intake_desk=False)
    assert "It has entered no telephone number here yet" in main(shown("/sign-in"))
    assert Client().get("/help/roles/nurse").status_code == 200


def test_the_page_of_what_broke_asks_nothing_of_the_database(rf, django_assert_num_queries):
    from shelterwood.project.views import broken

    with django_assert_num_queries(0):
        page = broken(rf.get("/")).content.decode()
    assert "/help/cannot-be-shown" in page
