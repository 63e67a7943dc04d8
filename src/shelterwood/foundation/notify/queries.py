from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from shelterwood.foundation.notify.models import Notice, SafeContact
from shelterwood.foundation.notify.rules import ContactHours


def failed() -> QuerySet[Notice]:
    """Messages that no server took yet, those that wait longest first."""
    return Notice.objects.filter(sent_at=None, attempts__gt=0).order_by("made_at")


def overdue(*, at: datetime, after: timedelta) -> int:
    """How many messages should have gone out so long ago and did not; one that waits for its person's morning should not have."""
    refused, forgotten = Q(attempts__gt=0, made_at__lt=at - after), Q(attempts=0, try_at__lt=at - after)
    return Notice.objects.filter(refused | forgotten, sent_at=None).count()


def contact_hours(person: UUID, zone: str) -> ContactHours:
    """When this person wants what is not urgent, by the clock of their zone."""
    chosen = SafeContact.objects.filter(person=person).first()
    return ContactHours(zone, chosen.opens, chosen.closes, chosen.weekends) if chosen else ContactHours(zone)


def last_sent(person: UUID) -> datetime | None:
    """When the last message to this person left."""
    return Notice.objects.filter(person=person).exclude(sent_at=None).order_by("-sent_at").values_list("sent_at", flat=True).first()
