from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.times import clock_in_words
from shelterwood.foundation.drafts import forms, queries, services
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.rules import Kept, TooLong


def saved_in_words(draft: Draft, zone: str) -> str:
    """`Draft saved 2:14 p.m.`"""
    return _("Draft saved %(time)s") % {"time": clock_in_words(draft.saved_at, zone)}


@signed_in
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a form: for the page's script with a sentence, without scripts with the form itself once more."""
    by_script = request.headers.get("X-Draft") == "yes"
    try:
        draft = forms.keep(request, request.POST.get("draft_of", ""))
    except (services.TooMany, TooLong) as problem:
        words = refused_in_words(problem)
        return _said(words, 422) if by_script else render(request, "drafts/refused.html", {"problem": words}, status=422)
    if by_script:
        return _said(saved_in_words(draft, person_of(request).organization.county.time_zone))
    return _to_form(draft, services.open_draft(draft, by=person_of(request), at=datetime.now(UTC)))


def _said(words: str, status: int = 200) -> HttpResponse:
    """One sentence, for the script to put beside the button."""
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)


def refused_in_words(problem: Exception) -> str:
    if isinstance(problem, services.TooMany):
        return _("You have 25 drafts. Send or discard one on your desk first. What you typed is still on this page.")
    return _("This is too long to keep as a draft.")


@signed_in
@require_POST
def reopen(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Go on with a draft where its form is shown."""
    found = _own(request, draft)
    return _to_form(found, services.open_draft(found, by=person_of(request), at=datetime.now(UTC)))


@signed_in
@require_POST
def drop(request: HttpRequest, draft: UUID) -> HttpResponse:
    services.drop(_own(request, draft), by=person_of(request), at=datetime.now(UTC))
    return redirect("desk")


def _own(request: HttpRequest, draft: UUID) -> Draft:
    found = queries.draft(draft, by=person_of(request))
    if found is None:
        raise Http404
    return found


def _to_form(draft: Draft, kept: Kept) -> HttpResponse:
    try:
        address = reverse(kept.shown_at, kwargs=dict(kept.places))
    except NoReverseMatch as problem:
        raise Http404 from problem
    return redirect(f"{address}?draft={draft.pk}")
