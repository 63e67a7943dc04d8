from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from shelterwood.foundation.jobs.models import ScheduledRun

KEEP_SLOTS = timedelta(days=2)


def start_due(*, schedule: Mapping[str, timedelta], now: datetime) -> list[str]:
    """Queue each task whose present slot nobody has started, and return their names.

    A slot is the time since 1970 cut into pieces of the task's interval, so that a restart
    neither repeats a slot nor makes up those that passed while nothing ran.
    """
    started = []
    for name, interval in schedule.items():
        slot = datetime.fromtimestamp(now.timestamp() // interval.total_seconds() * interval.total_seconds(), UTC)
        with transaction.atomic():
            _, is_new = ScheduledRun.objects.get_or_create(task=name, slot=slot)
            if is_new:
                import_string(name).enqueue()
                started.append(name)
    if started:
        ScheduledRun.objects.filter(slot__lt=now - KEEP_SLOTS).delete()
    return started
