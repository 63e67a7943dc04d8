from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.respond.concerns import services


@task()
def escalate_unanswered() -> int:
    with acting(Purpose.WAITING):
        return services.escalate(at=datetime.now(UTC))
