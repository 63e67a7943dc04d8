from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from shelterwood.foundation.accounts.queries import intake_desk
from shelterwood.project.help.queries import shown
from shelterwood.project.help.reading import topics_by_page


def help_with(request: HttpRequest) -> dict[str, Any]:
    """The topic of the page that is asked for, its text where it stands in the page, and the desk to call for who cannot sign in."""
    match = request.resolver_match
    topic = topics_by_page(get_language() or "en").get(match.url_name or "") if match else None
    return {
        "help_topic": topic,
        "help_sections": shown(topic.sections) if topic and topic.here else [],
        "help_desk": SimpleLazyObject(intake_desk),
    }
