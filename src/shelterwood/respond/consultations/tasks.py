from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.respond.consultations import services


@task()
def tell_unanswered() -> int:
    with acting(Purpose.WAITING):
        return services.tell_others(at=datetime.now(UTC))


@task()
def end_and_delete() -> int:
    """Ends what is done and deletes what ended long ago. Upkeep, since only that reaches the keys that are destroyed with it."""
    now = datetime.now(UTC)
    with acting(Purpose.UPKEEP):
        services.end_old(at=now)
        return services.delete_old(at=now)
