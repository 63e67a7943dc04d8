"""The courses in force, read once, and what fills their placeholders for a place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from shelterwood.foundation.body.queries import county_lines
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.prevent.training.rules.loading import COURSES, load, shipped
from shelterwood.prevent.training.rules.placeholders import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.prevent.training.rules.model import Course, Lesson, Scenario


@lru_cache(maxsize=1)
def courses() -> Mapping[str, Course]:
    """Every course of the house, by its id. Raises CourseError for a malformed one, which stops the start."""
    return {name: load(COURSES / name) for name in shipped()}


def course_for(sector: str) -> Course | None:
    """The course written for a sector."""
    return next((course for course in courses().values() if course.sector == sector), None)


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
