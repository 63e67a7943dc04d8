"""The words of the law pages: sectors and receivers in both languages; the row's own English stands beside its citation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

SECTORS: dict[str, Any] = {
    Sector.SCHOOLS: _("Schools"),
    Sector.LAW_ENFORCEMENT: _("Police"),
    Sector.VICTIM_SERVICES: _("Victim services"),
    Sector.HOTEL: _("Hotels"),
    Sector.TRANSPORT: _("Transport"),
    Sector.FINANCIAL_INSTITUTION: _("Banks"),
    Sector.COURTS: _("Courts"),
    Sector.DEFENSE_ATTORNEY: _("Defense lawyers"),
    Sector.HEALTH_CARE: _("Health care"),
    Sector.CHILD_WELFARE: _("Child welfare"),
    Sector.JUVENILE_JUSTICE: _("Probation and detention"),
    Sector.RUNAWAY_HOMELESS_YOUTH: _("Youth programs"),
    Sector.FOSTER_CARE_PROVIDER: _("Foster parents"),
    Sector.EMERGENCY_DISPATCH: _("Emergency dispatch"),
    Sector.TRIBAL: _("Tribal nations"),
    Sector.OTHER_BUSINESS: _("Other businesses"),
    Sector.COMMUNITY_REPORTER: _("Everybody"),
}

RECEIVERS: dict[str, Any] = {
    Sector.CHILD_WELFARE: _("child protection"),
    Sector.LAW_ENFORCEMENT: _("police or sheriff"),
    Sector.TRIBAL: _("tribal child protection or tribal police"),
    Sector.NCMEC: _("the National Center for Missing and Exploited Children"),
    Sector.FEDERAL_HHS: _("the federal Department of Health and Human Services"),
    Sector.CHILDRENS_ADVOCACY_CENTER: _("the child advocacy center"),
    Sector.STATE_AGENCY: _("the state agency"),
    Sector.HOTLINE: _("the hotline"),
    Sector.COURTS: _("the court"),
    Sector.NCIC: _("the national police register (NCIC)"),
}
