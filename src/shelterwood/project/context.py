from typing import Any

from django.http import HttpRequest
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.collaborate.measures.queries import sees_region
from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
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
        "sees_people": may(user, Verb.SEE_PEOPLE),
        "sees_house": may(user, Verb.SEE_HOUSE),
        "keeps_mail": may(user, Verb.KEEP_MAIL),
        "keeps_sign_in": may(user, Verb.KEEP_SIGN_IN),
        "keeps_records": may(user, Verb.KEEP_RECORDS),
        "business": organization.sector in BUSINESSES,
        "keeps_posters": organization.sector in BUSINESSES and organization.sites.exists(),
    }
