"""A helpline as a page shows it: name, number, hours and what must be known about it, in the language of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shelterwood.foundation.body.rules import Helpline
from shelterwood.foundation.design.templatetags.design import phone

register = template.Library()


@register.simple_tag
def helpline(line: Helpline) -> SafeString:
    language = get_language() or "en"
    details = ". ".join(text.rstrip(".") for text in (line.hours[language], line.notes[language]) if text)
    number = phone(line.phone) if line.phone else ""
    return format_html('<strong>{}</strong> {} <span class="usa-hint">{}</span>', line.names[language], number, details)


@register.filter
def named(line: Helpline) -> str:
    return line.names[get_language() or "en"]
