from datetime import UTC, datetime

from django.tasks import task

from shelterwood.prevent.protocols import services


@task()
def announce_tasks() -> int:
    return services.announce(now=datetime.now(UTC))


@task()
def remind_reviews() -> int:
    return services.remind_reviews(today=datetime.now(UTC).date())
