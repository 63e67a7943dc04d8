"""One's own account: keys, where one is signed in, language."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.collaborate.people.wording import ROLES
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.accounts.keys import queries
from shelterwood.foundation.accounts.keys.services import codes, hours, language, passkeys, sessions
from shelterwood.foundation.accounts.keys.services.passkeys import LastKey
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.notify.queries import contact_hours
from shelterwood.project.entry.forms import HoursForm
from shelterwood.project.entry.waiting import keyholder
from shelterwood.project.entry.wording import LANGUAGES


def _now() -> datetime:
    return datetime.now(UTC)


@signed_in
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, status: int = 200, **told: object) -> HttpResponse:
    person = person_of(request)
    zone = person.organization.county.time_zone
    shown = {
        "person": person, "keys": queries.keys_of(person), "sessions": queries.open_sessions(person, now=_now()),
        "role": ROLES[Role(person.role)], "languages": LANGUAGES,
        "this": sessions.current(request), "zone": zone, "hours": HoursForm(hours=contact_hours(person.pk, zone)),
    }  # fmt: skip
    return render(request, "project/entry/account.html", shown | told, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
@keyholder
def remove_passkey(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once more, then remove it."""
    person = person_of(request)
    found = next((each for each in queries.keys_of(person).passkeys if each.pk == key), None)
    if found is None:
        raise Http404
    if request.method == "GET":
        return render(request, "project/entry/remove.html", {"passkey": found, "zone": person.organization.county.time_zone})
    try:
        passkeys.remove(key, by=person, at=_now())
    except LastKey:
        return _page(request, status=422, last=True, errors_on_page=True)
    return redirect("account")


@signed_in
@require_http_methods(["GET", "POST"])
@keyholder
def remove_authenticator(request: HttpRequest) -> HttpResponse:
    """Ask once more, then remove it."""
    if request.method == "GET":
        return render(request, "project/entry/remove.html", {"zone": person_of(request).organization.county.time_zone})
    try:
        codes.remove(by=person_of(request), at=_now())
    except LastKey:
        return _page(request, status=422, last=True, errors_on_page=True)
    return redirect("account")


@signed_in
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language of the pages after sign-in, and of notices."""
    chosen = language.choose(request.POST.get("language", ""), by=person_of(request), at=_now())
    with translation.override(chosen):
        return redirect(reverse("account"))


@signed_in
@require_POST
def choose_hours(request: HttpRequest) -> HttpResponse:
    """When one wants what is not urgent."""
    person = person_of(request)
    form = HoursForm(request.POST, hours=contact_hours(person.pk, person.organization.county.time_zone))
    if not form.is_valid():
        return _page(request, status=422, hours=form, form_errors=form_errors(form), errors_on_page=True)
    hours.choose(**form.told(), by=person, at=_now())
    messages.success(request, _("Saved."))
    return redirect("account")


@signed_in
@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one of one's own sessions; of this one it is signing out."""
    try:
        sessions.end(session, by=person_of(request), at=_now())
    except PermissionError as refusal:
        raise Http404 from refusal
    return redirect("account")


@signed_in
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    sessions.end_all(by=person_of(request), at=_now())
    return redirect("sign-in")
