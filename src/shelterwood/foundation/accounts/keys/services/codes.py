"""Codes of an authenticator app, and recovery codes on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from shelterwood.foundation.accounts.keys import queries, rules
from shelterwood.foundation.accounts.keys.models import Authenticator, RecoveryCode
from shelterwood.foundation.accounts.keys.services.passkeys import LastKey
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.rules import Place, seal, unseal
from shelterwood.foundation.vault.services import system_key

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

SECRETS = "authenticator"


def prepare(*, by: Person, at: datetime) -> str:
    """The secret for an authenticator app that waits for its first code; the same one until then, so that a reload changes nothing."""
    with transaction.atomic():
        waiting = Authenticator.objects.filter(person_id=by.pk, confirmed_at=None).first()
        if waiting:
            return _opened(waiting)
        secret, identifier = rules.new_secret(), uuid4()
        sealed = seal(system_key(SECRETS), secret, _place(identifier, by))
        Authenticator.objects.create(id=identifier, person_id=by.pk, secret=sealed, made_at=at)
        audit.record(_event("prepare_authenticator", by, at))
    return secret


def confirm(*, by: Person, code: str, at: datetime) -> None:
    """Take the first code of an app; from now on it counts, and one from before does not. Raises NotProved."""
    with transaction.atomic():
        waiting = Authenticator.objects.select_for_update().filter(person_id=by.pk, confirmed_at=None).first()
        near = rules.matching_step(_opened(waiting), code, at=at, after=0) if waiting else None
        if waiting is None or near is None:
            raise NotProved
        Authenticator.objects.filter(person_id=by.pk, confirmed_at__isnull=False).delete()
        waiting.confirmed_at, waiting.last_step = at, near
        waiting.save(update_fields=["confirmed_at", "last_step"])
        audit.record(_event("add_authenticator", by, at))


def remove(*, by: Person, at: datetime) -> None:
    """Remove one's own authenticator. Raises LastKey where no passkey is left."""
    with transaction.atomic():
        if queries.keys_of(by).last:
            raise LastKey
        Authenticator.objects.filter(person_id=by.pk).delete()
        audit.record(_event("remove_authenticator", by, at))


def show(*, by: Person, code: str, at: datetime) -> None:
    """A code of one's app, or else one of one's recovery codes, as second proof. Each is taken once. Raises NotProved."""
    with transaction.atomic():
        found = Authenticator.objects.filter(person_id=by.pk, confirmed_at__isnull=False).first()
        near = rules.matching_step(_opened(found), code, at=at, after=found.last_step) if found else None
        if found and near is not None:
            # one statement, so that the same code sent twice at once is taken once
            if Authenticator.objects.filter(pk=found.pk, last_step__lt=near).update(last_step=near, used_at=at):
                return
        elif RecoveryCode.objects.filter(person_id=by.pk, digest=rules.digest(code), used_at=None).update(used_at=at):
            audit.record(_event("use_recovery_code", by, at))
            return
    _refused(by, at)


def _refused(by: Person, at: datetime) -> None:
    """Leave a trace of a second proof that was wrong, and say so. Always raises NotProved."""
    with transaction.atomic():
        audit.record(Event(action="second_proof", allowed=False, actor=by.pk, organization=by.organization_id, at=at))
    raise NotProved


def new_recovery_codes(*, by: Person, at: datetime) -> list[str]:
    """Ten new codes, shown once; those of before end."""
    made = [rules.new_code() for _ in range(rules.RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(person_id=by.pk).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(person_id=by.pk, digest=rules.digest(code), made_at=at) for code in made)
        audit.record(_event("new_recovery_codes", by, at))
    return made


def _place(identifier: object, person: Person) -> Place:
    return Place(table="accounts_authenticator", row=identifier, field="secret", group=person.pk)  # type: ignore[arg-type]


def _opened(row: Authenticator) -> str:
    place = Place(table="accounts_authenticator", row=row.pk, field="secret", group=row.person_id)
    return unseal(system_key(SECRETS), bytes(row.secret), place)


def _event(action: str, person: Person, at: datetime) -> Event:
    return Event(action=action, actor=person.pk, organization=person.organization_id, at=at)
