"""What the worker does for imports: the check, and what is due by the clock."""

from datetime import UTC, datetime
from uuid import UUID

from django.tasks import task

from shelterwood.prevent.training.rosters import checking, keeping


@task()
def check_import(identifier: str) -> None:
    checking.check(UUID(identifier), at=datetime.now(UTC))


@task()
def resume_checks() -> int:
    """Queue again every check that broke off, as when the machine stopped."""
    silent = keeping.broken_off(at=datetime.now(UTC))
    for identifier in silent:
        check_import.enqueue(str(identifier))
    return len(silent)


@task()
def drop_old() -> int:
    return keeping.drop_old(at=datetime.now(UTC))
