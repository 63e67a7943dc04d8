"""The words of a consultation's pages: the closed lists, and why a piece of text is asked about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.respond.concerns.wording import SECTOR_NAMES
from shelterwood.respond.consultations.identifying import Sort
from shelterwood.respond.consultations.roles import NAMES
from shelterwood.respond.consultations.rules import Keep, Wish

WISHES: dict[str, Any] = {
    Wish.MUST_REPORT: _("Is this something that I must report?"),
    Wish.TALK: _("How can I talk with the young person?"),
    Wish.HELP: _("What help is there for the family?"),
    Wish.OTHER: _("Something else"),
}
KEEPS: dict[str, Any] = {
    Keep.NO_PERSON: _("It stands for no person, date or number"),
    Keep.PUBLIC: _("Everybody knows it, such as a large town, a law or an office"),
    Keep.MYSELF: _("It is about me or my work, not about the young person"),
}
SORTS: dict[str, Any] = {
    Sort.NAME: _("may be a name of a person or place"),
    Sort.DATE: _("may be a date of birth or another day"),
    Sort.ADDRESS: _("may be an address"),
    Sort.PHONE: _("may be a telephone number"),
    Sort.ONLINE: _("may be an online name or address"),
    Sort.NUMBER: _("may be a number that belongs to somebody"),
}


def role_name(role: str) -> Any:
    """What somebody does, as the other side reads it: a role of somebody without an account, else the sector."""
    return NAMES.get(role) or SECTOR_NAMES.get(role, role)
