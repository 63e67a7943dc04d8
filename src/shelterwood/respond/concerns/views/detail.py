"""One concern, and each verb on it at an address of its own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.awareness.queries import lines_to_call, service_routes
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.prevent.protocols import services as runs
from shelterwood.respond.concerns import queries, services, wording
from shelterwood.respond.concerns.doors import Keeper
from shelterwood.respond.concerns.forms import ClosedAnswer, MoreFacts, ReportMade, Screening
from shelterwood.respond.concerns.permissions import Forbidden
from shelterwood.respond.concerns.queries import View
from shelterwood.respond.concerns.rules import Answer, ScreenOutReason
from shelterwood.respond.concerns.services import NotPossible
from shelterwood.respond.concerns.views.acting import principal_of
from shelterwood.respond.concerns.views.receipt import what_next
from shelterwood.respond.concerns.views.running import BeginRun, work_on

Verb = Callable[[View, Any, Principal], None]


def seen(request: HttpRequest, reference: str) -> tuple[View, Principal]:
    """The concern as the person may see it now. Http404 alike for none and for not allowed."""
    by = principal_of(request)
    view = queries.view(reference, by=by)
    if view is None:
        raise Http404
    return view, by


@signed_in
@require_GET
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    view, by = seen(request, reference)
    return _page(request, view, by)


@signed_in
@require_POST
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    def verb(view: View, _: Any, by: Principal) -> None:
        services.acknowledge(_route(view), by=by, at=datetime.now(UTC))

    return _do(request, reference, lambda view: None, verb)


def record_of(request: HttpRequest, reference: str) -> UUID:
    """The record that a draft would be added to, for somebody who sees it."""
    return seen(request, reference)[0].concern.record_id


@drafts.drafted(DraftKind.DECISION, shown_at="concern-detail", record=record_of)
@signed_in
@require_POST
def screen(request: HttpRequest, reference: str) -> HttpResponse:
    def verb(view: View, said: dict[str, Any], by: Principal) -> None:
        accepted = said["accepted"] == "yes"
        reason = None if accepted else ScreenOutReason(said["reason"])
        services.screen(_route(view), by=by, at=datetime.now(UTC), accepted=accepted, reason=reason, note=said["note"])

    return _do(request, reference, lambda view: Screening(request.POST), verb)


@signed_in
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    def verb(view: View, said: dict[str, Any], by: Principal) -> None:
        services.answer(_route(view), answer=Answer(said["answer"]), by=by, at=datetime.now(UTC))

    return _do(request, reference, lambda view: ClosedAnswer(request.POST), verb)


@drafts.drafted(DraftKind.ADDED, shown_at="concern-detail", record=record_of)
@signed_in
@require_POST
def add(request: HttpRequest, reference: str) -> HttpResponse:
    def verb(view: View, said: dict[str, Any], by: Principal) -> None:
        services.add_facts(view.concern, words=said["words"], at=datetime.now(UTC), by=by)

    return _do(request, reference, lambda view: MoreFacts(request.POST), verb)


@signed_in
@require_POST
def report(request: HttpRequest, reference: str, clock: UUID) -> HttpResponse:
    """Record that the report was made by telephone or otherwise."""

    def form(view: View) -> ReportMade:
        if clock not in {each.clock.id for each in view.clocks}:
            raise Http404
        return ReportMade(request.POST, time_zone=view.concern.county.time_zone, not_before=view.concern.known_at)

    def verb(view: View, said: dict[str, Any], by: Principal) -> None:
        proof = {name: said[name] for name in ("met_at", "method", "reference")}
        services.record_report(view.concern, clock=clock, at=datetime.now(UTC), by=by, **proof)

    return _do(request, reference, form, verb)


@signed_in
@require_POST
def begin_run(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin it, and go there. What the law counts from is the moment from which it counts for the concern."""
    view, by = seen(request, reference)
    form = BeginRun(request.POST, choices=protocols.to_begin(by.organization.id, "en"))
    adoption = protocols.adoption_in_force(by.organization.id, form.cleaned_data["protocol"]) if form.is_valid() else None
    if adoption is None or view.envelope_only:
        raise Http404
    knew = view.concern.known_at if view.concern.record.owner_id == by.organization.id else view.route and view.route.sent_at
    begun = runs.begin(
        adoption, by=by, at=datetime.now(UTC), token=form.cleaned_data["token"], moments={"knew": knew} if knew else {}, about=view.concern.record
    )
    return redirect("run", run=begun.reference)


def _route(view: View) -> Any:
    if view.route is None:
        raise Forbidden
    return view.route


def _do(request: HttpRequest, reference: str, make: Callable[[View], forms.Form | None], verb: Verb) -> HttpResponse:
    """Fetch, validate, call the verb; what was typed stays on the page where that fails."""
    view, by = seen(request, reference)
    form = make(view)
    if form is not None and not form.is_valid():
        return _page(request, view, by, form)
    try:
        verb(view, form.cleaned_data if form else {}, by)
    except Forbidden as problem:
        raise Http404 from problem
    except NotPossible as problem:
        return _page(request, seen(request, reference)[0], by, form, str(problem))
    drafts.sent(request)
    return redirect("concern-detail", reference=reference)


def _page(request: HttpRequest, view: View, by: Principal, form: forms.Form | None = None, problem: str = "") -> HttpResponse:
    """The page; after a verb that failed, with what was typed, which the other language keeps too."""
    concern, county = view.concern, view.concern.county
    known = dict(wording.KNOWN)
    errors = [("", problem)] if problem else (form_errors(form) if form else [])

    opened = drafts.opened(request, DraftKind.ADDED, DraftKind.DECISION)

    def shown(kind: type[forms.Form], *, fresh: Callable[[], forms.Form]) -> forms.Form:
        return form if isinstance(form, kind) else fresh()

    def kept(kind: DraftKind) -> dict[str, Any]:
        return opened.typed.dict() if opened and opened.draft.kind == kind else {}

    context = {
        "view": view,
        "concern": concern,
        "county": county,
        "facts": said(view),
        "clocks": [(each, view.references.get(each.clock.id, ""), view.may_record(each)) for each in view.clocks],
        "sector": wording.SECTOR_NAMES.get(concern.sector, concern.sector),
        "kind": wording.KINDS_IN_SHORT[concern.kind],
        "on_tribal_land": known[concern.indian_country] if concern.indian_country != "unknown" else "",
        "of_a_tribe": known[concern.indian_child] if concern.indian_child != "unknown" else "",
        **({} if view.envelope_only else what_next(concern, Keeper.ORGANIZATION)),
        "under_18": known[concern.under_18],
        "missing": known[concern.missing],
        "decisions": [(each, wording.REASONS.get(each.decision.reason, "")) for each in view.decisions],
        "conflicts": [each.organization for each in concern.conflicts.select_related("organization")] if not view.envelope_only else [],
        "answers": [(wording.ANSWERS[each.answer], each) for each in view.answers],
        "opened": opened,
        "screening": shown(Screening, fresh=lambda: Screening(initial=kept(DraftKind.DECISION))),
        "answer_form": shown(ClosedAnswer, fresh=ClosedAnswer),
        "more": shown(MoreFacts, fresh=lambda: MoreFacts(initial=kept(DraftKind.ADDED))),
        "made": shown(ReportMade, fresh=lambda: ReportMade(time_zone=county.time_zone, not_before=concern.known_at)),
        "call": queries.lines_for(concern) if not view.envelope_only else lines_to_call(county),
        "services": service_routes(county),
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "again": typed(request) if errors else [],
        **work_on(view, by),
    }
    return render(request, "concerns/detail.html", context, status=422 if errors else 200)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that a form sent, to be sent once more."""
    return [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]


def said(view: View) -> list[tuple[Any, queries.Fact, list[str]]]:
    """Each fact with its name; marked signs as sentences in the reader's language."""
    return [
        (
            wording.QUESTION_NAMES[fact.question],
            fact,
            queries.sign_texts(fact.text) if fact.question == "signs" else [str(wording.spelled(fact.question, fact.text))],
        )
        for fact in view.facts
        if not fact.replaced
    ]
