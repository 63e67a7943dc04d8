"""The address of a page as it is printed on paper."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def printed_address(request: HttpRequest, path: str) -> str:
    """The whole address of a path of this site, for a QR code or a certificate.

    A real site stands behind a proxy at the usual port: whatever port a caller writes into the request is left out, so that nobody
    has the same sheet made anew under a thousand addresses. The demonstration keeps its port, since it is asked at no other.
    """
    if not settings.BEHIND_PROXY:
        return request.build_absolute_uri(path)
    domain, _port = split_domain_port(request.get_host())
    return f"https://{domain}{path}"
