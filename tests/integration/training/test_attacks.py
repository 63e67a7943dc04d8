"""What was found by attacking training, and stays found."""

import io

import pytest

from shelterwood.prevent.training.evidence.queries import evidence
from shelterwood.prevent.training.library import shipped_courses
from shelterwood.prevent.training.models import Attempt, ImportPiece, Learner
from shelterwood.prevent.training.rosters import services
from shelterwood.prevent.training.rules.evidence import FEWEST_ANSWERS, FEWEST_PEOPLE
from shelterwood.prevent.training.rules.importing import Kind

from ..pages.test_privacy import everything_stored
from .packages import PUPIL, package, role, user
from .test_evidence import class_of

pytestmark = pytest.mark.django_db
TEACHER = user("t1", "Ana", "Ruiz"), role("t1", "teacher")


def kept(manager, now, users: str, roles: str, **more) -> str:
    """What is kept of a package while it waits."""
    services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(package(TEACHER[0] + users, TEACHER[1] + roles, **more)), everybody=False, at=now)
    return b"".join(bytes(each.content) for each in ImportPiece.objects.all()).decode() + everything_stored()


@pytest.mark.usefixtures("nothing_brought_in")
@pytest.mark.parametrize("word", ["Student", "STUDENT", "ext:studentAide"])
def test_a_pupil_who_helps_is_a_pupil_however_the_word_is_written(word, person, now):
    text = kept(person("principal-alder"), now, user("p1", "Kid", PUPIL), role("p1", word) + role("p1", "aide"))
    assert "Ana Ruiz" in text
    assert PUPIL not in text


BROKEN = {
    "too few cells": "r1,,,p1,primary,student\n",
    "too many cells": "r1,,,p1,primary,student,,,s1,,,more\n",
    "a quotation mark that nobody closed": 'r0,,,"t1,primary,teacher,,,s1,\nr1,,,p1,primary,student,,,s1,\n'
    + "r2,,,x,primary,guardian,,,s1,\n" * 12
    + '"\n',
}


@pytest.mark.usefixtures("nothing_brought_in")
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_whoever_has_a_role_in_a_row_that_nobody_can_read_is_no_staff(broken, person, now):
    text = kept(person("principal-alder"), now, user("p1", "Kid", PUPIL), broken + role("p1", "aide"))
    assert PUPIL not in text


def test_what_one_person_answered_cannot_be_read_from_the_figures_before_and_after(person, now):
    manager, course = person("principal-alder"), shipped_courses()["schools"]
    Attempt.objects.filter(learner__organization=manager.organization).update(course="elsewhere")
    class_of(manager.organization, FEWEST_ANSWERS + FEWEST_PEOPLE - FEWEST_ANSWERS % FEWEST_PEOPLE, now, right=15)

    def figures() -> object:
        found = evidence(course, by=manager, today=now.date())
        assert any(each.figures for each in found.shown.items)
        return found.shown, found.attempts

    before, last = figures(), Attempt.objects.filter(learner__organization=manager.organization, course="schools").latest("pk")
    last.pk, last.answers, last.right, last.passed = None, dict.fromkeys(last.answers, 0), 0, False
    last.learner = Learner.objects.create(organization=manager.organization, number="T-last", name="Invented last")
    last._state.adding = True
    last.save()
    assert figures() == before
