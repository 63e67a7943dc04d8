from datetime import datetime
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from shelterwood.foundation.audit.models import AccessEvent


def times_opened(record: UUID) -> int:
    """How often a record's content was read with leave."""
    events = AccessEvent.objects.filter(action="read", allowed=True).annotate(ids=Cast("records", TextField()))
    return events.filter(ids__contains=str(record)).count()


def last_time(action: str) -> datetime | None:
    """When this was last done and allowed."""
    return AccessEvent.objects.filter(action=action, allowed=True).order_by("-at").values_list("at", flat=True).first()
