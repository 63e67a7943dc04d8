from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shelterwood.foundation.body.queries import the_body


def body(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs: the body's name, where Quick exit leads, whether this is the demonstration, and the site beside."""
    found = the_body()
    return {
        "body_name": found.name if found else "",
        "exit_url": found.exit_url if found else "https://www.weather.gov/",
        "demonstration": settings.DEMONSTRATION,
        "real_site": settings.REAL_SITE,
        "practice_site": settings.PRACTICE_SITE,
    }
