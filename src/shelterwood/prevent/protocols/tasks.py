from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.prevent.protocols import services


@task()
def announce_tasks() -> int:
    with acting(Purpose.CLOCKS):
        return services.announce(now=datetime.now(UTC))


@task()
def remind_reviews() -> int:
    return services.remind_reviews(at=datetime.now(UTC))
