"""What somebody has to prove themselves with, and where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.accounts.keys.models import Authenticator, Passkey, Provider, RecoveryCode, SignIn
from shelterwood.foundation.accounts.keys.rules import LONGEST, Session, Way
from shelterwood.foundation.accounts.models import EntryCode, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Keys:
    """Everything of somebody's that proves who they are."""

    passkeys: list[Passkey]
    authenticator: Authenticator | None
    recovery_left: int

    @property
    def last(self) -> bool:
        """Whether taking one away would leave none."""
        return len(self.passkeys) + bool(self.authenticator) < 2


def keys_of(person: Person) -> Keys:
    """One's own keys; nobody else's are ever shown."""
    return Keys(
        passkeys=list(Passkey.objects.filter(person_id=person.pk)),
        authenticator=Authenticator.objects.filter(person_id=person.pk, confirmed_at__isnull=False).first(),
        recovery_left=RecoveryCode.objects.filter(person_id=person.pk, used_at=None).count(),
    )


def holds_key(person: UUID) -> bool:
    """Whether somebody has a passkey or an authenticator."""
    return Passkey.objects.filter(person_id=person).exists() or has_authenticator(person)


def has_authenticator(person: UUID) -> bool:
    """Whether somebody has typed a code of an authenticator app."""
    return Authenticator.objects.filter(person_id=person, confirmed_at__isnull=False).exists()


def without_key() -> int:
    """How many people could sign in with a printed code that waits, and have no key yet."""
    waiting = EntryCode.objects.filter(used_at=None, mailed=False).values("person")
    with_key = [Passkey.objects.values("person"), Authenticator.objects.filter(confirmed_at__isnull=False).values("person")]
    people = Person.objects.filter(active=True, pk__in=waiting)
    for keys in with_key:
        people = people.exclude(pk__in=keys)
    return people.count()


def open_sessions(person: Person, *, now: datetime) -> QuerySet[SignIn]:
    """Where somebody is signed in, the latest first; what has outlived its hours is over."""
    return SignIn.objects.filter(person_id=person.pk, ended_at=None, opened_at__isnull=False, begun_at__gt=now - LONGEST).order_by("-begun_at")


def providers() -> list[Provider]:
    """The organizations that have a sign-in of their own, by name."""
    return list(Provider.objects.select_related("organization"))


def provider(identifier: UUID) -> Provider | None:
    """One organization's own sign-in."""
    return Provider.objects.select_related("organization").filter(pk=identifier).first()


def as_session(found: SignIn) -> Session:
    """A row as the rule reads it."""
    return Session(
        way=Way(found.way), begun=found.begun_at, seen=found.seen_at, proved=found.proved_at, opened=found.opened_at, locked=found.locked_at,
        ended=found.ended_at,
    )  # fmt: skip
