from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shelterwood.demo.tour import STOPS


def tour(request: HttpRequest) -> dict[str, Any]:
    """The stop of the guided tour that this page is, if the address says so."""
    number = request.GET.get("tour", "")
    if not settings.DEMONSTRATION or not number.isdigit() or not 1 <= int(number) <= len(STOPS):
        return {}
    return {
        "tour": {
            "number": int(number),
            "of": len(STOPS),
            "text": STOPS[int(number) - 1].text,
            "next": int(number) + 1 if int(number) < len(STOPS) else 0,
        }
    }
