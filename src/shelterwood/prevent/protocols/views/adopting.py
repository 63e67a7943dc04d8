"""An organization's own protocols: which it signed, what it changed, what is new, how it signs, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.revisions import STALE, Stale, mark
from shelterwood.prevent.protocols import services, wording
from shelterwood.prevent.protocols.forms.adopting import AddStep, Head, Retire, Sign, StepForm
from shelterwood.prevent.protocols.models import Adoption
from shelterwood.prevent.protocols.queries import adopting
from shelterwood.prevent.protocols.queries.adopting import Judged, Standing
from shelterwood.prevent.protocols.queries.counting import cards_for, checklists_for, plans_for
from shelterwood.prevent.protocols.queries.value import signed_text
from shelterwood.prevent.protocols.rules.comparing import compare
from shelterwood.prevent.protocols.rules.editing import own_changes
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.placeholders import PLACEHOLDER, fill, values
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.telling import tell
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.services import NotPossible
from shelterwood.prevent.protocols.views.acting import language, manager_of, now, problems, standing_on, today
from shelterwood.prevent.protocols.views.library import shown


@signed_in
@require_GET
def organization(request: HttpRequest) -> HttpResponse:
    """What the organization adopted, what it could, and what it counts of itself."""
    person = manager_of(request)
    sector, tongue = person.organization.sector, language()
    rows = [(each, each.library.title.of(tongue), wording.KINDS[each.library.kind]) for each in adopting.shelf(by=person, today=today()) or ()]
    context = {
        "rows": rows,
        "checklists": [(each, each.title.of(tongue)) for each in checklists_for(sector)],
        "cards": [(each, each.title.of(tongue)) for each in cards_for(sector)],
        "sessions": bool(plans_for(sector)),
    }
    return render(request, "protocols/organization.html", context)


def _standing(request: HttpRequest, name: str) -> Standing:
    found = adopting.standing(name, by=manager_of(request))
    if found is None:
        raise Http404
    return found


@signed_in
@require_GET
def adopted(request: HttpRequest, name: str) -> HttpResponse:
    """One protocol in the organization: in force, earlier, in the making, and what the library changed since."""
    return _adopted(request, name)


def _adopted(request: HttpRequest, name: str, *, retiring: Retire | None = None, problem: str = "") -> HttpResponse:
    found, tongue = _standing(request, name), language()
    current = found.current
    text = signed_text(current) if current else None
    said = problems(request, retiring, problem)
    context = {
        "found": found,
        "title": found.library.title.of(tongue),
        "kind": wording.KINDS[found.library.kind],
        "own_changes": _told(parse(current.base), text, tongue) if current and text else [],
        "news": tell(found.news.news, parse(current.base), found.library, tongue) if current and found.news else [],
        "both": len(found.news.both) if found.news else 0,
        "retire": retiring or Retire(),
        "review_over": bool(current and current.review_on < today()),
        **said,
    }
    return render(request, "protocols/adopted.html", context, status=said["status"])


def _told(old: Protocol, new: Protocol, tongue: str) -> list[str]:
    return tell(own_changes(old, new), old, new, tongue)


@signed_in
@require_POST
def review(request: HttpRequest, name: str) -> HttpResponse:
    """Read again, and it stays as it is."""
    return _to_current(request, name, lambda current: services.confirm_review(current, on=today(), by=person_of(request), at=now()))


@signed_in
@require_POST
def retire(request: HttpRequest, name: str) -> HttpResponse:
    form = Retire(request.POST)
    if not form.is_valid():
        return _adopted(request, name, retiring=form)
    return _to_current(request, name, lambda current: services.retire(current, why=form.cleaned_data["why"], by=person_of(request), at=now()))


def _to_current(request: HttpRequest, name: str, verb: Callable[[Adoption], Any]) -> HttpResponse:
    found = _standing(request, name)
    if found.current is None:
        return _adopted(request, name, problem=_("This version is no longer in force."))
    try:
        verb(found.current)
    except NotPossible as problem:
        return _adopted(request, name, problem=str(problem))
    return redirect("adopted-protocol", name=name)


@signed_in
@require_GET
def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A signed version to read and print, for everybody of the organization."""
    found = adopting.version(name, number, by=person_of(request))
    if found is None:
        raise Http404
    before = adopting.version(name, number - 1, by=person_of(request)) if number > 1 else None
    text, tongue = signed_text(found), language()
    context = {
        "adoption": found,
        "before": before,
        "changes": tell(compare(signed_text(before), text), signed_text(before), text, tongue) if before else [],
        **read_by(found, text),
    }
    return render(request, "protocols/version.html", context)


def read_by(adoption: Adoption, text: Protocol) -> dict[str, Any]:
    """A signed text as its people read it: filled for their state with their own words."""
    tongue, state = language(), adoption.organization.county.state
    own = own_words(adoption, tongue)
    filled = values(tongue, sector=text.sector, state=state, own=own)
    return {
        "protocol": text,
        "title": text.title.of(tongue),
        "kind": wording.KINDS[text.kind],
        "purpose": fill(text.purpose.of(tongue), filled),
        "scope": fill(text.scope.of(tongue), filled),
        "steps": [shown(text, each, state, tongue, own) for each in text.steps],
        "never": [fill(vocabulary().nevers[each].text.of(tongue), filled) for each in text.never],
    }


def own_words(adoption: Adoption, tongue: str) -> dict[str, str]:
    """What the organization calls its people, lines and itself."""
    return {"organization": adoption.organization.name} | {name: words[tongue] for name, words in adoption.own.items()}


# --- the draft -------------------------------------------------------------------------------------------------


def _draft(request: HttpRequest, name: str) -> Judged:
    found = adopting.judged(name, by=manager_of(request))
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, name: str) -> HttpResponse:
    """The adaptation step by step; POST begins it, moves or takes out a step, names one's own words, or gives it up."""
    if request.method == "GET":
        return _draft_page(request, name)
    do, person = request.POST.get("do", ""), manager_of(request)
    try:
        if do in ("begin", "take_over"):
            _standing(request, name)
            verb = services.begin_draft if do == "begin" else services.take_over
            verb(protocol=name, by=person, at=now())
        elif do == "drop":
            services.drop_draft(_draft(request, name).draft, by=person)
            return redirect("adopted-protocol", name=name)
        else:
            return _draft_verb(request, name, do)
    except NotPossible as problem:
        return _draft_page(request, name, problem=str(problem)) if do != "take_over" else _adopted(request, name, problem=str(problem))
    return redirect("protocol-draft", name=name)


def _draft_verb(request: HttpRequest, name: str, do: str) -> HttpResponse:
    found, person = _draft(request, name), manager_of(request)
    step = request.POST.get("step", "")
    if do == "head":
        form = _head(request, found)
        if not form.is_valid():
            return _draft_page(request, name, head=form)
        words = {"own": form.own(), "review_months": form.cleaned_data["review_months"]}
        try:
            services.change_head(found.draft, **words, seen=form.seen, by=person, at=now())
        except Stale:
            return _draft_page(request, name, head=form, stale=True)
    elif do == "add":
        more = AddStep(request.POST, protocol=found.protocol)
        if not more.is_valid():
            return _draft_page(request, name, more=more)
        try:
            services.add_step(found.draft, **more.step(), by=person, at=now())
        except NotPossible as problem:
            return _draft_page(request, name, more=more, problem=str(problem))
    elif do == "remove":
        services.remove_step(found.draft, step=step, by=person, at=now())
    elif do in ("up", "down"):
        services.move_step(found.draft, step=step, places=-1 if do == "up" else 1, by=person, at=now())
    return redirect("protocol-draft", name=name)


def _head(request: HttpRequest, found: Judged) -> Head:
    used = PLACEHOLDER.findall(found.draft.text) + PLACEHOLDER.findall(str(vocabulary().nevers))
    sent = request.POST if request.POST.get("do") == "head" else None
    seen = mark(adopting.head_values(found.draft, found.protocol))
    return Head(sent, used=used, own=found.draft.own, months=found.protocol.review_months, longest=found.base.review_months, seen=seen)


def _draft_page(
    request: HttpRequest, name: str, *, head: Head | None = None, more: AddStep | None = None, problem: str = "", stale: bool = False
) -> HttpResponse:
    found, tongue = _draft(request, name), language()
    said = problems(request, head or more, str(STALE) if stale else problem)
    shipped = {step.id: step for step in found.base.steps}
    context = {
        "found": found,
        "name": name,
        "title": found.protocol.title.of(tongue),
        "steps": [
            (step, step.name.of(tongue), vocabulary().roles[step.who].of(tongue), step.id not in shipped or shipped[step.id].guards is None,
             step.id in found.draft.clocks_on)
            for step in found.protocol.steps
        ],
        "changes": _told(found.base, found.protocol, tongue),
        "head": head or _head(request, found),
        "stale": head.set_beside() if head and stale else [],
        "more": more or AddStep(protocol=found.protocol),
        **said,
    }  # fmt: skip
    return render(request, "protocols/draft.html", context, status=409 if stale else said["status"])


@signed_in
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str, step: str) -> HttpResponse:
    """One step of the draft, with those fields that may be changed."""
    found, tongue = _draft(request, name), language()
    here = next((each for each in found.protocol.steps if each.id == step), None)
    if here is None:
        raise Http404
    shipped = next((each for each in found.base.steps if each.id == step), None)
    form = StepForm(request.POST or None, step=here, shipped=shipped, protocol=found.protocol, clock_on=step in found.draft.clocks_on)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.change_step(
                found.draft, step=step, fields=form.changes(), seen=form.cleaned_data["seen"], clock_on=form.clock_on, by=person_of(request), at=now()
            )
            return redirect("protocol-draft", name=name)
        except NotPossible as refusal:
            problem = str(refusal)
            form.data = standing_on(request, form.initial["seen"])
    said = problems(request, form, problem)
    context = {
        "name": name,
        "step": here,
        "form": form,
        "title": here.name.of(tongue),
        "fixed": shipped is not None and shipped.guards is not None,
        "shown": shown(found.protocol, here, found.draft.organization.county.state, tongue),
        "library": shipped,
        **said,
    }
    return render(request, "protocols/step.html", context, status=said["status"])


@signed_in
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, name: str) -> HttpResponse:
    """What is signed, beside the library and the last version; then name, post and day."""
    found, person, tongue = _draft(request, name), person_of(request), language()
    seen = {"seen": adopting.draft_mark(found.draft)}
    form = Sign(request.POST or None, initial={**seen, "post": person.post})
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.sign(found.draft, **{key: form.cleaned_data[key] for key in ("seen", "name", "post", "on")}, by=person, at=now())
            messages.success(request, _("Signed. It is in force from the day that you named."))
            return redirect("adopted-protocol", name=name)
        except NotPossible as refusal:
            problem = str(refusal)
            form.data = standing_on(request, seen["seen"])
    current = _standing(request, name).current
    last = signed_text(current) if current else None
    said = problems(request, form, problem)
    context = {
        "name": name,
        "found": found,
        "title": found.protocol.title.of(tongue),
        "from_library": _told(found.base, found.protocol, tongue),
        "from_last": _told(last, found.protocol, tongue) if last else None,
        "clocks": [step.name.of(tongue) for step in found.protocol.steps if step.id in found.draft.clocks_on],
        "form": form,
        **said,
    }
    return render(request, "protocols/sign.html", context, status=said["status"])
