"""Courses written in the site: drafts in which nothing is lost, a second person, versions that never change."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.prevent.training import services as learning
from shelterwood.prevent.training.editing import queries, services
from shelterwood.prevent.training.editing.permissions import Forbidden
from shelterwood.prevent.training.library import courses, shipped_courses
from shelterwood.prevent.training.models import Attempt, Change, Completion, Draft, Edition, InForce, Review
from shelterwood.prevent.training.rules.files import version_after
from shelterwood.prevent.training.rules.zipped import unzipped, zipped
from shelterwood.prevent.training.services import NotPossible

pytestmark = pytest.mark.django_db
SCHOOLS = shipped_courses()["schools"]
SHIPPED, NEXT = SCHOOLS.version, version_after([SCHOOLS.version])
LESSON = "lessons/01-what-it-is.en.md"
OUTSIDERS = ["teacher-alder", "duty-alder", "intake-alder", "detective-juniper"]


@pytest.fixture
def coordinator(person) -> Person:
    return person("coordinator-alder")


@pytest.fixture
def counsel(person) -> Person:
    return person("counsel-alder")


@pytest.fixture
def second(coordinator) -> Person:
    """Another coordinator of the same body."""
    return Person.objects.create_person(
        username="second", name="Second Coordinator", organization=coordinator.organization, post="County coordinator", role=Role.COORDINATOR
    )


@pytest.fixture
def draft(coordinator, now) -> Draft:
    return services.begin_draft("schools", by=coordinator, at=now)


@pytest.fixture
def retitled(draft, coordinator, now) -> Draft:
    """A draft in which one lesson has another title."""
    text = queries.texts(draft)[LESSON]
    services.save(draft, LESSON, text.replace("# ", "# Heron: ", 1), revision=0, by=coordinator, at=now)
    return draft


@pytest.fixture
def sent(retitled, coordinator, now) -> Draft:
    services.send(retitled, note="A clearer title.", by=coordinator, at=now)
    return Draft.objects.get(pk=retitled.pk)


@pytest.fixture
def published(sent, counsel, now) -> Edition:
    return services.publish(sent, by=counsel, at=now)


def archive(entries: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in entries.items():
            package.writestr(name, text)
    return out.getvalue()


# --- who may -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [*OUTSIDERS, "counsel-alder", "principal-alder", "hotel-manager-alder"])
def test_courses_for_everybody_are_written_by_the_coordinator_alone(key, person, retitled, now):
    who = person(key)
    with pytest.raises(Forbidden):
        services.begin_draft("hotels", by=who, at=now)
    with pytest.raises(Forbidden):
        services.begin_course("landlords", sector="other_business", titles={"en": "L", "es": "L"}, by=who, at=now)
    with pytest.raises(Forbidden):
        services.save(retitled, LESSON, "x", revision=1, by=who, at=now)
    with pytest.raises(Forbidden):
        services.remove(retitled, LESSON, revision=1, by=who, at=now)
    with pytest.raises(Forbidden):
        services.replace(retitled, {}, savings=2, by=who, at=now)
    with pytest.raises(Forbidden):
        services.drop(retitled, by=who, at=now)
    with pytest.raises(Forbidden):
        services.send(retitled, by=who, at=now)
    with pytest.raises(Forbidden):
        services.take_back(retitled, by=who, at=now)
    with pytest.raises(Forbidden):
        services.withdraw("schools", None, why="x", by=who, at=now)
    with pytest.raises(Forbidden):
        services.restore("schools", None, by=who, at=now)
    assert queries.draft(retitled.pk, by=who) is None


@pytest.mark.parametrize("key", [*OUTSIDERS, "coordinator-alder", "principal-alder"])
def test_a_draft_is_published_by_nobody_but_a_second_person(key, person, sent, now):
    with pytest.raises(Forbidden):
        services.publish(sent, by=person(key), at=now)
    with pytest.raises(Forbidden):
        services.send_back(sent, reasons="x", by=person(key), at=now)


def test_whoever_wrote_one_line_of_it_is_no_second_person(sent, second, coordinator, now):
    services.take_back(sent, by=coordinator, at=now)
    services.save(sent, "sources.csv", queries.texts(sent)["sources.csv"] + 'X-1,"A book",,V\n', revision=0, by=second, at=now)
    services.send(sent, by=coordinator, at=now)
    sent.refresh_from_db()
    with pytest.raises(Forbidden):
        services.publish(sent, by=second, at=now)


def test_whoever_sent_it_once_is_no_second_person_though_it_was_taken_back(sent, second, coordinator, now):
    services.take_back(sent, by=coordinator, at=now)
    services.send(sent, by=second, at=now)
    services.take_back(sent, by=coordinator, at=now)
    services.send(sent, by=coordinator, at=now)
    sent.refresh_from_db()
    with pytest.raises(Forbidden):
        services.publish(sent, by=second, at=now)


def test_a_second_coordinator_may(sent, second, now):
    assert services.publish(sent, by=second, at=now).published_by == second


@pytest.mark.parametrize("said", [{"do": "publish"}, {"do": "send-back", "reasons": "Shorter."}])
def test_whoever_decided_and_writes_nothing_lands_on_a_page_that_says_so(said, signed_in, sent):
    answer = signed_in("counsel-alder").post(f"/training/authoring/{sent.pk}", said, follow=True)
    assert answer.status_code == 200
    assert "Your decision is recorded." in answer.content.decode()


@pytest.mark.parametrize("key", OUTSIDERS)
def test_nobody_else_sees_any_page_of_it(key, signed_in, sent, published):
    client = signed_in(key)
    own = f"/training/authoring/{sent.pk}"
    for address in ("", "/files/course.toml", "/preview", "/preview/01-what-it-is", "/changes", "/zip"):
        assert client.get(own + address).status_code == 404, address
    of_version = f"/training/authoring/versions/{published.pk}"
    for address in ("/training/authoring", "/training/authoring/courses/schools", of_version, of_version + "/preview", of_version + "/zip"):
        assert client.get(address).status_code == 404, address
    assert client.post(own + "/upload", {"savings": 0}).status_code == 404


def test_a_reviewer_reads_a_draft_once_it_was_sent_and_not_before(signed_in, retitled, coordinator, now):
    reviewer = signed_in("counsel-alder")
    address = f"/training/authoring/{retitled.pk}"
    assert reviewer.get(address).status_code == 404
    services.send(retitled, by=coordinator, at=now)
    assert reviewer.get(address).status_code == 200
    assert "Publish this version" in reviewer.get(address).content.decode()
    assert "Save and check" not in reviewer.get(f"{address}/files/{LESSON}").content.decode()


# --- writing -----------------------------------------------------------------------------------------------------


def test_a_draft_begins_from_what_is_in_force_and_is_one(draft, coordinator, second, now):
    assert services.begin_draft("schools", by=second, at=now) == draft
    assert queries.texts(draft).keys() == draft.base.files.keys()
    assert [each.name for each in queries.changed(draft, queries.texts(draft))] == ["course.toml"]
    assert f'version = "{NEXT}"' in queries.texts(draft)["course.toml"]


def test_a_draft_is_saved_with_its_faults_and_not_sent_with_them(draft, coordinator, now):
    text = queries.texts(draft)[LESSON]
    services.save(draft, LESSON, text + "\nA sentence without a source. Call 911.\n", revision=0, by=coordinator, at=now)
    found = queries.faults(draft, queries.texts(draft))
    assert {(fault.file, fault.line) for fault in found if "without its source" in fault.reason} == {(LESSON, text.count("\n") + 2)}
    with pytest.raises(NotPossible):
        services.send(draft, by=coordinator, at=now)
    assert "A sentence without a source" in queries.texts(draft)[LESSON]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("lessons/02-who.es.md", None, None, "is missing"),
        ("bank/signs.en.md", "- [x]", "- [ ]", "marked otherwise"),
        (LESSON, "\n\n", "\n\n[there](lesson:nowhere)[^HOUSE]\n\n", "is dead"),
        ("course.toml", f'version = "{NEXT}"', f'version = "{SHIPPED}"', "was published before"),
        ("course.toml", 'id = "schools"', 'id = "other"', "the id of a course stays"),
    ],
    ids=["translation missing", "no right answer", "dead link", "version taken", "another id"],
)
def test_what_may_not_be_published_is_named_with_file_and_line(name, old, new, reason, signed_in, draft, coordinator, now):
    text = queries.texts(draft)[name]
    revision = queries.revision_of(draft, name)
    if old is None:
        services.remove(draft, name, revision=revision, by=coordinator, at=now)
    else:
        services.save(draft, name, text.replace(old, new, 1), revision=revision, by=coordinator, at=now)
    assert any(reason in fault.reason and fault.line for fault in queries.faults(draft, queries.texts(draft)))
    page = signed_in("coordinator-alder").get(f"/training/authoring/{draft.pk}").content.decode()
    assert reason in page
    assert "Send for review" not in page
    with pytest.raises(NotPossible):
        services.send(draft, by=coordinator, at=now)


def test_two_authors_at_once_overwrite_nothing(signed_in, draft, second, now):
    client = signed_in("coordinator-alder")
    address = f"/training/authoring/{draft.pk}/files/{LESSON}"
    shown = client.get(address).content.decode()
    assert 'name="revision" value="0"' in shown
    services.save(draft, LESSON, "# Of the second author\n", revision=0, by=second, at=now)
    answer = client.post(address, {"text": "# Of the first author\n", "revision": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Of the first author" in page
    assert "Of the second author" in page
    assert "Second Coordinator" in page
    assert queries.texts(draft)[LESSON] == "# Of the second author\n"
    assert 'name="revision" value="1"' in page
    assert client.post(address, {"text": "# Of both\n", "revision": "1"}).status_code == 302
    assert [each.text for each in queries.savings(draft, LESSON)] == ["# Of both\n", "# Of the second author\n"]


def test_every_saving_stays_to_be_read(signed_in, retitled, coordinator, now):
    services.save(retitled, LESSON, "# Otter\n", revision=1, by=coordinator, at=now)
    services.remove(retitled, LESSON, revision=2, by=coordinator, at=now)
    page = signed_in("coordinator-alder").get(f"/training/authoring/{retitled.pk}/files/{LESSON}").content.decode()
    assert "Heron: " in page
    assert "# Otter" in page
    assert "taken out" in page


def test_the_same_text_saved_twice_is_one_saving(retitled, coordinator, now):
    services.save(retitled, LESSON, queries.texts(retitled)[LESSON].replace("\n", "\r\n"), revision=1, by=coordinator, at=now)
    assert queries.revision_of(retitled, LESSON) == 1


@pytest.mark.parametrize(
    "name", ["../evil.md", "lessons/x.fr.md", "lessons/../x.en.md", "run.py", "images/a.png", "lessons/A.en.md", "course.toml/x"]
)
def test_no_other_file_gets_into_a_course(name, signed_in, draft, coordinator, now):
    with pytest.raises(NotPossible):
        services.save(draft, name, "x", revision=0, by=coordinator, at=now)
    assert signed_in("coordinator-alder").get(f"/training/authoring/{draft.pk}/files/{name}").status_code == 404


@pytest.mark.parametrize("text", ["x" * 60_001, "x" * 4_001, "a\x00b", "a\x1bb"], ids=["file too long", "line too long", "zero", "escape"])
def test_a_text_that_nobody_can_read_is_refused(text, draft, coordinator, now):
    with pytest.raises(NotPossible):
        services.save(draft, LESSON, text, revision=0, by=coordinator, at=now)


def test_a_script_in_a_lesson_is_shown_as_text(signed_in, draft, coordinator, now):
    text = queries.texts(draft)[LESSON] + "\n<script>alert(1)</script> and [x](javascript:alert(1)).[^HOUSE]\n"
    services.save(draft, LESSON, text, revision=0, by=coordinator, at=now)
    client = signed_in("coordinator-alder")
    for address in ("preview/01-what-it-is", f"files/{LESSON}", "changes"):
        page = client.get(f"/training/authoring/{draft.pk}/{address}").content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_a_draft_that_cannot_be_read_says_so_in_its_preview(signed_in, draft, coordinator, now):
    services.save(draft, "course.toml", "id = [", revision=1, by=coordinator, at=now)
    page = signed_in("coordinator-alder").get(f"/training/authoring/{draft.pk}/preview").content.decode()
    assert "It cannot be shown yet" in page


def test_in_review_nobody_writes(sent, coordinator, now):
    for act in (
        lambda: services.save(sent, LESSON, "x", revision=1, by=coordinator, at=now),
        lambda: services.remove(sent, LESSON, revision=1, by=coordinator, at=now),
        lambda: services.drop(sent, by=coordinator, at=now),
        lambda: services.send(sent, by=coordinator, at=now),
    ):
        with pytest.raises(NotPossible):
            act()


# --- a second person ---------------------------------------------------------------------------------------------


def test_sent_back_with_reasons_it_is_written_on(signed_in, sent, now):
    reviewer, author = signed_in("counsel-alder"), signed_in("coordinator-alder")
    address = f"/training/authoring/{sent.pk}"
    assert reviewer.post(address, {"do": "send-back", "reasons": " "}).status_code == 422
    assert reviewer.post(address, {"do": "send-back", "reasons": "Name the law."}).status_code == 302
    page = author.get(address).content.decode()
    assert "Name the law." in page
    assert "Send for review" in page
    assert reviewer.get(address).status_code == 404


def test_published_it_is_what_every_learner_reads(signed_in, published):
    assert "Heron: " in Client().get("/courses/schools/01-what-it-is").content.decode()
    assert courses()["schools"].version == NEXT
    assert Draft.objects.get(edition=published).state == Draft.State.PUBLISHED


def test_everything_that_was_done_leaves_its_event(published, coordinator, counsel):
    said = [event.action for event in AccessEvent.objects.filter(actor__in=(coordinator.pk, counsel.pk)).order_by("at", "pk")]
    assert {"begin_draft", "change_draft", "send_draft", "publish_course"} <= set(said)


def test_a_draft_changed_behind_the_reviewers_back_is_not_published(sent, counsel, now):
    Change.objects.filter(draft=sent, name=LESSON).update(text="# Another text\n")
    with pytest.raises(NotPossible):
        services.publish(sent, by=counsel, at=now)


def test_two_reviewers_decide_once(sent, counsel, second, now):
    services.send_back(sent, reasons="x", by=second, at=now)
    with pytest.raises(NotPossible):
        services.publish(sent, by=counsel, at=now)
    assert not Edition.objects.filter(published_at__isnull=False).exists()


def test_the_database_holds_decisions_together(sent, published):
    for rows, wrong in ((Review.objects.filter(draft=sent), {"decided_by": None}), (Draft.objects.filter(pk=sent.pk), {"edition": None})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=published.pk).update(withdrawn_at=published.kept_at)


# --- versions ----------------------------------------------------------------------------------------------------


def test_a_running_check_finishes_on_its_own_version(signed_in, person, retitled, coordinator, counsel, now):
    teacher, client = person("teacher-alder"), signed_in("teacher-alder")
    sheet = client.post("/training/schools/check")["Location"]
    attempt = Attempt.objects.get(learner__person=teacher)
    first = SCHOOLS.items[0].question.id
    name = f"bank/{SCHOOLS.items[0].objective}"
    for language in ("en", "es"):  # an item is gone in the new version
        text = queries.texts(retitled)[f"{name}.{language}.md"].replace(f"## {first}\n", f"## {first}-anew\n")
        services.save(retitled, f"{name}.{language}.md", text, revision=0, by=coordinator, at=now)
    services.send(retitled, by=coordinator, at=now)
    services.publish(Draft.objects.get(pk=retitled.pk), by=counsel, at=now)
    assert client.get(sheet).status_code == 200
    keys = {item.question.id: item.question.key for item in SCHOOLS.items}
    assert client.post("/training/schools/check")["Location"] == sheet
    client.post(sheet, {item: str(keys[item]) for item in attempt.items})
    done = Completion.objects.get(learner__person=teacher)
    assert (done.version, done.right) == (SHIPPED, len(attempt.items))
    assert "Passed." in client.get(sheet).content.decode()
    again = learning.begin(by=teacher, course=courses()["schools"], kind=Attempt.Kind.REFRESHER, language="en", at=now)
    assert again.version == NEXT


def test_a_withdrawn_version_goes_at_once_and_the_one_before_it_comes_back(signed_in, published, coordinator, now):
    client = signed_in("coordinator-alder")
    address = "/training/authoring/courses/schools"
    assert client.post(address, {"do": "withdraw", "version": str(published.pk), "why": ""}).status_code == 422
    assert client.post(address, {"do": "withdraw", "version": str(published.pk), "why": "A wrong deadline."}).status_code == 302
    assert courses()["schools"] == SCHOOLS
    assert "A wrong deadline." in client.get(address).content.decode()
    with pytest.raises(NotPossible):
        services.restore("schools", published.pk, by=coordinator, at=now)
    assert client.get(f"/training/authoring/versions/{published.pk}").status_code == 200


def test_a_check_on_a_withdrawn_version_is_drawn_anew(signed_in, person, published, coordinator, now):
    client = signed_in("teacher-alder")
    sheet = client.post("/training/schools/check")["Location"]
    services.withdraw("schools", published.pk, why="Wrong key.", by=coordinator, at=now)
    assert client.get(sheet)["Location"].endswith("/training/schools/check")
    assert client.post("/training/schools/check")["Location"] != sheet
    assert Attempt.objects.get(learner__person=person("teacher-alder")).version == SHIPPED


def test_with_every_version_withdrawn_the_course_is_not_shown(signed_in, published, coordinator, now):
    services.withdraw("schools", None, why="x", by=coordinator, at=now)
    assert courses()["schools"].version == NEXT  # not the one in force
    services.withdraw("schools", published.pk, why="x", by=coordinator, at=now)
    assert Client().get("/courses/schools").status_code == 404
    assert signed_in("coordinator-alder").get("/training/authoring/courses/schools").status_code == 200
    assert signed_in("coordinator-alder").get("/training/authoring").status_code == 200
    assert services.begin_draft("schools", by=coordinator, at=now).base == published


def test_an_earlier_version_is_restored_without_a_new_review(published, coordinator, now):
    services.restore("schools", None, by=coordinator, at=now)
    assert courses()["schools"] == SCHOOLS
    assert not InForce.objects.exists()  # so that the next version of the software is in force too
    services.restore("schools", published.pk, by=coordinator, at=now)
    assert courses()["schools"].version == NEXT


def test_what_one_process_published_another_shows_at_its_next_request(published, coordinator, now, django_assert_num_queries):
    assert courses()["schools"].version == NEXT
    with django_assert_num_queries(1):
        assert courses()["schools"].version == NEXT
    InForce.objects.filter(course="schools").delete()  # as another process would
    assert courses()["schools"].version == SHIPPED


# --- an organization's own copy ----------------------------------------------------------------------------------


@pytest.fixture
def own_copy(person, now) -> Callable[[], Draft]:
    def make() -> Draft:
        manager = person("principal-alder")
        draft = services.begin_own_copy("schools", by=manager, at=now)
        name = LESSON.replace("01-what-it-is", "02-who")
        services.save(draft, name, queries.texts(draft)[name].replace("# ", "# Egret: ", 1), revision=0, by=manager, at=now)
        services.send(draft, by=manager, at=now)
        return Draft.objects.get(pk=draft.pk)

    return make


def test_an_own_copy_is_for_the_organizations_own_people_and_says_so(signed_in, own_copy, counsel, now):
    draft = own_copy()
    services.publish(draft, by=counsel, at=now)
    address = f"/courses/{draft.course}/02-who"
    assert "Egret: " in signed_in("teacher-alder").get(address).content.decode()
    assert "Own copy of the organization" in signed_in("teacher-alder").get(f"/courses/{draft.course}").content.decode()
    for other in (Client(), signed_in("teacher-juniper"), signed_in("coordinator-alder")):
        assert other.get(address).status_code == 404
    assert "Egret: " not in Client().get("/courses/schools/02-who").content.decode()


def test_a_certificate_of_an_own_copy_says_that_it_is_one(person, own_copy, counsel, now):
    draft, teacher = own_copy(), person("teacher-alder")
    services.publish(draft, by=counsel, at=now)
    course = courses(teacher.organization)[draft.course]
    attempt = learning.begin(by=teacher, course=course, kind=Attempt.Kind.FINAL, language="en", at=now)
    keys = {item.question.id: item.question.key for item in course.items}
    learning.finish(attempt, by=teacher, course=course, chosen=keys, at=now)
    done = Completion.objects.get(learner__person=teacher)
    assert done.course != "schools"  # no approval of the course passes to the copy
    assert done.title.endswith("(own copy of the organization)")


@pytest.mark.parametrize("key", [*OUTSIDERS, "counsel-alder", "coordinator-alder"])
def test_an_own_copy_is_begun_by_its_managers_alone(key, person, now):
    with pytest.raises(Forbidden):
        services.begin_own_copy("schools", by=person(key), at=now)


def test_an_own_copy_is_nobody_elses(person, own_copy, now):
    draft = own_copy()
    for key in ("principal-juniper", "coordinator-alder", "hotel-manager-alder"):
        with pytest.raises(Forbidden):
            services.take_back(draft, by=person(key), at=now)
    for key in ("principal-alder", "principal-juniper", "hotel-manager-alder"):
        with pytest.raises(Forbidden):
            services.publish(draft, by=person(key), at=now)
    assert queries.draft(draft.pk, by=person("principal-juniper")) is None


# --- new courses, and archives -----------------------------------------------------------------------------------


def test_a_new_course_begins_from_an_outline_that_names_what_is_missing(signed_in, now):
    client = signed_in("coordinator-alder")
    typed = {"do": "course", "id": "landlords", "sector": "other_business", "title_en": 'Landlords: "notice"', "title_es": "Arrendadores"}
    address = client.post("/training/authoring", typed)["Location"]
    page = client.get(address).content.decode()
    assert "a course has 6 to 10 short ones" in page
    assert "lessons/01-first.es.md" in page
    assert client.get(address + "/preview").status_code == 200
    assert "landlords" not in courses()
    assert client.post("/training/authoring", typed).status_code == 422


@pytest.mark.parametrize("identifier", ["schools", "authoring", "x-own-y", "A", "a b", "../x", "", "checks"])
def test_an_id_that_cannot_be_used_is_answered(identifier, signed_in):
    typed = {"do": "course", "id": identifier, "sector": "hotel", "title_en": "x", "title_es": "x"}
    assert signed_in("coordinator-alder").post("/training/authoring", typed).status_code == 422


def test_a_new_lesson_stands_in_both_languages(signed_in, draft):
    answer = signed_in("coordinator-alder").post(f"/training/authoring/{draft.pk}", {"do": "new", "folder": "lessons", "stem": "99-new"})
    assert answer["Location"].endswith("/files/lessons/99-new.en.md")
    assert {"lessons/99-new.en.md", "lessons/99-new.es.md"} <= queries.texts(draft).keys()
    assert any(fault.file == "lessons/99-new.en.md" for fault in queries.faults(draft, queries.texts(draft)))


def uploaded(client, draft, content, savings=None):
    known = draft.changes.count() if savings is None else savings
    sent = {"archive": SimpleUploadedFile("x.zip", content), "savings": known}
    return client.post(f"/training/authoring/{draft.pk}/upload", sent)


def test_a_course_goes_out_as_a_zip_and_comes_back_the_same(signed_in, retitled):
    client = signed_in("coordinator-alder")
    package = client.get(f"/training/authoring/{retitled.pk}/zip").content
    assert unzipped(package) == queries.texts(retitled)
    before = retitled.changes.count()
    assert uploaded(client, retitled, package).status_code == 302
    assert retitled.changes.count() == before


def test_an_archive_in_a_folder_replaces_what_differs_and_loses_nothing(signed_in, retitled):
    texts = queries.texts(retitled)
    gone = "lessons/02-who.es.md"
    changed = {f"schools/{name}": text for name, text in texts.items() if name != gone} | {f"schools/{LESSON}": "# Ibis\n"}
    assert uploaded(signed_in("coordinator-alder"), retitled, archive(changed)).status_code == 302
    assert queries.texts(retitled)[LESSON] == "# Ibis\n"
    assert gone not in queries.texts(retitled)
    assert "Heron: " in queries.savings(retitled, LESSON)[1].text


def test_an_archive_over_a_draft_that_changed_meanwhile_overwrites_nothing(signed_in, retitled):
    before = queries.texts(retitled)
    answer = uploaded(signed_in("coordinator-alder"), retitled, zipped(before | {LESSON: "# Ibis\n"}), savings=1)
    assert answer.status_code == 422
    assert "Nothing was overwritten" in answer.content.decode()
    assert queries.texts(retitled) == before


def linked() -> bytes:
    entry = zipfile.ZipInfo("course.toml")
    entry.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(entry, "/etc/passwd")
    return out.getvalue()


HOSTILE = {
    "way out": archive({"course.toml": "", "../evil.md": "x"}),
    "absolute": archive({"course.toml": "", "/etc/evil.md": "x"}),
    "bomb": archive({"course.toml": "", "lessons/a.en.md": b"a" * 3_000_000}),
    "too many": archive({"course.toml": ""} | {f"lessons/a{n}.en.md": "x" for n in range(200)}),
    "script": archive({"course.toml": "", "lessons/a.js": "alert(1)"}),
    "page": archive({"course.toml": "", "lessons/a.html": "<script>"}),
    "picture": archive({"course.toml": "", "lessons/a.png": b"\x89PNG"}),
    "video": archive({"course.toml": "", "a.mp4": b"\x00"}),
    "picture under another name": archive({"course.toml": "", "lessons/a.en.md": b"\xff\xd8\xff\xe0"}),
    "program under another name": archive({"course.toml": "", "lessons/a.en.md": b"MZ\x00\x01"}),
    "link": linked(),
    "no course": archive({"lessons/a.en.md": "x"}),
    "no zip": b"PK\x03\x04 nothing",
    "empty": b"",
    "another name": archive({"course.toml": "", "readme.md": "x"}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_archive_that_could_do_harm_is_refused_with_its_reason_and_changes_nothing(content, signed_in, retitled):
    before = retitled.changes.count()
    answer = uploaded(signed_in("coordinator-alder"), retitled, content)
    assert answer.status_code == 422
    assert re.search(r'id="errors"', answer.content.decode())
    assert retitled.changes.count() == before


def test_a_file_larger_than_any_course_is_refused_while_it_comes(signed_in, retitled):
    answer = uploaded(signed_in("coordinator-alder"), retitled, b"PK" + b"x" * 2 * 2**20)
    assert answer.status_code == 422
    assert "larger than a course can be" in answer.content.decode()


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 picture", b"MZ program", b"%PDF-1.7", b"<html>"], ids=["picture", "program", "pdf", "page"])
def test_what_is_no_zip_by_its_first_bytes_is_not_read(content, signed_in, retitled):
    assert uploaded(signed_in("coordinator-alder"), retitled, content).status_code == 400


def test_an_upload_from_another_site_is_refused(person, retitled):
    client = Client(enforce_csrf_checks=True)
    client.post("/demonstration/enter", {"person": str(person("coordinator-alder").pk)})
    assert uploaded(client, retitled, zipped({"course.toml": "x"})).status_code == 403


def test_no_other_page_takes_a_file(signed_in, retitled):
    answer = signed_in("coordinator-alder").post(f"/training/authoring/{retitled.pk}", {"do": "send", "note": SimpleUploadedFile("a.zip", b"x")})
    assert answer.status_code == 400
