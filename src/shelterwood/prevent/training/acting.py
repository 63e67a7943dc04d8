"""What the verbs of mandates share: who may, and the event beside each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def check_manages(by: Person, organization: UUID) -> None:
    """Raise Forbidden unless this person manages this organization."""
    if not may(by, Verb.KEEP_TRAINING) or by.organization_id != organization:
        raise Forbidden


def check_exports(by: Person) -> None:
    """Raise Forbidden unless this person takes their organization's proof away."""
    if not may(by, Verb.EXPORT_TRAINING):
        raise Forbidden


def note(action: str, by: Person, row: UUID, at: datetime, detail: str = "") -> None:
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, records=[row], detail=detail, at=at))
