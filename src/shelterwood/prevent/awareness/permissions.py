"""May this person do it? Each question is asked by the verb itself, so that no page can forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def keeps_walls(site: Site, by: Person) -> bool:
    """Make, hang, look at and take down a notice: somebody of the organization whose site it is. Whoever passes the wall sees it."""
    return site.organization_id == by.organization_id


def chooses_how_often(by: Person) -> bool:
    """Choose after how many months to look again: the organization's manager or supervisor."""
    return may(by, Verb.KEEP_WALLS)


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
