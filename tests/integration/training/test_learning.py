"""Learning in the site: lessons for everybody, checks for oneself, certificates for whoever holds the number."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.prevent.training import queries, services
from shelterwood.prevent.training.library import shipped_courses
from shelterwood.prevent.training.models import Attempt, Completion, Learner, LessonRead
from shelterwood.prevent.training.rules.codes import CODE_LETTERS, sealed_code, well_formed

pytestmark = pytest.mark.django_db
SCHOOLS = shipped_courses()["schools"]


def right(attempt: Attempt) -> dict[str, int]:
    """Every item of a check answered rightly."""
    keys = {item.question.id: item.question.key for item in SCHOOLS.items}
    return {name: keys[name] for name in attempt.items}


def begun(person, now, kind=Attempt.Kind.FINAL) -> Attempt:
    return services.begin(by=person, course=SCHOOLS, kind=kind, language="en", at=now)


@pytest.fixture
def passed(person, now) -> Completion:
    """The teacher's completed course."""
    attempt = begun(person("teacher-alder"), now)
    services.finish(attempt, by=person("teacher-alder"), course=SCHOOLS, chosen=right(attempt), at=now)
    return Completion.objects.get(attempt=attempt)


# --- lessons and scenes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("course", shipped_courses().values(), ids=lambda course: course.id)
@pytest.mark.parametrize("language", ["", "/es"])
def test_every_lesson_and_scene_opens_for_everybody(course, language):
    client = Client()
    for lesson in course.lessons:
        page = client.get(f"{language}/courses/{course.id}/{lesson.id}")
        assert page.status_code == 200
        text = re.sub(r"<script.*?</script>", "", page.content.decode())
        assert not re.search(r"\{[a-z_]+\}|\[\^", text)
    for scenario in course.scenarios:
        for scene in scenario.scenes:
            assert client.post(f"{language}/courses/{course.id}/scenes/{scenario.id}", {"scene": scene.id}).status_code == 200
    assert "sessionid" not in client.cookies


def test_a_scene_answers_every_choice_with_its_reason_and_marks_nothing():
    scenario = SCHOOLS.scenarios[0]
    scene = scenario.scenes[0]
    before = Attempt.objects.count()
    for place, option in enumerate(scene.options):
        page = Client().post(f"/courses/schools/scenes/{scenario.id}", {"scene": scene.id, "go": "answer", "choice": str(place)}).content.decode()
        assert ("Yes." in page) is option.right
        assert ("Not quite. Here is why." in page) is not option.right
    empty = Client().post(f"/courses/schools/scenes/{scenario.id}", {"scene": scene.id, "go": "answer"})
    assert empty.status_code == 422
    assert "Choose one answer." in empty.content.decode()
    assert Attempt.objects.count() == before


@pytest.mark.parametrize("choice", ["99", "-1", "x", "0\x00", ""])
def test_a_choice_that_is_none_is_answered_beside_the_question(choice):
    scenario = SCHOOLS.scenarios[0]
    answer = Client().post(f"/courses/schools/scenes/{scenario.id}", {"scene": scenario.scenes[0].id, "choice": choice})
    assert answer.status_code == 422


def test_a_numbers_place_is_filled_for_the_reader(signed_in):
    page = signed_in("teacher-alder").get("/courses/schools/06-reporting").content.decode()
    assert "Alder County" in page
    assert "218-555-0103" in page


# --- a reader's own role -----------------------------------------------------------------------------------------

FOR_TEACHERS = "You see the same faces each day."


def shown(client, address: str = "/courses/schools/03-signs") -> tuple[str, str]:
    """The role chosen in the picker, and the page."""
    page = client.get(address).content.decode()
    found = re.search(r'<option value="([a-z_]+)" selected>', page)
    return (found[1] if found else ""), page


def test_a_lesson_opens_with_the_passages_of_ones_own_post(signed_in):
    role, page = shown(signed_in("teacher-alder"))
    assert role == "teacher"
    assert FOR_TEACHERS in page


def test_who_chooses_another_role_or_everybody_gets_that(signed_in):
    teacher = signed_in("teacher-alder")
    assert shown(teacher, "/courses/schools/03-signs?role=bus_driver")[0] == "bus_driver"
    role, page = shown(teacher, "/courses/schools/03-signs?role=")
    assert role == ""
    assert FOR_TEACHERS not in page


def test_what_the_organization_entered_goes_before_the_post(signed_in, person):
    Learner.objects.update_or_create(
        person=person("teacher-alder"), defaults={"organization": person("teacher-alder").organization, "name": "A", "role": "front_office"}
    )
    assert shown(signed_in("teacher-alder"))[0] == "front_office"


@pytest.mark.parametrize(
    ("who", "address", "role"),
    [
        ("sergeant-juniper", "/courses/police/04-first-contact", "supervisor"),  # leads there, whatever signs the post has
        ("officer-juniper", "/courses/police/04-first-contact", "patrol"),
        ("nurse-juniper", "/courses/health/04-talking", ""),  # nurses and physicians share one list of signs: the reader chooses
        ("teacher-alder", "/courses/police/04-first-contact", ""),  # no role of theirs in that course
    ],
)
def test_a_role_is_preselected_where_the_post_names_one(signed_in, who, address, role):
    assert shown(signed_in(who), address)[0] == role


def test_a_stranger_reads_what_is_for_everybody_and_keeps_a_chosen_role_from_lesson_to_lesson():
    assert shown(Client())[0] == ""
    page = Client().get("/courses/schools/03-signs?role=aide").content.decode()
    assert '<input type="hidden" name="role" value="aide">' in page
    assert Client().post("/courses/schools/03-signs/read", {"role": "aide"})["Location"].endswith("/courses/schools/04-online?role=aide")
    for hostile in ("x&y=1", "teacher\r\nX: 1", "<script>"):
        assert Client().post("/courses/schools/03-signs/read", {"role": hostile})["Location"].endswith("/courses/schools/04-online")


def test_the_place_is_kept_for_the_signed_in_and_for_nobody_else(signed_in, person):
    before = LessonRead.objects.count()
    Client().post("/courses/schools/01-what-it-is/read")
    assert LessonRead.objects.count() == before
    answer = signed_in("teacher-juniper").post("/courses/schools/01-what-it-is/read")
    assert answer["Location"].endswith("/courses/schools/02-who")
    assert LessonRead.objects.filter(learner__person=person("teacher-juniper")).count() == 1
    assert LessonRead.objects.count() == before + 1


# --- checks ------------------------------------------------------------------------------------------------------


def test_a_check_begun_twice_is_one(person, now):
    assert begun(person("teacher-alder"), now) == begun(person("teacher-alder"), now)
    assert begun(person("teacher-alder"), now) != begun(person("nurse-alder"), now)


def test_a_second_check_asks_what_was_not_asked_before(person, now):
    teacher = person("teacher-alder")
    first = begun(teacher, now)
    services.finish(first, by=teacher, course=SCHOOLS, chosen={}, at=now)
    assert not set(begun(teacher, now).items) & set(first.items)


def test_passing_completes_the_course_once_and_leaves_its_event(person, now):
    teacher = person("teacher-alder")
    attempt = begun(teacher, now)
    for _ in range(2):
        marked = services.finish(attempt, by=teacher, course=SCHOOLS, chosen=right(attempt), at=now)
    assert (marked.right, marked.passed) == (len(attempt.items), True)
    completion = Completion.objects.get(learner__person=teacher)
    assert AccessEvent.objects.filter(action="complete_course", records__0=str(completion.id)).count() == 1


def test_failing_completes_nothing(person, now):
    attempt = begun(person("teacher-alder"), now)
    marked = services.finish(attempt, by=person("teacher-alder"), course=SCHOOLS, chosen={}, at=now)
    assert (marked.right, marked.passed) == (0, False)
    assert not Completion.objects.filter(learner=attempt.learner).exists()


def test_a_check_before_the_lessons_completes_nothing(person, now):
    attempt = begun(person("teacher-alder"), now, Attempt.Kind.BEFORE)
    services.finish(attempt, by=person("teacher-alder"), course=SCHOOLS, chosen=right(attempt), at=now)
    assert not Completion.objects.filter(learner=attempt.learner).exists()


def test_a_check_is_marked_for_the_person_who_began_it_alone(person, now):
    attempt = begun(person("teacher-alder"), now)
    with pytest.raises(services.Forbidden):
        services.finish(attempt, by=person("principal-alder"), course=SCHOOLS, chosen=right(attempt), at=now)


def test_nobody_opens_another_persons_check(signed_in, person, now):
    attempt = begun(person("teacher-alder"), now)
    for other in ("principal-alder", "teacher-juniper", "coordinator-alder"):
        assert signed_in(other).get(f"/training/checks/{attempt.pk}").status_code == 404
    assert Client().get(f"/training/checks/{attempt.pk}").status_code == 302


def test_a_whole_check_in_the_pages(signed_in, person):
    client = signed_in("teacher-alder")
    sheet = client.post("/training/schools/check")["Location"]
    attempt = Attempt.objects.get(learner__person=person("teacher-alder"))
    missing = client.post(sheet, {attempt.items[0]: "0"})
    assert missing.status_code == 422
    page = missing.content.decode()
    assert "Question 1: choose one answer." not in page
    assert all(f"Question {number}: choose one answer." in page for number in range(2, len(attempt.items) + 1))
    answers = {name: str(place) for name, place in right(attempt).items()}
    wrong = attempt.items[0]
    answers[wrong] = str((right(attempt)[wrong] + 1) % 4)
    assert client.post(sheet, answers).status_code == 302
    result = client.get(sheet).content.decode()
    assert f"{len(attempt.items) - 1} of {len(attempt.items)} right" in result
    assert "What was not right, and why" in result
    assert "/certificates/" in result


def test_a_refresher_waits_after_a_week_and_a_check_meets_it(person, passed, now):
    teacher = person("teacher-alder")
    later = (now + timedelta(days=10)).date()
    assert queries.shelf(SCHOOLS, by=teacher, today=now.date()).refresh_since is None
    assert queries.shelf(SCHOOLS, by=teacher, today=later).refresh_since == passed.completed_at.date() + timedelta(days=7)
    again = begun(teacher, now + timedelta(days=8), Attempt.Kind.REFRESHER)
    services.finish(again, by=teacher, course=SCHOOLS, chosen=right(again), at=now + timedelta(days=8))
    assert queries.shelf(SCHOOLS, by=teacher, today=later).refresh_since is None
    assert Completion.objects.filter(learner=again.learner).count() == 1


def test_the_database_keeps_no_finished_check_without_its_score(person, now):
    attempt = begun(person("teacher-alder"), now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(finished_at=now)


# --- certificates ------------------------------------------------------------------------------------------------


def test_whoever_holds_the_number_sees_what_stands_on_the_certificate_and_nothing_more(passed):
    page = Client().get(f"/certificates/{passed.code}").content.decode()
    assert passed.learner.name in page
    assert SCHOOLS.titles["en"] in page
    for hidden in (str(passed.right), passed.learner.organization.name, str(passed.id)):
        assert f">{hidden}<" not in page


def test_a_foreign_and_a_mistyped_number_say_so(passed):
    foreign = sealed_code("2222222222")
    assert "We did not issue this certificate." in Client().get(f"/certificates/{foreign}").content.decode()
    altered = passed.code[:-1] + next(letter for letter in CODE_LETTERS if letter != passed.code[-1])
    assert "mistyped or altered" in Client().get(f"/certificates/{altered}").content.decode()
    typed = Client().post("/certificates", {"code": "  " + passed.code.lower()[:4] + " - " + passed.code[4:]})
    assert passed.learner.name in typed.content.decode()


def test_every_single_wrong_letter_and_every_exchange_of_neighbors_is_noticed():
    code = sealed_code("7KQ3XW9BTM")
    assert well_formed(code)
    for place in range(len(code)):
        for letter in CODE_LETTERS:
            if letter != code[place]:
                assert not well_formed(code[:place] + letter + code[place + 1 :])
    for place in range(9):
        if code[place] != code[place + 1]:
            assert not well_formed(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def test_a_manager_takes_a_certificate_back_with_a_reason(signed_in, passed):
    client = signed_in("principal-alder")
    address = f"/organization/training/{passed.pk}/revoke"
    assert client.post(address, {"why": " "}).status_code == 422
    assert client.post(address, {"why": "Somebody else sat the check."}).status_code == 302
    page = Client().get(f"/certificates/{passed.code}").content.decode()
    assert "This certificate was taken back." in page
    assert passed.learner.name not in page


@pytest.mark.parametrize("key", ["teacher-alder", "principal-juniper", "coordinator-alder", "manager-alder", "intake-alder"])
def test_taking_back_is_refused_to_everybody_else(key, person, passed, now):
    with pytest.raises(services.Forbidden):
        services.revoke(passed, by=person(key), why="No right to.", at=now)


def test_a_manager_sees_done_or_not_and_never_answers(signed_in, person, passed, now):
    page = signed_in("principal-alder").get("/organization/training").content.decode()
    assert passed.learner.name in page
    assert "Nothing completed yet." in page
    assert "of 18" not in page
    assert signed_in("teacher-alder").get("/organization/training").status_code == 404
    other = signed_in("principal-juniper").get("/organization/training").content.decode()
    assert passed.learner.name not in other


def test_the_certificate_as_pdf_is_for_its_owner(signed_in, passed):
    made = signed_in("teacher-alder").get(f"/certificates/{passed.code}/pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert signed_in("principal-alder").get(f"/certificates/{passed.code}/pdf").status_code == 404


def test_the_package_is_filled_for_the_place_of_the_organization(signed_in):
    package = signed_in("teacher-juniper").get("/training/schools/package")
    assert package["Content-Type"] == "application/zip"
    assert f"schools-{SCHOOLS.version}-scorm12.zip" in package["Content-Disposition"]
