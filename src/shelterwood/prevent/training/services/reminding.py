"""Reminders and digests: a notice without content, at most once a week; whoever has no account stands on a list to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction
from shelterwood_methods.statutes.training import State

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.prevent.training import queries
from shelterwood.prevent.training.acting import check_manages, note
from shelterwood.prevent.training.models import Digest, Learner, Reminder, Standing
from shelterwood.prevent.training.queries.evidence import local_day
from shelterwood.prevent.training.queries.mandates import asks_now

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person

WEEK = timedelta(days=7)
BATCH = 500


@dataclass(frozen=True)
class Reminded:
    """How many get a notice, how many were reminded in the last week already, and how many have no account."""

    told: int
    before: int
    without_account: int


def remind(*, by: Person, at: datetime) -> Reminded:
    """Remind everybody for whom something is due, overdue, or to be repeated within the month, at most once a week each. The worker leaves the notices.

    Raises Forbidden for anybody but a manager.
    """
    check_manages(by, by.organization_id)
    late = Standing.objects.filter(asks_now(local_day(by.organization, at)), organization=by.organization).values("learner")
    waiting = Learner.objects.filter(organization=by.organization, pk__in=late)
    with transaction.atomic():
        reachable = waiting.filter(person__active=True).exclude(person__email="").select_for_update(of=("self",))  # two clicks remind once
        there = list(reachable.values_list("pk", flat=True))
        recent = Reminder.objects.filter(learner__organization=by.organization, asked_at__gt=at - WEEK).values_list("learner", flat=True)
        chosen = sorted(set(there) - set(recent))
        for some in batched(chosen, BATCH, strict=False):
            Reminder.objects.bulk_create([Reminder(learner_id=learner, asked_by=by, asked_at=at) for learner in some])
        found = Reminded(len(chosen), len(there) - len(chosen), waiting.count() - len(there))
        note("send_reminders", by, by.organization_id, at, str(len(chosen)))
    return found


def tell_reminded(*, at: datetime) -> int:
    """Leave the notices that managers asked for, some at a time. Returns how many people were told."""
    told = 0
    while True:
        with transaction.atomic():
            waiting = Reminder.objects.filter(told_at=None).select_for_update(of=("self",)).select_related("learner__person").order_by("pk")[:BATCH]
            some = list(waiting)
            tell([each.learner.person for each in some if each.learner.person], at=at)
            Reminder.objects.filter(pk__in=[each.pk for each in some]).update(told_at=at)
        told += len(some)
        if not some:
            return told


def tell_managers(*, at: datetime) -> int:
    """Once a week, tell managers of organizations in which something newly became due. Returns how many organizations."""
    told = 0
    employing = Learner.objects.order_by().values_list("organization", flat=True).distinct()
    for organization in accounts.organizations(employing):
        told += _look(organization, at)
    return told


def _look(organization: Organization, at: datetime) -> bool:
    """Look at one organization, whose last look decides what is new."""
    today = local_day(organization, at)
    with transaction.atomic():
        last, first_time = Digest.objects.select_for_update().get_or_create(organization=organization, defaults={"looked_on": today - WEEK})
        if not first_time and today - last.looked_on < WEEK:
            return False
        new = Standing.objects.filter(organization=organization, since__gt=last.looked_on, state__in=[State.DUE, State.OVERDUE]).exists()
        last.looked_on = today
        last.save(update_fields=["looked_on"])
        if new:
            tell([each for each in accounts.people_of([organization.pk]) if queries.manages(each)], at=at)
    return new
