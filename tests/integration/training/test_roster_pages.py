"""The pages of bringing in, as a browser without scripts uses them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shelterwood.prevent.training.models import Import, Learner, TrainingElsewhere
from shelterwood.prevent.training.rosters import checking
from shelterwood.prevent.training.rosters.views import is_table
from shelterwood.prevent.training.rules.importing import LARGEST_FILE, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_brought_in")]
ROSTERS, ELSEWHERE, PEOPLE = "/organization/training/rosters", "/organization/training/elsewhere", "/organization/training"
KEY = "hotel-manager-alder"


def sent(client: Client, content: bytes, path: str = ROSTERS, **said: str):
    return client.post(path, {"file": SimpleUploadedFile("Staff of Rosa.csv", content), **said})


@pytest.fixture
def client(signed_in) -> Client:
    return signed_in(KEY)


def the_import() -> Import:
    return Import.objects.get()


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_whole_way_by_pages(client, now, language):
    response = sent(client, b"who,called\n7,Rosa Delgado\n8,\n", language + ROSTERS)
    address = response["Location"]
    assert address == f"{language}/organization/training/imports/{the_import().pk}"
    assert b'name="number"' in client.get(address).content
    assert client.post(address + "/columns", {"number": "0"}).status_code == 422
    assert client.post(address + "/columns", {"number": "0", "name": "1"}).status_code == 302
    waiting = client.get(address)
    assert waiting["Refresh"]
    checking.check(the_import().pk, at=now)
    looked = client.get(address)
    assert "Refresh" not in looked
    assert "Rosa Delgado" in looked.content.decode()
    refused = client.post(address + "/apply")
    assert refused.status_code == 422
    assert not Learner.objects.filter(number="7").exists()
    assert client.post(address + "/apply", {"without_refused": "on"}).status_code == 302
    assert Learner.objects.get(number="7").name == "Rosa Delgado"
    assert "Rosa Delgado" in client.get(language + PEOPLE).content.decode()
    assert client.post(address + "/undo").status_code == 302
    assert not Learner.objects.filter(number="7").exists()
    assert client.post(address + "/undo").status_code == 422
    assert client.get(address).status_code == 200


def test_a_column_whose_name_is_not_known_is_named_before_anything_is_applied_and_can_be_chosen(client, now):
    address = sent(client, b"Employee number,Name,Employed from\n7,Rosa Delgado,2024-03-15\n")["Location"]
    checking.check(the_import().pk, at=now)
    assert "its name is not known: Employed from." in client.get(address).content.decode()
    assert client.post(address + "/columns", {"number": "0", "name": "1", "hired_on": "2"}).status_code == 302
    checking.check(the_import().pk, at=now)
    assert "is not known: " not in client.get(address).content.decode()
    client.post(address + "/apply")
    assert Learner.objects.get(number="7").hired_on.isoformat() == "2024-03-15"


def test_the_list_of_staff_shows_trainings_from_elsewhere_and_no_withdrawn_one(client, person, now):
    manager = person(KEY)
    learner = Learner.objects.create(organization=manager.organization, number="7", name="Rosa Delgado")
    said = {"provider": "Academy", "completed_on": now.date(), "reference": "R-1", "entered_by": manager, "entered_at": now}
    TrainingElsewhere.objects.create(learner=learner, title="A day course", **said)
    TrainingElsewhere.objects.create(
        learner=learner, title="A night course", withdrawn_at=now, withdrawn_by=manager, withdrawn_why="Another person's.", **said
    )
    page = client.post(PEOPLE, {"words": "Rosa Delgado"}).content.decode()
    assert "A day course" in page
    assert "A night course" not in page
    assert "Nothing completed yet." not in page


def test_trainings_come_by_their_own_page_and_can_be_let_go(client, now):
    head = "Employee number,Course title,Provider,Completed on,Proof kind,Proof number\n"
    address = sent(client, head.encode(), ELSEWHERE, send="yes")["Location"]
    checking.check(the_import().pk, at=now)
    assert client.post(address + "/check").status_code == 302
    assert client.post(address + "/discard").status_code == 302
    assert the_import().state == State.DISCARDED
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", 400), (b"\x89PNG\r\n\x1a\n\x00\x00\x01", 400), (b"%PDF-1.4", 400), (b"<svg/>", 400), (b"GIF89a", 400),
        (b"\x00\x00\x02\x03" * 20, 400), (b"RIFF....WEBP", 400), (b"", 422), (b"PK\x03\x04", 422), (b"one column\n1\n", 302),
    ],
)  # fmt: skip
def test_a_picture_or_film_is_refused_like_everywhere_and_what_is_no_table_with_a_sentence(content, status, client):
    assert sent(client, content).status_code == status


def test_a_file_that_is_too_large_is_refused_with_the_size(client, monkeypatch):
    monkeypatch.setattr("shelterwood.foundation.design.uploads.TakeFew.receive_data_chunk", too_large)
    response = sent(client, b"number,name\n1,A\n")
    assert response.status_code == 422
    assert f"{LARGEST_FILE // 2**20} MB" in response.content.decode()


def too_large(self, raw_data: bytes, start: int) -> None:
    """As if the file went on and on."""
    from django.core.files.uploadhandler import StopUpload

    self.too_large = True
    self.upload_interrupted()
    raise StopUpload(connection_reset=False)


def test_a_second_file_in_one_form_is_refused(client):
    files = [SimpleUploadedFile("a.csv", b"number,name\n"), SimpleUploadedFile("b.csv", b"number,name\n")]
    assert client.post(ROSTERS, {"file": files}).status_code == 400


def test_without_a_file_the_page_asks_for_one(client):
    response = client.post(ROSTERS, {})
    assert response.status_code == 422
    assert 'href="#id_file"' in response.content.decode()


def test_the_name_of_the_file_is_kept_nowhere(client):
    from ..pages.test_privacy import everything_stored

    sent(client, b"number,name\n1,A B\n")
    assert "Staff of Rosa" not in everything_stored()


@pytest.mark.parametrize("key", ["principal-alder", "teacher-alder", "coordinator-alder", "clerk-alder"])
def test_who_is_of_another_organization_gets_the_page_of_what_is_not_there(key, client, signed_in, now):
    address = sent(client, b"number,name\n1,Rosa\n2,\n")["Location"]
    checking.check(the_import().pk, at=now)
    other = signed_in(key)
    missing = address.replace(str(the_import().pk), "00000000-0000-4000-8000-000000000000")
    for verb in ("", "/rows"):
        found, nothing = other.get(address + verb), other.get(missing + verb)
        assert (found.status_code, nothing.status_code) == (404, 404)
        assert re.sub(r'value="[^"]*"|/[0-9a-f-]{36}', "", found.content.decode()) == re.sub(
            r'value="[^"]*"|/[0-9a-f-]{36}', "", nothing.content.decode()
        )
    for verb in ("columns", "check", "apply", "discard", "undo"):
        assert other.post(f"{address}/{verb}").status_code == 404
    assert the_import().state == State.CHECKED


@pytest.mark.parametrize("path", [ROSTERS, ELSEWHERE, ELSEWHERE + "/enter", PEOPLE, "/organization/training/samples/roster"])
def test_the_pages_are_a_managers_alone(path, signed_in):
    assert signed_in("teacher-alder").get(path).status_code == 404
    assert signed_in("principal-alder").get(path).status_code == 200


@pytest.mark.parametrize("name", ["roster", "elsewhere"])
@pytest.mark.parametrize("language", ["", "/es"])
def test_a_sample_comes_in_as_it_is(name, language, client, now):
    content = b"".join(client.get(f"{language}/organization/training/samples/{name}"))
    address = sent(client, content, ROSTERS if name == "roster" else ELSEWHERE, send="yes")["Location"]
    assert the_import().state == State.CHECKING, address
    checking.check(the_import().pk, at=now)
    codes = set(the_import().faults.values_list("code", flat=True))
    assert codes <= {"number_unknown"}
    assert client.get("/organization/training/samples/other").status_code == 404


def test_a_long_list_has_pages_and_a_search_stands_in_no_address(client, person):
    by = person(KEY)
    Learner.objects.bulk_create(Learner(organization=by.organization, number=f"N{number}", name=f"Person {number:03d}") for number in range(60))
    first = client.get(PEOPLE).content.decode()
    assert first.count('<th scope="row">') == 25
    assert 'name="page" value="3"' in first
    assert "Person 058" in client.post(PEOPLE, {"page": "3"}).content.decode()
    found = client.post(PEOPLE, {"words": "person 04"}).content.decode()
    assert found.count('<th scope="row">') == 10
    assert "Person 017" in client.post(PEOPLE, {"words": "N17"}).content.decode()
    assert 'method="get"' not in found
    for odd in ("0", "999", "x", "", "²"):
        assert client.post(PEOPLE, {"page": odd, "words": "\x00"}).status_code == 200


def test_a_number_is_given_on_the_list(client, person):
    own = Learner.objects.get(person=person(KEY))
    address = f"{PEOPLE}/people/{own.pk}/number"
    assert client.post(address, {"number": " "}).status_code == 422
    assert client.post(address, {"number": " A  7 "}).status_code == 302
    own.refresh_from_db()
    assert own.number == "A 7"
    assert client.post(address, {"number": "8"}).status_code == 422


def test_a_withdrawal_asks_for_its_reason(client, person, now):
    from shelterwood.prevent.training.rosters import services

    by = person(KEY)
    learner = Learner.objects.create(organization=by.organization, number="1", name="Rosa")
    told = services.Told(title="A", provider="B", completed_on=now.date(), proofs=["certificate"], reference="7")
    made = services.enter_training(learner, by=by, told=told, document=None, at=now)
    assert client.post(f"{ELSEWHERE}/{made.pk}/withdraw", {"why": " "}).status_code == 422
    assert client.post(f"{ELSEWHERE}/{made.pk}/withdraw", {"why": "Wrong person."}).status_code == 302
    assert "Wrong person." in client.post(ELSEWHERE, {"words": "rosa"}).content.decode()
    assert client.get(f"{ELSEWHERE}/{made.pk}/proof").status_code == 404


@pytest.mark.parametrize(
    ("head", "welcome"), [("number,name".encode("utf-16"), True), ("number,name".encode("utf-16-le"), True), (b"number,name", True)]
)
def test_text_of_every_kind_is_taken(head, welcome):
    assert is_table(head) is welcome
