from datetime import datetime, timedelta

from django.db.models import QuerySet

from shelterwood.foundation.notify.models import Notice


def failed() -> QuerySet[Notice]:
    """Messages that no server took yet, those that wait longest first."""
    return Notice.objects.filter(sent_at=None, attempts__gt=0).order_by("made_at")


def overdue(*, at: datetime, after: timedelta) -> int:
    """How many messages should have gone out so long ago and did not."""
    return Notice.objects.filter(sent_at=None, made_at__lt=at - after).count()
