from datetime import datetime

from shelterwood.foundation.jobs.models import ScheduledRun


def last_slot() -> datetime | None:
    """The newest slot that a worker started; None where none ever ran."""
    return ScheduledRun.objects.order_by("-slot").values_list("slot", flat=True).first()
