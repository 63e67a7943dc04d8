"""A duty in the words of the page: to whom, and within what."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from shelterwood_methods.statutes import Duty

from shelterwood.gates.law import wording

register = template.Library()


@register.simple_tag
def receivers(sectors: Iterable[str]) -> str:
    """Who may take the report, as a list in words."""
    return ", ".join(str(wording.RECEIVERS.get(sector, sector.replace("_", " "))) for sector in sectors)


@register.simple_tag
def heading(duty: Duty) -> Any:
    """What kind of duty it is, in words."""
    return wording.KINDS.get(duty.kind) or wording.MODALITIES[duty.modality]


@register.simple_tag
def facts_in_words(names: Iterable[str]) -> str:
    """Facts that would settle whether a duty applies."""
    return "; ".join(str(wording.FACTS[name]) for name in names)


@register.simple_tag
def limit(duty: Duty) -> Any:
    """The outer limit of the law in words."""
    number = duty.deadline_value or 0
    match duty.deadline_unit:
        case "hours":
            return ngettext("within %(number)s hour", "within %(number)s hours", number) % {"number": number}
        case "days":
            return ngettext("within %(number)s day", "within %(number)s days", number) % {"number": number}
        case "hours_excl_weekends_holidays":
            return _("within %(number)s hours, weekends and holidays not counted") % {"number": number}
    return ""
