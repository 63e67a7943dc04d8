"""The auditor's file: everything the law names, the same for the same day, and nothing that a spreadsheet would run."""

import csv
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest

from shelterwood.prevent.training.acting import NotPossible
from shelterwood.prevent.training.models import Learner, TrainingElsewhere
from shelterwood.prevent.training.services import exporting, proof, staff, standings

from .lodgings import CONNECTICUT, FLORIDA, completed, lodging

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotel(now):
    hotel = lodging("FL", at=now, hired_on=now.date() - timedelta(days=70))
    done = completed(hotel.learner, now - timedelta(days=3))
    proof.approve(by=hotel.manager, course="hotels", mandate=FLORIDA, number="DBPR-7", since=now.date() - timedelta(days=90), until=None, at=now)
    proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name="Ana Clerk", language="en", at=now)
    other = Learner.objects.create(
        organization=hotel.organization, site=hotel.site, number="-17", name="=HYPERLINK(\"x\")", post=hotel.learner.post, hired_on=now.date()
    )  # fmt: skip
    TrainingElsewhere.objects.create(
        learner=other, title="Module", provider="Agency", completed_on=now.date() - timedelta(days=1), proofs=["certificate"], reference="R-1", entered_by=hotel.manager,
        entered_at=now,
    )  # fmt: skip
    staff.exempt(other, by=hotel.manager, word="no_guest_contact", why="Laundry.", at=now)
    standings.reckon_waiting(at=now)
    return hotel


def files(hotel, at) -> dict[str, bytes]:
    with exporting.export(by=hotel.manager, mandate=FLORIDA, at=at) as made, zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_each_form_of_proof_has_its_table(hotel, now):
    found = files(hotel, now)
    roster = table(found["roster.csv"])
    stands = {(row["name"], row["position"], row["stands"]) for row in roster}
    assert stands == {("Ana Clerk", "Clerk", "met"), ('\'=HYPERLINK("x")', "Clerk", "not_proof")}
    assert [row["name"] for row in table(found["certificates.csv"])] == ["Ana Clerk"]
    assert [(row["signed_as"], row["words"][:11]) for row in table(found["acknowledgments.csv"])] == [("Ana Clerk", "I completed")]
    assert [row["approval"] for row in table(found["approvals.csv"])] == ["DBPR-7"]
    assert [row["why"] for row in table(found["exemptions.csv"])] == ["Laundry."]
    assert [row["reference"] for row in table(found["elsewhere.csv"])] == ["R-1"]


def test_the_law_stands_beside_it_with_what_nobody_confirmed(hotel, now):
    text = files(hotel, now)["law.txt"].decode()
    assert "Fla. Stat. 509.096" in text
    assert "NOT CONFIRMED BY COUNSEL" in text
    assert "signed_acknowledgment" in text
    assert "Record kept after employment: not established" in text
    assert "Demonstration signature, not law" in text


def test_every_file_has_its_sum(hotel, now):
    found = files(hotel, now)
    sums = dict(reversed(line.split("  ")) for line in found.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


def test_the_same_day_gives_the_same_bytes(hotel, now):
    def whole(at) -> bytes:
        with exporting.export(by=hotel.manager, mandate=FLORIDA, at=at) as made:
            return made.read()

    noon = now.replace(hour=17, minute=0)
    assert whole(noon) == whole(noon.replace(minute=59))
    assert whole(noon) != whole(noon + timedelta(days=1))


def test_no_cell_is_a_formula(hotel, now):
    for name, content in files(hotel, now).items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
            assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_another_organizations_people_are_in_no_file(hotel, now):
    elsewhere = lodging("FL", at=now, hired_on=now.date(), name="Osprey Inn")
    standings.reckon_waiting(at=now)
    assert elsewhere.site.name.encode() not in b"".join(files(hotel, now).values())


@pytest.mark.parametrize("mandate", ["XX-NONE-01", "FL-HOTEL-POLICY-01"])
def test_there_is_no_file_for_what_asks_nothing_of_persons(mandate, hotel, now):
    with pytest.raises(NotPossible):
        exporting.export(by=hotel.manager, mandate=mandate, at=now)


def test_a_law_of_another_place_gives_an_empty_list(hotel, now):
    with exporting.export(by=hotel.manager, mandate=CONNECTICUT, at=now) as made, zipfile.ZipFile(made) as archive:
        assert table(archive.read("roster.csv")) == []
