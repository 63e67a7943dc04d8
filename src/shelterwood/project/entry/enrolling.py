"""The first key after the code on paper, and the recovery codes. Nothing else opens before both."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelterwood.foundation.accounts.acting import person_of, while_waiting
from shelterwood.foundation.accounts.keys import queries, rules, webauthn
from shelterwood.foundation.accounts.keys.rules import Step
from shelterwood.foundation.accounts.keys.services import codes, passkeys, sessions
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.body.queries import the_body
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.project.entry.signing import CODE_MOST, proving_brake
from shelterwood.project.entry.waiting import keyholder, sign_in_first, waiting_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


@while_waiting
@require_http_methods(["GET", "POST"])
@keyholder
def first_key(request: HttpRequest) -> HttpResponse:
    """Choose a passkey or an authenticator app, and show that it works. Somebody signed in adds another here."""
    person, told = _whose(request, Step.ENROL), {}
    if person is None:
        return sign_in_first()
    if request.method == "POST":
        told = _taken(request, person)
        if not told:
            return redirect(_opened(request))
    return render(request, "project/entry/key.html", _offered(request, person) | told, status=422 if told else 200)


def _whose(request: HttpRequest, step: Step) -> Person | None:
    """Whose key is being made: that of somebody signed in, or whose session asks for it."""
    waiting = waiting_of(request, step)
    if waiting:
        return waiting.person
    return person_of(request) if request.user.is_authenticated else None


def _taken(request: HttpRequest, person: Person) -> dict[str, object]:
    """Keep what was made; what to say where it does not hold."""
    now, answer = datetime.now(UTC), request.POST.get("answer", "")
    wait = proving_brake.take(str(person.pk))
    if wait:
        return {"wait": wait}
    try:
        if answer:
            passkeys.add(request, by=person, answer=answer, name=request.POST.get("name", "") or _("Passkey"), at=now)
        else:
            codes.confirm(by=person, code=request.POST.get("code", "")[:CODE_MOST], at=now)
    except NotProved:
        return {"wrong": "passkey" if answer else "code"}
    proving_brake.give_back(str(person.pk))
    return {}


def _opened(request: HttpRequest) -> str:
    """Whoever just made the first key has shown two factors: the code on paper, and the key."""
    waiting = waiting_of(request, Step.ENROL)
    if waiting is None:
        return "account"
    sessions.prove(request, waiting.sign_in, at=datetime.now(UTC))
    return "desk"


def _offered(request: HttpRequest, person: Person) -> dict[str, object]:
    keys, body = queries.keys_of(person), the_body()
    secret = codes.prepare(by=person, at=datetime.now(UTC))
    address = rules.setup_address(secret, name=person.username, issuer=body.name if body else "Shelterwood")
    return {
        "options": webauthn.begin_making(request, person, [bytes(each.credential) for each in keys.passkeys]),
        "keys": keys,
        "first": not request.user.is_authenticated,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "address": address,
        "square": _square(address),
        "call": lines_to_call(None),
    }


def _square(address: str) -> SafeString:
    """The square code as a drawing in the page; what it says is never fetched from an address."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=4, scale=5, svgclass="square", lineclass=None, omitsize=True)
    return mark_safe(drawn)  # made of numbers alone


@while_waiting
@require_http_methods(["GET", "POST"])
@keyholder
def first_codes(request: HttpRequest) -> HttpResponse:
    """Make ten recovery codes and show them, this once."""
    waiting, person = waiting_of(request, Step.RECOVERY), _whose(request, Step.RECOVERY)
    if person is None:
        return sign_in_first()
    shown: dict[str, object] = {"first": waiting is not None, "call": lines_to_call(None), "left": queries.keys_of(person).recovery_left}
    if request.method == "POST":
        now = datetime.now(UTC)
        shown["codes"] = codes.new_recovery_codes(by=person, at=now)
        if waiting:
            sessions.prove(request, waiting.sign_in, at=now)
    return render(request, "project/entry/codes.html", shown)
