"""The words of the library's pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.protocols.rules.model import Kind

KINDS: dict[str, Any] = {
    Kind.PROTOCOL: _("Protocol"),
    Kind.POLICY: _("Policy"),
    Kind.PATHWAY: _("Pathway"),
    Kind.CARD: _("Card"),
    Kind.CHECKLIST: _("Checklist"),
    Kind.SESSION: _("Session plan"),
}
SECTORS: dict[str, Any] = {
    Sector.SCHOOLS: _("Schools"),
    Sector.LAW_ENFORCEMENT: _("Police"),
    Sector.HEALTH_CARE: _("Health care"),
    Sector.HOTEL: _("Hotels"),
    Sector.TRANSPORT: _("Transport"),
    Sector.FINANCIAL_INSTITUTION: _("Banks"),
    Sector.JUVENILE_JUSTICE: _("Courts and probation"),
    Sector.CHILD_WELFARE: _("Child welfare"),
    Sector.RUNAWAY_HOMELESS_YOUTH: _("Youth shelters and programs"),
    Sector.OTHER_BUSINESS: _("Other businesses"),
}
