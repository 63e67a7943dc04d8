"""The words of the library's pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.protocols.rules.clocks import Quiet
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
AGES: dict[str, Any] = {
    "under_11": _("under 11"),
    "11_13": _("11 to 13"),
    "14_17": _("14 to 17"),
    "18_up": _("18 and over"),
    "mixed": _("mixed ages"),
}
QUIET: dict[str, Any] = {
    Quiet.NOT_ADOPTED: _("Your organization did not adopt this time limit."),
    Quiet.NOT_STARTED: _("Its time limit has not begun: say when that happened from which it runs."),
    Quiet.NO_ROW: _("We hold no row of law for your state. Do it at once."),
    Quiet.NO_NUMBER: _("The law names no number."),
    Quiet.NOT_CONFIRMED: _("The row of law is too weak to give a time before counsel signed it. Do it at once."),
}
