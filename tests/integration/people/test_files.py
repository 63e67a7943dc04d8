"""A file of people, places or organizations: looked at before it does anything, whole or not at all, and undone whole."""

import io
import tracemalloc
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shelterwood.collaborate.people.models import Import, ImportRow
from shelterwood.collaborate.people.permissions import Forbidden, NotPossible
from shelterwood.collaborate.people.rules import Kind, State
from shelterwood.collaborate.people.services import importing, people
from shelterwood.foundation.accounts.models import Organization, Person, Site
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent

from .lines import csv

pytestmark = pytest.mark.django_db
HEADER = "Email,Name,Post,Role,Site,Language"
NIA, OLU = "nia@hotel.example,Nia Holt,Porter,worker,,en", "olu@hotel.example,Olu Dahl,Night manager,supervisor,,es"


@pytest.fixture
def manager(person):
    return person("hotel-manager-alder")


@pytest.fixture
def council(person):
    return person("coordinator-alder")


def brought(by, at, *lines, kind=Kind.PEOPLE, **how):
    return importing.bring(by=by, kind=kind, file=csv(*lines, **how), at=at)


def codes(made: Import) -> list[tuple[int, str]]:
    return list(made.faults.values_list("line", "code"))


def state() -> tuple[list, list, list]:
    """All that a file might touch."""
    return (
        list(Person.objects.order_by("pk").values_list("pk", "name", "post", "role", "site")), list(Site.every.order_by("pk").values_list("pk", "name")),
        list(Organization.objects.order_by("pk").values_list("pk", "name", "phone")),
    )  # fmt: skip


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["teacher-alder", "principal-alder", "duty-alder", "counsel-alder"])
@pytest.mark.parametrize("kind", Kind)
def test_a_file_is_brought_by_who_keeps_its_kind_alone(kind, key, person, now):
    with pytest.raises(Forbidden):
        importing.bring(by=person(key), kind=kind, file=csv(HEADER, NIA), at=now)


def test_a_manager_brings_no_organizations_and_touches_no_file_of_another_house(manager, person, signed_in, now):
    with pytest.raises(Forbidden):
        importing.bring(by=manager, kind=Kind.AGENCIES, file=csv("Name,Sector"), at=now)
    made, other = brought(manager, now, HEADER, NIA), person("chain-manager-juniper")
    with pytest.raises(Forbidden):
        importing.apply(made, by=other, without_refused=True, at=now)
    with pytest.raises(Forbidden):
        importing.discard(made, by=other, at=now)
    with pytest.raises(Forbidden):
        importing.undo(made, by=other, at=now)
    client = signed_in("chain-manager-juniper")
    for path in ("", "/rows"):
        assert client.get(f"/organization/files/{made.pk}{path}").status_code == 404
    for path in ("/apply", "/discard", "/undo"):
        assert client.post(f"/organization/files/{made.pk}{path}").status_code == 404


def test_a_file_of_somebody_who_may_not_send_one_is_refused_before_it_is_read(signed_in):
    answer = signed_in("teacher-alder").post("/organization/people/file", {"file": SimpleUploadedFile("a.csv", b"Email,Name,Post\n")})
    assert answer.status_code in (400, 404)
    assert b"Email" not in answer.content


# --- what it does -----------------------------------------------------------------------------------------------


def test_nothing_is_changed_before_it_is_applied_and_undone_all_is_as_before(manager, now):
    before = state()
    made = brought(manager, now, HEADER, NIA, OLU)
    assert state() == before
    assert made.counts == {"rows": 2, "new": 2}
    importing.apply(made, by=manager, without_refused=False, at=now)
    olu = Person.objects.get(username="olu@hotel.example")
    assert (olu.role, olu.language, olu.organization, olu.joined_at) == (Role.SUPERVISOR, "es", manager.organization, now)
    importing.undo(Import.objects.get(pk=made.pk), by=manager, at=now)
    assert state() == before
    assert set(AccessEvent.objects.filter(records=[str(made.pk)]).values_list("action", flat=True)) == {"bring_people", "apply_people", "undo_people"}


def test_a_row_changes_what_it_says_and_leaves_what_it_does_not(manager, now):
    first = brought(manager, now, HEADER, NIA)
    importing.apply(first, by=manager, without_refused=False, at=now)
    made = brought(manager, now, "Correo;Nombre;Puesto", "NIA@hotel.example;Nia Holt;Jefa de noche")
    assert made.counts == {"rows": 1, "changed": 1}
    importing.apply(made, by=manager, without_refused=False, at=now)
    nia = Person.objects.get(username="nia@hotel.example")
    assert (nia.post, nia.role) == ("Jefa de noche", Role.WORKER)
    assert brought(manager, now, HEADER, "nia@hotel.example,Nia Holt,Jefa de noche,,,").counts == {"rows": 1, "same": 1}
    importing.undo(Import.objects.get(pk=made.pk), by=manager, at=now)
    nia.refresh_from_db()
    assert nia.post == "Porter"


REFUSED = [
    ("no-address,Nia,Porter,worker,,en", "email_form"), ("nia@hotel.example,,Porter,worker,,en", "needed"),
    ("nia@hotel.example,Nia,Porter,coordinator,,en", "role_unknown"), ("nia@hotel.example,Nia,Porter,it_operator,,en", "role_unknown"),
    ("nia@hotel.example,Nia,Porter,owner,,en", "role_unknown"), ("nia@hotel.example,Nia,Porter,worker,Nowhere,en", "site_unknown"),
    ("nia@hotel.example,Nia,Porter,worker,,fr", "language_unknown"), ("nia@hotel.example,Nia", "cells"),
    ("nia@hotel.example,Nia\x07,Porter,worker,,en", "control"), (f"nia@hotel.example,{'N' * 121},Porter,worker,,en", "too_long"),
    ("nia@hotel.example,NiÃ±a,Porter,worker,,en", "garbled"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "code"), REFUSED, ids=[code + row[:6] for row, code in REFUSED])
def test_a_row_that_cannot_be_is_refused_with_its_line_and_its_reason(row, code, manager, now):
    made = brought(manager, now, HEADER, OLU, row)
    assert codes(made) == [(3, code)]
    assert made.counts["new"] == 1
    with pytest.raises(NotPossible):
        importing.apply(made, by=manager, without_refused=False, at=now)
    importing.apply(made, by=manager, without_refused=True, at=now)
    assert Person.objects.filter(username="olu@hotel.example").exists()
    assert not Person.objects.filter(username="nia@hotel.example").exists()


def test_the_second_row_of_somebody_is_refused_and_names_the_first(manager, now):
    made = brought(manager, now, HEADER, NIA, OLU, NIA.upper())
    assert list(made.faults.values_list("line", "code", "figure")) == [(4, "twice", "2")]


def test_a_file_reaches_nobody_of_another_house_and_not_oneself(manager, person, now):
    teacher = person("teacher-alder")
    made = brought(
        manager, now, HEADER, f"{teacher.username}@x.example,Nia,Porter,worker,,en", f"{manager.username}@x.example,{manager.name},Porter,,,"
    )  # fmt: skip
    assert made.counts["new"] == 2  # other addresses are other people
    importing.discard(made, by=manager, at=now)
    Person.objects.filter(pk=teacher.pk).update(username="t@school.example")
    Person.objects.filter(pk=manager.pk).update(username="m@hotel.example")
    made = brought(manager, now, HEADER, "t@school.example,Nia,Porter,worker,,en", "m@hotel.example,Somebody Else,Owner,manager,,en")
    assert codes(made) == [(2, "elsewhere"), (3, "not_yours")]


def test_a_manager_of_the_file_is_no_role_of_the_body_and_the_body_takes_no_worker(council, now):
    made = brought(council, now, HEADER, "a@council.example,Ada,Reader,auditor,,en", "b@council.example,Bo,Clerk,worker,,en")
    assert codes(made) == [(3, "role_unknown")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "latin-1"])
def test_letters_with_accents_come_in_from_every_encoding_that_is_read(encoding, manager, now):
    made = brought(manager, now, HEADER, "nia@hotel.example,Núria Peña,Recepción,worker,,es", encoding=encoding)
    importing.apply(made, by=manager, without_refused=False, at=now)
    assert Person.objects.get(username="nia@hotel.example").name == "Núria Peña"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\0\0\0", b"Name,Post\nNia,Porter", b'Email,Name,Post\n"nia@x.example,N' + b"x" * 300_000, b"a" * 2_000_000],
    ids=["empty", "blank", "binary", "a column is missing", "an open quotation mark", "one long line"],
)
def test_what_is_no_table_changes_nothing_and_says_why(content, manager, signed_in, now):
    before = state()
    with pytest.raises(NotPossible):
        importing.bring(by=manager, kind=Kind.PEOPLE, file=io.BytesIO(content), at=now)
    assert (state(), Import.objects.filter(organization=manager.organization).count()) == (before, 0)


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"\x89PNG\r\n", b"PK\x03\x04", b"<html>", b"\xff\xd8\xff"])
def test_a_picture_or_document_is_refused_before_it_is_kept(content, signed_in):
    answer = signed_in("hotel-manager-alder").post("/organization/people/file", {"file": SimpleUploadedFile("a.csv", content + b"x" * 100)})
    assert answer.status_code == 400
    assert Import.objects.filter(organization__name__startswith="Lantern").count() == 0


# --- whole or not at all ----------------------------------------------------------------------------------------


def test_somebody_who_came_meanwhile_stops_all_of_it(manager, now):
    made = brought(manager, now, HEADER, OLU, NIA)
    people.invite(manager.organization, by=manager, name="Nia", email="nia@hotel.example", post="x", role="worker", site=None, language="en", at=now)
    before = state()
    with pytest.raises(NotPossible):
        importing.apply(made, by=manager, without_refused=False, at=now)
    assert state() == before
    assert Import.objects.get(pk=made.pk).state == State.CHECKED


def test_what_was_changed_since_the_file_was_read_stops_all_of_it(manager, now):
    importing.apply(brought(manager, now, HEADER, NIA), by=manager, without_refused=False, at=now)
    made = brought(manager, now, HEADER, OLU, "nia@hotel.example,Nia Holt,Cook,,,")
    Person.objects.filter(username="nia@hotel.example").update(post="Guard")
    with pytest.raises(NotPossible):
        importing.apply(made, by=manager, without_refused=False, at=now)
    assert not Person.objects.filter(username="olu@hotel.example").exists()


def test_who_came_in_is_not_undone_and_nobody_else_of_the_file_either(manager, now):
    made = brought(manager, now, HEADER, NIA, OLU)
    importing.apply(made, by=manager, without_refused=False, at=now)
    Person.objects.filter(username="olu@hotel.example").update(last_login=now)
    with pytest.raises(NotPossible):
        importing.undo(Import.objects.get(pk=made.pk), by=manager, at=now)
    assert Person.objects.filter(username="nia@hotel.example").exists()


def test_one_file_of_a_kind_waits_and_none_is_applied_twice(manager, now):
    made = brought(manager, now, HEADER, NIA)
    with pytest.raises(NotPossible):
        brought(manager, now, HEADER, OLU)
    importing.apply(made, by=manager, without_refused=False, at=now)
    with pytest.raises(NotPossible):
        importing.apply(made, by=manager, without_refused=False, at=now)
    with pytest.raises(NotPossible):
        importing.discard(made, by=manager, at=now)


def test_what_is_let_go_leaves_no_row(manager, now):
    made = brought(manager, now, HEADER, NIA, "x,y,z,worker,,en")
    importing.discard(made, by=manager, at=now)
    assert not ImportRow.objects.filter(imported=made).exists()
    assert not made.faults.exists()


def test_after_30_days_it_is_no_longer_undone(manager, signed_in, now):
    made = brought(manager, now, HEADER, NIA)
    importing.apply(made, by=manager, without_refused=False, at=now - timedelta(days=31))
    assert signed_in("hotel-manager-alder").post(f"/organization/files/{made.pk}/undo").status_code == 404


# --- places and organizations -----------------------------------------------------------------------------------


def test_places_come_in_with_a_code_of_their_own_and_go_again(manager, now):
    before = state()
    made = brought(
        manager, now, "Name,Address,County,State", "Ferry house,1 Ferry Road,Juniper,TX", "Mill house,,,", "Far house,,Nowhere,", kind=Kind.SITES
    )
    assert codes(made) == [(4, "county_unknown")]
    importing.apply(made, by=manager, without_refused=True, at=now)
    ferry, mill = Site.objects.get(name="Ferry house"), Site.objects.get(name="Mill house")
    assert (ferry.county.name, mill.county) == ("Juniper County", manager.organization.county)
    assert ferry.property_code != mill.property_code
    importing.undo(Import.objects.get(pk=made.pk), by=manager, at=now)
    assert state() == before


def test_organizations_come_in_for_the_coordinator(council, now):
    before = state()
    lines = (
        "Name,Sector,County,State,Phone,Receives reports,Government", "Juniper Library,schools,Juniper County,TX,432-555-0142,no,yes",
        "Alder Falls Middle School,schools,Alder,MN,218-555-0177,,", "Council Two,coordinating_body,Alder,MN,,,", "Odd,schools,Alder,MN,12,maybe,",
    )  # fmt: skip
    made = brought(council, now, *lines, kind=Kind.AGENCIES)
    assert codes(made) == [(4, "sector_unknown"), (5, "phone_form")]
    assert (made.counts["new"], made.counts["changed"]) == (1, 1)
    importing.apply(made, by=council, without_refused=True, at=now)
    library = Organization.objects.get(name="Juniper Library")
    assert (library.government_entity, library.receives_abuse_reports, library.county.name) == (True, False, "Juniper County")
    assert Organization.objects.get(name="Alder Falls Middle School").phone == "218-555-0177"
    importing.undo(Import.objects.get(pk=made.pk), by=council, at=now)
    assert state() == before


# --- size -------------------------------------------------------------------------------------------------------


def many(rows: int) -> io.BytesIO:
    return csv(HEADER, *(f"p{number}@hotel.example,Person {number},Porter,worker,,en" for number in range(rows)))


def test_a_file_of_50_001_rows_is_refused_whole(manager, monkeypatch, now):
    monkeypatch.setattr(importing, "MOST_ROWS", 999)
    with pytest.raises(NotPossible):
        importing.bring(by=manager, kind=Kind.PEOPLE, file=many(1_000), at=now)
    assert not ImportRow.objects.filter(imported__organization=manager.organization).exists()


def test_memory_does_not_grow_with_the_rows(manager, now):
    """What a file of four times the rows needs besides is what remembers its keys, not its rows."""

    def peak(rows: int) -> int:
        file = many(rows)
        tracemalloc.start()
        made = importing.bring(by=manager, kind=Kind.PEOPLE, file=file, at=now)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        importing.discard(made, by=manager, at=now)
        return found

    peak(500)  # what is loaded once
    assert peak(4_000) < peak(1_000) + 3_000 * 400


# --- the pages --------------------------------------------------------------------------------------------------


def test_the_pages_lead_from_the_file_to_its_undoing(signed_in, manager):
    client = signed_in("hotel-manager-alder")
    text = f"{HEADER}\n{NIA}\nbad,=1+1,Porter,worker,,en\n".encode()
    answer = client.post("/organization/people/file", {"file": SimpleUploadedFile("a.csv", text)})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert b"This is no mail address." in page.content
    rows = b"".join(client.get(answer["Location"] + "/rows")).decode()
    assert "This is no mail address." in rows
    assert client.post(answer["Location"] + "/apply").status_code == 422
    assert client.post(answer["Location"] + "/apply", {"without_refused": "on"}).status_code == 302
    assert b"Undo all of it" in client.get(answer["Location"]).content
    client.post(answer["Location"] + "/undo")
    assert b"Everything is as before." in client.get(answer["Location"]).content


@pytest.mark.parametrize(("kind", "path", "key"), [("people", "people", "hotel-manager-alder"), ("sites", "places", "hotel-manager-alder")])
@pytest.mark.parametrize("language", ["", "/es"])
def test_a_sample_is_a_file_that_the_page_takes(kind, path, key, language, signed_in):
    client = signed_in(key)
    sample = client.get(f"{language}/organization/files/{kind}/sample").content
    answer = client.post(f"{language}/organization/{path}/file", {"file": SimpleUploadedFile("a.csv", sample)})
    assert answer.status_code == 302
    assert client.get("/organization/files/agencies/sample").status_code == 404
