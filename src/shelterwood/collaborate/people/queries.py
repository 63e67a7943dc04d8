"""Every question about who acts here. None is the answer to somebody who may not look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from shelterwood.collaborate.people.models import AccessReview, IdentityProof, Import, ImportFault, ImportRow
from shelterwood.collaborate.people.permissions import may_confirm, may_import, may_keep_organizations, may_keep_sites, may_sign_review, reaches
from shelterwood.collaborate.people.rules import (
    CONFIRM_WITHIN,
    SHOWN_ROWS,
    UNDO_KEPT,
    Kind,
    Standing,
    State,
    confirms_in_time,
    fingerprint,
    review_due,
    standing,
)  # fmt: skip
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import RIGHTS, Right, Verb
from shelterwood.foundation.accounts.rules import Kind as Question
from shelterwood.gates.law import queries as law
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.prevent.training.editing import queries as editing

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person, Site
    from shelterwood.foundation.accounts.rules import Span

PAGE = 25
type Review = dict[str, str]


@dataclass(frozen=True)
class Row:
    """Somebody of a list, and how their access stands."""

    person: Person
    standing: Standing
    code_until: datetime | None


@dataclass(frozen=True)
class Work:
    """What somebody still holds: duties of the law, steps of protocols, courses being written, spans on a roster."""

    duties: int
    steps: int
    drafts: int
    shifts: Sequence[Span]

    @property
    def free(self) -> bool:
        return not (self.duties or self.steps or self.drafts or self.shifts)


# --- roles ------------------------------------------------------------------------------------------------------


def rights() -> dict[Question, list[tuple[Verb, Right]]]:
    """The one table of rights, by question and in its order; everybody signed in may read it."""
    found: dict[Question, list[tuple[Verb, Right]]] = {}
    for verb, right in RIGHTS.items():
        found.setdefault(right.kind, []).append((verb, right))
    return found


# --- people -----------------------------------------------------------------------------------------------------


def people(*, by: Person, page: int | str, at: datetime) -> Page[Person] | None:
    """A page of those who act or acted for one's own organization, each with its `row`."""
    if not accounts.may(by, Verb.SEE_PEOPLE):
        return None
    found = Paginator(accounts.staff_of(by.organization), PAGE).get_page(page)
    for each in found:
        each.row = row_of(each, at)  # type: ignore[attr-defined]  # for the template
    return found


def row_of(person: Person, at: datetime) -> Row:
    until = accounts.code_waits_until(person, at)
    return Row(person, standing(active=person.active, came_in=person.last_login is not None, code_waits=until is not None), until)


def may_see(person: Person, by: Person) -> bool:
    """See somebody's access: of one's own organization, or whom one keeps elsewhere."""
    return accounts.may(by, Verb.SEE_PEOPLE) and (person.organization_id == by.organization_id or reaches(person, by))


def somebody(identifier: UUID, *, by: Person) -> Person | None:
    """One whose access this person may see; None for anybody else, and for nobody."""
    found = accounts.person(identifier)
    return found if found and may_see(found, by) else None


def open_work(person: Person, at: datetime) -> Work:
    """What would be left without anybody if this person went."""
    return Work(
        duties=sum(each.clock.met_at is None for each in law.clocks_of_person(person.pk, at)),
        steps=protocols.steps_of(person.pk),
        drafts=editing.begun_by(person.pk),
        shifts=accounts.shifts_ahead(person, at),
    )


def proof_that_waits(person: Person, at: datetime) -> IdentityProof | None:
    """A proof of identity that a second person may still confirm."""
    found = IdentityProof.objects.select_related("vouched_by", "person__organization").filter(person=person, confirmed_at=None).first()
    return found if found and confirms_in_time(found.vouched_at, at) else None


def proofs_to_confirm(*, by: Person, at: datetime) -> list[IdentityProof]:
    """Those that this person may confirm now, the oldest first."""
    waiting = IdentityProof.objects.select_related("person__organization", "vouched_by").filter(confirmed_at=None, vouched_at__gt=at - CONFIRM_WITHIN)
    return [each for each in waiting.order_by("vouched_at") if each.person.active and may_confirm(each, by)]


def proof(identifier: UUID, *, by: Person) -> IdentityProof | None:
    found = IdentityProof.objects.select_related("person__organization", "vouched_by").filter(pk=identifier).first()
    return found if found and may_confirm(found, by) else None


# --- reviews ----------------------------------------------------------------------------------------------------


def access_rows(organization: Organization) -> list[Review]:
    """Everybody who has access, as a review keeps it: id, name, role, since when, last entry."""
    return [
        {
            "id": str(each.pk), "name": each.name, "role": each.role, "since": each.role_since.isoformat(),
            "entry": each.last_login.isoformat() if each.last_login else "",
        }
        for each in accounts.staff_of(organization).filter(active=True)
    ]  # fmt: skip


def fingerprint_of(rows: Sequence[Review]) -> str:
    """Of who has what; that somebody came in meanwhile changes nothing of it."""
    return fingerprint((each["id"], each["name"], each["role"], each["since"]) for each in rows)


@dataclass(frozen=True)
class Access:
    """The list to be signed, the reviews before, and by when the next is due."""

    rows: Sequence[Review]
    fingerprint: str
    reviews: Sequence[AccessReview]
    due: datetime | None
    may_sign: bool


def access(*, by: Person) -> Access | None:
    """Who has what access in one's own organization."""
    if not accounts.may(by, Verb.SEE_PEOPLE):
        return None
    rows = access_rows(by.organization)
    reviews = list(AccessReview.objects.filter(organization=by.organization_id).select_related("signed_by")[:PAGE])
    return Access(rows, fingerprint_of(rows), reviews, review_due_at(by.organization), may_sign_review(by))


def review_due_at(organization: Organization) -> datetime | None:
    """By when this organization must look again who has access."""
    last = AccessReview.objects.filter(organization=organization).order_by("-signed_at").values_list("signed_at", flat=True).first()
    first = accounts.staff_of(organization).filter(active=True).order_by("joined_at").values_list("joined_at", flat=True).first()
    return review_due(last, first)


def review_overdue(by: Person, at: datetime) -> bool:
    """For whoever signs it: whether the review of their own organization is overdue."""
    due = review_due_at(by.organization) if may_sign_review(by) else None
    return due is not None and due <= at


# --- places and organizations -----------------------------------------------------------------------------------


def sites(*, by: Person, page: int | str) -> Page[Site] | None:
    if not may_keep_sites(by.organization, by):
        return None
    return Paginator(accounts.sites_of(by.organization), PAGE).get_page(page)


def site(identifier: UUID, *, by: Person) -> Site | None:
    return accounts.site_of(by.organization, str(identifier)) if may_keep_sites(by.organization, by) else None


def organizations(*, by: Person, page: int | str) -> Page[Organization] | None:
    """A page of every agency, for who sees the house."""
    if not accounts.may(by, Verb.SEE_HOUSE):
        return None
    found = Paginator(accounts.every_organization(), PAGE).get_page(page)
    for each in found:
        each.review_due = review_due_at(each)  # type: ignore[attr-defined]  # for the template
        each.managed = accounts.has_manager(each)  # type: ignore[attr-defined]
    return found


def organization(identifier: UUID, *, by: Person) -> Organization | None:
    return accounts.organization(identifier) if may_keep_organizations(by) else None


def managers_of(organization: Organization) -> list[Person]:
    return list(accounts.staff_of(organization).filter(role="manager"))


# --- files ------------------------------------------------------------------------------------------------------


def imports(kind: Kind, *, by: Person) -> list[Import] | None:
    """What was brought in before, the latest first."""
    if not may_import(kind, by.organization, by):
        return None
    return list(Import.objects.filter(organization=by.organization_id, kind=kind).select_related("uploaded_by")[:PAGE])


def one_import(identifier: UUID, *, by: Person) -> Import | None:
    found = Import.objects.select_related("organization", "uploaded_by", "applied_by", "discarded_by", "undone_by").filter(pk=identifier).first()
    return found if found and may_import(found.kind, found.organization, by) else None


def preview(imported: Import) -> list[ImportRow]:
    return list(imported.rows.all()[:SHOWN_ROWS])


def faults(imported: Import) -> QuerySet[ImportFault]:
    return imported.faults.all()


def can_be_undone(imported: Import, at: datetime) -> bool:
    return imported.state == State.APPLIED and imported.applied_at is not None and imported.applied_at > at - UNDO_KEPT
