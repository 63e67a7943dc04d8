from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NO_DEVICE = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class PrivacyHeaders:
    """Pages are kept by nobody on the way, ask nothing of the device, and are embedded nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", NO_DEVICE)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/") or response.status_code != 200:
            response.setdefault("Cache-Control", "no-store")
        return response
