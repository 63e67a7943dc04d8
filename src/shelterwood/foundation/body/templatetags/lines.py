"""Lines and counties as a page shows them: name, number, hours and what must be known, in the language of the page."""

import re
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shelterwood.foundation.body import queries
from shelterwood.foundation.body.models import County, Line
from shelterwood.foundation.body.rules import Helpline, LinePurpose, state_lines
from shelterwood.foundation.design.templatetags.design import phone

register = template.Library()

NUMBER = re.compile(r"\b(?:(?:1-)?\d{3}-\d{3}-\d{4}|911|988)\b")
KINDS_OF_PLACE = {" County": "Condado de ", " Parish": "Parroquia de "}

type CountyLines = tuple[County, list[Line]]


@register.filter
def linked(text: Any) -> SafeString:
    """A sentence with each telephone number in it as a link."""
    return mark_safe(NUMBER.sub(lambda number: phone(number.group()), escape(str(text))))  # escaped before the links are put in


@register.simple_tag
def helpline(line: Helpline) -> SafeString:
    language = get_language() or "en"
    told = [text.rstrip(".") for text in (line.hours[language], line.notes[language]) if text]
    if not line.phone:
        told.append(_("Call 911, or ask 911 for the county's child protection line.").rstrip("."))
    number = phone(line.phone) if line.phone else ""
    return format_html('<strong>{}</strong> {} <span class="usa-hint">{}</span>', line.names[language], number, linked(". ".join(told)))


@register.filter
def named(line: Helpline) -> str:
    return line.names[get_language() or "en"]


@register.simple_tag
def county_line(line: Any, purpose: str = "") -> SafeString:
    """A county's own line. What it is for stands before its name only where the name does not say so itself."""
    spanish = get_language() == "es"
    name = (getattr(line, "name_es", "") if spanish else "") or line.name
    hours = (line.hours_es if spanish else "") or line.hours
    if purpose and purpose.casefold() not in name.casefold():
        return format_html('<strong>{}</strong> {} {} <span class="usa-hint">{}</span>', purpose, name, phone(line.phone), hours)
    return format_html('<strong>{}</strong> {} <span class="usa-hint">{}</span>', name, phone(line.phone), hours)


@register.simple_tag
def own_lines(state: str = "") -> list[CountyLines]:
    """The body's counties that have a child-protection line of their own, with it; those of one state, if it is named."""
    found = [(each, queries.county_lines(each, LinePurpose.CHILD_PROTECTION)) for each in queries.counties() if state in ("", each.state)]
    return [(each, lines) for each, lines in found if lines]


@register.simple_tag
def statewide(places: list[CountyLines]) -> list[Helpline]:
    """Lines of the body's states beside those of counties: that a state has no number need not be said where a county's stands."""
    covered = {each.state for each, _lines in places}
    return [line for state in queries.states() for line in state_lines(state) if line.phone or state not in covered]


@register.filter
def county(place: Any) -> str:
    """A county's name in the language of the page: `Alder County`, `Condado de Alder`."""
    name = str(place)
    if get_language() == "es":
        for ending, beginning in KINDS_OF_PLACE.items():
            if name.endswith(ending):
                return beginning + name.removesuffix(ending)
    return name
