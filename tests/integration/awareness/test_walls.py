"""Notices on walls: recorded, looked at, taken down; what is missing is said; another organization's wall does not exist."""

import io
from datetime import timedelta
from uuid import uuid4

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from django.db import IntegrityError, transaction
from django.test import Client

from shelterwood.foundation.accounts.models import Site
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.gates.law.models import RulePack, SignedRow
from shelterwood.gates.law.rules import text_hashes
from shelterwood.prevent.awareness import queries, services
from shelterwood.prevent.awareness.models import Hanging, LookEvery, Poster
from shelterwood.prevent.awareness.permissions import Forbidden
from shelterwood.prevent.awareness.rules.walls import Standing
from shelterwood.prevent.awareness.services import NotPossible

pytestmark = pytest.mark.django_db
MINNESOTA, TEXAS = "MN-HOTEL-SIGN-01", "TX-HOTEL-SIGN-01"
LETTER, TABLOID = "8.5 × 11", "11 × 17"
MANAGER, OTHER = "hotel-manager-alder", "hotel-manager-juniper"


@pytest.fixture
def site(person):
    """A person's only site."""
    return lambda key: Site.objects.select_related("county", "organization").get(organization=person(key).organization)


@pytest.fixture
def bare(db):
    """Walls without the notices that the region begins with."""
    Hanging.objects.all().delete()
    Poster.objects.all().delete()


@pytest.fixture
def hung(person, site, now, bare):
    """A notice on a wall, as somebody records it."""

    def make(key: str = MANAGER, **said) -> Hanging:
        at = said.pop("at", now)
        asked = {"place": "Lobby", "notice": "", "size": LETTER, "languages": "en es", "on": at.date()} | said
        return services.hang(by=person(key), site=site(key), at=at, **asked)

    return make


def wall(person, site, now, key: str = MANAGER):
    (found,) = queries.walls([site(key)], by=person(key), today=now.date())
    return found


def actions(record) -> list[str]:
    return [event.action for event in AccessEvent.objects.order_by("at", "id") if str(record) in event.records]


# --- how a site stands ------------------------------------------------------------------------------------------


def test_a_notice_is_missing_until_it_hangs_and_after_it_was_taken_down(person, site, hung, now):
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.MISSING]
    hanging = hung(notice=MINNESOTA)
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.UP]
    services.take_down(hanging, by=person(MANAGER), why="Faded", at=now)
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.MISSING]


def test_where_the_law_asks_two_languages_one_of_them_is_not_enough(person, site, hung, now):
    hung(OTHER, notice=TEXAS, size=TABLOID, languages="en")
    (notice,) = wall(person, site, now, OTHER).notices
    assert (notice.standing, [str(word) for word in notice.lacking]) == (Standing.MISSING, ["Spanish"])
    hung(OTHER, notice=TEXAS, size=TABLOID, languages="es")
    assert [each.standing for each in wall(person, site, now, OTHER).notices] == [Standing.UP]


def test_a_notice_that_nobody_looked_at_for_a_year_waits_for_a_look(person, site, hung, now):
    hanging = hung(notice=MINNESOTA, at=now - timedelta(days=400))
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.CHECK_DUE]
    services.look(hanging, by=person(MANAGER), at=now)
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.UP]


def test_the_organization_chooses_how_often(person, site, hung, now):
    hung(notice=MINNESOTA, at=now - timedelta(days=100))
    services.choose_how_often(by=person(MANAGER), months=3, at=now)
    services.choose_how_often(by=person(MANAGER), months=2, at=now)
    assert [each.standing for each in wall(person, site, now).notices] == [Standing.CHECK_DUE]
    assert queries.look_every(person(OTHER).organization) == 12


def test_a_notice_that_no_law_asks_stands_besides(person, site, hung, now):
    hanging = hung()
    found = wall(person, site, now)
    assert list(found.others) == [hanging]
    assert [each.standing for each in found.notices] == [Standing.MISSING]


# --- verbs ------------------------------------------------------------------------------------------------------


def test_recorded_twice_it_is_one(hung):
    assert hung(place="Lobby ").pk == hung(place=" Lobby").pk
    assert Hanging.objects.count() == 1


def test_every_verb_leaves_its_event(person, site, hung, now):
    sheet = services.note_print(by=person(MANAGER), site=site(MANAGER), notice="", size=LETTER, languages="en", at=now)
    hanging = hung(poster=sheet)
    services.look(hanging, by=person(MANAGER), at=now)
    services.take_down(hanging, by=person(MANAGER), why="Torn", at=now)
    services.take_down(hanging, by=person(MANAGER), why="Again", at=now)
    services.choose_how_often(by=person(MANAGER), months=6, at=now)
    assert actions(sheet.pk) == ["make_poster"]
    assert sorted(actions(hanging.pk)) == ["hang_notice", "look_at_notice", "take_down_notice"]
    assert actions(person(MANAGER).organization_id) == ["choose_how_often"]
    hanging.refresh_from_db()
    assert hanging.taken_down_why == "Torn"


def test_a_new_sheet_may_hang_where_an_old_one_was_taken_down(person, hung, now):
    old = hung()
    services.take_down(old, by=person(MANAGER), why="Faded", at=now)
    assert hung().pk != old.pk


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"place": "   "}, "Say where it hangs"),
        ({"place": "x" * 121}, "Say where it hangs"),
        ({"notice": "FL-HOTEL-SIGN-01"}, "Choose a law"),
        ({"notice": "nothing"}, "Choose a law"),
    ],
    ids=["no place", "a place too long", "a law of another state", "no law at all"],
)
def test_what_cannot_be_recorded_says_why(hung, said, reason):
    with pytest.raises(NotPossible, match=reason):
        hung(**said)


def test_a_day_to_come_is_none(hung, now):
    with pytest.raises(NotPossible, match="cannot lie ahead"):
        hung(on=now.date() + timedelta(days=1))


def test_what_was_taken_down_is_not_seen_and_needs_a_reason(person, hung, now):
    hanging = hung()
    with pytest.raises(NotPossible, match="Say why"):
        services.take_down(hanging, by=person(MANAGER), why="  ", at=now)
    services.take_down(hanging, by=person(MANAGER), why="Torn", at=now)
    with pytest.raises(NotPossible, match="taken down"):
        services.look(hanging, by=person(MANAGER), at=now)


@pytest.mark.parametrize("months", [0, 37, -1])
def test_how_often_has_bounds(person, now, months):
    with pytest.raises(NotPossible, match="Choose from 1 to 36"):
        services.choose_how_often(by=person(MANAGER), months=months, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        LookEvery.objects.create(organization=person(MANAGER).organization, months=abs(months) + 37, chosen_by=person(MANAGER), chosen_at=now)


@pytest.mark.parametrize("partly", [{"taken_down_why": "Torn"}, {"taken_down_why": ""}])
def test_who_when_and_why_of_taking_down_hold_together(hung, now, partly):
    hanging = hung()
    with pytest.raises(IntegrityError), transaction.atomic():
        Hanging.objects.filter(pk=hanging.pk).update(taken_down_at=now, **partly)


# --- denials ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stranger", [OTHER, "teacher-alder", "coordinator-alder", "officer-alder"])
def test_nobody_keeps_another_organization_s_walls(person, site, hung, now, stranger):
    hanging, by = hung(), person(stranger)
    with pytest.raises(Forbidden):
        services.note_print(by=by, site=site(MANAGER), notice="", size=LETTER, languages="en", at=now)
    with pytest.raises(Forbidden):
        services.hang(by=by, site=site(MANAGER), place="Lobby", notice="", size=LETTER, languages="en", on=now.date(), at=now)
    with pytest.raises(Forbidden):
        services.look(hanging, by=by, at=now)
    with pytest.raises(Forbidden):
        services.take_down(hanging, by=by, why="Mine", at=now)
    hanging.refresh_from_db()
    assert (hanging.looks.count(), hanging.taken_down_at) == (0, None)


def test_a_sheet_of_another_site_hangs_nowhere_here(person, site, now, hung):
    foreign = services.note_print(by=person(OTHER), site=site(OTHER), notice="", size=LETTER, languages="en", at=now)
    with pytest.raises(Forbidden):
        services.hang(
            by=person(MANAGER), site=site(MANAGER), place="Lobby", notice="", size=LETTER, languages="en", on=now.date(), at=now, poster=foreign
        )


def test_only_a_manager_or_supervisor_chooses_how_often(person, now):
    with pytest.raises(Forbidden):
        services.choose_how_often(by=person("teacher-alder"), months=6, at=now)


def test_questions_answer_nothing_about_others(person, site, hung, now):
    hanging = hung()
    assert queries.hanging_of(hanging.pk, by=person(OTHER)) is None
    assert queries.walls([site(MANAGER)], by=person(OTHER), today=now.date()) == []
    sheet = services.note_print(by=person(MANAGER), site=site(MANAGER), notice="", size=LETTER, languages="en", at=now)
    assert queries.sheet_of(sheet.pk, by=person(OTHER)) is None
    assert sheet not in queries.loose_sheets(by=person(OTHER))


def test_the_coordinator_gets_counts_of_every_site_and_others_of_their_own(person, site, hung, now):
    hung(notice=MINNESOTA)
    counts = {each.site: (each.up, each.check_due, each.missing) for each in queries.posters_up(by=person("coordinator-alder"), today=now.date())}
    assert counts[site(MANAGER).pk] == (1, 0, 0)
    assert counts[site(OTHER).pk] == (0, 0, 1)
    assert [each.site for each in queries.posters_up(by=person(MANAGER), today=now.date())] == [site(MANAGER).pk]
    assert {type(value).__name__ for each in queries.posters_up(by=person(MANAGER), today=now.date()) for value in vars(each).values()} == {
        "UUID",
        "str",
        "int",
    }


# --- pages ------------------------------------------------------------------------------------------------------


def record(client: Client, at: Site, path: str = "/organization/posters/hang", **changed):
    asked = {"site": str(at.pk), "place": "Lobby", "notice": "", "size": LETTER, "languages": "en", "on": "2026-01-05"}
    return client.post(path, asked | changed)


def test_making_a_poster_is_recorded_and_leads_to_where_it_hangs(person, site, signed_in, bare):
    client = signed_in(MANAGER)
    made = client.post("/organization/posters", {"site": str(site(MANAGER).pk), "notice": "", "languages": "en es", "size": "letter"})
    assert made["Content-Type"] == "application/pdf"
    sheet = Poster.objects.get()
    assert (sheet.size, sheet.languages, sheet.printed_by) == (LETTER, "en es", person(MANAGER))
    path = f"/organization/posters/made/{sheet.pk}/hang"
    assert path in client.get("/organization/posters").content.decode()
    assert record(client, site(MANAGER), path, languages="en es").status_code == 302
    assert Hanging.objects.get().poster == sheet
    assert path not in client.get("/organization/posters").content.decode()


def test_a_poster_that_was_not_made_is_not_recorded(signed_in, bare):
    assert signed_in(MANAGER).post("/organization/posters", {"site": "nowhere"}).status_code == 422
    assert not Poster.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"place": ""}, {"place": "x" * 500}, {"on": "yesterday"}, {"on": "2999-01-01"}, {"site": "nowhere"}, {"notice": "FL-HOTEL-SIGN-01"},
     {"languages": "fr"}, {"size": "9 × 9"}, {"site": ""}],
    ids=["no place", "long place", "no date", "a day to come", "no site", "a law from elsewhere", "a language we lack", "a size that is none", "site left out"],
)  # fmt: skip
def test_what_is_not_right_is_said_beside_it_and_nothing_is_kept(site, signed_in, bare, changed):
    assert record(signed_in(MANAGER), site(MANAGER), **changed).status_code == 422
    assert not Hanging.objects.exists()


def test_another_organization_s_notice_and_none_look_alike(site, signed_in, hung):
    hanging = hung()
    client = signed_in(OTHER)
    pages = [client.get(f"/organization/posters/{identifier}") for identifier in (hanging.pk, uuid4())]
    assert [page.status_code for page in pages] == [404, 404]
    for verb in ("look", "down"):
        assert client.post(f"/organization/posters/{hanging.pk}/{verb}", {"why": "x"}).status_code == 404
    assert record(client, site(MANAGER)).status_code == 422
    assert hanging.looks.count() == 0


def test_another_organization_s_sheet_is_not_there(person, site, signed_in, now):
    sheet = services.note_print(by=person(OTHER), site=site(OTHER), notice="", size=LETTER, languages="en", at=now)
    assert signed_in(MANAGER).get(f"/organization/posters/made/{sheet.pk}/hang").status_code == 404


def test_an_organization_without_sites_has_no_walls(signed_in):
    assert signed_in("coordinator-alder").get("/organization/posters").status_code == 404
    assert signed_in("coordinator-alder").get("/organization/posters/hang").status_code == 404


def test_staff_see_no_box_for_how_often_and_cannot_send_it(signed_in, now):
    client = signed_in("teacher-alder")
    assert 'name="months"' not in client.get("/organization/posters").content.decode()
    assert client.post("/organization/posters/how-often", {"months": "3"}).status_code == 404
    assert not LookEvery.objects.exists()


@pytest.mark.parametrize("months", ["", "0", "9999999999999999999", "two"])
def test_a_number_of_months_that_is_none_is_said(signed_in, months):
    assert signed_in(MANAGER).post("/organization/posters/how-often", {"months": months}).status_code == 422
    assert not LookEvery.objects.exists()


def test_a_notice_shows_its_history_and_is_looked_at_and_taken_down(signed_in, hung):
    hanging, client = hung(place="Staff room <b>east</b>"), signed_in(MANAGER)
    address = f"/organization/posters/{hanging.pk}"
    assert client.post(f"{address}/look").status_code == 302
    assert client.post(f"{address}/down", {"why": ""}).status_code == 422
    assert client.post(f"{address}/down", {"why": "Wall painted"}).status_code == 302
    page = client.get(address).content.decode()
    for said in ("Staff room &lt;b&gt;east&lt;/b&gt;", "Seen on the wall", "Wall painted", "Taken down"):
        assert said in page
    assert client.post(f"{address}/look").status_code == 422


def test_many_sites_come_on_numbered_pages(person, site, signed_in):
    first = site(MANAGER)
    Site.objects.bulk_create(
        Site(organization=first.organization, county=first.county, name=f"Inn {number:03}", property_code=f"CODE{number:04}") for number in range(60)
    )
    client = signed_in(MANAGER)
    pages = [client.get("/organization/posters", {"page": page}).content.decode() for page in ("1", "3", "nothing", "99")]
    assert ['aria-label="Inn 000"' in page for page in pages] == [True, False, True, False]
    assert ['aria-label="Inn 059"' in page for page in pages] == [False, True, False, True]
    assert pages[0].count('<section class="card" aria-label="') == 25


def test_the_page_asks_the_database_no_more_for_many_sites_than_for_few(person, site, now, django_assert_max_num_queries):
    first, by = site(MANAGER), person(MANAGER)
    Site.objects.bulk_create(
        Site(organization=first.organization, county=first.county, name=f"Inn {number:03}", property_code=f"CODE{number:04}") for number in range(60)
    )
    with django_assert_max_num_queries(5):
        queries.posters_up(by=by, today=now.date())


# --- the card with a property's code ----------------------------------------------------------------------------


def test_a_property_s_card_opens_its_own_page_in_both_languages(site, signed_in):
    made = signed_in(MANAGER).get(f"/organization/posters/code/{site(MANAGER).pk}")
    (image,) = pypdfium2.PdfDocument(made.content)
    codes = zxingcpp.read_barcodes(image.render(scale=2).to_pil())
    assert {code.text for code in codes} == {"http://testserver/at/LANTERNA", "http://testserver/es/at/LANTERNA"}
    with pdfplumber.open(io.BytesIO(made.content)) as pdf:
        text = pdf.pages[0].extract_text()
        assert len(pdf.pages) == 1
    assert text.count("/at/LANTERNA") == 2
    assert text.count("911") == 2


@pytest.mark.parametrize("who", [OTHER, "coordinator-alder", "teacher-alder"])
def test_nobody_prints_the_code_of_another_organization(site, signed_in, who):
    assert signed_in(who).get(f"/organization/posters/code/{site(MANAGER).pk}").status_code == 404


def test_a_school_has_no_code_to_print(site, signed_in):
    assert signed_in("teacher-alder").get(f"/organization/posters/code/{site('teacher-alder').pk}").status_code == 404


def test_a_notice_whose_row_counsel_signed_is_not_called_unconfirmed(person, signed_in, now):
    hotel = person("hotel-manager-alder")
    site = queries.sites_of(by=hotel).get()
    assert [each.signed for each in queries.walls([site], by=hotel, today=now.date())[0].notices] == [False]
    pack = RulePack.objects.create(name="Notices", signed_by=person("counsel-alder"), signed_at=now)
    SignedRow.objects.create(pack=pack, kind=SignedRow.Kind.MANDATE, row="MN-HOTEL-SIGN-01", text_hash=text_hashes()["mandate", "MN-HOTEL-SIGN-01"])
    assert [each.signed for each in queries.walls([site], by=hotel, today=now.date())[0].notices] == [True]
    assert "Not confirmed" not in signed_in("hotel-manager-alder").get("/organization/posters").content.decode()
