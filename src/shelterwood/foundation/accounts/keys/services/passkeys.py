"""Making, naming, showing and removing passkeys."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from shelterwood.foundation.accounts.keys import queries, webauthn
from shelterwood.foundation.accounts.keys.models import Passkey
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

NAME_LENGTH = 60
MOST = 20  # passkeys of one person


class LastKey(Exception):
    """The only key that is left cannot be removed: its owner could never sign in again."""


def add(request: HttpRequest, *, by: Person, answer: str, name: str, at: datetime) -> Passkey:
    """Keep a passkey that this browser just made for the person. Raises NotProved."""
    made = webauthn.made(request, answer)
    data = made.credential_data
    with transaction.atomic():
        taken = data is None or Passkey.objects.filter(credential_id=data.credential_id).exists()
        if data is None or taken or Passkey.objects.filter(person_id=by.pk).count() >= MOST:
            raise NotProved
        key = Passkey.objects.create(
            person_id=by.pk, name=name.strip()[:NAME_LENGTH], credential_id=data.credential_id, credential=bytes(data), count=made.counter, made_at=at
        )
        audit.record(Event(action="add_passkey", actor=by.pk, organization=by.organization_id, detail=str(key.pk), at=at))
    return key


def show(request: HttpRequest, *, answer: str, at: datetime, owner: UUID | None = None) -> Person:
    """Whose passkey this is, once it is proved; `owner`: it must be theirs.

    Raises NotProved, the same for an unknown key, another's, a copied one and one whose owner may not come in any more.
    """
    shown = webauthn.read(answer)
    with transaction.atomic():
        found = Passkey.objects.select_related("person").filter(credential_id=shown.credential_id).first()
        if found is None or owner not in (None, found.person_id) or not found.person.active:
            raise NotProved
        count = webauthn.check(request, shown, bytes(found.credential))
        if shown.owner not in (b"", found.person_id.bytes):
            raise NotProved
        # a counter that does not rise belongs to a copy; most passkeys count nothing and say 0 each time
        if not Passkey.objects.filter(Q(count__lt=count) | Q(count=0), pk=found.pk).update(count=count, used_at=at) or count < found.count:
            raise NotProved
    return found.person


def remove(identifier: UUID, *, by: Person, at: datetime) -> None:
    """Remove one of one's own passkeys. Raises PermissionError for anybody else's, LastKey for the only key that is left."""
    with transaction.atomic():
        found = Passkey.objects.select_for_update().filter(pk=identifier, person_id=by.pk).first()
        if found is None:
            raise PermissionError("This is no passkey of yours.")
        if queries.keys_of(by).last:
            raise LastKey
        found.delete()
        audit.record(Event(action="remove_passkey", actor=by.pk, organization=by.organization_id, detail=str(identifier), at=at))
