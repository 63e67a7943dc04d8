from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.respond.endings import services


@task()
def end_what_is_over() -> int:
    with acting(Purpose.ENDING):
        return services.end_over(at=datetime.now(UTC))
