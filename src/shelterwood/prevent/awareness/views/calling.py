"""Whom to call: lists by place and sector, a young person's lines, a parent's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.body.queries import states
from shelterwood.foundation.body.rules import STATES, helplines
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.prevent.awareness import wording
from shelterwood.prevent.awareness.forms import MissingSheet
from shelterwood.prevent.awareness.queries import lines_of_places, listening_lines, must_tell, of_missing_in_care, service_routes


@require_GET
def call(request: HttpRequest) -> HttpResponse:
    """Everybody's numbers, and the lists to print."""
    return render(request, "awareness/call.html", {"places": lines_of_places(), "sectors": wording.SECTORS})


@require_GET
def call_sector(request: HttpRequest, sector: str) -> HttpResponse:
    """One sector's call list on one page."""
    return render(request, "awareness/call_sector.html", _of(sector))


@require_GET
def card(request: HttpRequest, sector: str) -> HttpResponse:
    """The same as a card for a pocket or beside a telephone."""
    return render(request, "awareness/card.html", _of(sector))


def _of(sector: str) -> dict[str, object]:
    sector = wording.slug(sector)
    if sector not in wording.SECTORS:
        raise Http404
    return {
        "slug": sector,
        "sector": wording.SECTORS[sector][0],
        "name": wording.SECTORS[sector][1],
        "steps": wording.STEPS[sector],
        "places": lines_of_places(),
        "laws": [(state, STATES[state]) for state in states() if state in STATES],
    }


@without_account
@require_GET
def support(request: HttpRequest) -> HttpResponse:
    """For a young person: somebody who listens, before any form."""
    places = lines_of_places()
    lines = [(line, what, wording.TELLS.get(line.id, "")) for line, what in listening_lines()]
    near = [(call, service_routes(call.county) if call.county else []) for call in places]
    return render(request, "awareness/support.html", {"lines": lines, "near": near, "bed": helplines()[wording.BED], "must_tell": must_tell()})


@without_account
@require_GET
def missing_child(request: HttpRequest) -> HttpResponse:
    """For a parent: the police now."""
    context = {"places": lines_of_places(), "talk": helplines()[wording.BED], "in_care": of_missing_in_care()}
    return render(request, "awareness/missing.html", context)


@without_account
@require_http_methods(["GET", "POST"])
def missing_sheet(request: HttpRequest) -> HttpResponse:
    """What police and NCMEC ask, on one sheet to print. It lives in the page alone: nothing of it is kept or sent anywhere."""
    form = MissingSheet(request.POST or None)
    filled = form.is_bound and form.is_valid() and request.POST.get("go") != "back"
    errors = form_errors(form) if form.is_bound and request.POST.get("go") != "back" else []
    context = {
        "form": form, "filled": form.sections() if filled else [], "places": lines_of_places(), "form_errors": errors, "errors_on_page": bool(errors),
        "again": [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"],
        "hidden": [(name, request.POST.get(name, "")) for name in form.fields],
    }  # fmt: skip
    return render(request, f"awareness/missing_sheet{'_filled' if filled else ''}.html", context, status=422 if errors else 200)
