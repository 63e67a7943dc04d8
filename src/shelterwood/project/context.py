from typing import Any

from django.http import HttpRequest
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.collaborate.measures.queries import sees_region
from shelterwood.foundation.accounts.queries import keeps
from shelterwood.foundation.accounts.rules import House
from shelterwood.respond.concerns.rules import READ_CONCERNS

BUSINESSES = (Sector.HOTEL, Sector.TRANSPORT, Sector.FINANCIAL_INSTITUTION, Sector.OTHER_BUSINESS)


def rooms(request: HttpRequest) -> dict[str, Any]:
    """Which rooms the navigation names; what a role may not open is absent."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    organization = user.organization
    return {
        "reads_concerns": organization.sector in READ_CONCERNS,
        "sees_region": sees_region(user),
        "sees_house": keeps(user, House.SEE),
        "keeps_mail": keeps(user, House.MAIL),
        "keeps_sign_in": keeps(user, House.SIGN_IN),
        "business": organization.sector in BUSINESSES,
        "keeps_posters": organization.sector in BUSINESSES and organization.sites.exists(),
    }
