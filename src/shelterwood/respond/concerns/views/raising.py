"""Raising a concern: the steps, the call panel, and what stands there after Send."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.accounts.queries import site_by_code
from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.body import rules as lines
from shelterwood.foundation.body.queries import counties
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.gates.disclosure import queries as gate
from shelterwood.prevent.awareness.queries import lines_of_places, lines_to_call
from shelterwood.respond.concerns import door_words, queries, services, wording
from shelterwood.respond.concerns.doors import COURTHOUSE, EIGHT, NO_PROFESSION, ROLES, SHARED, YOUNG, Keeper, Role, keeper_of, roles_at
from shelterwood.respond.concerns.flow import FORMS, STEPS, Door, Flow, following, previous
from shelterwood.respond.concerns.forms import OUTSIDE, LastDigits
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.receipts import receipt_for
from shelterwood.respond.concerns.views.acting import principal_of
from shelterwood.respond.concerns.views.receipt import after_sending, new_receipt

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

ADVICE = "consult"  # the page of questions without a name, where this version has one
sending = Throttle(free=settings.CONCERNS_BEFORE_PAUSE, longest=42, blurred=True)


def _keeps(request: HttpRequest) -> None:
    """A draft only of people whose organization keeps what they write. What staff of a business notice must not come under their
    employer's key, and defense counsel type nothing. Raises Http404."""
    person = _person(request)
    if person is None or keeper_of(person.organization.sector) is not Keeper.ORGANIZATION:
        raise Http404


@drafts.drafted(DraftKind.CONCERN, shown_at="concern", record=_keeps)
@without_account
@require_http_methods(["GET", "POST"])
def concern(request: HttpRequest) -> HttpResponse:
    """The door of the site: with an account in its sector's words, without one for the public."""
    return _steps(request, Door(_person(request), None, counties()))


@without_account
@require_http_methods(["GET", "POST"])
def concern_as(request: HttpRequest, role: str) -> HttpResponse:
    """The same steps, begun in the words of one role; an account's own role goes before the one in the address."""
    if role not in ROLES:
        raise Http404
    return _steps(request, Door(_person(request), None, counties(), named=role))


@without_account
@require_GET
def doors(request: HttpRequest) -> HttpResponse:
    """Every door by sector."""
    groups = [(wording.HEADINGS[sector], [(role, door_words.ROLE_NAMES[role.word]) for role in _at(sector)]) for sector in (*EIGHT, *SHARED)]
    eight = len(EIGHT)
    context = {
        "eight": groups[:eight], "shared": groups[eight:], "public": [(ROLES[word], door_words.ROLE_NAMES[word]) for word in NO_PROFESSION],
        "places": lines_of_places(),
    }  # fmt: skip
    return render(request, "concerns/doors.html", context)


def _at(sector: str) -> list[Role]:
    return roles_at(*COURTHOUSE) if sector == COURTHOUSE[0] else roles_at(sector)


def _person(request: HttpRequest) -> Person | None:
    return request.user if request.user.is_authenticated else None


@without_account
@require_http_methods(["GET", "POST"])
def of_oneself(request: HttpRequest) -> HttpResponse:
    """The same steps for a young person who writes of themselves: own words, and nobody is asked for."""
    return _steps(request, Door(None, None, counties(), named=YOUNG.word))


@without_account
@require_http_methods(["GET", "POST"])
def at_property(request: HttpRequest, code: str) -> HttpResponse:
    """A property's printed code stands in for an account; the property's owner learns nothing of it."""
    site = site_by_code(code)
    if site is None:
        raise Http404
    return _steps(request, Door(None, site, counties()))


def _steps(request: HttpRequest, door: Door) -> HttpResponse:
    opened = drafts.opened(request, DraftKind.CONCERN) if door.writer else None
    flow = Flow(request, door, opened.typed if opened else None)
    if flow.role.keeper is Keeper.NOBODY or _counsel(request):
        return _law_first(request, door)
    if request.method == "GET":
        return _show(request, flow, flow.step, opened=opened)
    if request.POST.get("danger") not in wording.DANGER:
        return _show(request, flow, "safety")
    go = request.POST.get("go", "next")
    if go == "back":
        return _show(request, flow, previous(flow.step))
    if go == "stay":
        return _show(request, flow, flow.step)
    if go.startswith("edit-") and go[5:] in STEPS:
        return _show(request, flow, go[5:])
    if flow.step in FORMS:
        form = flow.form(flow.step, bound=True)
        if not form.is_valid():
            return _show(request, flow, flow.step, form)
        if flow.step == "place" and form.cleaned_data["county"] == OUTSIDE:
            return _outside(request, flow, form.cleaned_data["outside_state"])
    if flow.step == "check" and go == "send":
        return _send(request, flow)
    return _show(request, flow, following(flow.step, request.POST))


def _counsel(request: HttpRequest) -> bool:
    """Whether defense counsel is signed in, whichever door they take."""
    person = _person(request)
    return bool(person and keeper_of(person.organization.sector) is Keeper.NOBODY)


def _law_first(request: HttpRequest, door: Door) -> HttpResponse:
    """For defense counsel: the law and the numbers, and no box. What was sent all the same is refused and not read."""
    county = door.county
    context = {"call": lines_to_call(county), "words": door_words.DEFENSE, "county": county, "advice": ADVICE}
    return render(request, "concerns/law_first.html", context, status=403 if request.method == "POST" else 200)


def _show(request: HttpRequest, flow: Flow, step: str, form: Any = None, *, opened: drafts.Opened | None = None) -> HttpResponse:
    county = flow.county() or flow.door.county
    context: dict[str, Any] = {
        "flow": flow,
        "step": step,
        "opened": opened,
        "keeps_draft": flow.door.writer is not None and step in FORMS,
        "number": STEPS.index(step) + 1 if step in STEPS else 1,
        "form": form or (flow.form(step, bound=False) if step in FORMS else None),
        "hidden": flow.hidden(step),
        "danger": wording.DANGER,
        "call": lines_to_call(county, states_shown=[each.state for each in flow.door.counties]),
        "county": county,
        "who_label": wording.WHO_QUESTIONS.get(flow.role.signs, wording.WHO_QUESTION),
        "left_out": door_words.LEFT_OUT.get(flow.role.sector, ""),
        "first": door_words.FIRST.get(flow.role.sector, ()),
        "choose_door": flow.door.person is None and flow.door.site is None and flow.role != YOUNG,
        "role_name": door_words.ROLE_NAMES.get(flow.role.word, "") if flow.role.word not in NO_PROFESSION else "",
        "title": _("Step %(number)s of 5") % {"number": STEPS.index(step) + 1} if step in STEPS else _("Call now"),
    }
    if step == "check":
        return _check(request, flow, context)
    if context["form"] is not None:
        context["form_errors"] = form_errors(context["form"])
        context["errors_on_page"] = bool(context["form_errors"])
    return render(request, f"concerns/step_{step}.html", context, status=422 if context.get("errors_on_page") else 200)


def _check(request: HttpRequest, flow: Flow, context: dict[str, Any]) -> HttpResponse:
    cleaned: dict[str, Any] = {}
    for step in ("what", "place", "you"):
        form = flow.form(step, bound=True)
        if not form.is_valid():
            return _show(request, flow, step, form)
        cleaned |= form.cleaned_data
    if cleaned["county"] == OUTSIDE:
        return _outside(request, flow, cleaned["outside_state"])
    told = flow.told(cleaned, datetime.now(UTC))
    context["told"] = told
    context["answers"] = [
        (wording.OWN_NAMES.get(name, wording.QUESTION_NAMES[name]), wording.spelled(name, text))
        for name, text in told.answers.items()
        if name != "signs"
    ]
    context["signs"] = queries.sign_texts(told.answers.get("signs", ""))
    context["danger_label"] = wording.DANGER[told.danger]
    context["desk_hours"] = queries.desk_hours(told.county)
    writer = flow.door.writer
    context["kind_label"] = wording.KINDS_IN_SHORT[told.kind]
    context["protocol_named"] = bool(writer and gate.protocol_readers(writer.organization))
    context["own_agency"] = bool(writer and writer.organization in queries.intake_points(told.county))
    context["readers"] = queries.readers_before_sending(told, writer)
    context["form_errors"] = form_errors(context["form"])
    context["errors_on_page"] = bool(context["form_errors"])
    context["call"] = queries.lines_without(told.conflicts, told.county)
    return render(request, "concerns/step_check.html", context, status=422 if context["errors_on_page"] else 200)


def _outside(request: HttpRequest, flow: Flow, state: str) -> HttpResponse:
    """Not the body's area: that state's line, and nothing is stored."""
    return render(
        request,
        "concerns/outside.html",
        {
            "call": lines_to_call(None, states_shown=[state]),
            "state": lines.STATES[state],
            "hidden": flow.hidden(""),
            "again": [*flow.hidden(""), ("step", "place"), ("go", "next")],
        },
    )


def _send(request: HttpRequest, flow: Flow) -> HttpResponse:
    cleaned: dict[str, Any] = {}
    for step in FORMS:
        form = flow.form(step, bound=True)
        if not form.is_valid():
            return _show(request, flow, step, form)
        cleaned |= form.cleaned_data
    if cleaned["county"] == OUTSIDE:
        return _outside(request, flow, cleaned["outside_state"])
    at = datetime.now(UTC)
    told = flow.told(cleaned, at)
    desk = queries.desk()
    if flow.door.writer is None and desk in told.conflicts:
        return render(request, "concerns/desk_conflict.html", {"call": lines_to_call(told.county)})
    mark = flow.mark()
    if flow.door.writer:
        suspicion = str(wording.SUSPICION) if cleaned.get("suspicion") else ""
        raised = services.raise_concern(told, mark=mark, at=at, by=principal_of(request), suspicion=suspicion)
        drafts.sent(request, name="concern")
        return redirect("concern-detail", reference=raised.reference)
    if queries.already_sent(mark) is None and (wait := sending.take(request.META.get("REMOTE_ADDR", ""))):
        return render(request, "concerns/busy.html", {"wait": wait, "call": lines_to_call(told.county), "hidden": flow.hidden("")}, status=429)
    way_back = flow.door.site is None  # a property's code gives none: nothing about a child reaches a workplace
    return _taken(request, flow, services.raise_concern(told, mark=mark, at=at, by=None, way_back=way_back))


def _taken(request: HttpRequest, flow: Flow, raised: Concern) -> HttpResponse:
    """What stands after Send without an account: whom to call, and for the public the receipt."""
    if flow.door.site:
        return render(request, "concerns/acknowledged.html", after_sending(raised))
    digits = receipt_for(flow.mark())
    return render(request, "concerns/receipt_new.html", new_receipt(raised, digits, LastDigits(digits=digits)) | {"young": flow.role == YOUNG})
