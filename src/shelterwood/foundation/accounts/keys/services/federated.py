"""Coming in through an organization's own sign-in, and entering such a sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.keys import oidc, rules
from shelterwood.foundation.accounts.keys.models import Provider, Subject
from shelterwood.foundation.accounts.keys.oidc import Asked, Client, Told
from shelterwood.foundation.accounts.keys.rules import Way
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.rules import Place, seal, unseal
from shelterwood.foundation.vault.services import system_key

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person

ASKED = "asked"
SECRETS = "provider"


class CannotUse(ValueError):
    """What was entered is no sign-in that can be used."""


def begin(request: HttpRequest, provider: Provider, *, back: str) -> str:
    """Where the browser goes to sign in there. Raises NotThere."""
    asked = Asked()
    address = oidc.address_to_ask(_client(provider, back), asked)
    request.session[ASKED] = {"provider": str(provider.pk), "state": asked.state, "nonce": asked.nonce, "verifier": asked.verifier}
    return address


def enter(request: HttpRequest, provider: Provider, *, back: str, state: str, code: str, at: datetime) -> Person:
    """Begin a session for whom the provider names: open where it says that two factors were shown, else with the second to come.

    Raises NotProved, the same for everything that does not fit; NotThere.
    """
    kept = request.session.pop(ASKED, None)
    if not kept or kept.pop("provider") != str(provider.pk):
        raise NotProved
    told = oidc.told(_client(provider, back), Asked(**kept), state=state, code=code)
    person = _matched(provider, told, at=at)
    sessions.begin(request, person=person, way=Way.ORGANIZATION, at=at, proved=rules.counts_as_two(told.proofs, provider.counts_as_two))
    return person


def _matched(provider: Provider, told: Told, *, at: datetime) -> Person:
    """Somebody of that organization who was invited: known by their subject, or at the first time by their verified address."""
    known = Subject.objects.select_related("person").filter(provider=provider, subject=told.subject).first()
    person = known.person if known else accounts.by_address(told.mail)
    if person is None or not person.active or person.organization_id != provider.organization_id:
        raise NotProved
    if known is None:
        with transaction.atomic():
            if Subject.objects.filter(person_id=person.pk).exists():
                raise NotProved  # this account belongs to another subject: an address that was given to somebody new opens nothing
            Subject.objects.create(person_id=person.pk, provider=provider, subject=told.subject, made_at=at)
            audit.record(Event(action="tie_subject", actor=person.pk, organization=person.organization_id, at=at))
    return person


def keep_provider(
    organization: Organization, *, by: Person, issuer: str, client_id: str, secret: str, counts_as_two: Sequence[str], at: datetime
) -> Provider:
    """Enter or change an organization's own sign-in; an empty secret keeps the one of before.

    Raises PermissionError for everybody but who runs the house's machines, CannotUse for an address without encryption.
    """
    if not accounts.may(by, Verb.KEEP_SIGN_IN):
        raise PermissionError("Only who runs the site may enter an organization's sign-in.")
    if not oidc.is_safe(issuer) or not client_id:
        raise CannotUse
    with transaction.atomic():
        made = Provider.objects.filter(organization=organization).first() or Provider(id=uuid4(), organization=organization)
        if made.issuer and made.issuer != issuer:
            Subject.objects.filter(provider=made).delete()  # subjects of another issuer name other people
        if secret or not made.secret:
            made.secret = seal(system_key(SECRETS), secret, _place(made))
        made.issuer, made.client_id, made.counts_as_two, made.made_at = issuer, client_id, list(counts_as_two), at
        made.save()
        audit.record(Event(action="keep_provider", actor=by.pk, organization=by.organization_id, detail=str(made.pk), at=at))
    return made


def remove_provider(provider: Provider, *, by: Person, at: datetime) -> None:
    """Close an organization's own sign-in; its people keep their accounts and their keys here. Raises PermissionError."""
    if not accounts.may(by, Verb.KEEP_SIGN_IN):
        raise PermissionError("Only who runs the site may close an organization's sign-in.")
    with transaction.atomic():
        audit.record(Event(action="remove_provider", actor=by.pk, organization=by.organization_id, detail=str(provider.pk), at=at))
        provider.delete()


def _client(provider: Provider, back: str) -> Client:
    return Client(provider.issuer, provider.client_id, unseal(system_key(SECRETS), bytes(provider.secret), _place(provider)), back)


def _place(provider: Provider) -> Place:
    return Place(table="accounts_provider", row=provider.pk, field="secret", group=provider.organization_id)
