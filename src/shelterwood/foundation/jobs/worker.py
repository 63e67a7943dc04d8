"""The worker process: queued tasks in the main thread, the schedule beside it."""

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db import close_old_connections
from django.utils.module_loading import import_string

from shelterwood.foundation.jobs.services import start_due

LOOK_EVERY = 15
log = logging.getLogger("shelterwood.jobs")


def run(schedule_name: str) -> None:
    """Run until told to stop. `schedule_name` is the dotted name of a mapping from task to interval."""
    schedule: dict[str, timedelta] = import_string(schedule_name)
    threading.Thread(target=_keep_schedule, args=(schedule,), name="schedule", daemon=True).start()
    call_command("db_worker", interval=1, reload=False, startup_delay=False, queue_name="*", verbosity=0)


def _keep_schedule(schedule: dict[str, timedelta]) -> None:
    pause = threading.Event()
    while True:
        try:
            start_due(schedule=schedule, now=datetime.now(UTC))
        except Exception:  # the schedule outlives a database that is away for a moment
            log.exception("The schedule could not be kept; trying again in %s seconds", LOOK_EVERY)
        finally:
            close_old_connections()
        pause.wait(LOOK_EVERY)
