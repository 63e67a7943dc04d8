"""Every verb of learning. What makes or takes back evidence leaves its audit event in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from shelterwood.prevent.training import queries
from shelterwood.prevent.training.acting import Forbidden as Forbidden
from shelterwood.prevent.training.acting import NotPossible as NotPossible
from shelterwood.prevent.training.acting import note as _note
from shelterwood.prevent.training.library import as_taken
from shelterwood.prevent.training.models import Attempt, Completion, Edition, Learner, LessonRead
from shelterwood.prevent.training.rules.final_check import as_drawn, draw, score
from shelterwood.prevent.training.rules.loading import COURSES, texts_of
from shelterwood.prevent.training.services.standings import touched

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.rules.model import Course


def learner_of(person: Person) -> Learner:
    """The person as a learner of their organization; entered at the first lesson."""
    found, _made = Learner.objects.get_or_create(
        person=person, defaults={"organization": person.organization, "site": person.site, "name": person.name, "role": person.sign_role}
    )
    return found


def keep_place(*, by: Person, course: Course, lesson: str, at: datetime) -> None:
    """Somebody came to the end of a lesson."""
    LessonRead.objects.get_or_create(learner=learner_of(by), course=course.id, lesson=lesson, defaults={"at": at})


def edition_of(course: Course, at: datetime) -> Edition:
    """The edition that holds this course; one that came with the software is kept, word for word, when it is first needed."""
    same = {"course": course.id, "version": course.version, "digest": course.digest}
    if found := Edition.objects.defer("files").filter(**same).first():
        return found
    return Edition.objects.get_or_create(**same, defaults={"files": texts_of(COURSES / course.id), "kept_at": at})[0]


def begin(*, by: Person, course: Course, kind: str, language: str, at: datetime) -> Attempt:
    """Draw a check, with items not seen before while there are any. One that was begun and not finished goes on.

    It goes on with the version on which it was begun, unless that one was withdrawn since.
    """
    learner, edition = learner_of(by), edition_of(course, at)
    with transaction.atomic():
        Learner.objects.select_for_update().get(pk=learner.pk)  # two clicks draw one check
        before = Attempt.objects.filter(learner=learner, course=course.id)
        running = before.filter(finished_at=None, kind=kind, edition__withdrawn_at=None).first()
        if running and as_taken(running):
            return running
        before.filter(finished_at=None, kind=kind).delete()  # begun on files that nobody has any more, or that were withdrawn
        seen = {item for items in before.values_list("items", flat=True) for item in items}
        seed = uuid4().hex
        drawn = [each.item.question.id for each in draw(course, seed, seen)]
        return Attempt.objects.create(
            learner=learner, course=course.id, version=course.version, edition=edition, kind=kind, seed=seed, items=drawn, language=language,
            started_at=at,
        )  # fmt: skip


def finish(attempt: Attempt, *, by: Person, course: Course, chosen: Mapping[str, int], at: datetime) -> Attempt:
    """Mark a check. Passed, the final one completes the course. Marked once; a second sending changes nothing.

    `course`: as it stood when the check was drawn, from `library.as_taken`.

    Raises Forbidden for somebody else's check.
    """
    if attempt.learner.person_id != by.pk:
        raise Forbidden
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).select_related("learner").get(pk=attempt.pk)
        if attempt.finished_at:
            return attempt
        result = score(course, as_drawn(course, attempt.seed, attempt.items), chosen)
        attempt.answers, attempt.finished_at, attempt.right, attempt.passed = dict(chosen), at, result.right, result.passed
        attempt.save()
        if result.passed and attempt.kind == Attempt.Kind.FINAL:
            completion = Completion.objects.create(
                learner=attempt.learner, attempt=attempt, course=course.id, version=course.version, title=_title(course, attempt.language),
                language=attempt.language, minutes=course.minutes, right=result.right, of=result.of, completed_at=at,
            )  # fmt: skip
            touched([attempt.learner_id])
            _note("complete_course", by, completion.id, at)
    return attempt


def _title(course: Course, language: str) -> str:
    """As it stands on the certificate: an organization's own copy says that it is one."""
    if not course.own:
        return course.titles[language]
    with override(language):
        mark = _("own copy of the organization")
    return f"{course.titles[language][:120]} ({mark})"


def revoke(completion: Completion, *, by: Person, why: str, at: datetime) -> None:
    """Take a certificate back, as when somebody else sat the check. Its page says so from then on.

    Raises Forbidden unless a manager of the learner's organization asks, and NotPossible without a reason.
    """
    if not queries.manages(by) or completion.learner.organization_id != by.organization_id:
        raise Forbidden
    if not why.strip():
        raise NotPossible(_("Say why the certificate is taken back."))
    with transaction.atomic():
        row = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk)
        if row.revoked_at is None:
            row.revoked_at, row.revoked_by, row.revoked_why = at, by, why.strip()
            row.save()
            touched([completion.learner_id])
            _note("revoke_certificate", by, row.id, at)
