from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shelterwood.demo import wording
from shelterwood.demo.tour import STOPS, stop_number


def tour(request: HttpRequest) -> dict[str, Any]:
    """The stop of the guided tour that this page is, if the address says so."""
    number = stop_number(request.GET.get("tour", ""))
    if not settings.DEMONSTRATION or number is None:
        return {}
    person = request.user if STOPS[number - 1].person and request.user.is_authenticated else None
    post = str(wording.post(person)) if person else ""
    return {
        "tour": {
            "name": person.name if person else "",
            "post": post[:1].lower() + post[1:],
            "number": number,
            "of": len(STOPS),
            "text": STOPS[number - 1].text,
            "next": number + 1 if number < len(STOPS) else 0,
        }
    }
