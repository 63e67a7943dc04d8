"""Behind a proxy every request comes from the proxy; the brakes against flooding need to tell networks apart."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

type Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def told_by_proxy(application: Wsgi) -> Wsgi:
    """Take the visitor's address from the last entry of X-Forwarded-For, which the proxy itself wrote; what is no address changes nothing."""

    def inner(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        last = str(environ.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        with suppress(ValueError):
            environ["REMOTE_ADDR"] = str(ip_address(last))
        return application(environ, start)

    return inner
