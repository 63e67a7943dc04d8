"""A duty officer's review: who is told what of a concern that came without an account."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.gates.law.queries import disclosure_law
from shelterwood.respond.concerns import queries, services, wording
from shelterwood.respond.concerns.forms import RouteReview
from shelterwood.respond.concerns.permissions import Forbidden, may_route
from shelterwood.respond.concerns.services import NotPossible
from shelterwood.respond.concerns.views.detail import record_of, said, seen, typed


@drafts.drafted(DraftKind.ROUTE, shown_at="concern-route", record=record_of)
@signed_in
@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, reference: str) -> HttpResponse:
    view, by = seen(request, reference)
    if not may_route(view.concern, by):
        raise Http404
    proposals = queries.proposals_to_confirm(view.concern, by=by)
    opened = drafts.opened(request, DraftKind.ROUTE)
    named = [(str(each.organization.pk), each.organization.name) for each in proposals if each.rule]
    # of a draft the words only: who is told is ticked anew by whoever sends it
    form = RouteReview(request.POST or None, agencies=named, initial={"no_recipient": opened.typed.get("no_recipient", "")} if opened else {})
    problem = ""
    if request.method == "POST" and form.is_valid():
        recipients = [UUID(each) for each in form.cleaned_data["recipients"]]
        try:
            services.confirm_route(
                view.concern,
                by=by,
                at=datetime.now(UTC),
                recipients=recipients,
                suspicion=str(wording.SUSPICION),
                no_recipient=form.cleaned_data["no_recipient"],
            )
            drafts.sent(request)
            return redirect("concern-detail", reference=reference)
        except Forbidden as refusal:
            raise Http404 from refusal
        except NotPossible as refusal:
            problem = str(refusal)
    errors = [("", problem)] if problem else (form_errors(form) if form.is_bound else [])
    context = {
        "view": view,
        "sector": wording.SECTOR_NAMES.get(view.concern.sector, view.concern.sector),
        "concern": view.concern,
        "facts": said(view),
        "proposals": [
            (
                each,
                _words(each),
                disclosure_law(each.rule, view.concern.county.state) if each.rule else "",
                str(each.organization.pk) in (form["recipients"].value() or []),
            )
            for each in proposals
        ],
        "form": form,
        "opened": opened,
        "call": queries.lines_for(view.concern),
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "again": typed(request) if errors else [],
    }
    return render(request, "concerns/route.html", context, status=422 if errors else 200)


def _words(proposal: queries.Proposal) -> str:
    return ", ".join(str(wording.FIELD_NAMES[name]) for name in wording.FIELD_NAMES if name in proposal.fields)
