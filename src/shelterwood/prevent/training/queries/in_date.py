"""How many of the region's staff are in date: sums by county and sector for the coordinator, nothing of anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from shelterwood_methods.statutes.training import State

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.prevent.training.models import Completion, Learner, Standing, TrainingElsewhere

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

LASTS = timedelta(days=730)  # the house's own: of the laws that name an interval most say one or two years
NOT_IN_ORDER = (State.OVERDUE.value, State.NOT_PROOF.value)

type Counted = tuple[UUID, str, int, int]  # county, sector, in date, staff


def staff_in_date(*, by: Person, today: date) -> list[Counted]:
    """Of each county and sector how many people are in date, of how many. Nothing for anybody who does not see the region.

    In date is who completed a training within `LASTS`, here or elsewhere with proof, and of whom no law asks more that is late.
    Somebody counts where their site is, else where their organization is.
    """
    if not may(by, Verb.SEE_REGION):
        return []
    since = today - LASTS
    here = Completion.objects.filter(learner=OuterRef("pk"), revoked_at=None, completed_at__date__gte=since)
    elsewhere = TrainingElsewhere.objects.filter(learner=OuterRef("pk"), withdrawn_at=None, completed_on__gte=since)
    late = Standing.objects.filter(learner=OuterRef("pk"), state__in=NOT_IN_ORDER)
    staff = (
        Learner.objects.filter(Q(left_on=None) | Q(left_on__gte=today))
        .annotate(
            county=Coalesce("site__county", "organization__county"),
            in_date=(Exists(here) | Exists(elsewhere)) & ~Exists(late),
        )
        .values("county", "organization__sector")
        .annotate(dated=Count("pk", filter=Q(in_date=True)), everybody=Count("pk"))
        .order_by()
    )
    return [(each["county"], each["organization__sector"], each["dated"], each["everybody"]) for each in staff]
