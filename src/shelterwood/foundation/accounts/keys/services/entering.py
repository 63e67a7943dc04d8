"""The first proof: a code on paper or by mail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.keys import queries, rules, tasks
from shelterwood.foundation.accounts.keys.rules import Way
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.accounts.models import EntryCode
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def enter_with_code(request: HttpRequest, *, code: str, at: datetime) -> Person | None:
    """Begin a session for whoever holds this code, once; None for a code that is not there, was used, or has ended.

    A code is one factor: the session opens with the second.
    """
    with transaction.atomic():
        found = EntryCode.objects.select_for_update(of=("self",)).select_related("person").filter(digest=rules.digest(code)).first()
        if found is None or found.used_at or found.ends_at <= at or not found.person.active:
            return None
        found.used_at = at
        found.save(update_fields=["used_at"])
        audit.record(Event(action="enter_with_code", actor=found.person_id, organization=found.person.organization_id, at=at))
    sessions.begin(request, person=found.person, way=Way.MAILED if found.mailed else Way.PRINTED, at=at)
    return found.person


def ask_for_code(*, address: str) -> None:
    """Let the worker mail a code to this address, where it is somebody's who has a second proof. Nothing tells whether it was."""
    person = accounts.by_address(address)
    if person and person.active and queries.holds_key(person.pk):
        tasks.mail_code.enqueue(str(person.pk))
