from datetime import UTC, datetime

from django.tasks import task

from shelterwood.prevent.training.services import reminding, standings


@task()
def reckon_standings() -> int:
    """Each minute: whoever was touched, is new, or whose day has come. Mostly nobody."""
    return standings.reckon_waiting(at=datetime.now(UTC))


@task()
def tell_reminded() -> int:
    return reminding.tell_reminded(at=datetime.now(UTC))


@task()
def weekly_digest() -> int:
    return reminding.tell_managers(at=datetime.now(UTC))
