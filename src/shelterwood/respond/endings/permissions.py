"""May this person do it? The one table stands in `accounts.rules.RIGHTS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def keeps_records(by: Person) -> bool:
    """Set periods and start them, hold and lift, seal and open: counsel of the coordinating body."""
    return may(by, Verb.KEEP_RECORDS)


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
