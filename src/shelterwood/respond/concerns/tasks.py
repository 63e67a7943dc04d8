from datetime import UTC, datetime

from django.tasks import task

from shelterwood.respond.concerns import services


@task()
def escalate_unanswered() -> int:
    return services.escalate(at=datetime.now(UTC))
