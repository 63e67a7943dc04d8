"""The event beside each verb."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def note(action: str, by: Person, about: UUID, at: datetime, *, word: str = "") -> None:
    """Who did what to whom or what; `word`: of a closed list, such as a role."""
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, records=[about], detail=word, at=at))
