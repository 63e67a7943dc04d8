from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from shelterwood.foundation.audit.models import AccessEvent


class NoTransaction(Exception):
    """An event was to be written outside the transaction that reads or discloses."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is to be recorded. Every verb that reads or changes protected data takes or builds one."""

    action: str
    allowed: bool = True
    actor: UUID | None = None
    organization: UUID | None = None
    records: Iterable[UUID] = ()
    fields: Iterable[str] = ()
    recipient: UUID | None = None
    purpose: str = ""
    rules: Iterable[str] = ()
    book: str = ""
    detail: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


def record(event: Event) -> AccessEvent:
    """Write the event in the running transaction, so that it and what it tells of are kept or lost together.

    Raises NoTransaction outside one: an event that could survive a rolled-back reading, or be lost
    while the data was shown, proves nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction("Open a transaction before reading protected data: the event belongs inside it.")
    return AccessEvent.objects.create(
        at=event.at,
        actor=event.actor,
        organization=event.organization,
        action=event.action,
        allowed=event.allowed,
        records=[str(identifier) for identifier in event.records],
        fields=sorted(event.fields),
        recipient=event.recipient,
        purpose=event.purpose,
        rules=sorted(event.rules),
        book=event.book,
        detail=event.detail,
    )
