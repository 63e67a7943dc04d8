"""What turned out to be wrong is corrected, and a concern is withdrawn."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.revisions import STALE, Stale
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.respond.concerns import queries, wording
from shelterwood.respond.concerns.forms import Corrected
from shelterwood.respond.concerns.permissions import Forbidden, may_correct, may_withdraw
from shelterwood.respond.concerns.queries import Fact, View
from shelterwood.respond.concerns.rules import CORRECTABLE
from shelterwood.respond.concerns.services import NotPossible, ending
from shelterwood.respond.concerns.views.detail import record_of, seen, typed


def _fact(view: View, fact: UUID) -> Fact:
    found = next((each for each in view.facts if each.id == fact and each.question in CORRECTABLE), None)
    if found is None:
        raise Http404
    return found


def _record(request: HttpRequest, reference: str, fact: UUID) -> UUID:
    return record_of(request, reference)


@drafts.drafted(DraftKind.CORRECTION, shown_at="concern-correct", record=_record)
@signed_in
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, reference: str, fact: UUID) -> HttpResponse:
    """One fact: what stands there, what is right, and why. Where another corrected it meanwhile both stand here."""
    view, by = seen(request, reference)
    if not may_correct(view.concern, by):
        raise Http404
    here, opened = _fact(view, fact), drafts.opened(request, DraftKind.CORRECTION)
    form = Corrected(request.POST or None, question=here.question, initial={"text": here.text} | (opened.typed.dict() if opened else {}))
    if form.is_bound and form.is_valid():
        words = form.cleaned_data
        try:
            ending.correct(view.concern, fact=fact, text=words["text"], reason=words["reason"], by=by, at=datetime.now(UTC))
            drafts.sent(request)
            return redirect("concern-detail", reference=reference)
        except Stale:
            return _page(request, seen(request, reference)[0], here, form, opened, str(STALE), stale=True)
        except Forbidden as refusal:
            raise Http404 from refusal
        except NotPossible as refusal:
            return _page(request, view, here, form, opened, str(refusal))
    return _page(request, view, here, form, opened)


def _page(
    request: HttpRequest, view: View, fact: Fact, form: Corrected, opened: drafts.Opened | None, problem: str = "", *, stale: bool = False
) -> HttpResponse:  # fmt: skip
    """`stale`: the form goes on to the fact that stands there now, with what was typed."""
    now = _latest(view, fact) if stale or fact.replaced else fact
    errors = [("", problem)] if problem else (form_errors(form) if form.is_bound else [])
    label = wording.QUESTION_NAMES[fact.question]
    beside = [(label, str(wording.spelled(now.question, now.text)), str(wording.spelled(fact.question, form["text"].value())))]
    context = {
        "concern": view.concern,
        "fact": now,
        "label": label,
        "text": wording.spelled(now.question, now.text),
        "form": form,
        "opened": opened,
        "stale": beside if stale else [],
        "call": queries.lines_for(view.concern),
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "again": typed(request) if errors else [],
    }
    return render(request, "concerns/correct.html", context, status=409 if stale else 422 if errors else 200)


def _latest(view: View, fact: Fact) -> Fact:
    """The fact that stands in place of another now: the last of its chain of corrections."""
    later = {each.instead_of_id: each for each in view.facts if each.instead_of_id}
    while fact.id in later:
        fact = later[fact.id]
    return fact


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Say first what follows, then take it back."""
    view, by = seen(request, reference)
    if not may_withdraw(view.concern, by):
        raise Http404
    problem = _("This concern was already withdrawn.") if view.withdrawal else ""
    if request.method == "POST" and not problem:
        try:
            ending.withdraw(view.concern, by=by, at=datetime.now(UTC))
            return redirect("concern-detail", reference=reference)
        except NotPossible as refusal:
            problem = str(refusal)
    context = {
        "concern": view.concern,
        "acknowledged": any(route.acknowledged_at for route in view.routes),
        "done": bool(view.withdrawal),
        "call": queries.lines_for(view.concern),
        "form_errors": [("", problem)] if problem else [],
        "errors_on_page": bool(problem),
    }
    return render(request, "concerns/withdraw.html", context, status=422 if problem else 200)
