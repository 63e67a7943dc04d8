"""The pages with which the body keeps its own house: routing, lines, mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.collaborate.region import permissions, queries, services
from shelterwood.collaborate.region.forms import ConsultantForm, LineForm, RoutingForm
from shelterwood.collaborate.region.wording import PURPOSES
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.body import queries as body
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.revisions import STALE, Revised, Stale, mark
from shelterwood.foundation.notify.queries import failed
from shelterwood.foundation.notify.wording import MAIL_FAULTS
from shelterwood.respond.concerns.queries import intake_points
from shelterwood.respond.consultations import queries as consultations

if TYPE_CHECKING:
    from shelterwood.foundation.body.models import Line

PAGE = 25


def _now() -> datetime:
    return datetime.now(UTC)


def keeper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For people who keep the house; what they may not do looks to them as if it did not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not queries.sees_house(person_of(request)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except permissions.Forbidden as refusal:
            raise Http404 from refusal

    return signed_in(inner)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with: nothing at all is an answer too."""
    return request.POST if request.method == "POST" else None


def _allowed(allowed: bool) -> None:
    if not allowed:
        raise Http404


# --- routing ------------------------------------------------------------------------------------------------------


@keeper
@require_GET
def routing(request: HttpRequest) -> HttpResponse:
    """Every county: which agencies take its reports, who stands in, and how far their rosters reach."""
    by = person_of(request)
    context = {
        "rows": queries.routing(by=by, at=_now()), "may_change": permissions.keeps_routing(by), "law_signed": queries.law_signed(),
        "saved": "saved" in request.GET,
    }  # fmt: skip
    return render(request, "region/routing.html", context)


@keeper
@require_http_methods(["GET", "POST"])
def routing_of(request: HttpRequest, county: UUID) -> HttpResponse:
    """Change one county's table."""
    by, found = person_of(request), body.county(county)
    _allowed(found is not None and permissions.keeps_routing(by))
    assert found is not None
    seen = mark(queries.routing_values(found))
    form, stale = RoutingForm(_sent(request), agencies=accounts.receivers(), present=intake_points(found), seen=seen), False
    if form.is_bound and form.is_valid():
        try:
            services.keep_routing(found, rows=form.rows(), seen=form.seen, by=by, at=_now())
            return redirect(reverse("region-routing") + "?saved=yes")
        except Stale:
            stale = True
    return _changed(request, "region/routing_of.html", form, {"county": found}, stale=stale)


def _changed(request: HttpRequest, template: str, form: Revised, context: dict[str, Any], *, stale: bool) -> HttpResponse:
    """A form for what another may change too: as it stands, with its faults, or beside what another saved meanwhile."""
    beside = form.set_beside() if stale else []
    errors = [("", str(STALE))] if stale else form_errors(form)
    shown = {"form": form, "stale": beside, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, template, context | shown, status=409 if stale else 422 if errors else 200)


# --- who answers questions ----------------------------------------------------------------------------------------


@keeper
@require_GET
def consultants(request: HttpRequest) -> HttpResponse:
    """Every county: who answers questions that name no child."""
    by = person_of(request)
    context = {"rows": queries.consultants(by=by), "may_change": permissions.keeps_consultants(by), "saved": "saved" in request.GET}
    return render(request, "region/consultants.html", context)


@keeper
@require_http_methods(["GET", "POST"])
def consultant_of(request: HttpRequest, county: UUID) -> HttpResponse:
    """Name an agency of the area, then one of its people and who stands in; without a person, whoever is on duty there."""
    by, found = person_of(request), body.county(county)
    _allowed(found is not None and permissions.keeps_consultants(by))
    assert found is not None
    form = ConsultantForm(
        _sent(request),
        agencies=[each for each in accounts.every_organization() if each.ended_at is None],
        people=accounts.people_of,
        present=consultations.consultants().get(found.pk),
    )
    if form.is_bound and request.POST.get("go") == "save" and form.is_valid():
        services.keep_consultant(found, **form.chosen(), by=by, at=_now())
        return redirect(reverse("region-consultants") + "?saved=yes")
    errors = form_errors(form) if request.POST.get("go") == "save" else []
    context = {"form": form, "county": found, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "region/consultant_of.html", context, status=422 if errors else 200)


# --- lines --------------------------------------------------------------------------------------------------------


@keeper
@require_GET
def lines(request: HttpRequest) -> HttpResponse:
    """Every county's own numbers, and when somebody last rang each."""
    by = person_of(request)
    page = Paginator(queries.lines(by=by, at=_now()) or [], PAGE).get_page(request.GET.get("page"))
    rows = [(each, PURPOSES.get(each.line.purpose, each.line.purpose)) for each in page]  # type: ignore[call-overload]
    return render(request, "region/lines.html", {"rows": rows, "page": page, "may_change": permissions.keeps_lines(by)})


@keeper
@require_http_methods(["GET", "POST"])
def line_new(request: HttpRequest) -> HttpResponse:
    """Enter a number."""
    return _line_page(request, None)


@keeper
@require_http_methods(["GET", "POST"])
def line_edit(request: HttpRequest, line: int) -> HttpResponse:
    """Change a number or what is said of it."""
    return _line_page(request, _line(line))


def _line(identifier: int) -> Line:
    found = body.line(identifier)
    if found is None:
        raise Http404
    return found


def _line_page(request: HttpRequest, line: Line | None) -> HttpResponse:
    by = person_of(request)
    _allowed(permissions.keeps_lines(by))
    now = body.line_values(line) if line else {}
    form, stale = LineForm(_sent(request), counties=body.counties(), initial=now, seen=mark(now)), False
    if form.is_bound and form.is_valid():
        try:
            services.keep_line(line, by=by, at=_now(), **form.cleaned_data)
            return redirect("region-lines")
        except Stale:
            stale = True
    return _changed(request, "region/line.html", form, {"line": line}, stale=stale)


@keeper
@require_POST
def line_ring(request: HttpRequest, line: int) -> HttpResponse:
    services.ring_line(_line(line), by=person_of(request), at=_now())
    return redirect("region-lines")


@keeper
@require_http_methods(["GET", "POST"])
def line_end(request: HttpRequest, line: int) -> HttpResponse:
    """Ask once, then take the line off every page."""
    by, found = person_of(request), _line(line)
    _allowed(permissions.keeps_lines(by))
    if request.method == "POST":
        services.end_line(found, by=by, at=_now())
        return redirect("region-lines")
    return render(request, "region/line_end.html", {"line": found})


# --- mail ---------------------------------------------------------------------------------------------------------


@keeper
@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Where notices go out, a test to oneself, and what no server took yet."""
    by = person_of(request)
    _allowed(permissions.keeps_mail(by))
    tested = services.send_test(by=by, at=_now()) if request.method == "POST" else None
    page = Paginator(failed(), PAGE).get_page(request.GET.get("page"))
    context = {
        "server": settings.MAIL, "rows": [(each, MAIL_FAULTS.get(each.fault, "")) for each in page], "page": page,  # type: ignore[call-overload]
        "sent": tested == "", "fault": MAIL_FAULTS.get(tested) if tested else None,  # type: ignore[call-overload]
        "zone": by.organization.county.time_zone, "address": by.email,
    }  # fmt: skip
    return render(request, "region/mail.html", context)


@keeper
@require_POST
def mail_again(request: HttpRequest) -> HttpResponse:
    services.try_mail_again(by=person_of(request), at=_now())
    return redirect("region-mail")
