from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.law import services


@task()
def announce_clocks() -> int:
    with acting(Purpose.CLOCKS):
        return services.announce(now=datetime.now(UTC))
