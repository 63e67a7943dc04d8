"""Every question about learning. Staff data is asked for by somebody of the same organization, or by the holder of a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from shelterwood_methods.learning import pending

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.prevent.training.library import course_for, courses
from shelterwood.prevent.training.models import Attempt, Completion, Learner, LessonRead, TrainingElsewhere
from shelterwood.prevent.training.rules.codes import tidy_code, well_formed
from shelterwood.prevent.training.rules.roles import role_for

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.rules.model import Course, Lesson


HEADS = ("manager", "supervisor", "owner")  # how courses call the role of whoever leads
PEOPLE_ON_A_PAGE = 25


@dataclass(frozen=True)
class Shelf:
    """A course as one person stands in it."""

    course: Course
    read: frozenset[str]
    completion: Completion | None
    refresh_since: date | None = None  # the day from which a refresher waits
    first_look: bool = False  # nothing read and nothing tried yet: a check now shows later what was learned

    @property
    def next_lesson(self) -> Lesson | None:
        """The first lesson not yet read; None when all were."""
        return next((lesson for lesson in self.course.lessons if lesson.id not in self.read), None)


def shelves(*, by: Person, today: date) -> list[Shelf]:
    """Every course as this person stands in it: their organization's own copies first, then the one of their sector."""
    read: dict[str, set[str]] = {}
    for course, lesson in LessonRead.objects.filter(learner__person=by).values_list("course", "lesson"):
        read.setdefault(course, set()).add(lesson)
    done = {each.course: each for each in Completion.objects.filter(learner__person=by, revoked_at=None).order_by("completed_at")}
    tried: dict[str, list[date]] = {}
    for each in Attempt.objects.filter(learner__person=by, finished_at__isnull=False).only("course", "finished_at"):
        tried.setdefault(each.course, []).append(each.finished_at.date())  # type: ignore[union-attr]  # finished
    own = course_for(by.organization.sector)
    own_id = own.id if own else ""
    found = [
        Shelf(
            course,
            frozenset(read.get(course.id, ())),
            done.get(course.id),
            refresh_since=pending(done[course.id].completed_at.date(), tried.get(course.id, ()), today) if course.id in done else None,
            first_look=course.id not in read and course.id not in tried,
        )
        for course in courses(by.organization).values()
    ]
    return sorted(found, key=lambda shelf: (not shelf.course.own, shelf.course.id != own_id))


def shelf(course: Course, *, by: Person, today: date) -> Shelf:
    return next(each for each in shelves(by=by, today=today) if each.course.id == course.id)


def own_role(course: Course, *, by: Person) -> str:
    """The role of a course that this person holds: as their organization entered it, as its head, or by their post; empty where none fits."""
    entered = Learner.objects.filter(person=by).values_list("role", flat=True).first()
    heads = HEADS if manages(by) and course_for(by.organization.sector) is course else ()
    return next((role for word in (*heads, entered, by.sign_role) if word and (role := role_for(course, word))), "")


def attempt(identifier: UUID, *, by: Person) -> Attempt | None:
    """One's own check, and nobody else's: a manager sees done or not, never answers."""
    return Attempt.objects.select_related("learner", "edition").defer("edition__files").filter(pk=identifier, learner__person=by).first()


def attempts(course: Course, *, by: Person) -> list[Attempt]:
    """One's own finished checks of a course, the last first."""
    return list(Attempt.objects.filter(learner__person=by, course=course.id, finished_at__isnull=False).order_by("-finished_at"))


def completion_of(attempt: Attempt) -> Completion | None:
    return Completion.objects.filter(attempt=attempt).first()


@dataclass(frozen=True)
class Verdict:
    """What the page of a code says: valid, revoked, unknown, or no code of ours at all (mistyped or altered)."""

    word: str
    completion: Completion | None = None


def verify(typed: str) -> Verdict:
    code = tidy_code(typed)
    if not well_formed(code):
        return Verdict("malformed")
    found = Completion.objects.select_related("learner__organization").filter(code=code).first()
    if found is None:
        return Verdict("unknown")
    return Verdict("revoked" if found.revoked_at else "valid", found)


def people(*, by: Person, words: str = "", page: int | str = 1) -> Page[Learner] | None:
    """A page of those whom the asker's organization trains, with what they completed; None for somebody who does not manage it.

    `words`: part of a name, or a whole number of the roster.
    """
    if not manages(by):
        return None
    learners = Learner.objects.filter(organization=by.organization_id)
    if words:
        learners = learners.filter(Q(name__icontains=words) | Q(number=words))
    elsewhere = Prefetch("elsewhere", TrainingElsewhere.objects.filter(withdrawn_at=None).defer("document"))
    learners = learners.select_related("site", "post").prefetch_related("completions", elsewhere)
    return Paginator(learners.order_by("name", "pk"), PEOPLE_ON_A_PAGE).get_page(page)


def completion(identifier: UUID, *, by: Person) -> Completion | None:
    """A completion of the asker's own organization, for its manager."""
    if not manages(by):
        return None
    return Completion.objects.select_related("learner").filter(pk=identifier, learner__organization=by.organization).first()


def manages(person: Person) -> bool:
    """Who sees what an organization's people completed, and takes certificates back: its manager or supervisor."""
    return may(person, Verb.SEE_TRAINING)


def own_completion(code: str, *, by: Person) -> Completion | None:
    """A certificate that this person may print: their own."""
    return Completion.objects.select_related("learner__organization").filter(code=tidy_code(code), learner__person=by, revoked_at=None).first()
