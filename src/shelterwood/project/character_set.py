"""One character set for every form, before Django reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_utf8(application: Application) -> Application:
    """The same application, told of no other character set: Python would decode a form as rot13 if asked to, and fail."""

    def told(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = only_utf8(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return told


def only_utf8(content_type: str) -> str:
    """The content type without a character set."""
    kind, *parameters = content_type.split(";")
    kept = [each for each in parameters if not each.strip().lower().startswith("charset")]
    return ";".join([kind, *kept])
