"""Organizations that take part: invited, corrected and ended by the coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import NotPossible, check, may_keep_organizations
from shelterwood.collaborate.people.services import people
from shelterwood.foundation.accounts import queries as known
from shelterwood.foundation.accounts import services as accounts
from shelterwood.foundation.accounts.rules import Role
from shelterwood.respond.concerns import queries as concerns

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person


def invite_organization(
    *, by: Person, agency: Mapping[str, Any], site: Mapping[str, Any], manager: Mapping[str, Any], at: datetime
) -> tuple[Organization, Person, str]:
    """An agency with its first place and its first manager, and the manager's code. All or nothing.

    `agency`, `site`: fields of the models; `manager`: name, email, post and language. Raises Forbidden; NotPossible where its county has an
    agency of this name, or the manager's mail address has access already.
    """
    check(may_keep_organizations(by))
    with transaction.atomic():
        organization = _added(agency)
        place = accounts.add_site(organization=organization, county=organization.county, **site)
        note("invite_organization", by, organization.pk, at)
        person, code = people.invite(organization, by=by, role=Role.MANAGER, site=place, at=at, **manager)
    return organization, person, code


def _added(agency: Mapping[str, Any]) -> Organization:
    try:
        with transaction.atomic():
            return accounts.add_organization(**agency)
    except IntegrityError as problem:
        raise NotPossible(_("This county has an organization of this name already.")) from problem


def correct_organization(organization: Organization, *, by: Person, at: datetime, **fields: Any) -> None:
    """Correct what is written of an agency, what the law names it as, and who stands in for it.

    Raises Forbidden; NotPossible where its county has another of this name, or where it takes reports and would be named as no receiver.
    """
    check(may_keep_organizations(by))
    if not fields.get("receives_abuse_reports", True) and _takes_reports(organization):
        raise NotPossible(_("It takes the reports of a county. Name another agency there first."))
    try:
        with transaction.atomic():
            accounts.keep_organization(organization, **fields)
            note("correct_organization", by, organization.pk, at)
    except IntegrityError as problem:
        raise NotPossible(_("This county has an organization of this name already.")) from problem


def end_organization(organization: Organization, *, by: Person, at: datetime) -> None:
    """End an agency's part: nobody of it comes in any more, and no printed code of it opens. What it wrote stays its own.

    Raises Forbidden; NotPossible for the body itself, and for an agency that takes reports or stands in for one.
    """
    check(may_keep_organizations(by))
    if organization.pk == by.organization_id or organization.intake_desk:
        raise NotPossible(_("The coordinating body cannot end its own part."))
    if _takes_reports(organization):
        raise NotPossible(_("It takes the reports of a county, or stands in for an agency that does. Name another agency there first."))
    with transaction.atomic():
        for person in known.people_of([organization.pk]):
            accounts.keep_person(person, active=False, ended_at=at, ended_by=by)
            accounts.forget_credentials(person, at=at)
        for site in known.sites_of(organization):
            accounts.keep_site(site, ended_at=at, ended_by=by)
        accounts.keep_organization(organization, ended_at=at, ended_by=by)
        note("end_organization", by, organization.pk, at)


def _takes_reports(organization: Organization) -> bool:
    intakes = concerns.every_intake()
    return organization.pk in {each.pk for each in intakes} | {each.conflict_alternate_id for each in intakes}
