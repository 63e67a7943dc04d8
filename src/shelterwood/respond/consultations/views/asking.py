"""Worried, but not sure that it is enough: whom to ask, and a question that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.body.queries import counties, county_lines
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.respond.concerns.receipts import mark_of, new_token, receipt_for
from shelterwood.respond.concerns.rules import spaced
from shelterwood.respond.concerns.views.acting import principal_of
from shelterwood.respond.consultations import queries, services
from shelterwood.respond.consultations.asked import Asked
from shelterwood.respond.consultations.forms import Question
from shelterwood.respond.consultations.roles import SECTOR_OF
from shelterwood.respond.consultations.rules import Wish, may_type

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County
    from shelterwood.respond.consultations.models import Consultation

asking = Throttle(free=settings.CONCERNS_BEFORE_PAUSE, longest=42, blurred=True)


@without_account
@require_GET
def consult(request: HttpRequest) -> HttpResponse:
    """Early help, the consultant, and the lines, county by county; nobody has to write."""
    person = request.user if request.user.is_authenticated else None
    places = [(each, county_lines(each, LinePurpose.EARLY_HELP), queries.consultant_of(each)) for each in _first_own(person)]
    context = {
        "places": places,
        "may_type": person is None or may_type(person.organization.sector),
        "named": any(consultant for _county, _lines, consultant in places),
        "call": lines_to_call(person.organization.county if person else None),
    }
    return render(request, "consultations/consult.html", context)


def _first_own(person: Person | None) -> list[County]:
    """The counties, one's own first."""
    own = person.organization.county_id if person else None
    return sorted(counties(), key=lambda each: each.pk != own)


@without_account
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The question, on one page; nothing is kept before it is sent."""
    person = request.user if request.user.is_authenticated else None
    if person and not may_type(person.organization.sector):
        raise Http404
    places = counties()
    presumed = person.organization.county if person else (places[0] if len(places) == 1 else None)
    form = Question(request.POST or None, counties=places, county=presumed, with_account=person is not None)
    token = request.POST.get("token") or new_token()
    if not form.is_bound or not form.is_valid() or request.POST.get("go") == "stay":
        return _form(request, form, token)
    named = queries.consultant_of(form.cleaned_data["county"])
    if named is None:
        return _nobody(request, form, token)
    mark = mark_of(token, f"consult {person.pk if person else 'public'}", _answers(request))
    if person:
        asked = services.ask(_asked(form, person), mark=mark, at=datetime.now(UTC), by=principal_of(request))
        return redirect("consultation", question=asked.reference)
    if queries.already_asked(mark) is None and (wait := asking.take(request.META.get("REMOTE_ADDR", ""))):
        return render(request, "consultations/busy.html", {"wait": wait, "hidden": _carried(request, token), "call": _call(form)}, status=429)
    made = services.ask(_asked(form, None), mark=mark, at=datetime.now(UTC), by=None)
    return _receipt(request, made, receipt_for(mark))


def _form(request: HttpRequest, form: Question, token: str) -> HttpResponse:
    errors = form_errors(form) if form.is_bound and request.POST.get("go") != "stay" else []
    context = {
        "form": form, "token": token, "form_errors": errors, "errors_on_page": bool(errors), "call": lines_to_call(None),
    }  # fmt: skip
    return render(request, "consultations/ask.html", context, status=422 if errors else 200)


def _nobody(request: HttpRequest, form: Question, token: str) -> HttpResponse:
    """Nobody is named in that county: the page says so, keeps what was typed, and shows whom to call."""
    context = {"county": form.cleaned_data["county"], "call": _call(form), "hidden": _carried(request, token)}
    return render(request, "consultations/nobody.html", context)


def _call(form: Question) -> Any:
    return lines_to_call(form.cleaned_data["county"])


def _carried(request: HttpRequest, token: str) -> list[tuple[str, str]]:
    return [("token", token), *_answers(request)]


def _answers(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed and chosen, in a fixed order."""
    return sorted((name, str(value)) for name, value in request.POST.items() if name not in ("token", "go", "csrfmiddlewaretoken"))


def _asked(form: Question, person: Person | None) -> Asked:
    typed = form.cleaned_data
    role = str(person.organization.sector) if person else typed["role"]
    return Asked(
        county=typed["county"], sector=role if person else SECTOR_OF[role], role=role, age=typed["age"], wish=Wish(typed["wish"]),
        words=typed["words"], language=get_language() or "en", kept=form.kept,
    )  # fmt: skip


def _receipt(request: HttpRequest, made: Consultation, digits: str) -> HttpResponse:
    context = {"receipt": spaced(digits), "digits": digits, "consultation": made, "duty": queries.duty(made), "call": lines_to_call(made.county)}
    return render(request, "consultations/receipt_new.html", context)
