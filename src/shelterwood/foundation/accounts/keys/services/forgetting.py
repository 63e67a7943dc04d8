"""Taking every key away from somebody who lost theirs, or who left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Greatest

from shelterwood.foundation.accounts.keys.models import Authenticator, Passkey, RecoveryCode, SignIn, Subject
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def forget_credentials(person: Person, *, at: datetime) -> None:
    """Remove every passkey, authenticator and recovery code of somebody, and end their sessions at the next request.

    Whoever calls this has proved their identity again; a new printed code then leads to the first key.
    """
    with transaction.atomic():
        for table in (Passkey, Authenticator, RecoveryCode, Subject):
            table.objects.filter(person_id=person.pk).delete()
        person.codes.filter(used_at=None).delete()
        SignIn.objects.filter(person_id=person.pk, ended_at=None).update(ended_at=Greatest("begun_at", at))
        audit.record(Event(action="forget_credentials", organization=person.organization_id, detail=str(person.pk), at=at))
