from typing import Any

from django.http import HttpRequest
from shelterwood_methods.statutes.vocabulary import Sector

READ_CONCERNS = {Sector.SCHOOLS, Sector.HEALTH_CARE, Sector.LAW_ENFORCEMENT, Sector.CHILD_WELFARE, Sector.COORDINATING_BODY}


def rooms(request: HttpRequest) -> dict[str, Any]:
    """Which rooms the navigation names; what a role may not open is absent."""
    user = getattr(request, "user", None)
    return {"reads_concerns": bool(user and user.is_authenticated and user.organization.sector in READ_CONCERNS)}
