"""Every verb of writing a course. Each asks first, is one transaction, and leaves its audit event in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.prevent.training import acting
from shelterwood.prevent.training.editing import queries
from shelterwood.prevent.training.editing.permissions import check, may_review, may_write, may_write_for_all, may_write_own
from shelterwood.prevent.training.library import courses, shipped_courses
from shelterwood.prevent.training.models import Change, Draft, Edition, InForce, Review
from shelterwood.prevent.training.rules.codes import CODE_LETTERS
from shelterwood.prevent.training.rules.files import MANIFEST, OWN, digest, may_name_a_course, set_in_manifest, tidy, too_much, version_after
from shelterwood.prevent.training.rules.loading import shared_sources
from shelterwood.prevent.training.rules.outline import outline
from shelterwood.prevent.training.services import NotPossible, edition_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.editing.queries import File
    from shelterwood.prevent.training.rules.model import Course


class Conflict(Exception):
    """Somebody else saved the file meanwhile. Holds what stands there now; what was sent is not lost, it is the caller's to show."""

    def __init__(self, standing: File | None) -> None:
        super().__init__("The file was saved by somebody else meanwhile.")
        self.standing = standing


# --- a draft begins ----------------------------------------------------------------------------------------------


def begin_draft(course: str, *, by: Person, at: datetime) -> Draft:
    """A draft of a course that is there, from the version in force. While one is open, it is that one.

    Raises Forbidden, and NotPossible where there is no version to begin from.
    """
    now = courses(by.organization).get(course)
    check(may_write(queries.owner(course), by))
    if standing := queries.open_draft(course):
        return standing
    with transaction.atomic():
        base = _begin_from(course, now, at)
        draft = Draft.objects.create(course=course, organization_id=base.organization_id, base=base, begun_by=by, begun_at=at)
        _raise_version(draft, base, by, at)
        acting.note("begin_draft", by, draft.pk, at)
    return draft


def begin_own_copy(course: str, *, by: Person, at: datetime) -> Draft:
    """A copy of a course for the people of one's own organization alone, with an id of its own. Raises Forbidden, NotPossible."""
    check(may_write_own(by))
    now = courses().get(course)
    if now is None:
        raise NotPossible(_("This course is not in force, so it cannot be copied."))
    with transaction.atomic():
        base, identifier = edition_of(now, at), course + OWN + "".join(secrets.choice(CODE_LETTERS.lower()) for _ in range(4))
        draft = Draft.objects.create(course=identifier, organization=by.organization, base=base, begun_by=by, begun_at=at)
        manifest = set_in_manifest(set_in_manifest(base.files[MANIFEST], "id", identifier), "version", "1")
        _keep(draft, MANIFEST, manifest, by, at)
        acting.note("begin_draft", by, draft.pk, at)
    return draft


def begin_course(identifier: str, *, sector: str, titles: Mapping[str, str], by: Person, at: datetime) -> Draft:
    """A new course for everybody, from an empty outline. Raises Forbidden, and NotPossible for an id that cannot be used."""
    check(may_write_for_all(by))
    if not may_name_a_course(identifier) or queries.course_exists(identifier):
        raise NotPossible(_("Choose another id: small letters, digits and hyphens, and no course has it yet."))
    with transaction.atomic():
        draft = Draft.objects.create(course=identifier, begun_by=by, begun_at=at)
        for name, text in outline(identifier, sector, titles).items():
            _keep(draft, name, text, by, at)
        acting.note("begin_draft", by, draft.pk, at)
    return draft


def _begin_from(course: str, now: Course | None, at: datetime) -> Edition:
    """The edition in force; where none is, the last, in which the author mends what was wrong."""
    if now:
        return edition_of(now, at)
    last = Edition.objects.filter(course=course).order_by("-kept_at").first()
    if last is None:
        raise NotPossible(_("There is no such course."))
    return last


def _raise_version(draft: Draft, base: Edition, by: Person, at: datetime) -> None:
    """Write the next free version into the manifest, so that an author need not think of it."""
    manifest = set_in_manifest(base.files[MANIFEST], "version", version_after(queries.versions_taken(draft.course)))
    if manifest != base.files[MANIFEST]:
        _keep(draft, MANIFEST, manifest, by, at)


# --- it is written -----------------------------------------------------------------------------------------------


def save(draft: Draft, name: str, text: str, *, revision: int, by: Person, at: datetime) -> None:
    """Keep a file as a new revision. `revision`: the one that the author had before them.

    Saved with whatever faults it has. Raises Forbidden, NotPossible where the draft is not open for writing or the file is
    none of a course, and Conflict where somebody saved it meanwhile.
    """
    check(may_write(draft.organization_id, by))
    text = tidy(text)
    if problem := too_much(name, text):
        raise NotPossible(problem)
    with transaction.atomic():
        draft = _locked(draft)
        standing = queries.files(draft).get(name)
        if queries.revision_of(draft, name) != revision:
            raise Conflict(standing)
        if standing is None or standing.text != text:
            _keep(draft, name, text, by, at)
            acting.note("change_draft", by, draft.pk, at)


def remove(draft: Draft, name: str, *, revision: int, by: Person, at: datetime) -> None:
    """Take a file out of the draft; its earlier revisions stay. Raises Forbidden, NotPossible and Conflict as `save` does."""
    check(may_write(draft.organization_id, by))
    with transaction.atomic():
        draft = _locked(draft)
        standing = queries.files(draft).get(name)
        if standing is None or name == MANIFEST:
            raise NotPossible(_("This file cannot be taken out."))
        if queries.revision_of(draft, name) != revision:
            raise Conflict(standing)
        Change.objects.create(draft=draft, name=name, revision=revision + 1, removed=True, made_by=by, made_at=at)
        acting.note("change_draft", by, draft.pk, at)


def replace(draft: Draft, texts: Mapping[str, str], *, savings: int, by: Person, at: datetime) -> int:
    """Put the files of an archive in place of those of the draft; how many changed. `savings`: how many the author knew of.

    Every earlier text stays as a revision. Raises Forbidden, NotPossible, and Conflict where somebody saved meanwhile.
    """
    check(may_write(draft.organization_id, by))
    if problem := next((problem for name, text in texts.items() if (problem := too_much(name, tidy(text)))), ""):
        raise NotPossible(problem)
    with transaction.atomic():
        draft = _locked(draft)
        if draft.changes.count() != savings:
            raise Conflict(None)
        standing = queries.texts(draft)
        changed = [name for name in texts if standing.get(name) != tidy(texts[name])]
        gone = [name for name in standing if name not in texts]
        for name in changed:
            _keep(draft, name, tidy(texts[name]), by, at)
        for name in gone:
            Change.objects.create(draft=draft, name=name, revision=queries.revision_of(draft, name) + 1, removed=True, made_by=by, made_at=at)
        if changed or gone:
            acting.note("change_draft", by, draft.pk, at)
    return len(changed) + len(gone)


def drop(draft: Draft, *, by: Person, at: datetime) -> None:
    """Give a draft up. Its savings stay, nobody writes it any more. Raises Forbidden and NotPossible."""
    check(may_write(draft.organization_id, by))
    with transaction.atomic():
        draft = _locked(draft)
        draft.state = Draft.State.DROPPED
        draft.save()
        acting.note("drop_draft", by, draft.pk, at)


# --- a second person reads it ------------------------------------------------------------------------------------


def send(draft: Draft, *, note: str = "", by: Person, at: datetime) -> None:
    """Send a draft to a second person. Raises Forbidden, and NotPossible while it has faults or changes nothing."""
    check(may_write(draft.organization_id, by))
    with transaction.atomic():
        draft = _locked(draft)
        current = queries.texts(draft)
        if queries.faults(draft, current):
            raise NotPossible(_("The draft has faults. Mend them first; each is named with its file and line."))
        draft.state = Draft.State.REVIEW
        draft.save()
        Review.objects.create(draft=draft, sent_by=by, sent_at=at, note=note.strip(), digest=digest(current))
        acting.note("send_draft", by, draft.pk, at)


def take_back(draft: Draft, *, by: Person, at: datetime) -> None:
    """Take a draft back from review, to go on writing. Raises Forbidden, and NotPossible where nobody has it."""
    check(may_write(draft.organization_id, by))
    with transaction.atomic():
        draft, review = _in_review(draft)
        _decide(review, by, at, published=False, reasons=_("Taken back, to go on writing."))  # kept: who sent it is no second person
        draft.state = Draft.State.WRITING
        draft.save()
        acting.note("take_back_draft", by, draft.pk, at)


def send_back(draft: Draft, *, reasons: str, by: Person, at: datetime) -> None:
    """The second person asks for changes and says which. Raises Forbidden, and NotPossible without reasons."""
    check(may_review(draft, by))
    if not reasons.strip():
        raise NotPossible(_("Say what has to change, so that the author can."))
    with transaction.atomic():
        draft, review = _in_review(draft)
        _decide(review, by, at, published=False, reasons=reasons.strip())
        draft.state = Draft.State.WRITING
        draft.save()
        acting.note("send_back_draft", by, draft.pk, at)


def publish(draft: Draft, *, by: Person, at: datetime) -> Edition:
    """The second person lets it go to the learners: a new version that never changes, in force from now on.

    Raises Forbidden, and NotPossible where the draft was taken back, or has faults by what is known now.
    """
    check(may_review(draft, by))
    with transaction.atomic():
        draft, review = _in_review(draft)
        current = queries.texts(draft)
        if digest(current) != review.digest or queries.faults(draft, current):
            raise NotPossible(_("The draft is no longer as it was sent, or a rule changed. Send it back and say so."))
        edition = _as_edition(draft, current, by, at)
        _decide(review, by, at, published=True)
        draft.state, draft.edition = Draft.State.PUBLISHED, edition
        draft.save()
        _put_in_force(draft.course, draft.organization_id, edition, by, at)
        acting.note("publish_course", by, edition.pk, at)
    return edition


def _as_edition(draft: Draft, current: Mapping[str, str], by: Person, at: datetime) -> Edition:
    course = queries.as_course(current)
    if course is None:
        raise NotPossible(_("The draft cannot be read as a course."))
    shared = {each.id: [each.id, each.citation, each.address, each.evidence] for each in shared_sources().values()}
    return Edition.objects.create(
        course=draft.course, version=course.version, organization_id=draft.organization_id, files=current, digest=course.digest,
        shared_sources=shared, kept_at=at, published_by=by, published_at=at,
    )  # fmt: skip


# --- which version is in force -----------------------------------------------------------------------------------


def restore(course: str, version: UUID | None, *, by: Person, at: datetime) -> None:
    """Put an earlier version in force; without one, that which comes with the software. It was reviewed when it was published.

    Raises Forbidden, and NotPossible for a version that was withdrawn: what was wrong needs a new review.
    """
    check(may_write(queries.owner(course), by))
    edition = _edition(course, version, at)
    if edition.withdrawn_at:
        raise NotPossible(_("This version was withdrawn. Begin a draft, mend what was wrong, and have it reviewed."))
    with transaction.atomic():
        _put_in_force(course, edition.organization_id, edition, by, at)
        acting.note("restore_course", by, edition.pk, at)


def withdraw(course: str, version: UUID | None, *, why: str, by: Person, at: datetime) -> None:
    """Take a version away from the learners at once: something in it is wrong. Then the last one before it is in force, or none.

    One person may: what does harm must not wait for a second. Raises Forbidden, and NotPossible without a reason.
    """
    check(may_write(queries.owner(course), by))
    if not why.strip():
        raise NotPossible(_("Say why the version is withdrawn."))
    with transaction.atomic():
        edition = Edition.objects.select_for_update(of=("self",)).get(pk=_edition(course, version, at).pk)
        if edition.withdrawn_at is None:
            was = _is_in_force(edition)
            edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_why = at, by, why.strip()
            edition.save()
            if was:
                _put_in_force(course, edition.organization_id, _last_sound(edition), by, at)
            acting.note("withdraw_course", by, edition.pk, at)


def _edition(course: str, version: UUID | None, at: datetime) -> Edition:
    """The version named; without one, that which came with the software."""
    came = shipped_courses().get(course)
    if version is None and came:
        return edition_of(came, at)
    if version and (found := Edition.objects.filter(pk=version, course=course).first()):
        return found
    raise NotPossible(_("There is no such version."))


def _is_in_force(edition: Edition) -> bool:
    row = InForce.objects.filter(course=edition.course).first()
    came = shipped_courses().get(edition.course)
    return row.edition_id == edition.pk if row else bool(came and came.digest == edition.digest)


def _last_sound(edition: Edition) -> Edition | None:
    return Edition.objects.filter(course=edition.course, withdrawn_at=None).exclude(pk=edition.pk).order_by("-kept_at").first()


def _put_in_force(course: str, organization: UUID | None, edition: Edition | None, by: Person, at: datetime) -> None:
    """Without a row the version of the software is in force, so that the next one that comes with it is too."""
    came = shipped_courses().get(course)
    if edition and came and came.digest == edition.digest:
        InForce.objects.filter(course=course).delete()
        return
    InForce.objects.update_or_create(
        course=course, defaults={"organization_id": organization, "edition": edition, "decided_by": by, "decided_at": at}
    )


# --- small hands -------------------------------------------------------------------------------------------------


def _locked(draft: Draft) -> Draft:
    """The draft as it stands, held for this transaction, and open for writing."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("base").get(pk=draft.pk)
    if draft.state != Draft.State.WRITING:
        raise NotPossible(_("The draft is with its reviewer, or closed. Take it back to go on writing."))
    return draft


def _in_review(draft: Draft) -> tuple[Draft, Review]:
    draft = Draft.objects.select_for_update(of=("self",)).select_related("base").get(pk=draft.pk)
    review = draft.reviews.filter(decided_at=None).first()
    if draft.state != Draft.State.REVIEW or review is None:
        raise NotPossible(_("The draft is no longer in review."))
    return draft, review


def _keep(draft: Draft, name: str, text: str, by: Person, at: datetime) -> None:
    Change.objects.create(draft=draft, name=name, revision=queries.revision_of(draft, name) + 1, text=text, made_by=by, made_at=at)


def _decide(review: Review, by: Person, at: datetime, *, published: bool, reasons: str = "") -> None:
    review.decided_by, review.decided_at, review.published, review.reasons = by, at, published, reasons
    review.save()
