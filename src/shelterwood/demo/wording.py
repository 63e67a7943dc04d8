"""The words of the role picker and the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.rules import Role

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

ORDER = (
    Sector.SCHOOLS, Sector.HEALTH_CARE, Sector.LAW_ENFORCEMENT, Sector.CHILD_WELFARE, Sector.COORDINATING_BODY, Sector.HOTEL, Sector.TRANSPORT,
    Sector.FINANCIAL_INSTITUTION, Sector.VICTIM_SERVICES, Sector.COURTS, Sector.DEFENSE_ATTORNEY,
)  # fmt: skip
TASKS: dict[tuple[str, str], Any] = {
    (Sector.COORDINATING_BODY, Role.DUTY_OFFICER): _("Confirm the route of a concern"),
    (Sector.COORDINATING_BODY, Role.COORDINATOR): _("See what is late, and nothing about a child"),
    (Sector.COORDINATING_BODY, Role.COUNSEL): _("Read the law in force"),
}
TASKS_BY_SECTOR: dict[str, Any] = {
    Sector.SCHOOLS: _("Raise a concern"),
    Sector.HEALTH_CARE: _("Raise a concern"),
    Sector.LAW_ENFORCEMENT: _("Raise a concern, or read what came"),
    Sector.CHILD_WELFARE: _("Acknowledge a concern and decide"),
    Sector.HOTEL: _("Open the printed code of your property"),
}


def first_task(person: Person) -> Any:
    sector = person.organization.sector
    return TASKS.get((sector, person.role)) or TASKS_BY_SECTOR.get(sector) or _("See whom to call and what the law asks")
