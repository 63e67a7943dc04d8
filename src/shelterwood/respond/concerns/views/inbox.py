"""The agencies' inbox."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.body.queries import counties
from shelterwood.respond.concerns import queries, wording
from shelterwood.respond.concerns.rules import READ_CONCERNS
from shelterwood.respond.concerns.views.acting import principal_of

LAST_PAGE = 40


@signed_in
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    by = principal_of(request)
    if by.organization.sector not in READ_CONCERNS:
        raise Http404
    page = _page(request)
    everything = request.GET.get("show") == "all"
    places = counties()
    county = next((each for each in places if str(each.pk) == request.GET.get("county")), None)
    rows, more = queries.inbox(by=by, open_only=not everything, county=county.pk if county else None, page=page)
    context = {
        "rows": [(row, wording.SECTOR_NAMES.get(row.sector, row.sector)) for row in rows],
        "page": page,
        "previous_page": _address(request, page - 1) if page > 1 else "",
        "next_page": _address(request, page + 1) if more and page < LAST_PAGE else "",
        "everything": everything,
        "counties": places,
        "county": county,
        "now": datetime.now(UTC),
    }
    return render(request, "concerns/inbox.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(LAST_PAGE, max(1, int(asked))) if asked.isdecimal() and len(asked) < 5 else 1


def _address(request: HttpRequest, page: int) -> str:
    """The same list at another page. Filters here are a county and a word, never anything about a person."""
    words = QueryDict(mutable=True)
    words.update({name: request.GET[name] for name in ("show", "county") if name in request.GET})
    words["page"] = str(page)
    return f"{request.path}?{words.urlencode()}"
