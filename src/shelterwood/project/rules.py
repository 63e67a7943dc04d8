"""How the address of a mail server is written and read. The set-up and the environment share it."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

SCHEMES = {"smtps": 465, "smtp": 587}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
MAIL_ADDRESS = re.compile(r"[^@\s\x00-\x1f<>]+@[^@\s\x00-\x1f<>]+\.[^@\s\x00-\x1f<>]+")
WRITE = "write smtps://name:password@mail.county.example (encrypted at once) or smtp://… (encrypted after the greeting)"
PATIENCE = 20  # seconds until a server that does not answer counts as away


class CannotRead(ValueError):
    """What was written cannot be used; the text is a sentence that says what to write."""


@dataclass(frozen=True)
class MailServer:
    """Where notices go out, and as whom."""

    host: str
    port: int
    name: str
    password: str
    at_once: bool  # TLS from the first byte; else STARTTLS
    plain: bool  # no encryption, on this machine only
    sender: str

    @property
    def mailer(self) -> dict[str, Any]:
        """As Django's MAILERS want it."""
        options = {
            "host": self.host, "port": self.port, "username": self.name, "password": self.password, "use_ssl": self.at_once,
            "use_tls": not self.at_once and not self.plain, "timeout": PATIENCE,
        }  # fmt: skip
        return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def mail_server(address: str, sender: str) -> MailServer:
    """Read both. Encryption is asked of every server but one on this machine, which has no way to give it away.

    Raises CannotRead.
    """
    parts = urlsplit(address)
    try:
        port = parts.port or SCHEMES.get(parts.scheme, 0)
    except ValueError as problem:
        raise CannotRead(f"the port is no number from 1 to 65535; {WRITE}.") from problem
    if parts.scheme not in SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise CannotRead(f"it is no address of a mail server; {WRITE}.")
    if not MAIL_ADDRESS.fullmatch(sender):
        raise CannotRead("the sender is no mail address; write one such as notices@county.example.")
    local = parts.hostname in THIS_MACHINE
    if local and parts.scheme == "smtp" and not parts.port:
        port = 25
    return MailServer(
        host=parts.hostname,
        port=port,
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        at_once=parts.scheme == "smtps",
        plain=local and parts.scheme == "smtp",
        sender=sender,
    )
