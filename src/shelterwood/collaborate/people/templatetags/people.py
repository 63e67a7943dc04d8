"""Days that a signed review keeps as text."""

from datetime import datetime

from django import template

from shelterwood.foundation.design.times import day_in_words

register = template.Library()


@register.filter
def written_day(text: str) -> str:
    """A moment in ISO 8601 as a day in words."""
    return day_in_words(datetime.fromisoformat(text))
