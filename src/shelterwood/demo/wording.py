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
    Sector.FINANCIAL_INSTITUTION, Sector.VICTIM_SERVICES, Sector.COURTS, Sector.DEFENSE_ATTORNEY, Sector.JUVENILE_JUSTICE,
    Sector.RUNAWAY_HOMELESS_YOUTH, Sector.FOSTER_CARE_PROVIDER, Sector.EMERGENCY_DISPATCH, Sector.TRIBAL, Sector.OTHER_BUSINESS,
)  # fmt: skip
# posts of the invented people, in both languages; keys are those of `region`
POSTS: dict[str, Any] = {
    "County coordinator": _("County coordinator"),
    "Duty officer, intake desk": _("Duty officer, intake desk"),
    "Duty officer, intake desk (alternate)": _("Duty officer, intake desk (alternate)"),
    "Counsel (invented)": _("Counsel (invented)"),
    "Teacher": _("Teacher"),
    "School counselor, designated person": _("School counselor, designated person"),
    "Principal": _("Principal"),
    "Patrol officer": _("Patrol officer"),
    "Detective, intake roster": _("Detective, intake roster"),
    "Sergeant": _("Sergeant"),
    "Intake worker, on duty": _("Intake worker, on duty"),
    "Intake worker (alternate)": _("Intake worker (alternate)"),
    "Intake supervisor": _("Intake supervisor"),
    "Emergency nurse": _("Emergency nurse"),
    "Clinic manager": _("Clinic manager"),
    "Hotel manager": _("Hotel manager"),
    "Advocate": _("Advocate"),
    "Bus driver": _("Bus driver"),
    "Branch employee": _("Branch employee"),
    "Court officer": _("Court officer"),
    "Defense lawyer": _("Defense lawyer"),
    "Probation officer": _("Probation officer"),
    "Youth worker": _("Youth worker"),
    "Foster parent": _("Foster parent"),
    "911 dispatcher": _("911 dispatcher"),
    "Family services worker": _("Family services worker"),
    "Shift leader": _("Shift leader"),
}
NEIGHBOR = _("Take what the county's own agency may not, when someone involved works there")
# the first task of a post that differs from others of its role and sector
TASKS_BY_POST: dict[str, Any] = {
    "Detective, intake roster": _("Read what came, or raise a concern"),
    "Intake worker (alternate)": _("Stand in when the person on duty does not answer"),
    "Intake supervisor": _("See that only the roster reads what came"),
    "Duty officer, intake desk (alternate)": _("Stand in when the person on duty does not answer"),
}
TASKS: dict[tuple[str, str], Any] = {
    (Sector.COORDINATING_BODY, Role.DUTY_OFFICER): _("Confirm the route of a concern"),
    (Sector.COORDINATING_BODY, Role.COORDINATOR): _("See what is late, and nothing about a child"),
    (Sector.COORDINATING_BODY, Role.COUNSEL): _("Read the law in force"),
}
TASKS_BY_SECTOR: dict[str, Any] = {
    Sector.SCHOOLS: _("Raise a concern"),
    Sector.HEALTH_CARE: _("Raise a concern"),
    Sector.LAW_ENFORCEMENT: _("Raise a concern"),
    Sector.CHILD_WELFARE: _("Acknowledge a concern and decide"),
    Sector.HOTEL: _("Open the printed code of your property"),
    Sector.VICTIM_SERVICES: _("Report what the law asks, and nothing else"),
    Sector.FINANCIAL_INSTITUTION: _("Tell what you saw in person, and nothing from accounts"),
    Sector.TRIBAL: _("See what comes first for a child of a tribe"),
    **dict.fromkeys(
        (
            Sector.TRANSPORT,
            Sector.COURTS,
            Sector.JUVENILE_JUSTICE,
            Sector.RUNAWAY_HOMELESS_YOUTH,
            Sector.FOSTER_CARE_PROVIDER,
            Sector.EMERGENCY_DISPATCH,
            Sector.OTHER_BUSINESS,
        ),
        _("Raise a concern"),
    ),
}


def first_task(person: Person) -> Any:
    sector = person.organization.sector
    if sector == Sector.CHILD_WELFARE and person.organization.conflict_alternate_id is None:  # the one that stands in for another
        return NEIGHBOR
    return (
        TASKS_BY_POST.get(person.post)
        or TASKS.get((sector, person.role))
        or TASKS_BY_SECTOR.get(sector)
        or _("See whom to call and what the law asks")
    )


def post(person: Person) -> Any:
    """The post in the language of the page; a person of the region has one of those above."""
    return POSTS.get(person.post, person.post)
