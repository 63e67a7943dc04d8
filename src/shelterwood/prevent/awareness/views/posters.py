"""The right notice on the right wall: made as PDF, recorded where it hangs, looked at again, taken down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.body.queries import the_body
from shelterwood.foundation.design.addresses import printed_address
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.paper import NoPaper
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.awareness import code_card, permissions, queries, services, signage
from shelterwood.prevent.awareness.forms import HowOften, PosterAsked, TakenDown, WhereItHangs
from shelterwood.prevent.awareness.posters import PosterError, make

if TYPE_CHECKING:
    from shelterwood_methods.statutes.training import Notice

    from shelterwood.foundation.accounts.models import Person, Site
    from shelterwood.prevent.awareness.models import Hanging

PAGE = 25
type Errors = list[tuple[str, str]]


def _now() -> datetime:
    return datetime.now(UTC)


def of_hanging(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Look up the notice that an address names, among those of the person's own organization."""

    @wraps(view)
    def inner(request: HttpRequest, hanging: UUID) -> HttpResponse:
        found = queries.hanging_of(hanging, by=person_of(request))
        if found is None:
            raise Http404
        return view(request, found)

    return signed_in(inner)


@signed_in
@require_http_methods(["GET", "POST"])
def posters(request: HttpRequest) -> HttpResponse:
    """What the law asks of each site and how it stands there; a poster to print for it or for none."""
    sites, notices = _sites_and_notices(person_of(request), _now().date())
    form = PosterAsked(request.POST or None, sites=sites, notices=notices)
    if not form.is_bound:
        return _walls(request, form)
    if not form.is_valid():
        return _walls(request, form, form_errors(form))
    try:
        return _made(request, form.cleaned_data, notices)
    except (PosterError, NoPaper) as refusal:
        return _walls(request, form, [("", str(refusal))])


def _sites_and_notices(by: Person, today: date) -> tuple[list[Site], dict[str, Notice]]:
    sites = list(queries.sites_of(by=by))
    if not sites:
        raise Http404
    signed = law.signed_mandates()
    return sites, {notice.mandate.id: notice for site in sites for _binding, notice in signage.notices_of(site, today, signed=signed)}


def _made(request: HttpRequest, asked: dict[str, Any], notices: dict[str, Notice]) -> HttpResponse:
    """The sheet that was asked for, and the note that it was made."""
    by, body, site = person_of(request), the_body(), asked["site"]
    sheets = signage.posters_for(
        site, notice=notices.get(asked["notice"]), languages=asked["languages"].split(), size=asked["size"],
        address=printed_address(request, reverse("support")), by=body.name if body else "",
    )  # fmt: skip
    number = len(sheets) if request.POST.get("sheet") == "2" else 1
    sheet = sheets[number - 1]
    made = make(sheet, settings.PRINTED_FONTS)
    services.note_print(
        by=by, site=site, notice=asked["notice"], size=signage.size_in_words(sheet.size), languages=" ".join(sheet.languages), at=_now()
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{site.county.state.lower()}-{number}-of-{len(sheets)}.pdf"'
    return response


def _walls(request: HttpRequest, form: PosterAsked, errors: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    by, today, errors = person_of(request), _now().date(), list(errors)
    page = _page(request, queries.sites_of(by=by))
    months = queries.look_every(by.organization)
    counted = [each for each in queries.posters_up(by=by, today=today) if each.organization == by.organization_id]
    context = {
        "walls": queries.walls(page, by=by, today=today),
        "page": page,
        "counts": {word: sum(getattr(each, word) for each in counted) for word in ("up", "check_due", "missing")},
        "loose": queries.loose_sheets(by=by),
        "months": months,
        "how_often": HowOften(initial={"months": months}) if permissions.chooses_how_often(by) else None,
        "form": form,
        "form_errors": errors,
        "errors_on_page": bool(errors),
    }
    return render(request, "awareness/posters/walls.html", context, status=422 if errors else 200)


def _page(request: HttpRequest, sites: Any) -> Page[Site]:
    return Paginator(sites, PAGE).get_page(request.GET.get("page"))


@signed_in
@require_POST
def how_often(request: HttpRequest) -> HttpResponse:
    """After how many months to look again."""
    by = person_of(request)
    form = HowOften(request.POST)
    if not form.is_valid():
        sites, notices = _sites_and_notices(by, _now().date())
        return _walls(request, PosterAsked(sites=sites, notices=notices), form_errors(form))
    try:
        services.choose_how_often(by=by, months=form.cleaned_data["months"], at=_now())
    except permissions.Forbidden as refusal:
        raise Http404 from refusal
    messages.success(request, _("Saved."))
    return redirect("posters")


@signed_in
@require_http_methods(["GET", "POST"])
def hang(request: HttpRequest, poster: UUID | None = None) -> HttpResponse:
    """Where a notice hangs: one that was made here, or one from elsewhere such as an official sign."""
    by, now = person_of(request), _now()
    sites, notices = _sites_and_notices(by, now.date())
    sheet = queries.sheet_of(poster, by=by) if poster else None
    if poster and sheet is None:
        raise Http404
    form = WhereItHangs(request.POST or None, sites=sites, notices=notices, sheet=sheet, today=now.date())
    errors: Errors = []
    if form.is_bound:
        errors = form_errors(form)
        if form.is_valid():
            try:
                services.hang(by=by, poster=sheet, at=now, **form.cleaned_data)
                messages.success(request, _("Recorded: it hangs there."))
                return redirect("posters")
            except services.NotPossible as refusal:
                errors = [("", str(refusal))]
    context = {"form": form, "sheet": sheet, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "awareness/posters/hang.html", context, status=422 if errors else 200)


@signed_in
@require_GET
def code(request: HttpRequest, site: UUID) -> HttpResponse:
    """The card with the printed code of one's own property, for a staff room."""
    found = queries.sites_of(by=person_of(request)).filter(pk=site, organization__sector=Sector.HOTEL).first()
    if found is None:
        raise Http404
    try:
        addresses = {language: printed_address(request, f"{before}/at/{found.property_code}") for language, before in (("en", ""), ("es", "/es"))}
        made = code_card.make(addresses=addresses, fonts=settings.PRINTED_FONTS)
    except NoPaper:
        return render(request, "awareness/learn/no_paper.html", {}, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="card.pdf"'
    return response


@of_hanging
def hanging(request: HttpRequest, found: Hanging) -> HttpResponse:
    """One notice on its wall, and its history."""
    return _shown(request, found, TakenDown())


def _shown(request: HttpRequest, found: Hanging, form: Form, errors: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    errors = list(errors)
    notice = mandates().by_id.get(found.notice)
    context = {
        "hanging": found,
        "looks": list(found.looks.all()),
        "citation": notice.citation if notice else "",
        "next_look": queries.next_look(found),
        "check_due": queries.next_look(found) <= _now().date(),
        "form": form,
        "form_errors": errors,
        "errors_on_page": bool(errors),
    }
    return render(request, "awareness/posters/hanging.html", context, status=422 if errors else 200)


@of_hanging
@require_POST
def look(request: HttpRequest, found: Hanging) -> HttpResponse:
    """Somebody saw it today, whole and easy to read."""
    try:
        services.look(found, by=person_of(request), at=_now())
    except services.NotPossible as refusal:
        return _shown(request, found, TakenDown(), [("", str(refusal))])
    messages.success(request, _("Recorded: it was looked at today."))
    return redirect("poster-hanging", found.pk)


@of_hanging
@require_POST
def take_down(request: HttpRequest, found: Hanging) -> HttpResponse:
    """It hangs no more; the reason is kept."""
    form = TakenDown(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, form_errors(form))
    services.take_down(found, by=person_of(request), why=form.cleaned_data["why"], at=_now())
    messages.success(request, _("Recorded: it hangs there no more."))
    return redirect("poster-hanging", found.pk)
