"""Posters for a site: what the law asks stands there, and the PDF is made as the law settles it."""

import io

import pdfplumber
import pytest

from shelterwood.foundation.accounts.models import Site

pytestmark = pytest.mark.django_db


def site_of(person) -> str:
    return str(Site.objects.get(organization=person.organization).pk)


def ask(client, person, **changed):
    return client.post("/organization/posters", {"site": site_of(person), "notice": "", "languages": "en es", "size": "letter", **changed})


def test_a_site_sees_what_the_law_asks_of_it(signed_in):
    page = signed_in("hotel-manager-alder").get("/organization/posters").content.decode()
    assert "Minn. Stat. 157.177" in page
    assert "Not confirmed" in page
    assert "No law we hold asks a poster here." in signed_in("officer-alder").get("/organization/posters").content.decode()


def test_a_poster_without_a_law_carries_the_county_s_and_the_national_numbers(signed_in, person):
    made = ask(signed_in("hotel-manager-alder"), person("hotel-manager-alder"))
    assert made["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(made.content)) as pdf:
        text = pdf.pages[0].extract_text()
        assert (float(pdf.pages[0].width), float(pdf.pages[0].height)) == (612, 792)
    for number in ("911", "218-555-0103", "1-888-373-7888"):
        assert number in text


def test_what_a_law_settles_is_fixed_and_each_language_hangs_apart_where_it_says_so(signed_in, person):
    client, manager = signed_in("hotel-manager-juniper"), person("hotel-manager-juniper")
    titles = []
    for sheet in ("1", "2"):
        made = ask(client, manager, notice="TX-HOTEL-SIGN-01", size="letter", sheet=sheet)
        assert f"poster-tx-{sheet}-of-2.pdf" in made["Content-Disposition"]
        with pdfplumber.open(io.BytesIO(made.content)) as pdf:
            assert (float(pdf.pages[0].width), float(pdf.pages[0].height)) == (11 * 72, 17 * 72)
            titles.append(pdf.pages[0].extract_text())
    assert titles[0] != titles[1]


def test_a_law_of_another_state_makes_no_poster_for_a_site(signed_in, person):
    manager = person("chain-manager-juniper")
    site = Site.objects.filter(organization=manager.organization, county__state="TX").first()
    client = signed_in("chain-manager-juniper")
    made = client.post("/organization/posters", {"site": site.pk, "notice": "MN-HOTEL-SIGN-01", "languages": "en es", "size": "letter"})
    assert made.status_code == 422
    assert "This law does not hold where the site is." in made.content.decode()


@pytest.mark.parametrize("changed", [{"site": "nowhere"}, {"notice": "FL-HOTEL-SIGN-01"}, {"languages": "fr"}, {"size": "huge"}, {"site": ""}])
def test_what_is_not_on_offer_is_refused_beside_its_field(signed_in, person, changed):
    assert ask(signed_in("hotel-manager-alder"), person("hotel-manager-alder"), **changed).status_code == 422


def test_another_organization_s_site_is_not_on_offer(signed_in, person):
    answer = ask(signed_in("hotel-manager-alder"), person("hotel-manager-alder"), site=site_of(person("hotel-manager-juniper")))
    assert answer.status_code == 422
