"""A request acts for whoever is signed in, and without an account for nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose


class WhoActs:
    """Stands after the sign-in. It asks for the account only where a session cookie came with the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with acting(Purpose.WITHOUT_ACCOUNT):
                return self.get_response(request)
        with acting(Purpose.REQUEST, person=request.user.pk, organization=request.user.organization_id):
            return self.get_response(request)
