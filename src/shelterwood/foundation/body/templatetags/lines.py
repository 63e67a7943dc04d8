"""A helpline as a page shows it: name, number, hours and what must be known about it, in the language of the page."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shelterwood.foundation.body.rules import Helpline, in_spanish
from shelterwood.foundation.design.templatetags.design import phone

register = template.Library()


@register.simple_tag
def helpline(line: Helpline) -> SafeString:
    """Texts without a translation keep their English and say so to screen readers."""
    spanish = in_spanish(line.id) if get_language() == "es" else None
    attribute = SafeString(' lang="en"') if get_language() == "es" and spanish is None else SafeString("")
    name, hours, note = (spanish.name, spanish.hours, spanish.note) if spanish else (line.name, line.hours, line.note)
    details = [text for text in (hours, note) if text]
    return format_html(
        '<span{}><strong>{}</strong></span> {} <span class="usa-hint"{}>{}</span>',
        attribute,
        name,
        phone(line.phone) if line.phone else "",
        attribute,
        format_html_join("; ", "{}", ((text,) for text in details)),
    )
