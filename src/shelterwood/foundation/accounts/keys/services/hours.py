"""The hours in which somebody wants what is not urgent."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.notify.services import set_hours

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def choose(*, opens: time, closes: time, weekends: bool, by: Person, at: datetime) -> None:
    """Keep one's own hours. Raises IntegrityError where they do not open before they close."""
    with transaction.atomic():
        set_hours(person=by.pk, opens=opens, closes=closes, weekends=weekends)
        audit.record(Event(action="choose_hours", actor=by.pk, organization=by.organization_id, at=at))
