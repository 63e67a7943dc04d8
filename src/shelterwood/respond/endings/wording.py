"""Categories, bases and reasons in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.gates.disclosure.vocabulary import Category
from shelterwood.respond.endings.rules import Basis, HoldReason

CATEGORIES: dict[str, Any] = {
    Category.EDUCATION: _("Schools"),
    Category.HEALTH: _("Health care"),
    Category.SUBSTANCE_USE: _("Substance use treatment"),
    Category.VICTIM_SERVICE: _("Victim services"),
    Category.CHILD_WELFARE: _("Child welfare"),
    Category.INVESTIGATIVE: _("Police"),
    Category.JUVENILE_COURT: _("Juvenile court"),
    Category.PRIVILEGED: _("Privileged"),
    Category.FINANCIAL: _("Banks"),
    Category.GENERAL: _("General, such as what came without an account"),
}
KINDS: dict[str, Any] = {"concern": _("Concern"), "note": _("Note on a decision"), "run": _("Run of a protocol")}
BASES = {Basis.COURT_ORDER: _("Order of a court"), Basis.COUNSEL: _("Decision of counsel")}
HOLD_REASONS = {
    HoldReason.COURT: _("A case before a court"),
    HoldReason.INVESTIGATION: _("An investigation"),
    HoldReason.REQUEST: _("A request for records"),
    HoldReason.OTHER: _("Another reason, in counsel's own file"),
}
