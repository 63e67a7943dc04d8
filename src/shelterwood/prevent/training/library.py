"""The courses in force, each read once, and what fills their placeholders for a place.

A course comes with the software, as files, or was written in this site, as an edition in the database. An edition never
changes, so each process reads it once and keeps it. Which one is in force is asked of the database every time, in one small
question: what one process publishes, every other shows at its next request.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from shelterwood.foundation.body.queries import county_lines
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.prevent.training.models import Attempt, Edition, InForce
from shelterwood.prevent.training.rules.loading import COURSES, load, read_course, shared_sources, shipped
from shelterwood.prevent.training.rules.model import Source
from shelterwood.prevent.training.rules.placeholders import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.prevent.training.rules.model import Course, Lesson, Scenario

EDITIONS_KEPT = 64  # in the memory of a process; a course has about 200 kB


@cache
def shipped_courses() -> Mapping[str, Course]:
    """Every course that comes with the software, by its id. Raises CourseError for a malformed one, which stops the start."""
    return {name: load(COURSES / name) for name in shipped()}


@lru_cache(maxsize=EDITIONS_KEPT)
def course_of(edition: UUID) -> Course:
    """The course that an edition holds."""
    row = Edition.objects.get(pk=edition)
    for course in shipped_courses().values():
        if course.digest == row.digest:
            return course
    return read_course(row.files, shared_sources() | {name: Source(*cells) for name, cells in row.shared_sources.items()})


def courses(organization: Organization | None = None) -> Mapping[str, Course]:
    """Every course in force for everybody, by its id; and, after them, the own copies of this organization."""
    found = dict(shipped_courses())
    own = Q(organization=None) | Q(organization=organization) if organization else Q(organization=None)
    for course, edition in InForce.objects.filter(own).order_by("organization_id", "course").values_list("course", "edition"):
        if edition:
            found[course] = course_of(edition)
        else:
            found.pop(course, None)
    return found


def course_for(sector: str) -> Course | None:
    """The course written for a sector."""
    return next((course for course in courses().values() if course.sector == sector), None)


def as_taken(attempt: Attempt) -> Course | None:
    """The course as it stood when this check was drawn, whatever is in force now.

    None for a check drawn before editions were kept, where the course was revised since: its score alone is known.
    """
    if attempt.edition_id:
        return course_of(attempt.edition_id)
    now = shipped_courses().get(attempt.course)
    return now if now and now.version == attempt.version else None


def lesson_of(course: Course, name: str) -> Lesson | None:
    return next((lesson for lesson in course.lessons if lesson.id == name), None)


def scenario_of(course: Course, name: str) -> Scenario | None:
    return next((scenario for scenario in course.scenarios if scenario.id == name), None)


def filled(course: Course, language: str, organization: Organization | None) -> Mapping[str, str]:
    """What stands in place of the placeholders for somebody of this organization, or for anybody."""
    if organization is None:
        return values(language, sector=course.sector)
    own = {"organization": organization.name}
    if lines := county_lines(organization.county, LinePurpose.CHILD_PROTECTION):
        line = lines[0]
        own["child_abuse_line"] = f"{line.name_es if language == 'es' and line.name_es else line.name}, {line.phone}"
    return values(language, sector=course.sector, state=organization.county.state, own=own)
