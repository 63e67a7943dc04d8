from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.body.queries import counties, states, the_body
from shelterwood.foundation.body.rules import STATES, helplines
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.foundation.design.paper import NoPaper
from shelterwood.prevent.awareness import signage, wording
from shelterwood.prevent.awareness.forms import PosterAsked
from shelterwood.prevent.awareness.posters import PosterError, make
from shelterwood.prevent.awareness.queries import Calls, lines_to_call, service_routes
from shelterwood.prevent.awareness.rules import KINDS, signs_of


@require_GET
def call(request: HttpRequest) -> HttpResponse:
    """Everybody's numbers, and the lists to print."""
    return render(request, "awareness/call.html", {"places": _places(), "sectors": wording.SECTORS})


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
        "places": _places(),
        "laws": [(state, STATES[state]) for state in states() if state in STATES],
    }


def _places() -> list[Calls]:
    return [lines_to_call(county) for county in counties()] or [lines_to_call(None)]


@require_GET
def warning_signs(request: HttpRequest) -> HttpResponse:
    """The signs one can see, by role, each with why it matters, what else it can be, and its source."""
    role = request.GET.get("role", "public")
    if role not in wording.SIGN_ROLES:
        raise Http404
    signs = signs_of(role)
    language = get_language() or "en"
    groups = [(wording.KINDS[kind], [(sign, sign.text(language), sign.reasons[language]) for sign in signs if sign.kind == kind]) for kind in KINDS]
    context = {
        "role": role,
        "role_name": wording.SIGN_ROLES[role],
        "roles": wording.SIGN_ROLES.items(),
        "groups": [group for group in groups if group[1]],
    }
    return render(request, "awareness/signs.html", context)


@without_account
@require_GET
def support(request: HttpRequest) -> HttpResponse:
    """For a young person: somebody who listens, before any form."""
    places = _places()
    listening = [(helplines()[line], what) for line, what in wording.LISTENING.items() if line in helplines()]
    near = [(call, service_routes(call.county) if call.county else []) for call in places]
    return render(request, "awareness/support.html", {"lines": listening, "near": near, "bed": helplines()[wording.BED]})


@without_account
@require_GET
def missing_child(request: HttpRequest) -> HttpResponse:
    """For a parent: the police now."""
    return render(request, "awareness/missing.html", {"places": _places(), "talk": helplines()[wording.BED]})


@signed_in
@require_http_methods(["GET", "POST"])
def posters(request: HttpRequest) -> HttpResponse:
    """The right notice on the right wall: which the law asks of each site, and a poster to print for it or for none."""
    sites = list(person_of(request).organization.sites.select_related("county", "organization"))
    if not sites:
        raise Http404
    today = datetime.now(UTC).date()
    found = [(site, signage.notices_of(site, today)) for site in sites]
    notices = {notice.mandate.id: notice for _, each in found for _, notice in each}
    form = PosterAsked(
        request.POST or None,
        sites=[(str(site.pk), site.name) for site in sites],
        notices=[(identifier, f"{notice.mandate.citation} ({identifier})") for identifier, notice in notices.items()],
    )
    problem = ""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        site = next(each for each in sites if str(each.pk) == said["site"])
        body = the_body()
        try:
            asked = signage.posters_for(
                site, notice=notices.get(said["notice"]), languages=said["languages"].split(), size=said["size"],
                address=request.build_absolute_uri(reverse("support")), by=body.name if body else "",
            )  # fmt: skip
            number = len(asked) if request.POST.get("sheet") == "2" else 1
            made = make(asked[number - 1], settings.PRINTED_FONTS)
            response = HttpResponse(made, content_type="application/pdf")
            response["Content-Disposition"] = f'inline; filename="poster-{site.county.state.lower()}-{number}-of-{len(asked)}.pdf"'
            return response
        except (PosterError, NoPaper) as refusal:
            problem = str(refusal)
    errors = [("", problem)] if problem else (form_errors(form) if form.is_bound else [])
    context = {"found": found, "form": form, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "awareness/posters.html", context, status=422 if errors else 200)
