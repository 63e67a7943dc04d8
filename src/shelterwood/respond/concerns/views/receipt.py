"""Coming back with a receipt number: the thread, more facts, the report that was made.

The number travels in the body of the request and in hidden fields, never in an address.
"""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.respond.concerns import door_words, queries, services, wording
from shelterwood.respond.concerns.doors import Keeper
from shelterwood.respond.concerns.forms import LastDigits, MoreFacts, Receipt, ReportMade
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.rules import spaced

guessing = Throttle(free=3, longest=42)
adding = Throttle(free=20, longest=600)


@without_account
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "concerns/receipt.html", {"form": Receipt()})
    form = Receipt(request.POST)
    concern = form.find(queries.by_receipt, brake=guessing, source=request.META.get("REMOTE_ADDR", ""))
    if concern is None:
        return render(request, "concerns/receipt.html", {"form": form, **_errors(form)}, status=422)
    digits = form.cleaned_data["receipt"]
    match request.POST.get("do"):
        case "new":  # the page of a new number again, in the other language
            return render(request, "concerns/receipt_new.html", new_receipt(concern, digits, LastDigits(digits=digits)))
        case "confirm":
            return _confirm(request, concern, digits)
        case "add":
            return _add(request, concern, digits)
        case "report":
            return _report(request, concern, digits)
    return _thread(request, concern, digits)


def _confirm(request: HttpRequest, concern: Concern, digits: str) -> HttpResponse:
    """The last four digits show that the number was written down."""
    form = LastDigits(request.POST, digits=digits)
    if form.is_valid():
        return _thread(request, concern, digits, done=_("Good. With this number you can come back."))
    return render(request, "concerns/receipt_new.html", new_receipt(concern, digits, form) | _errors(form), status=422)


def new_receipt(concern: Concern, digits: str, form: LastDigits) -> dict[str, Any]:
    """What stands beside a new number: what it opens, who has been told, and what the law asks."""
    return after_sending(concern) | {
        "receipt": spaced(digits),
        "digits": digits,
        "form": form,
        "again": [("receipt", digits), ("do", "new")],
        "again_at": reverse("receipt"),
    }


def after_sending(concern: Concern) -> dict[str, Any]:
    """What stands there for everybody without an account: who has been told, and what the law asks."""
    return {
        "duty": queries.duty_of(concern),
        "call": queries.lines_for(concern),
        "county": concern.county,
        "desk_hours": queries.desk_hours(concern.county),
        **what_next(concern, Keeper.DESK),
    }


def what_next(concern: Concern, keeper: Keeper) -> dict[str, Any]:
    """What happens now, what comes first in this work, and what stands beside the duty for a tribe and for forced work."""
    return {
        "concern": concern,
        "next": door_words.NEXT[keeper],
        "first": door_words.FIRST.get(concern.sector, ()),
        "tribes": queries.tribal_first(concern),
        "labor": queries.labor_rows(concern),
    }


def _add(request: HttpRequest, concern: Concern, digits: str) -> HttpResponse:
    form = MoreFacts(request.POST)
    if form.is_valid() and (wait := adding.take(digits)):
        form.add_error("words", _("Many additions came within a short time. Try again in %(n)s seconds.") % {"n": wait})
    if not form.is_valid():
        return _thread(request, concern, digits, more=form)
    try:
        services.add_facts(concern, words=form.cleaned_data["words"], at=datetime.now(UTC), by=None)
    except services.NotPossible as problem:
        form.add_error("words", str(problem))
        return _thread(request, concern, digits, more=form)
    return _thread(request, concern, digits, done=_("Added. The same people can read it."))


def _report(request: HttpRequest, concern: Concern, digits: str) -> HttpResponse:
    form = ReportMade(request.POST, time_zone=concern.county.time_zone, not_before=concern.known_at)
    if not form.is_valid():
        return _thread(request, concern, digits, made=form)
    proof = {name: form.cleaned_data[name] for name in ("met_at", "method", "reference")}
    for each in queries.open_clocks(concern):
        services.record_report(concern, clock=each.clock.id, at=datetime.now(UTC), by=None, **proof)
    return _thread(request, concern, digits, done=_("Noted that the report was made."))


def _thread(
    request: HttpRequest, concern: Concern, digits: str, *, more: MoreFacts | None = None, made: ReportMade | None = None, done: str = ""
) -> HttpResponse:
    failed = more or made
    again = [(name, value) for name, value in request.POST.items() if failed or name == "receipt"]
    context = {
        "again": again,
        "digits": digits,
        "done": done,
        "more": more or MoreFacts(),
        "made": made or ReportMade(time_zone=concern.county.time_zone, not_before=concern.known_at),
        "open_clocks": queries.open_clocks(concern),
        "answers": [(each.answer, wording.ANSWERS[each.answer], each.given_at) for each in concern.answers.all()],
        "nobody_told": queries.nobody_told(concern),
        "told_nobody": queries.told_nobody(concern),
        "call": queries.lines_for(concern),
        "county": concern.county,
        "desk_hours": queries.desk_hours(concern.county),
    }
    return render(request, "concerns/thread.html", context | (_errors(failed) if failed else {}), status=422 if failed else 200)


def _errors(form: forms.Form) -> dict[str, Any]:
    return {"form_errors": form_errors(form), "errors_on_page": True}
