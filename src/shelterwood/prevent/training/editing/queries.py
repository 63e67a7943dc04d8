"""What is being written, what was published, and what is still wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.prevent.training.editing import permissions
from shelterwood.prevent.training.library import course_of, courses, shipped_courses
from shelterwood.prevent.training.models import Change, Draft, Edition, InForce, Review
from shelterwood.prevent.training.rules.differences import Changed, differences
from shelterwood.prevent.training.rules.faults import CourseError, Fault
from shelterwood.prevent.training.rules.files import in_order
from shelterwood.prevent.training.rules.loading import COURSES, read_course, shared_sources, texts_of
from shelterwood.prevent.training.rules.publishing import faults_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.rules.model import Course

CHECKS_KEPT = 32


# --- drafts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class File:
    """One file of a draft as it stands: at revision 0 it is still that of the version it began from."""

    name: str
    text: str
    revision: int
    saved: Change | None = None

    @property
    def removed(self) -> bool:
        return self.saved is not None and self.saved.removed


def drafts(*, by: Person) -> list[Draft]:
    """Open drafts that this person writes or may review, the last begun first."""
    found = Draft.objects.filter(state__in=(Draft.State.WRITING, Draft.State.REVIEW)).select_related("organization", "begun_by")
    return [draft for draft in found if _may_read(draft, by)]


def begun_by(person: UUID) -> int:
    """How many courses somebody began that are still being written or reviewed."""
    return Draft.objects.filter(state__in=(Draft.State.WRITING, Draft.State.REVIEW), begun_by=person).count()


def waiting_for(by: Person) -> int:
    """How many drafts wait for this person as their second reader."""
    return sum(permissions.may_review(each, by) for each in Draft.objects.filter(state=Draft.State.REVIEW))


def draft(identifier: UUID, *, by: Person) -> Draft | None:
    """One draft; None where there is none, or where this person may not see it."""
    found = Draft.objects.select_related("organization", "begun_by", "base").filter(pk=identifier).first()
    return found if found and _may_read(found, by) else None


def _may_read(draft: Draft, by: Person) -> bool:
    """Whoever may write it; and whoever could be its second person, once it was sent."""
    sent = draft.state == Draft.State.REVIEW
    return permissions.may_write(draft.organization_id, by) or (sent and permissions.is_second_person(draft, by))


def files(draft: Draft) -> dict[str, File]:
    """Every file of a draft, in the order in which an author reads them."""
    found = {name: File(name, text, 0) for name, text in (draft.base.files if draft.base else {}).items()}
    for change in draft.changes.select_related("made_by").order_by("revision"):
        found[change.name] = File(change.name, change.text, change.revision, change)
    return {name: found[name] for name in in_order(found) if not found[name].removed}


def texts(draft: Draft) -> dict[str, str]:
    return {name: file.text for name, file in files(draft).items()}


def revision_of(draft: Draft, name: str) -> int:
    """How often this file was saved in this draft."""
    return draft.changes.filter(name=name).count()


def savings(draft: Draft, name: str) -> list[Change]:
    """Each saving of a file, the last first."""
    return list(draft.changes.filter(name=name).select_related("made_by").order_by("-revision"))


def reviews(draft: Draft) -> list[Review]:
    return list(draft.reviews.select_related("sent_by", "decided_by"))


def faults(draft: Draft, current: Mapping[str, str]) -> tuple[Fault, ...]:
    """What stands between these files of a draft and its readers."""
    return _checked(tuple(current.items()), draft.course, tuple(sorted(versions_taken(draft.course))))


@lru_cache(maxsize=CHECKS_KEPT)
def _checked(current: tuple[tuple[str, str], ...], course: str, taken: tuple[str, ...]) -> tuple[Fault, ...]:
    """Kept in memory, since every page of a draft asks it and a check takes a twentieth of a second."""
    return faults_of(dict(current), shared_sources(), course=course, taken=taken)


def as_course(current: Mapping[str, str]) -> Course | None:
    """The course that the files of a draft hold; None where they cannot be read as one."""
    try:
        return read_course(current, shared_sources())
    except CourseError:
        return None


def changed(draft: Draft, current: Mapping[str, str]) -> tuple[Changed, ...]:
    """What the draft changes in the version that is in force, or in the one it began from where none is."""
    return differences(published_files(draft), current)


def published_files(draft: Draft) -> Mapping[str, str]:
    """What learners read now."""
    row = InForce.objects.select_related("edition").filter(course=draft.course).first()
    if row is None and draft.course in shipped_courses():
        return texts_of(COURSES / draft.course)
    edition = (row and row.edition) or draft.base
    files: Mapping[str, str] = edition.files if edition else {}
    return files


# --- versions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """A version of a course in the list of all of them. Without an edition it came with the software and was not kept yet."""

    course: str
    version: str
    edition: Edition | None
    in_force: bool


@dataclass(frozen=True)
class Written:
    """A course in the list of those that somebody writes: titles by language."""

    id: str
    titles: Mapping[str, str]
    version: str  # in force; empty: none
    own: bool


def written(*, by: Person) -> list[Written]:
    """Every course whose versions this person decides: in force, or withdrawn and not shown to anybody."""
    shown = courses(by.organization)
    mine = [each for each in shown.values() if permissions.may_write(by.organization_id if each.own else None, by)]
    found = [Written(each.id, each.titles, each.version, each.own) for each in mine]
    for row in InForce.objects.filter(edition=None):
        if permissions.may_write(row.organization_id, by):
            found.append(Written(row.course, _titles(row.course), "", row.organization_id is not None))
    return sorted(found, key=lambda each: (each.own, each.id))


def _titles(course: str) -> Mapping[str, str]:
    if course in shipped_courses():
        return shipped_courses()[course].titles
    last = Edition.objects.filter(course=course).values_list("pk", flat=True).first()
    return course_of(last).titles if last else {"en": course, "es": course}


def to_copy(*, by: Person) -> list[Course]:
    """Courses of which this person may begin an own copy."""
    return list(courses().values()) if permissions.may_write_own(by) else []


def versions(course: str, *, by: Person) -> list[Version] | None:
    """Every version of a course, the last first; None for somebody who does not decide about it, and where there is none."""
    row = InForce.objects.filter(course=course).first()
    kept = list(Edition.objects.filter(course=course).select_related("published_by", "withdrawn_by", "organization").defer("files"))
    came = shipped_courses().get(course)
    if not (kept or came) or not permissions.may_write(owner(course), by):
        return None
    found = [Version(course, each.version, each, _in_force(each, row, came)) for each in sorted(kept, key=lambda each: each.kept_at, reverse=True)]
    if came and came.digest not in {each.digest for each in kept}:
        found.append(Version(course, came.version, None, row is None))
    return found


def _in_force(edition: Edition, row: InForce | None, came: Course | None) -> bool:
    if row:
        return row.edition_id == edition.pk
    return came is not None and came.digest == edition.digest


def edition(identifier: UUID, *, by: Person) -> Edition | None:
    """A version with its files, for whoever decides about the course or reviews one of its drafts."""
    found = Edition.objects.select_related("organization", "published_by").filter(pk=identifier).first()
    return found if found and permissions.may_write(found.organization_id, by) else None


def versions_taken(course: str) -> set[str]:
    """Versions that a new one must not repeat."""
    came = shipped_courses().get(course)
    taken = set(Edition.objects.filter(course=course).values_list("version", flat=True))
    return taken | ({came.version} if came else set())


def owner(course: str) -> UUID | None:
    """The organization whose own copy this is; None for a course for everybody."""
    return Edition.objects.filter(course=course).values_list("organization", flat=True).first()


def course_exists(course: str) -> bool:
    """Whether any course, draft or version has this id."""
    return course in shipped_courses() or any(model.objects.filter(course=course).exists() for model in (Edition, Draft, InForce))


def open_draft(course: str) -> Draft | None:
    return Draft.objects.filter(course=course, state__in=(Draft.State.WRITING, Draft.State.REVIEW)).first()


def writes(by: Person) -> bool:
    """Whether the page of authors has anything for this person: they write, or something waits for them."""
    return permissions.may_write_for_all(by) or permissions.may_write_own(by) or bool(drafts(by=by))
