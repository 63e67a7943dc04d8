from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from shelterwood.foundation.accounts.models import Person

SECOND_FACTOR = "mfa_at"
BACKEND = "shelterwood.foundation.accounts.backend.Accounts"


class NotInTheDemonstration(Exception):
    """The role picker was asked to sign somebody in where real people work."""


def step_into(request: HttpRequest, *, person: Person) -> None:
    """Sign in as an invented person. The role picker stands in for the second factor; production refuses both."""
    if not settings.DEMONSTRATION:
        raise NotInTheDemonstration("The role picker exists in the demonstration only.")
    login(request, person, backend=BACKEND)
    request.session[SECOND_FACTOR] = datetime.now(UTC).isoformat()


def step_out(request: HttpRequest) -> None:
    logout(request)


def second_factor_at(request: HttpRequest) -> datetime | None:
    """When the second factor was last shown in this session."""
    stamp = request.session.get(SECOND_FACTOR)
    return datetime.fromisoformat(stamp) if stamp else None
