"""Adherence, checklists, cards and sessions of one organization, for its manager; and the card to print, for everybody."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.formats.cells import safe_cell

from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.accounts.services import second_factor_at
from shelterwood.foundation.body.rules import EMERGENCY, helplines
from shelterwood.foundation.design.forms import without_account
from shelterwood.foundation.design.paper import NoPaper
from shelterwood.prevent.protocols import card as paper
from shelterwood.prevent.protocols import services, wording
from shelterwood.prevent.protocols.forms.counting import CardForm, Checklist, SessionForm
from shelterwood.prevent.protocols.models import Adoption
from shelterwood.prevent.protocols.queries import counting, measuring
from shelterwood.prevent.protocols.queries.adopting import adoption_in_force
from shelterwood.prevent.protocols.queries.counting import checklists_for, plans_for
from shelterwood.prevent.protocols.queries.measuring import Measured
from shelterwood.prevent.protocols.queries.value import signed_text
from shelterwood.prevent.protocols.rules.counting import mandate_of, mandates_here, meets
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import Kind, Protocol
from shelterwood.prevent.protocols.rules.placeholders import fill, values
from shelterwood.prevent.protocols.rules.replies import unpacked
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.services import NotPossible
from shelterwood.prevent.protocols.views.acting import language, manager_of, now, page_of, pages, problems, today
from shelterwood.prevent.protocols.views.adopting import own_words
from shelterwood.prevent.protocols.views.library import shown, state_of

COLUMNS = (
    "step", "name", "basis", "runs", "not_applicable", "done", "not_done", "due", "in_time", "late", "missed", "running", "median_late_minutes",
    "share_done", "share_in_time",
)  # fmt: skip


# --- adherence -------------------------------------------------------------------------------------------------


def _measured(request: HttpRequest, name: str) -> tuple[Measured, int | None, str]:
    """What the filters choose: a version and a month, nothing about anybody."""
    asked, month = request.GET.get("version", ""), request.GET.get("month", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    found = measuring.measured(name, by=manager_of(request), now=now(), mfa_at=second_factor_at(request), version=number, month=month[:7])
    if found is None:
        raise Http404
    return found, number, month


@signed_in
@require_GET
def adherence(request: HttpRequest, name: str) -> HttpResponse:
    """How the runs kept to the protocol, by step."""
    if name in library() and measuring.measured(name, by=manager_of(request), now=now(), mfa_at=second_factor_at(request)) is None:
        context: dict[str, Any] = {"name": name, "title": library()[name].title.of(language()), "found": None}
        return render(request, "protocols/adherence.html", context)
    found, number, month = _measured(request, name)
    tongue = language()
    rows = [(found.names[row.step].of(tongue), row, _hours(row.median_lateness)) for row in found.rows]
    context = {
        "name": name, "title": found.protocol.title.of(tongue), "found": found, "rows": rows, "version": number, "month": month,
        "none": not found.runs,
    }  # fmt: skip
    return render(request, "protocols/adherence.html", context)


def _hours(late: timedelta | None) -> str:
    """A length in words: minutes below two hours, else hours."""
    if late is None:
        return ""
    minutes = round(late.total_seconds() / 60)
    return _("%(n)s minutes") % {"n": minutes} if minutes < 120 else _("%(n)s hours") % {"n": round(minutes / 60)}


@signed_in
@require_GET
def adherence_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The same as a table for a spreadsheet: counts by step, no person and no run."""
    found, _number, _month = _measured(request, name)
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="adherence.csv"'})
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for row in found.rows:
        late = round(row.median_lateness.total_seconds() / 60) if row.median_lateness else ""
        writer.writerow(
            [row.step, safe_cell(found.names[row.step].of(language())), row.basis or "", row.runs, row.not_applicable, row.done, row.not_done, row.due,
             row.in_time, row.late, row.missed, row.running, late, _share(row.share_done), _share(row.share_in_time)]
        )  # fmt: skip
    return answer


def _share(share: float | None) -> str:
    """A share of nothing is nothing."""
    return "" if share is None else f"{share:.3f}"


# --- checklists ------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def checklist(request: HttpRequest, name: str) -> HttpResponse:
    """How things stand by the last answers, the answers to give today, and what was answered before."""
    person, tongue = manager_of(request), language()
    before = counting.fillings(name, by=person, today=today())
    if before is None:
        raise Http404
    found = next(each for each in checklists_for(person.organization.sector) if each.id == name)
    filled = values(tongue, sector=found.sector, state=person.organization.county.state)
    texts = {step.id: fill(step.what.of(tongue), filled) for step in found.steps}
    last = {step: unpacked(kept) for step, kept in before[0].filling.replies.items()} if before else {}
    form = Checklist(request.POST or None, checklist=found, filled=texts, before=last)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.fill_checklist(checklist=name, replies=form.replies(), by=person, at=now())
            messages.success(request, _("Recorded: today's answers."))
            return redirect("checklist", name=name)
        except NotPossible as refusal:
            problem = str(refusal)
    said = problems(request, form, problem)
    context = {
        "title": found.title.of(tongue),
        "purpose": found.purpose.of(tongue),
        "last": before[0] if before else None,
        "items": [(item.step.name.of(tongue), item) for item in before[0].items] if before else [],
        "history": before,
        "form": form,
        "zone": person.organization.county.time_zone,
        **said,
    }
    return render(request, "protocols/checklist.html", context, status=said["status"])


# --- cards -----------------------------------------------------------------------------------------------------


@without_account
@require_GET
def card(request: HttpRequest, name: str) -> HttpResponse:
    """A card on one page: the organization's signed version for its people, else the library's."""
    found = library().get(name)
    if found is None or found.kind is not Kind.CARD:
        raise Http404
    adoption = adoption_in_force(request.user.organization_id, name) if request.user.is_authenticated else None
    try:
        made = paper.make(_card(signed_text(adoption) if adoption else found, adoption, state_of(request)), settings.PRINTED_FONTS)
    except (NoPaper, paper.DoesNotFit) as problem:
        reason = str(problem) or _("This card has too many words for one page. Shorten it.")
        return render(request, "protocols/no_paper.html", {"problem": reason, "name": name}, status=503)
    return HttpResponse(made, content_type="application/pdf")


def _card(text: Protocol, adoption: Adoption | None, state: str) -> paper.Card:
    tongue = language()
    own = own_words(adoption, tongue) if adoption else None
    filled = values(tongue, sector=text.sector, state=state, own=own)
    steps = [shown(text, step, state, tongue, own) for step in text.steps]
    return paper.Card(
        language=tongue,
        title=text.title.of(tongue),
        by=f"{adoption.organization.name}." if adoption else "",
        version=text.version,
        emergency=helplines()[EMERGENCY].phone,
        steps=tuple(paper.Step(step.name, step.what, step.say, step.choices) for step in steps),
        never=tuple(fill(vocabulary().nevers[each].text.of(tongue), filled) for each in text.never),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def sites(request: HttpRequest, name: str) -> HttpResponse:
    """Where a card lies, since when; one more site."""
    person = manager_of(request)
    rows = counting.cards(name, by=person)
    if rows is None:
        raise Http404
    places = {str(site.pk): site for site in person.organization.sites.all()}
    form = CardForm(request.POST or None, sites=[(key, site.name) for key, site in places.items()])
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.put_card(card=name, site=places[form.cleaned_data["site"]], since=form.cleaned_data["since"], by=person, at=now())
            messages.success(request, _("Recorded: the card lies there."))
            return redirect("card-sites", name=name)
        except NotPossible as refusal:
            problem = str(refusal)
    said = problems(request, form, problem)
    context = {"name": name, "title": library()[name].title.of(language()), "rows": rows, "form": form, "without_sites": not places, **said}
    return render(request, "protocols/sites.html", context, status=said["status"])


@signed_in
@require_POST
def card_away(request: HttpRequest, name: str, row: UUID) -> HttpResponse:
    """It does not lie there any more, from today."""
    person = manager_of(request)
    found = counting.card_in_use(row, by=person)
    if found is None or found.card != name:
        raise Http404
    services.take_card_away(found, until=today(), by=person, at=now())
    messages.success(request, _("Recorded: the card lies there no more."))
    return redirect("card-sites", name=name)


# --- sessions --------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """What was held, each year's sums, and one more. No pupil's name has a place here."""
    person, tongue, page = manager_of(request), language(), page_of(request)
    found = counting.sessions(by=person, page=page)
    if found is None:
        raise Http404
    places = {str(site.pk): site for site in person.organization.sites.all()}
    sector = person.organization.sector
    asked = [each for each in mandates_here(person.organization.county.state) if meets(each, sector)]
    form = SessionForm(
        request.POST or None, plans=[(each.id, each.title.of(tongue)) for each in plans_for(sector)],
        sites=[(key, site.name) for key, site in places.items()], mandates=[(each.id, each.citation) for each in asked],
    )  # fmt: skip
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.count_session(**_session(form, places), by=person, at=now())
            messages.success(request, _("Recorded: the session."))
            return redirect("sessions")
        except NotPossible as refusal:
            problem = str(refusal)
    said = problems(request, form, problem)
    context = {
        "found": found,
        "rows": [(row, library()[row.plan].title.of(tongue), wording.AGES[row.ages], mandate_of(row.mandate)) for row in found.rows],
        "asked": asked,
        "form": form,
        **pages(page, found.more),
        **said,
    }
    return render(request, "protocols/sessions.html", context, status=said["status"])


def _session(form: SessionForm, places: dict[str, Any]) -> dict[str, Any]:
    said = dict(form.cleaned_data)
    return {**said, "site": places.get(said["site"]), "mandate": said.get("mandate", "")}


@signed_in
@require_POST
def withdraw(request: HttpRequest, row: UUID) -> HttpResponse:
    """It was counted by mistake."""
    person = manager_of(request)
    found = counting.session(row, by=person)
    if found is None:
        raise Http404
    services.withdraw_session(found, by=person, at=now())
    messages.success(request, _("Withdrawn. The session counts no more."))
    return redirect("sessions")
