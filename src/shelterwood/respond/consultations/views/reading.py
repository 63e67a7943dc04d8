"""The thread of a question: for whoever asked, by receipt number or account, and for whoever may answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.respond.concerns.forms import Receipt
from shelterwood.respond.concerns.views.acting import principal_of
from shelterwood.respond.concerns.wording import AGES
from shelterwood.respond.consultations import queries, services, wording
from shelterwood.respond.consultations.forms import Advice, More, Words
from shelterwood.respond.consultations.permissions import Forbidden
from shelterwood.respond.consultations.queries import Thread
from shelterwood.respond.consultations.rules import Side, may_type

if TYPE_CHECKING:
    from shelterwood.gates.disclosure.rules import Principal
    from shelterwood.respond.consultations.models import Consultation

PAGE = 25
guessing = Throttle(free=3, longest=42)
adding = Throttle(free=20, longest=600)


# --- with a receipt number ----------------------------------------------------------------------------------------


@without_account
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Come back with the number. It travels in the body of the request, never in an address."""
    if request.method == "GET":
        return render(request, "consultations/receipt.html", {"form": Receipt()})
    form = Receipt(request.POST)
    found = form.find(queries.by_receipt, brake=guessing, source=request.META.get("REMOTE_ADDR", ""))
    if found is None:
        return render(request, "consultations/receipt.html", {"form": form, "form_errors": form_errors(form), "errors_on_page": True}, status=422)
    digits = form.cleaned_data["receipt"]
    return _act(request, found, by=None, held=digits)


# --- with an account ----------------------------------------------------------------------------------------------


@signed_in
@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """What one asked, and what one may answer."""
    by = principal_of(request)
    asked = Paginator(queries.own(by=by), PAGE).get_page(request.GET.get("page"))
    answering = Paginator(queries.to_answer(by=by), PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": _named(queries.rows(asked, by=by)),
        "answering": _named(queries.rows(answering, by=by)),
        "answers": queries.answers_for_anybody(by=by),
        "page": asked if asked.paginator.num_pages >= answering.paginator.num_pages else answering,
        "may_type": may_type(by.organization.sector),
    }
    return render(request, "consultations/consultations.html", context)


def _named(rows: list[queries.Row]) -> list[tuple[queries.Row, Any]]:
    return [(row, wording.role_name(row.role)) for row in rows]


@signed_in
@require_http_methods(["GET", "POST"])
def consultation(request: HttpRequest, question: str) -> HttpResponse:
    """One question for whoever asked it or may answer it; for everybody else there is none."""
    by = principal_of(request)
    seen = queries.thread(question, by=by)
    if seen is None:
        raise Http404
    if request.method == "GET":
        return _page(request, seen, held="")
    try:
        return _act(request, seen.consultation, by=by, held="")
    except Forbidden as refusal:
        raise Http404 from refusal


# --- the same for both --------------------------------------------------------------------------------------------


def _act(request: HttpRequest, found: Consultation, *, by: Principal | None, held: str) -> HttpResponse:
    """Do what was pressed; without a word of the list the thread is shown."""
    match request.POST.get("do"):
        case "add":
            return _write(request, found, More(request.POST), _add, by=by, held=held)
        case "advise" if by:
            return _write(request, found, Advice(request.POST), _advise, by=by, held=held)
        case "stay":  # the other language: what was typed goes along
            return _page(request, _read(found, by), held=held, typed=request.POST.get("words", ""))
        case "end":
            services.end(found, at=datetime.now(UTC), by=by)
        case "report":
            services.begin_report(found, at=datetime.now(UTC), by=by)
            return _hand_over(request, found, by=by)
    return _again(request, found, by=by, held=held)


def _write(
    request: HttpRequest,
    found: Consultation,
    form: Words,
    verb: Callable[[Consultation, Words, Principal | None], None],
    *,
    by: Principal | None,
    held: str,
) -> HttpResponse:
    if form.is_valid() and held and (wait := adding.take(held)):
        form.add_error("words", _("Many additions came within a short time. Try again in %(n)s seconds.") % {"n": wait})
    if not form.is_valid():
        return _page(request, _read(found, by), held=held, form=form)
    verb(found, form, by)
    return _again(request, found, by=by, held=held)


def _add(found: Consultation, form: Words, by: Principal | None) -> None:
    services.add(found, words=form.cleaned_data["words"], kept=form.kept, at=datetime.now(UTC), by=by)


def _advise(found: Consultation, form: Words, by: Principal | None) -> None:
    assert by is not None
    services.answer(found, words=form.cleaned_data["words"], kept=form.kept, language=get_language() or "en", at=datetime.now(UTC), by=by)


def _again(request: HttpRequest, found: Consultation, *, by: Principal | None, held: str) -> HttpResponse:
    if by:
        return redirect("consultation", question=found.reference)
    fresh = queries.by_receipt(held)
    assert fresh is not None
    return _page(request, _read(fresh, None), held=held)


def _read(found: Consultation, by: Principal | None) -> Thread:
    seen = queries.thread(found.reference, by=by) if by else queries.own_thread(found, actor=None, now=datetime.now(UTC))
    if seen is None:
        raise Http404
    return seen


def _page(request: HttpRequest, seen: Thread, *, held: str, form: Words | None = None, typed: str = "") -> HttpResponse:
    found = seen.consultation
    kind: type[Words] = More if seen.asking else Advice
    fresh = kind(initial={"words": typed})
    errors = form_errors(form) if form else []
    context = {
        "seen": seen, "consultation": found, "county": found.county, "role": wording.role_name(found.role), "wish": wording.WISHES[found.wish],
        "age": dict(AGES).get(found.age) if found.age else "",
        "entries": [(each, _kept(each.kept)) for each in seen.entries],
        "answered": any(each.side is Side.CONSULTANT for each in seen.entries),
        "form": form or fresh, "duty": queries.duty(found), "call": lines_to_call(found.county), "held": held,
        "form_errors": errors, "errors_on_page": bool(errors),
        "again": [("receipt", held)] if held else [],
    }  # fmt: skip
    return render(request, "consultations/thread.html", context, status=422 if errors else 200)


def _kept(kept: tuple[tuple[str, str], ...]) -> list[tuple[Any, Any]]:
    return [(wording.SORTS[sort], wording.KEEPS[reason]) for sort, reason in kept]


def _hand_over(request: HttpRequest, found: Consultation, *, by: Principal | None) -> HttpResponse:
    """On to a concern: what was written rides along in hidden fields to its first step, and nothing is typed twice."""
    seen = _read(found, by)
    carried = {"words": seen.words, "county": str(found.county_id), "age": found.age, "under_18": _under_18(found.age)}
    if by is None:
        carried["role"] = found.role
    context = {
        "carried": [(name, value) for name, value in carried.items() if value], "duty": queries.duty(found), "call": lines_to_call(found.county),
        "county": found.county,
    }  # fmt: skip
    return render(request, "consultations/report.html", context)


def _under_18(age: str) -> str:
    return {"": "", "18_or_more": "no"}.get(age, "yes")
