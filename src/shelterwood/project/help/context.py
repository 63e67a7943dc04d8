from contextlib import suppress
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from shelterwood.foundation.accounts.queries import intake_desk
from shelterwood.project.help.queries import shown
from shelterwood.project.help.reading import topics_by_page
from shelterwood.project.help.rules import Topic


def help_with(request: HttpRequest) -> dict[str, Any]:
    """The topic of the page that is asked for, its text where it stands in the page, and the desk to call for who cannot sign in."""
    topic = _topic(request)
    return {
        "help_topic": topic,
        "help_sections": shown(topic.sections) if topic and topic.here else [],
        "help_desk": SimpleLazyObject(intake_desk),
    }


def _topic(request: HttpRequest) -> Topic | None:
    """Of the page itself; a form that was not taken shows its page at an address of its own, whose page lies above it."""
    topics, match, path = topics_by_page(get_language() or "en"), request.resolver_match, request.path
    while match and match.url_name not in topics and path:
        path = path.rpartition("/")[0]
        with suppress(Resolver404):
            match = resolve(path)
    return topics.get(match.url_name or "") if match else None
