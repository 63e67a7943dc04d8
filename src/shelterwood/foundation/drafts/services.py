"""Keep, open and destroy a draft. Its owner does so, and the house where it is over; nobody else can."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.rules import KEPT, MOST, SEALED, End, Kept, read
from shelterwood.foundation.vault import services as vault

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.audit.models import AccessEvent


class TooMany(Exception):
    """This person has as many drafts as one may have."""


def keep(kept: Kept, *, kind: str, slot: str, record: UUID | None, by: Person, at: datetime) -> Draft:
    """Keep what a person typed, in place of what the same form held before. Raises TooMany, TooLong, and PermissionError.

    The first keeping leaves an event; the savings after it, one every few seconds, would only bury the others.
    """
    if not by.active:
        raise PermissionError("Access has ended; nothing more is kept.")
    text = kept.written()
    with transaction.atomic():
        found = Draft.objects.select_for_update().filter(person=by, slot=slot).first() or _begin(kind, slot, record, by, at)
        found.sealed, found.saved_at = vault.seal_field(text, place=found.place), at
        found.save(update_fields=["sealed", "saved_at"])
    return found


def _begin(kind: str, slot: str, record: UUID | None, by: Person, at: datetime) -> Draft:
    if Draft.objects.filter(person=by).count() >= MOST:
        raise TooMany
    new = {"id": uuid4(), "kind": kind, "record": record, "sealed": b"", "saved_at": at}
    draft, made = Draft.objects.get_or_create(person=by, slot=slot, defaults=new)  # two savings at once make one
    if made:
        vault.open_groups({draft.id: by.organization_id})
        _note("begin_draft", draft, by, at)
    return draft


def open_draft(draft: Draft, *, by: Person, at: datetime) -> Kept:
    """What was typed. Raises PermissionError for everybody but its owner, and for one whose access ended."""
    if draft.person_id != by.pk or not by.active:
        raise PermissionError("A draft is its owner's alone.")
    with transaction.atomic():
        event = _note("open_draft", draft, by, at)
        return read(vault.reveal({draft.place: bytes(draft.sealed)}, event=event)[draft.place])


def _note(action: str, draft: Draft, by: Person, at: datetime) -> AccessEvent:
    return audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, records=[draft.id], fields=[SEALED], at=at))


def drop(draft: Draft, *, by: Person, at: datetime) -> None:
    """Destroy a draft and its key. Raises PermissionError for everybody but its owner."""
    if draft.person_id != by.pk:
        raise PermissionError("A draft is its owner's alone.")
    _destroy([draft], End.DROPPED, at)


def sent(slot: str, *, by: Person, at: datetime) -> None:
    """The form was sent: its draft, if there is one, is destroyed. It is looked for among one's own only."""
    _destroy(Draft.objects.filter(person=by, slot=slot), End.SENT, at)


def end_over(*, at: datetime) -> int:
    """Destroy what lay for two weeks, and all that belongs to people whose access ended. Returns how many."""
    left = _destroy(Draft.objects.filter(person__active=False), End.ACCESS_ENDED, at)
    return left + _destroy(Draft.objects.filter(saved_at__lte=at - KEPT), End.OVER, at)


def end_about(record: UUID, *, at: datetime) -> int:
    """Destroy what anybody was about to add to a record that ends. Returns how many."""
    return _destroy(Draft.objects.filter(record=record), End.RECORD_ENDED, at)


def _destroy(drafts: Iterable[Draft], why: End, at: datetime) -> int:
    found = list(drafts)
    for draft in found:
        with transaction.atomic():  # the key while its draft is there: the second wall shows a key with its draft only
            vault.shred([draft.id], by=draft.person_id, organization=draft.person.organization_id, at=at, reason=why)
            Draft.objects.filter(pk=draft.pk).delete()
    return len(found)
