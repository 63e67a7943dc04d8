"""Runs: the list, one run, and each verb at an address of its own. Refused and not there look alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.statutes import clocks
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.revisions import STALE, Stale, beside, mark
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.prevent.protocols import services, wording
from shelterwood.prevent.protocols.forms.running import Assign, Begin, Known, Moments, Note, StepDone, Turn
from shelterwood.prevent.protocols.models import Entry, Task
from shelterwood.prevent.protocols.permissions import Forbidden
from shelterwood.prevent.protocols.queries import running
from shelterwood.prevent.protocols.queries.adopting import RUNNABLE, adoption_in_force
from shelterwood.prevent.protocols.queries.running import View
from shelterwood.prevent.protocols.queries.value import signed_text
from shelterwood.prevent.protocols.rules.entries import What
from shelterwood.prevent.protocols.rules.model import Guard, Step
from shelterwood.prevent.protocols.rules.placeholders import fill, values
from shelterwood.prevent.protocols.rules.running import OPEN, SETTLED, Planned, State, moments_to_ask, next_tasks_of, sector_of_step
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.services import NotPossible
from shelterwood.prevent.protocols.views.acting import language, now, page_of, pages, principal_of, problems
from shelterwood.prevent.protocols.views.adopting import own_words
from shelterwood.prevent.protocols.views.library import shown

# the word of the status that a step's state shows
WORDS = {State.DONE: "recorded", State.DONE_LATE: "recorded_late"}


@signed_in
@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """The runs that one may read, the last begun first."""
    by, page = principal_of(request), page_of(request)
    rows, more = running.runs(by=by, page=page)
    context = {
        "rows": [(row, row.protocol.title.of(language())) for row in rows],
        "now": by.now,
        "zone": person_of(request).organization.county.time_zone,
        **pages(page, more),
    }
    return render(request, "protocols/runs.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, name: str) -> HttpResponse:
    """Begin a run of what the organization adopted: the moments from which clocks run are asked first."""
    person = person_of(request)
    adoption = adoption_in_force(person.organization_id, name)
    if adoption is None or adoption.kind not in RUNNABLE:
        raise Http404
    text = signed_text(adoption)
    form = Begin(request.POST or None, moments=dict.fromkeys(moments_to_ask(text)), time_zone=person.organization.county.time_zone)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            begun = services.begin(adoption, by=principal_of(request), at=now(), token=form.cleaned_data["token"], moments=form.said())
            return redirect("run", run=begun.reference)
        except NotPossible as refusal:
            problem = str(refusal)
    said = problems(request, form, problem)
    context = {"adoption": adoption, "title": text.title.of(language()), "form": form, "call": lines_to_call(person.organization.county), **said}
    return render(request, "protocols/begin.html", context, status=said["status"])


def seen(request: HttpRequest, run: str) -> View:
    """The run as the person may see it now. Http404 alike for none and for not allowed."""
    view = running.view(run, by=principal_of(request))
    if view is None:
        raise Http404
    return view


def _record(request: HttpRequest, run: str, **_: Any) -> UUID:
    """The record that a draft would be added to, for somebody who sees it."""
    return seen(request, run).run.record_id


@signed_in
@require_GET
def detail(request: HttpRequest, run: str) -> HttpResponse:
    return _page(request, seen(request, run))


def _page(request: HttpRequest, view: View, *, form: Note | None = None, problem: str = "") -> HttpResponse:
    """What waits first, danger before everything and late before the rest; then what comes later, what was written, and how it may end."""
    by, tongue = principal_of(request), language()
    said, opened = problems(request, form, problem), drafts.opened(request, DraftKind.NOTE)
    rows = [_step_row(view, planned, task, by.now, tongue) for planned, task in view.steps]
    ready = {planned.step.id: place for place, planned in enumerate(next_tasks_of([planned for planned, _ in view.steps]))}
    context = {
        "view": view,
        "run": view.run,
        "title": view.protocol.title.of(tongue),
        "zone": view.run.record.county.time_zone,
        "waiting": sorted((row for row in rows if row["id"] in ready), key=lambda row: (not row["danger"], ready[row["id"]])),
        "later": [row for row in rows if row["state"] in (State.LATER, State.MAYBE)],
        "settled": [row for row in rows if row["state"] in SETTLED],
        "not_needed": [row for row in rows if row["state"] == State.NOT_NEEDED],
        "entries": [_entry_row(view, each, tongue) for each in view.said],
        "unknown": [vocabulary().answers[name].of(tongue) for name, value in view.answers.items() if value in ("", "unknown")],
        "known": [(vocabulary().answers[name].of(tongue), value) for name, value in view.answers.items() if value in ("yes", "no")],
        "asks": bool(view.answers or view.moments),
        "never": _nevers(view, tongue),
        "note": form or Note(initial=opened.typed.dict() if opened else {}),
        "opened": opened,
        "call": lines_to_call(view.run.record.county),
        **said,
    }
    return render(request, "protocols/run.html", context, status=said["status"])


def _nevers(view: View, tongue: str) -> list[str]:
    filled = values(tongue, sector=view.protocol.sector, state=view.run.record.county.state, own=own_words(view.run.adoption, tongue))
    return [fill(vocabulary().nevers[each].text.of(tongue), filled) for each in view.protocol.never]


def _step_row(view: View, planned: Planned, task: Task | None, at: Any, tongue: str) -> dict[str, Any]:
    """A step as the run's page shows it: one status, its limit, whose it is."""
    limit = planned.limit
    return {
        "id": planned.step.id,
        "name": planned.step.name.of(tongue),
        "who": vocabulary().roles[planned.step.who].of(tongue),
        "state": planned.state,
        "status": _status(planned, at),
        "due": limit.due if limit else None,
        "at_once": bool(limit and limit.at_once and limit.due is None and planned.state in OPEN),
        "quiet": wording.QUIET[limit.quiet] if limit and limit.quiet and planned.state in OPEN else "",
        "depends": [vocabulary().answers[name].of(tongue) for name in planned.open_answers],
        "decisions": [view.protocol.step(name).name.of(tongue) for name in planned.open_decisions],
        "elsewhere": sector_of_step(view.protocol, planned.step) != view.run.record.owner.sector,
        "task": task,
        "danger": planned.step.guards is Guard.DANGER,
        "still_asked": planned.step.guards is Guard.REPORT and planned.state is State.NOT_DONE,
        "missed": bool(task and task.missed_at and planned.state is not State.DONE_LATE and planned.state is not State.LATE),
    }


def _status(planned: Planned, at: Any) -> str:
    """What is not certain to apply is never called late."""
    limit = planned.limit
    if planned.state in OPEN and planned.applies is Truth.UNKNOWN:
        return "maybe"
    if planned.state is State.NOW and limit and limit.due and limit.since:
        gone = clocks.threshold_reached(limit.since, limit.due, at)
        return {clocks.HALF: "half_gone", clocks.THREE_QUARTERS: "due_soon"}.get(gone, "now")
    return WORDS.get(planned.state, str(planned.state))


def _entry_row(view: View, said: running.Said, tongue: str) -> dict[str, Any]:
    entry = said.entry
    step = next((each for each in view.protocol.steps if each.id == entry.subject), None)
    subject = {
        What.STEP: step.name.of(tongue) if step else entry.subject,
        What.MOMENT: vocabulary().moments[entry.subject].of(tongue) if entry.what == What.MOMENT else "",
    }.get(What(entry.what), "")
    choice = next((each.text.of(tongue) for each in step.choices if each.id == entry.choice), "") if step else ""
    return {
        "entry": entry,
        "said": said,
        "subject": subject,
        "choice": choice,
        "status": {"done": "recorded", "not_done": "not_done"}.get(entry.act, entry.subject if entry.what == What.STATE else ""),
        "may_correct": entry.what == What.STEP and not said.corrected and view.run.going_on,
    }


# --- one step ----------------------------------------------------------------------------------------------------


def _try(request: HttpRequest, form: forms.Form, verb: Callable[[], Any]) -> tuple[bool, str]:
    """Whether the verb was done, and why not; what was typed stays in the form. Http404 for who may not."""
    if request.method != "POST" or not form.is_valid():
        return False, ""
    try:
        verb()
    except Forbidden as refusal:
        raise Http404 from refusal
    except NotPossible as refusal:
        return False, str(refusal)
    return True, ""


def _planned(view: View, step: str) -> tuple[Planned, Task | None]:
    found = next(((planned, task) for planned, task in view.steps if planned.step.id == step), None)
    if found is None:
        raise Http404
    return found


@drafts.drafted(DraftKind.STEP, shown_at="run-step", record=_record)
@signed_in
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """One step: what to do, within how long, on what basis; and the form that records it."""
    view = seen(request, run)
    planned, _task = _planned(view, step)
    opened = drafts.opened(request, DraftKind.STEP)
    form = _step_form(request, view, planned.step, (opened.typed.dict() if opened else {}) | {"round": planned.round})

    def verb() -> None:
        services.settle(view.run, step=step, round=form.cleaned_data["round"], by=principal_of(request), at=now(), **form.said())

    done, problem = _try(request, form, verb)
    if done:
        drafts.sent(request)
        return redirect("run", run=run)
    return _step_page(request, seen(request, run) if problem else view, step, form, problem, opened=opened)


@signed_in
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, run: str, entry: UUID) -> HttpResponse:
    """Correct what was said of a step; the first stays in sight."""
    view = seen(request, run)
    first = next((each.entry for each in view.said if each.entry.id == entry and each.entry.what == What.STEP), None)
    if first is None:
        raise Http404
    form = _step_form(request, view, _planned(view, first.subject)[0].step, {"round": first.round})

    def verb() -> None:
        services.correct(first, by=principal_of(request), at=now(), **form.said())

    done, problem = _try(request, form, verb)
    if done:
        return redirect("run", run=run)
    return _step_page(request, seen(request, run) if problem else view, first.subject, form, problem, correcting=first)


def _step_form(request: HttpRequest, view: View, step: Step, initial: dict[str, Any]) -> StepDone:
    tongue = language()
    filled = values(tongue, sector=view.protocol.sector, state=view.run.record.county.state, own=own_words(view.run.adoption, tongue))
    texts = {each.id: fill(each.text.of(tongue), filled) for each in step.choices}
    zone = view.run.record.county.time_zone
    return StepDone(request.POST or None, step=step, texts=texts, time_zone=zone, not_before=view.run.started_at, initial=initial)


def _step_page(
    request: HttpRequest,
    view: View,
    step: str,
    form: StepDone,
    problem: str,
    *,
    correcting: Entry | None = None,
    opened: drafts.Opened | None = None,
) -> HttpResponse:
    planned, task = _planned(view, step)
    by, tongue, run = principal_of(request), language(), view.run
    said = problems(request, form, problem)
    words = next((each.words for each in view.said if correcting and each.entry.id == correcting.id), "")
    people = [(str(each.pk), f"{each.name}, {each.post}") for each in running.colleagues(by=by)]
    context = {
        "view": view,
        "run": run,
        "row": _step_row(view, planned, task, by.now, tongue),
        "shown": shown(view.protocol, planned.step, run.record.county.state, tongue, own_words(run.adoption, tongue)),
        "says": planned.says,
        "form": form,
        "zone": run.record.county.time_zone,
        "correcting": correcting,
        "opened": opened,
        "words": words,
        "open": run.going_on and (correcting or planned.state not in SETTLED),
        "assign": Assign(people=people) if task and not task.done_at and run.going_on and not correcting else None,
        "call": lines_to_call(run.record.county),
        **said,
    }
    return render(request, "protocols/run_step.html", context, status=said["status"])


@signed_in
@require_POST
def assign(request: HttpRequest, run: str, step: str) -> HttpResponse:
    """Give a step to a colleague."""
    view = seen(request, run)
    planned, task = _planned(view, step)
    people = {str(each.pk): each for each in running.colleagues(by=principal_of(request))}
    form = Assign(request.POST, people=[(key, key) for key in people])
    if task is None:
        raise Http404

    def verb() -> None:
        services.assign(task, to=people[form.cleaned_data["to"]], by=principal_of(request), at=now())

    done, problem = _try(request, form, verb)
    if done:
        return redirect("run", run=run)
    blank = StepDone(
        step=planned.step, texts={each.id: each.text.of(language()) for each in planned.step.choices}, initial={"round": planned.round},
        time_zone=view.run.record.county.time_zone,
    )  # fmt: skip
    return _step_page(request, view, step, blank, problem or "; ".join(str(each) for each in form.errors.get("to", [])))


# --- the run -----------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, run: str) -> HttpResponse:
    """What is known: the answers on which steps depend, and when that happened from which limits run."""
    view = seen(request, run)
    known = Known(request.POST or None, answers=dict(view.answers), seen=mark(running.known_values(view.run)))
    moments = Moments(request.POST or None, moments=dict(view.moments), time_zone=view.run.record.county.time_zone)
    problem, stale = "", False
    if request.method == "POST" and known.is_valid() and moments.is_valid():
        try:
            done, problem = _try(request, known, lambda: _say(request, view, known, moments))
        except Stale:
            done, problem, stale = False, str(STALE), True
        if done:
            return redirect("run", run=run)
    failed = known if known.is_bound and not known.is_valid() else moments
    said = problems(request, failed, problem)
    context = {"view": view, "run": view.run, "known": known, "moments": moments, "title": view.protocol.title.of(language()), **said}
    context["stale"] = known.set_beside() + beside(moments) if stale else []
    return render(request, "protocols/run_facts.html", context, status=409 if stale else said["status"])


def _say(request: HttpRequest, view: View, known: Known, moments: Moments) -> None:
    """Each answer and moment that says something else than before."""
    times = {
        name: happened_at
        for name, happened_at in moments.said().items()
        if (before := view.moments[name]) is None or before.replace(second=0, microsecond=0) != happened_at
    }
    answers = {name: Truth(known.cleaned_data[name]) for name, before in view.answers.items() if known.cleaned_data[name] != (before or "unknown")}
    services.say_known(view.run, answers=answers, moments=times, seen=known.seen, by=principal_of(request), at=now())


@signed_in
@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, run: str) -> HttpResponse:
    """Pause, go on, finish, or end early."""
    view, by = seen(request, run), principal_of(request)
    form = Turn(request.POST or None, paused=view.run.state == "paused", may_finish=view.may_finish)

    def verb() -> None:
        why, at = form.cleaned_data["why"], now()
        match form.cleaned_data["do"]:
            case "pause":
                services.pause(view.run, why=why, by=by, at=at)
            case "go_on":
                services.go_on(view.run, by=by, at=at)
            case "finish":
                services.finish(view.run, by=by, at=at)
            case "end":
                services.end_early(view.run, why=why, by=by, at=at)

    done, problem = _try(request, form, verb)
    if done:
        return redirect("run", run=run)
    said = problems(request, form, problem)
    context = {"view": view, "run": view.run, "form": form, "title": view.protocol.title.of(language()), **said}
    return render(request, "protocols/run_turn.html", context, status=said["status"])


@drafts.drafted(DraftKind.NOTE, shown_at="run", record=_record)
@signed_in
@require_POST
def note(request: HttpRequest, run: str) -> HttpResponse:
    view, form = seen(request, run), Note(request.POST)
    done, problem = _try(request, form, lambda: services.note(view.run, words=form.cleaned_data["words"], by=principal_of(request), at=now()))
    if done:
        drafts.sent(request)
    return redirect("run", run=run) if done else _page(request, view, form=form, problem=problem)


@signed_in
@require_POST
def join(request: HttpRequest, run: str) -> HttpResponse:
    """Take part in what colleagues began from a concern that one may read too."""
    by = principal_of(request)
    found = running.to_join(run, by=by)
    if found is None:
        raise Http404
    try:
        services.join(found, by=by, at=now())
    except Forbidden as refusal:
        raise Http404 from refusal
    return redirect("run", run=run)
