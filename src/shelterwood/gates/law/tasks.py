from datetime import UTC, datetime

from django.tasks import task

from shelterwood.gates.law import services


@task()
def announce_clocks() -> int:
    return services.announce(now=datetime.now(UTC))
