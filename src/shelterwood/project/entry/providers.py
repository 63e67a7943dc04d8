"""The page on which whoever runs the site enters an organization's own sign-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.accounts.keys import queries
from shelterwood.foundation.accounts.keys.services import federated
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.design.forms import form_errors
from shelterwood.project.entry.forms import ProviderForm

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.keys.models import Provider


def keeper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For whoever runs the site; to anybody else the page does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not accounts.may(person_of(request), Verb.KEEP_SIGN_IN):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(inner)


@keeper
@require_http_methods(["GET", "POST"])
def providers(request: HttpRequest) -> HttpResponse:
    """Which organizations have a sign-in of their own, and entering one."""
    return _form(request, None)


@keeper
@require_http_methods(["GET", "POST"])
def provider(request: HttpRequest, provider: UUID) -> HttpResponse:
    """Change one, or close it."""
    found = queries.provider(provider)
    if found is None:
        raise Http404
    if request.method == "POST" and "close" in request.POST:
        federated.remove_provider(found, by=person_of(request), at=datetime.now(UTC))
        return redirect("region-sign-in")
    return _form(request, found)


def _form(request: HttpRequest, found: Provider | None) -> HttpResponse:
    taken = {each.organization_id for each in queries.providers()}
    free = [each for each in accounts.taking_part() if each.pk not in taken]
    form = ProviderForm(request.POST if request.method == "POST" else None, found=found, organizations=free)
    if form.is_valid():
        federated.keep_provider(form.organization(), by=person_of(request), at=datetime.now(UTC), **form.told())
        return redirect("region-sign-in")
    with translation.override("en"):
        back = request.build_absolute_uri(reverse("organization-back"))
    shown = {
        "form": form,
        "found": found,
        "rows": queries.providers(),
        "back": back,
        "form_errors": form_errors(form),
        "errors_on_page": form.is_bound,
    }
    return render(request, "project/entry/providers.html", shown, status=422 if form.is_bound else 200)
