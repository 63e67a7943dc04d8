from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from shelterwood.foundation.accounts.keys import rules
from shelterwood.foundation.accounts.keys.rules import Way
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.accounts.keys.services.forgetting import forget_credentials
from shelterwood.foundation.accounts.keys.services.sessions import second_factor_at, step_out
from shelterwood.foundation.accounts.models import EntryCode, IntakeShift, Organization, Person, Site, new_property_code
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

__all__ = [
    "NotInTheDemonstration",
    "add_organization",
    "add_person",
    "add_shift",
    "add_site",
    "forget_credentials",
    "new_code",
    "second_factor_at",
    "set_alternate",
    "step_into",
    "step_out",
]


class NotInTheDemonstration(Exception):
    """The role picker was asked to sign somebody in where real people work."""


def step_into(request: HttpRequest, *, person: Person) -> None:
    """Sign in as an invented person. The role picker stands in for the second factor; production refuses both."""
    if not settings.DEMONSTRATION:
        raise NotInTheDemonstration("The role picker exists in the demonstration only.")
    sessions.begin(request, person=person, way=Way.PICKER, at=datetime.now(UTC))


# --- the set-up: it runs on the machine, before anybody could ask -------------------------------------------------


def add_organization(**fields: Any) -> Organization:
    """An agency that takes part. Fields are those of the model; a name that its county has twice is refused by the database."""
    made: Organization = Organization.objects.create(**fields)
    return made


def add_site(**fields: Any) -> Site:
    """A place of an agency, with a printed code of its own."""
    made: Site = Site.objects.create(**fields)
    return made


def add_person(**fields: Any) -> Person:
    """Somebody who acts for an agency. They have no password; a printed code lets them in."""
    return Person.objects.create_person(**fields)


def add_shift(*, person: Person, rank: str, starts_at: datetime, ends_at: datetime) -> None:
    """A span in which this person takes what comes to their own agency."""
    IntakeShift.objects.create(organization=person.organization, person=person, rank=rank, starts_at=starts_at, ends_at=ends_at)


def set_alternate(organization: Organization, *, alternate: Organization | None) -> None:
    """Who takes a concern where somebody involved works for this agency."""
    organization.conflict_alternate = alternate
    organization.save(update_fields=["conflict_alternate"])


def keep_organization(organization: Organization, **fields: Any) -> None:
    """Correct what is written of an agency."""
    _keep(organization, fields)


def keep_site(site: Site, **fields: Any) -> None:
    """Correct a place, or end it."""
    _keep(site, fields)


def keep_person(person: Person, **fields: Any) -> None:
    """Change what is written of somebody: post, role, place, whether they still act."""
    _keep(person, fields)


def _keep(row: Model, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


# --- many at once, from a file -------------------------------------------------------------------------------------


def add_people(rows: Sequence[Mapping[str, Any]]) -> None:
    """Those people, none with a code yet. Fields are those of the model."""
    made = [Person(**row) for row in rows]
    for person in made:
        person.set_unusable_password()
    Person.objects.bulk_create(made)


def add_sites(rows: Sequence[Mapping[str, Any]]) -> None:
    Site.objects.bulk_create([Site(**row) for row in rows])


def add_organizations(rows: Sequence[Mapping[str, Any]]) -> None:
    Organization.objects.bulk_create([Organization(**row) for row in rows])


def keep_all(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these columns of rows of one kind."""
    type(rows[0])._base_manager.bulk_update(rows, names)


def remove_people(identifiers: Sequence[UUID]) -> None:
    """Take out people whom a file made and nobody used; the database refuses where something hangs on one."""
    Person.objects.filter(pk__in=identifiers).delete()


def remove_sites(identifiers: Sequence[UUID]) -> None:
    Site.objects.filter(pk__in=identifiers).delete()


def remove_organizations(identifiers: Sequence[UUID]) -> None:
    Organization.objects.filter(pk__in=identifiers).delete()


def new_door(site: Site) -> None:
    """Give a place another printed code; the old one opens nothing from now on."""
    site.property_code = new_property_code()
    site.save(update_fields=["property_code"])


# --- codes on paper -----------------------------------------------------------------------------------------------


def new_code(person: Person, *, at: datetime, mailed: bool = False) -> str:
    """A code for one entry, on paper within seven days or by mail within ten minutes; one of its kind that waited before ends."""
    code = rules.new_code()
    lasts = rules.MAILED_LASTS if mailed else rules.PRINTED_LASTS
    with transaction.atomic():
        EntryCode.objects.filter(person=person, mailed=mailed, used_at=None).delete()
        EntryCode.objects.create(person=person, digest=rules.digest(code), made_at=at, ends_at=at + lasts, mailed=mailed)
        audit.record(Event(action="new_code", organization=person.organization_id, detail=str(person.pk), at=at))
    return code


def revoke_codes(person: Person) -> int:
    """Let every code end that waits for this person; how many did."""
    ended, _each = EntryCode.objects.filter(person=person, used_at=None).delete()
    return ended
