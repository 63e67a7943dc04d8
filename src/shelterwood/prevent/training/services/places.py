"""Duties of the organization and of its sites, done and proved: a policy once for all, the rest site by site."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from shelterwood_methods.statutes.training import adopted_once

from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.training.acting import NotPossible, check_manages, note
from shelterwood.prevent.training.models import Fulfilment
from shelterwood.prevent.training.queries.evidence import local_day

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site


def fulfil(*, by: Person, mandate: str, site: Site | None, done_on: date, proof: str, at: datetime) -> Fulfilment:
    """Record that a duty of a site was done, or of the whole organization where one adoption does for all.

    Raises Forbidden for anybody but a manager, or for another's site; NotPossible for a day ahead, without a proof, or with a site where the
    organization acts once and without one where each site does.
    """
    check_manages(by, site.organization_id if site else by.organization_id)
    row = mandates().by_id.get(mandate)
    if row is None or row.of_persons or adopted_once(row) is not (site is None):
        raise NotPossible(_("Choose from the list."))
    if done_on > local_day(by.organization, at):
        raise NotPossible(_("This day lies ahead. Write the day on which it was done."))
    if not proof.strip():
        raise NotPossible(_("Write what shows it and where that is kept."))
    with transaction.atomic():
        done = Fulfilment.objects.create(
            organization=by.organization, site=site, mandate=mandate, done_on=done_on, proof=proof.strip(), recorded_by=by, recorded_at=at
        )
        note("fulfil_mandate", by, done.pk, at, mandate)
    return done
