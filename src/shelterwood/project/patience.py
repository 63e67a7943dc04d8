"""What stands between the web server and Django: bodies arrive in time and whole, in the one character set of the site."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

ARRIVES_WITHIN = 30.0  # seconds
LARGEST_KEPT = 1_000_000  # bytes; what is larger is refused by Django from its announced length, or file by file, unread


class Patience:
    """Reads a form's body before Django does, and gives up on one that does not arrive.

    The web server's own read waits for ever, so a few unfinished sendings would hold every thread. The reading
    happens beside the request's thread; when the answer closes the connection, it ends too.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = only_utf8(environ.get("CONTENT_TYPE", ""))
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and 0 < int(length) <= LARGEST_KEPT:
            body = _arrived(environ["wsgi.input"], int(length))
            if body is None:
                start_response("408 Request Timeout", [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")])
                return ["This did not arrive whole. Send it again. / Esto no llegó completo. Envíelo otra vez.\n".encode()]
            environ["wsgi.input"] = io.BytesIO(body)
        return self.application(environ, start_response)


def _arrived(stream: Any, length: int) -> bytes | None:
    """The whole body, or None when it did not come in time."""
    found: list[bytes] = []

    def read() -> None:
        try:
            found.append(stream.read(length))
        except OSError:
            return

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(ARRIVES_WITHIN)
    return found[0] if found and len(found[0]) == length else None


def only_utf8(content_type: str) -> str:
    """The content type without another character set: Python would decode a form as rot13 if asked to, and fail."""
    kind, *parameters = content_type.split(";")
    kept = [each for each in parameters if not each.strip().lower().startswith("charset")]
    return ";".join([kind, *kept])
