from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from shelterwood.foundation.design.forms import without_account
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.project.help import queries, wording
from shelterwood.project.help.reading import sheets, topics
from shelterwood.project.help.rules import EVERYBODY, REFUSED


def _language() -> str:
    return get_language() or "en"


@without_account
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everything there is to read, one's own first."""
    by = request.user if request.user.is_authenticated else None
    found = queries.index(_language(), by=by)
    groups = [(wording.GROUPS[group], entries) for group, entries in found.groups if entries]
    return render(request, "help/index.html", {"found": found, "groups": groups, "call": lines_to_call(None)})


@without_account
@require_GET
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Help with one page."""
    found = topics()[_language()].get(name)
    if found is None:
        raise Http404
    roles = [sheets()[_language()][role] for role in found.roles if role != EVERYBODY]
    context = {
        "topic": found, "sections": queries.shown(found.sections), "roles": roles, "opens": queries.opens(found), "longer": found.more and f"docs/{found.more}",
        "locked_out": found.name in ("sign-in", REFUSED),
        "call": lines_to_call(None),
    }  # fmt: skip
    return render(request, "help/topic.html", context)


@without_account
@require_GET
def role(request: HttpRequest, name: str) -> HttpResponse:
    """What one role needs, on one sheet of paper when printed."""
    found = sheets()[_language()].get(name)
    if found is None:
        raise Http404
    context = {
        "sheet": found,
        "sections": queries.shown(found.sections),
        "limits": queries.limits(found, datetime.now(UTC)),
        "call": lines_to_call(None),
    }
    return render(request, "help/role.html", context)
