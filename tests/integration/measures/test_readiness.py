"""What the coordinator sees of the region: sums, and of small groups nothing."""

import csv
import io
import re
from datetime import timedelta

import pytest

from shelterwood.collaborate.measures import queries
from shelterwood.collaborate.measures.rules import LEAST, LEAST_CONCERNS, Count, Measure
from shelterwood.foundation.accounts.models import Organization, Person
from shelterwood.foundation.body.models import County
from shelterwood.foundation.design import assets
from shelterwood.prevent.training.models import Learner, Standing, TrainingElsewhere
from shelterwood.prevent.training.queries.in_date import LASTS, staff_in_date
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.concerns.rules import Kind

from ..make import concern

PAGES = ("/region/readiness", "/region/readiness/by/trained", "/region/readiness/table")
pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(person) -> Person:
    return person("coordinator-alder")


def cell(by: Person, now, county: str, measure: Measure, sector: str) -> Count | None:
    found = queries.readiness(by=by, today=now.date())
    assert found is not None
    return next(rows for each, rows in found.counties if each.name == county)[measure].cells.get(sector)


@pytest.mark.parametrize("who", ["principal-alder", "hotel-manager-alder", "duty-alder", "counsel-alder", "teacher-alder"])
def test_nobody_but_the_coordinator_sees_the_region(who, signed_in, person, now):
    assert queries.readiness(by=person(who), today=now.date()) is None
    assert staff_in_date(by=person(who), today=now.date()) == []
    county = County.objects.get(name="Alder County")
    client = signed_in(who)
    for page in (*PAGES, f"/region/readiness/{county.pk}"):
        assert client.get(page).status_code == 404


def test_without_an_account_one_is_asked_to_sign_in(client):
    assert client.get("/region/readiness")["Location"].startswith("/sign-in")


def test_every_page_opens_for_the_coordinator(signed_in):
    client = signed_in("coordinator-alder")
    for page in PAGES:
        assert client.get(page).status_code == 200
    county = County.objects.get(name="Alder County")
    assert client.get(f"/region/readiness/{county.pk}").status_code == 200
    assert client.get("/region/readiness/by/anything").status_code == 404


def test_concerns_are_counted_by_kind_and_small_numbers_are_withheld(coordinator, county, acting, now, signed_in):
    def numbers() -> dict[str, int | None]:
        found = queries.readiness(by=coordinator, today=now.date())
        assert found is not None
        return dict(found.concerns)

    assert numbers()["labor"] is None
    before = concerns.by_kind(since=now.date() - timedelta(days=365))
    for _ in range(LEAST_CONCERNS - before["labor"]):
        assert numbers()["labor"] is None
        concern(county("Alder County"), at=now, kind=Kind.LABOR)
    concern(county("Juniper County"), at=now, by=acting("advocate-juniper"), kind=Kind.LABOR, required_only="yes")  # not counted
    assert numbers()["labor"] == LEAST_CONCERNS
    page = signed_in("coordinator-alder").get("/region/readiness").content.decode()
    assert re.search(rf"forced work</th><td[^>]*>{LEAST_CONCERNS}<", page)


def test_the_file_names_no_person_and_no_organization(signed_in):
    text = signed_in("coordinator-alder").get("/region/readiness/table").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["measure"] for row in rows} == {measure.value for measure in Measure}
    for name in (*Organization.objects.values_list("name", flat=True), *Learner.objects.values_list("name", flat=True)):
        assert name not in text


def test_a_withheld_cell_shows_no_number_anywhere(signed_in, coordinator, now):
    small = Organization.objects.create(name="Quill Garage", sector="other_business", county=County.objects.get(name="Juniper County"))
    for number in range(LEAST[Measure.TRAINED] - 1):
        Learner.objects.create(organization=small, name=f"Ada Quill {number}")
    assert cell(coordinator, now, "Juniper County", Measure.TRAINED, "other_business") is None
    rows = csv.DictReader(io.StringIO(signed_in("coordinator-alder").get("/region/readiness/table").content.decode()))
    row = next(each for each in rows if (each["county"], each["sector"], each["measure"]) == ("Juniper County", "other_business", "trained"))
    assert (row["count"], row["of"], row["note"]) == ("", "", "withheld")


def test_in_date_is_who_was_trained_lately_and_is_late_under_no_law(coordinator, now):
    place = Organization.objects.create(name="Quill Depot", sector="other_business", county=County.objects.get(name="Juniper County"))

    def hire(name: str, ago: timedelta | None, *, late: bool = False, left: bool = False) -> None:
        learner = Learner.objects.create(organization=place, name=name, left_on=now.date() - timedelta(days=1) if left else None)
        if ago is not None:
            TrainingElsewhere.objects.create(
                learner=learner, title="Signs", provider="Example Institute", completed_on=now.date() - ago, reference="1",
                entered_by=coordinator, entered_at=now,
            )  # fmt: skip
        if late:
            Standing.objects.create(
                learner=learner, organization=place, mandate="TX-HOTEL-TRAIN-01", state="overdue", harm=0, reasons=[], since=now.date()
            )

    before = {(str(county), sector): (done, of) for county, sector, done, of in staff_in_date(by=coordinator, today=now.date())}
    hire("Trained", timedelta(days=30))
    hire("On the last day", LASTS)
    hire("A day too long ago", LASTS + timedelta(days=1))
    hire("Late under a law", timedelta(days=30), late=True)
    hire("Never", None)
    hire("Left", timedelta(days=30), left=True)
    after = {(str(county), sector): (done, of) for county, sector, done, of in staff_in_date(by=coordinator, today=now.date())}
    key = (str(place.county_id), "other_business")
    done, of = before.get(key, (0, 0))
    assert after[key] == (done + 2, of + 5)


def test_counts_add_up_to_the_total_where_nothing_is_withheld(coordinator, now):
    found = queries.readiness(by=coordinator, today=now.date())
    for _county, rows in found.counties:
        for row in rows.values():
            if row.total is not None and None not in row.cells.values():
                assert sum((count for count in row.cells.values()), Count()) == row.total


def test_the_first_page_asks_no_more_of_the_database_where_there_is_more(coordinator, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        queries.readiness(by=coordinator, today=now.date())
    for number in range(40):
        Organization.objects.create(name=f"Quill Stores {number}", sector="other_business", county=County.objects.get(name="Juniper County"))
    with django_assert_max_num_queries(30):
        queries.readiness(by=coordinator, today=now.date())


def test_a_county_with_its_census_code_stands_on_the_map_of_its_state(signed_in, settings, tmp_path):
    settings.DATA = tmp_path
    assets.build(settings.REPOSITORY, tmp_path / "assets")
    County.objects.filter(name="Alder County").update(fips="27053")
    page = signed_in("coordinator-alder").get("/region/readiness").content.decode()
    assert page.count('<path class="map__area') == 1
    assert page.count('<path d="M') == 86  # the other counties of Minnesota
    assert page.count("map__tile ") == 1  # the other county has no code


def test_the_demonstration_shows_some_cells_and_withholds_others(coordinator, now):
    found = queries.readiness(by=coordinator, today=now.date())
    cells = [count for _county, rows in found.counties for row in rows.values() for count in row.cells.values()]
    assert None in cells
    assert any(count and 0 < count.part < count.whole for count in cells)
    assert all(row.total is not None for _county, rows in found.counties for row in rows.values())
