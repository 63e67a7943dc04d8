"""Places of an organization and the codes of their doors."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import check, may_keep_sites
from shelterwood.foundation.accounts import services as accounts

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site
    from shelterwood.foundation.body.models import County


def add_site(*, by: Person, name: str, county: County, address: str, at: datetime) -> Site:
    """A new place of one's own organization, with a printed code of its own. Raises Forbidden."""
    check(may_keep_sites(by.organization, by))
    with transaction.atomic():
        site = accounts.add_site(organization=by.organization, name=name, county=county, address=address)
        note("add_site", by, site.pk, at)
    return site


def correct_site(site: Site, *, by: Person, name: str, county: County, address: str, at: datetime) -> None:
    """Correct what is written of a place. Raises Forbidden."""
    check(may_keep_sites(site.organization, by))
    with transaction.atomic():
        accounts.keep_site(site, name=name, county=county, address=address)
        note("correct_site", by, site.pk, at)


def change_door(site: Site, *, by: Person, at: datetime) -> None:
    """Give a place another printed code; the old one opens nothing any more. Raises Forbidden."""
    check(may_keep_sites(site.organization, by))
    with transaction.atomic():
        accounts.new_door(site)
        note("new_property_code", by, site.pk, at)


def end_site(site: Site, *, by: Person, at: datetime) -> None:
    """Take a place off every list. Its code opens nothing, what was written there stays. Raises Forbidden."""
    check(may_keep_sites(site.organization, by))
    with transaction.atomic():
        accounts.keep_site(site, ended_at=at, ended_by=by)
        note("end_site", by, site.pk, at)
