"""Keeping every standing as the law says it on the day: the one place that writes them.

A learner's `turns_on` is the whole schedule. Whoever is new, was touched, or whose day has come waits there, and is reckoned by the
worker, batch by batch; a run that is cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from shelterwood_methods.statutes.training.status import SOON

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.rules import mandates, text_hashes
from shelterwood.prevent.training import queries
from shelterwood.prevent.training.acting import Forbidden
from shelterwood.prevent.training.models import LawReckoned, Learner, Standing
from shelterwood.prevent.training.models.learner import AT_ONCE
from shelterwood.prevent.training.queries.evidence import Evidence, local_day
from shelterwood.prevent.training.rules.mandates.harm import ORDER
from shelterwood.prevent.training.rules.mandates.reckoning import Reckoned, Reckoner

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from shelterwood.foundation.accounts.models import Organization, Person

BATCH = 500
FEW = 200  # reckoned while somebody waits; more is left to the worker
COLUMNS = ("site_id", "state", "harm", "reasons", "due_on", "done_on")


def reckon_anew(learners: QuerySet[Learner]) -> None:
    """Something changed that mandates ask of these learners: they are reckoned anew, by the worker or at the next look at them.

    To be called in the transaction of the change; one statement, however many they are.
    """
    learners.update(turns_on=AT_ONCE)


def touched(learners: Iterable[UUID]) -> None:
    """The same for those with these keys."""
    for some in batched(learners, BATCH, strict=False):
        reckon_anew(Learner.objects.filter(pk__in=some))


def touched_everywhere(organization: Organization, **which: Any) -> None:
    """The same for everybody of an organization, or for those of a post or a site."""
    reckon_anew(Learner.objects.filter(organization=organization, **which))


def keep_up(*, by: Person, at: datetime) -> int:
    """Reckon whoever waits, if they are few. Returns how many still wait for the worker. Raises Forbidden for anybody but a manager."""
    if not queries.manages(by):
        raise Forbidden
    organization = by.organization
    notice_the_law(at=at)
    waiting = Learner.objects.filter(organization=organization, turns_on__lte=local_day(organization, at))
    few = waiting[: FEW + 1].count()
    if few > FEW:
        return waiting.count()
    while few and _reckon_some(organization, at):
        pass
    return 0


def reckon_waiting(*, at: datetime) -> int:
    """Reckon everybody who waits, each batch kept at once. Returns how many."""
    notice_the_law(at=at)
    done = 0
    tomorrow = at.date() + timedelta(days=1)  # nowhere in the world is it later
    waiting = Learner.objects.filter(turns_on__lte=tomorrow).order_by().values_list("organization", flat=True).distinct()
    for organization in accounts.organizations(waiting):
        while some := _reckon_some(organization, at):
            done += some
    return done


def notice_the_law(*, at: datetime) -> None:
    """When rows or signatures are others than those that standings rest on, everybody waits to be reckoned anew."""
    digest = law_digest()
    if _reckoned_law() == digest:
        return
    with transaction.atomic():
        if _reckoned_law() != digest:
            LawReckoned.objects.create(digest=digest, since=at)
            Learner.objects.update(turns_on=AT_ONCE)


def _reckoned_law() -> str | None:
    return LawReckoned.objects.values_list("digest", flat=True).first()


def law_digest() -> str:
    """SHA-256 over the texts of all mandates and the ids of those that are signed in their present text."""
    texts = sorted((row, text) for (kind, row), text in text_hashes().items() if kind == "mandate")
    return hashlib.sha256(repr((texts, sorted(law.signed_mandates()), SOON)).encode()).hexdigest()


def reckoner(organization: Organization, at: datetime) -> Reckoner:
    """For the organization's people, on its own day, under the law that is signed now."""
    return Reckoner(mandates(), on=local_day(organization, at), signed=law.signed_mandates())


def _reckon_some(organization: Organization, at: datetime) -> int:
    """One batch, its learners locked: a change that comes between waits, and then makes them wait again."""
    today = local_day(organization, at)
    with transaction.atomic():
        waiting = Learner.objects.filter(organization=organization, turns_on__lte=today).select_for_update(of=("self",))
        learners = list(waiting.select_related("post", "site__county").order_by("turns_on", "pk")[:BATCH])
        if learners:
            reckon = reckoner(organization, at)
            facts = Evidence(organization).of(learners)
            _keep({each: reckon.of(*facts[each.pk]) for each in learners}, today)
    return len(learners)


def _keep(found: dict[Learner, Reckoned], today: date) -> None:
    """Write what differs from what stands, and when each learner turns next."""
    standing = {(each.learner_id, each.mandate): each for each in Standing.objects.filter(learner__in=list(found))}
    new, changed = [], []
    for learner, reckoned in found.items():
        for status in reckoned.statuses:
            values = {
                "site_id": learner.site_id, "state": status.state.value, "harm": ORDER.index(status.state), "reasons": [str(reason) for reason in status.reasons],
                "due_on": status.due_on, "done_on": status.done_on,
            }  # fmt: skip
            row = standing.pop((learner.pk, status.mandate.id), None)
            if row is None:
                new.append(Standing(learner=learner, organization_id=learner.organization_id, mandate=status.mandate.id, since=today, **values))
            elif {name: getattr(row, name) for name in COLUMNS} != values:
                row.since = row.since if row.state == values["state"] else today
                for name, value in values.items():
                    setattr(row, name, value)
                changed.append(row)
        learner.turns_on = reckoned.turns_on
    Standing.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()
    Standing.objects.bulk_create(new)
    Standing.objects.bulk_update(changed, [*COLUMNS, "since"])
    Learner.objects.bulk_update(found, ["turns_on"])
