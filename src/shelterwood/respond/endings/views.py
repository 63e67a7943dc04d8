"""Counsel's pages: how long records are kept, and what is held or sealed. Numbers and categories, never a word of a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.revisions import STALE, Stale, mark
from shelterwood.gates.disclosure.vocabulary import Category
from shelterwood.respond.endings import queries, services
from shelterwood.respond.endings.forms import HoldForm, Numbered, PeriodForm, SealForm, Start, said
from shelterwood.respond.endings.permissions import keeps_records
from shelterwood.respond.endings.queries import Kept
from shelterwood.respond.endings.rules import Basis, HoldReason
from shelterwood.respond.endings.services import NotPossible
from shelterwood.respond.endings.wording import BASES, CATEGORIES, HOLD_REASONS, KINDS

PAGE = 25


def _now() -> datetime:
    return datetime.now(UTC)


def counsel(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For counsel of the body; to everybody else the page does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not keeps_records(person_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(inner)


# --- periods ----------------------------------------------------------------------------------------------------


@counsel
@require_GET
def retention(request: HttpRequest) -> HttpResponse:
    """Every category: its period, whether it was started, and how many records lie in it."""
    rows = [(each, CATEGORIES[each.category]) for each in queries.standings(by=person_of(request)) or ()]
    return render(request, "endings/retention.html", {"rows": rows, "zone": _zone(request)})


@counsel
@require_http_methods(["GET", "POST"])
def period(request: HttpRequest, category: str) -> HttpResponse:
    """Set the period of one category. Where another set it meanwhile both stand here."""
    name, now, by = _category(category), queries.period_values(category), person_of(request)
    form = PeriodForm(request.POST or None, initial=now, seen=mark(now))
    stale = False
    if form.is_bound and form.is_valid():
        try:
            services.set_period(category, **said(form), seen=form.seen, by=by, at=_now())
            return redirect("retention")
        except Stale:
            stale = True
    beside = form.set_beside() if stale else []
    errors = [("", str(STALE))] if stale else form_errors(form) if form.is_bound else []
    context = {"name": name, "form": form, "stale": beside, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "endings/period.html", context, status=409 if stale else 422 if errors else 200)


@counsel
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, category: str) -> HttpResponse:
    """What tonight would destroy, number by number; and once it was looked at, the start."""
    name, by, at = _category(category), person_of(request), _now()
    problem = ""
    if request.method == "POST":
        form = Start(request.POST)
        try:
            if form.is_valid():
                services.start_period(category, count=form.cleaned_data["count"], by=by, at=at)
                return redirect("retention")
        except NotPossible as refusal:
            problem = str(refusal)
    found = queries.would_end(category, by=by, at=at) or []
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "name": name, "category": category, "period": queries.periods().get(category), "count": len(found), "page": page, "zone": _zone(request),
        "rows": [(each, KINDS[each.kind]) for each in page], "form_errors": [("", problem)] if problem else [], "errors_on_page": bool(problem),
    }  # fmt: skip
    return render(request, "endings/preview.html", context, status=422 if problem else 200)


def _category(category: str) -> Any:
    if category not in set(Category):
        raise Http404
    return CATEGORIES[category]


def _zone(request: HttpRequest) -> str:
    return str(person_of(request).organization.county.time_zone)


# --- hold and seal ----------------------------------------------------------------------------------------------


@counsel
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """What is held and what is sealed, and the forms for both."""
    return _records(request)


def _records(request: HttpRequest, form: django_forms.Form | None = None, problem: str = "") -> HttpResponse:
    by = person_of(request)
    holds, seals = (Paginator(found or [], PAGE) for found in (queries.live_holds(by=by), queries.live_seals(by=by)))
    longer, asked = max(holds, seals, key=lambda each: each.num_pages), request.GET.get("page")
    page = longer.get_page(asked)
    errors = [("", problem)] if problem else (form_errors(form) if form else [])
    context = {
        "holds": [(each, HOLD_REASONS[each.row.reason]) for each in _on(holds, page.number)],  # type: ignore[union-attr, index]
        "seals": [(each, BASES[each.row.basis]) for each in _on(seals, page.number)],  # type: ignore[union-attr, index]
        "page": page,
        "zone": _zone(request),
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "hold": form if isinstance(form, HoldForm) else HoldForm(auto_id="hold_%s"),
        "seal": form if isinstance(form, SealForm) else SealForm(auto_id="seal_%s"),
    }
    return render(request, "endings/records.html", context, status=422 if errors else 200)


def _on(paginator: Paginator[Kept], number: int) -> list[Kept]:
    """One page of a list; nothing where the other list is longer."""
    return list(paginator.page(number)) if number <= paginator.num_pages else []


def _do(request: HttpRequest, form: django_forms.Form, verb: Callable[[dict[str, Any]], None]) -> HttpResponse:
    if not form.is_valid():
        return _records(request, form)
    try:
        verb(form.cleaned_data)
    except NotPossible as problem:
        return _records(request, form, str(problem))
    return redirect("records")


@counsel
@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    form = HoldForm(request.POST, auto_id="hold_%s")
    return _do(request, form, lambda words: services.hold(words["number"], reason=HoldReason(words["reason"]), by=person_of(request), at=_now()))


@counsel
@require_POST
def lift(request: HttpRequest) -> HttpResponse:
    return _do(request, Numbered(request.POST), lambda words: services.lift(words["number"], by=person_of(request), at=_now()))


@counsel
@require_POST
def seal(request: HttpRequest) -> HttpResponse:
    form = SealForm(request.POST, auto_id="seal_%s")
    return _do(request, form, lambda words: services.seal(words["number"], basis=Basis(words["basis"]), by=person_of(request), at=_now()))


@counsel
@require_POST
def open_seal(request: HttpRequest) -> HttpResponse:
    return _do(request, Numbered(request.POST), lambda words: services.open_seal(words["number"], by=person_of(request), at=_now()))
