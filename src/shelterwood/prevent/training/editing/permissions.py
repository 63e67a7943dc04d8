"""May this person do it? Who writes courses, and who is the second person that lets them go to the learners.

A course for everybody speaks for the coordinating body, so its coordinator writes it. It also says what the law asks, so the
body's counsel is a fit second reader besides another coordinator. An own copy speaks for one organization: whoever manages its
people's training writes it; a second one of them reads it, or the body, once it was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.prevent.training.models import Draft
from shelterwood.prevent.training.queries import manages

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def may_write_for_all(by: Person) -> bool:
    """Write the courses that everybody reads, and decide which version is in force: the body's coordinator."""
    return may(by, Verb.WRITE_COURSES)


def may_write_own(by: Person) -> bool:
    """Write an own copy of a course for one's organization: its manager or supervisor."""
    return may(by, Verb.KEEP_TRAINING)


def may_write(organization: UUID | None, by: Person) -> bool:
    """Write for this organization, or for everybody where none is named; withdraw and restore what was written."""
    if organization is None:
        return may_write_for_all(by)
    return may_write_own(by) and organization == by.organization_id


def may_review(draft: Draft, by: Person) -> bool:
    """Publish or send back: a second person, never one who wrote, began or sent anything of the draft."""
    return draft.state == Draft.State.REVIEW and is_second_person(draft, by) and by.pk not in authors(draft)


def authors(draft: Draft) -> set[UUID]:
    """Everybody who had a hand in a draft."""
    return {draft.begun_by_id, *draft.changes.values_list("made_by", flat=True), *draft.reviews.values_list("sent_by", flat=True)}


def is_second_person(draft: Draft, by: Person) -> bool:
    """Read what was sent: a coordinator or counsel of the body; of an own copy also whoever manages that organization's training."""
    return may(by, Verb.REVIEW_COURSES) or (draft.organization_id == by.organization_id and manages(by))


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
