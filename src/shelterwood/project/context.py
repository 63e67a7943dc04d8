from typing import Any

from django.http import HttpRequest

from shelterwood.respond.concerns.rules import READ_CONCERNS


def rooms(request: HttpRequest) -> dict[str, Any]:
    """Which rooms the navigation names; what a role may not open is absent."""
    user = getattr(request, "user", None)
    return {"reads_concerns": bool(user and user.is_authenticated and user.organization.sector in READ_CONCERNS)}
