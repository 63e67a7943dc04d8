"""When a draft was saved, in words."""

from typing import Any

from django import template

from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.views import saved_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def saved(context: template.Context, draft: Draft) -> Any:
    return saved_in_words(draft, context["request"].user.organization.county.time_zone)
