"""Trainings completed elsewhere: from a file or by hand, with their proof; withdrawn with a reason, never overwritten."""

import hashlib
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.prevent.training.models import Import, ImportFault, Learner, TrainingElsewhere
from shelterwood.prevent.training.rosters import checking, queries, services
from shelterwood.prevent.training.rules.importing import LARGEST_PROOF, Kind, State
from shelterwood.prevent.training.services import Forbidden, NotPossible

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_brought_in")]
HEAD = "Employee number,Course title,Provider,Completed on,Minutes,Proof kind,Proof number,Where kept,Approval number,Mandate\n"
ONE = "1,Spotting harm,Lodging Academy,2026-02-11,30,certificate,LA-7,,,\n"
PAGE = "/organization/training/elsewhere/enter"


def pdf(inside: bytes = b"") -> bytes:
    """The smallest whole PDF, with something in it."""
    body = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R" + inside + b">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000060 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


@pytest.fixture
def manager(person):
    return person("hotel-manager-alder")


@pytest.fixture
def learner(manager):
    return Learner.objects.create(organization=manager.organization, number="1", name="Rosa Delgado")


@pytest.fixture
def brought(manager, learner, now):
    def bring(rows: str, head: str = HEAD) -> Import:
        made = services.bring(by=manager, kind=Kind.ELSEWHERE, file=io.BytesIO((head + rows).encode()), everybody=False, at=now)
        checking.check(made.pk, at=now)
        made.refresh_from_db()
        return made

    return bring


def told(**changed) -> services.Told:
    said = {
        "title": "Spotting harm",
        "provider": "Lodging Academy",
        "completed_on": date(2026, 2, 11),
        "proofs": ["certificate"],
        "reference": "LA-7",
    }
    return services.Told(**{**said, **changed})


def form(**changed) -> dict[str, object]:
    said = {
        "number": "1",
        "title": "Spotting harm",
        "provider": "Lodging Academy",
        "completed_on": "2026-02-11",
        "proof": "certificate",
        "reference": "LA-7",
    }
    return {**said, **changed}


# --- a file -----------------------------------------------------------------------------------------------------


def test_a_file_is_applied_as_a_whole_and_undone(brought, manager, learner, now):
    made = brought(ONE + "1,Second course,Lodging Academy,02/12/2026,,acuse firmado,,Cabinet 3,APP-1,TX-HOTEL-TRAIN-01\n")
    assert (made.state, made.counts["new"]) == (State.CHECKED, 2)
    assert not TrainingElsewhere.objects.filter(learner=learner).exists()
    services.apply(made, by=manager, at=now)
    first, second = TrainingElsewhere.objects.filter(learner=learner).order_by("title").reverse()
    assert (first.title, first.minutes, first.proofs, first.reference, first.entered_by) == ("Spotting harm", 30, ["certificate"], "LA-7", manager)
    assert (second.completed_on, second.proofs, second.approvals) == (date(2026, 2, 12), ["signed_acknowledgment"], {"TX-HOTEL-TRAIN-01": "APP-1"})
    made.refresh_from_db()
    services.undo(made, by=manager, at=now)
    assert not TrainingElsewhere.objects.filter(learner=learner).exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2,A,B,2026-02-11,30,certificate,X,,,", "number_unknown"),
        (",A,B,2026-02-11,30,certificate,X,,,", "needed"),
        ("1,A,B,2026-13-11,30,certificate,X,,,", "day_impossible"),
        ("1,A,B,2999-01-01,30,certificate,X,,,", "too_late"),
        ("1,A,B,,30,certificate,X,,,", "needed"),
        ("1,A,B,2026-02-11,-5,certificate,X,,,", "minutes"),
        ("1,A,B,2026-02-11,half an hour,certificate,X,,,", "minutes"),
        ("1,A,B,2026-02-11,30,hearsay,X,,,", "proof_unknown"),
        ("1,A,B,2026-02-11,30,certificate,,,,", "proof_needed"),
        ("1,A,B,2026-02-11,30,certificate,X,,APP-1,", "mandate_needed"),
        ("1,A,B,2026-02-11,30,certificate,X,,APP-1,NO-SUCH-01", "mandate_unknown"),
        ("1,A,B,2026-02-11,30,certificate,X,,,TX-HOTEL-TRAIN-01", "approval_needed"),
        ("1,A,B,2026-02-11,30,certificate", "cells"),
    ],
)
def test_a_wrong_row_is_refused_for_its_reason(row, code, brought):
    made = brought(row + "\n")
    assert list(ImportFault.objects.filter(imported=made).values_list("line", "code")) == [(2, code)]
    assert made.counts["refused"] == 1


def test_the_same_training_again_is_nothing_new_and_with_other_details_is_refused(brought, manager, now):
    services.apply(brought(ONE), by=manager, at=now)
    assert brought(ONE).counts["same"] == 1
    services.discard(Import.objects.get(state=State.CHECKED), by=manager, at=now)
    made = brought(ONE.replace("30", "45") + ONE)
    assert set(ImportFault.objects.filter(imported=made).values_list("code", flat=True)) == {"other_details", "twice"}


def test_what_was_withdrawn_or_entered_since_stops_the_undoing_and_the_applying(brought, manager, learner, now):
    made = brought(ONE)
    services.enter_training(learner, by=manager, told=told(), document=None, at=now)
    with pytest.raises(NotPossible):
        services.apply(made, by=manager, at=now)
    assert TrainingElsewhere.objects.filter(learner=learner).count() == 1
    made.refresh_from_db()
    services.discard(made, by=manager, at=now)
    second = brought(ONE.replace("Spotting", "Seeing"))
    services.apply(second, by=manager, at=now)
    services.withdraw(TrainingElsewhere.objects.get(title="Seeing harm"), by=manager, why="Wrong person.", at=now)
    with pytest.raises(NotPossible):
        services.undo(second, by=manager, at=now)


# --- by hand ----------------------------------------------------------------------------------------------------


def test_a_training_is_entered_with_its_document_which_a_manager_can_save(signed_in, manager, learner, now):
    content, client = pdf(), signed_in("hotel-manager-alder")
    response = client.post(PAGE, form(document=SimpleUploadedFile("Rosa Delgado.pdf", content)))
    assert response.status_code == 302
    made = TrainingElsewhere.objects.get(learner=learner)
    assert bytes(made.document) == content
    assert made.document_digest == hashlib.sha256(content).hexdigest()
    saved = client.get(f"/organization/training/elsewhere/{made.pk}/proof")
    assert saved.content == content
    assert saved["Content-Disposition"] == 'attachment; filename="proof.pdf"'
    assert AccessEvent.objects.filter(action="read_proof", actor=manager.pk, records=[str(made.pk)]).count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("proof.pdf", b"\x89PNG\r\n\x1a\n\x00"),
        ("proof.pdf", b"GIF89a"),
        ("proof.pdf", b"PK\x03\x04"),
        ("proof.pdf", b"MZ\x90\x00"),
        ("proof.pdf", b" %PDF-1.4"),
        ("proof.pdf", b"plain words"),
    ],
    ids=["jpeg", "png", "gif", "zip", "program", "late mark", "text"],
)
def test_what_is_no_pdf_is_refused_before_it_is_kept_with_the_sentence_of_the_house(name, content, signed_in, learner):
    response = signed_in("hotel-manager-alder").post(PAGE, form(document=SimpleUploadedFile(name, content)))
    assert response.status_code == 400
    assert "report.cybertip.org" in response.content.decode()
    assert not TrainingElsewhere.objects.filter(learner=learner).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n\xff\xd8\xff picture",
        pdf()[:-20],
        pdf() + b"\xff\xd8\xff" * 500,
        pdf(b"/OpenAction<</S/JavaScript/JS(x)>>"),
        pdf(b"/Names<</Java#53cript 3 0 R>>"),
        pdf(b"/Names<</EmbeddedFiles 3 0 R>>"),
        pdf(b"/Encrypt 3 0 R"),
        pdf().replace(b"startxref\n", b"startxref\n9"),
    ],
    ids=["only the mark", "cut off", "something behind it", "script", "script in disguise", "attachment", "password", "leads nowhere"],
)
def test_a_pdf_that_is_none_or_acts_is_refused_at_its_field(content, signed_in, learner):
    response = signed_in("hotel-manager-alder").post(PAGE, form(document=SimpleUploadedFile("a.pdf", content)))
    assert response.status_code == 422
    assert 'href="#id_document"' in response.content.decode()
    assert not TrainingElsewhere.objects.filter(learner=learner).exists()


def test_a_document_that_is_too_large_is_refused_with_the_size(signed_in, learner):
    content = pdf() + b"\n" * LARGEST_PROOF
    response = signed_in("hotel-manager-alder").post(PAGE, form(document=SimpleUploadedFile("a.pdf", content)))
    assert response.status_code == 422
    assert "5 MB" in response.content.decode()


@pytest.mark.parametrize(
    "changed",
    [{"number": "999"}, {"title": ""}, {"completed_on": "2999-01-01"}, {"completed_on": "x"}, {"proof": "hearsay"}, {"reference": ""},
     {"approval": "APP-1"}, {"mandate": "TX-HOTEL-TRAIN-01"}, {"minutes": "-1"}, {"number": "\x00"}],
    ids=str,
)  # fmt: skip
def test_a_wrong_field_is_named_and_what_was_typed_stays(changed, signed_in, learner):
    response = signed_in("hotel-manager-alder").post(PAGE, form(provider="Heron Academy", **changed))
    assert response.status_code == 422
    assert "Heron Academy" in response.content.decode()
    assert not TrainingElsewhere.objects.filter(learner=learner).exists()


def test_a_training_stands_once_and_withdrawn_it_stays_with_the_reason(manager, learner, now):
    made = services.enter_training(learner, by=manager, told=told(), document=None, at=now)
    with pytest.raises(NotPossible):
        services.enter_training(learner, by=manager, told=told(), document=None, at=now)
    with pytest.raises(NotPossible):
        services.withdraw(made, by=manager, why="  ", at=now)
    services.withdraw(made, by=manager, why="Wrong person.", at=now)
    services.withdraw(made, by=manager, why="Again.", at=now)
    made.refresh_from_db()
    assert (made.withdrawn_by, made.withdrawn_why) == (manager, "Wrong person.")
    services.enter_training(learner, by=manager, told=told(), document=None, at=now)


def test_without_any_proof_nothing_is_entered(manager, learner, now):
    with pytest.raises(NotPossible):
        services.enter_training(learner, by=manager, told=told(reference=""), document=None, at=now)


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["clerk-alder", "teacher-alder", "coordinator-alder", "principal-alder"])
def test_nobody_of_another_organization_enters_reads_or_withdraws(key, manager, learner, person, now):
    made, other = services.enter_training(learner, by=manager, told=told(), document=pdf(), at=now), person(key)
    with pytest.raises(Forbidden):
        services.enter_training(learner, by=other, told=told(title="Another"), document=None, at=now)
    with pytest.raises(Forbidden):
        services.withdraw(made, by=other, why="Mine.", at=now)
    with pytest.raises(Forbidden):
        services.read_proof(made, by=other, at=now)
    assert queries.training(made.pk, by=other) is None
    assert queries.learner_of_number("1", by=other) != learner
    assert queries.learner(learner.pk, by=other) is None
    listed = queries.trainings(by=other)
    assert listed is None or made not in listed.object_list


def test_a_document_of_somebody_who_may_not_is_refused_like_everywhere(signed_in):
    document = SimpleUploadedFile("a.pdf", pdf())
    assert signed_in("teacher-alder").post(PAGE, form(document=document)).status_code == 404
    assert Client().post(PAGE, form(document=document)).status_code == 302  # to the sign-in, unread


def test_a_form_of_another_site_brings_nothing(person):
    client = Client(enforce_csrf_checks=True)
    client.post("/demonstration/enter", {"person": str(person("hotel-manager-alder").pk)})
    before = TrainingElsewhere.objects.count()
    assert client.post(PAGE, form(document=SimpleUploadedFile("a.pdf", pdf()))).status_code == 403
    assert client.post("/organization/training/rosters", {"file": SimpleUploadedFile("a.csv", b"number,name\n1,A\n")}).status_code == 403
    assert (TrainingElsewhere.objects.count(), Import.objects.filter(organization=person("hotel-manager-alder").organization).count()) == (before, 0)
