"""May this person do it? The one table stands in `accounts.rules.RIGHTS`; each verb asks its own line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def keeps_routing(by: Person) -> bool:
    """Say which agency takes a county's reports: the coordinator."""
    return may(by, Verb.KEEP_ROUTING)


def keeps_lines(by: Person) -> bool:
    """Enter, change, ring and end a county's line: the coordinator and the desk's duty officers."""
    return may(by, Verb.KEEP_LINES)


def keeps_consultants(by: Person) -> bool:
    """Name who answers a county's questions: the coordinator."""
    return may(by, Verb.KEEP_CONSULTANTS)


def keeps_mail(by: Person) -> bool:
    """Send a test and try failed mail again: the coordinator and the IT operator."""
    return may(by, Verb.KEEP_MAIL)


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
