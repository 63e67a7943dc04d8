from datetime import UTC, datetime

from django.tasks import task

from shelterwood.foundation.drafts import services
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose


@task()
def end_drafts() -> int:
    with acting(Purpose.ENDING):
        return services.end_over(at=datetime.now(UTC))
