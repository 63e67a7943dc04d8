"""Signing in through one's organization, there and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from shelterwood.foundation.accounts.acting import while_waiting
from shelterwood.foundation.accounts.keys import queries
from shelterwood.foundation.accounts.keys.oidc import NotThere
from shelterwood.foundation.accounts.keys.services import federated
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.accounts.refusals import evenly
from shelterwood.foundation.design.forms import without_account
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.project.entry.signing import entering_brake, page

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

LONGEST_WORD = 4000


@while_waiting
@require_GET
def go(request: HttpRequest, provider: UUID) -> HttpResponse:
    """Lead the browser to an organization's own sign-in. A link, since no form of this site may lead to another."""
    found = queries.provider(provider)
    if found is None:
        raise Http404
    try:
        return redirect(federated.begin(request, found, back=_back(request)))
    except NotThere:
        return page(request, status=503, away=found.organization.name)


@while_waiting
@without_account
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Back from there. The session's cookie does not come along from another site, so the page sends itself once more from here."""
    told = request.POST if request.method == "POST" else request.GET
    words = {"state": told.get("state", "")[:LONGEST_WORD], "code": told.get("code", "")[:LONGEST_WORD]}
    if request.method == "GET":
        return render(request, "project/entry/back.html", {**words, "call": lines_to_call(None)})
    wait = entering_brake.take(request.META.get("REMOTE_ADDR", ""))
    if wait:
        return page(request, status=429, wait=wait)
    try:
        if evenly(lambda: _entered(request, **words)):
            entering_brake.give_back(request.META.get("REMOTE_ADDR", ""))
            return redirect("desk")
    except NotThere:
        return page(request, status=503, away=True)
    return page(request, status=422, wrong="organization")


def _entered(request: HttpRequest, *, state: str, code: str) -> Person | None:
    kept = request.session.get(federated.ASKED)
    found = queries.provider(UUID(kept["provider"])) if kept else None
    if found is None:
        return None
    try:
        return federated.enter(request, found, back=_back(request), state=state, code=code, at=datetime.now(UTC))
    except NotProved:
        return None


def _back(request: HttpRequest) -> str:
    """One address for both languages: it is entered at the provider letter by letter."""
    with translation.override("en"):
        return request.build_absolute_uri(reverse("organization-back"))
