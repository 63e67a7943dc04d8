"""Signing in: a passkey, or a code and a second proof. A wrong name, a wrong code and an unknown key get one answer, in one time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import while_waiting
from shelterwood.foundation.accounts.keys import queries, webauthn
from shelterwood.foundation.accounts.keys.rules import Step, Way
from shelterwood.foundation.accounts.keys.services import codes, entering, passkeys, sessions
from shelterwood.foundation.accounts.keys.webauthn import NotProved
from shelterwood.foundation.accounts.refusals import evenly
from shelterwood.foundation.accounts.throttle import Throttle
from shelterwood.foundation.design.forms import without_account
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.project.entry.waiting import sign_in_first, waiting_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

CODE_MOST = 80  # letters that are looked at
entering_brake = Throttle(free=10, longest=60, blurred=True)  # by network; an office behind one address signs in each morning
proving_brake = Throttle(free=5, longest=300)  # by person
mailing_brake = Throttle(free=3, longest=600)  # by network and by address


@while_waiting
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where people with an account sign in; `first` in the address: a page for them was asked for by somebody who is not."""
    if waiting_of(request, *Step):
        return redirect("desk")  # which leads to what is asked for
    return page(request, first="first" in request.GET)


@while_waiting
@without_account
@require_POST
def sign_in_with_code(request: HttpRequest) -> HttpResponse:
    """The one-time code from paper or mail. Wrong, used and ended look alike."""
    code = request.POST.get("code", "")[:CODE_MOST]
    return _entered(request, lambda now: entering.enter_with_code(request, code=code, at=now), wrong="code")


@while_waiting
@without_account
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey with user verification: two factors in one."""
    answer = request.POST.get("answer", "")

    def entered(now: datetime) -> Person | None:
        try:
            person = passkeys.show(request, answer=answer, at=now)
        except NotProved:
            return None
        sessions.begin(request, person=person, way=Way.PASSKEY, at=now, proved=True)
        return person

    return _entered(request, entered, wrong="passkey")


@without_account
@require_POST
def mail_code(request: HttpRequest) -> HttpResponse:
    """A code by mail to whoever has a second proof. The answer is the same whether anybody has this address."""
    address = request.POST.get("address", "")[:254].strip().casefold()
    wait = mailing_brake.take(request.META.get("REMOTE_ADDR", "")) or mailing_brake.take(address)
    if wait:
        return page(request, status=429, wait=wait)
    evenly(lambda: entering.ask_for_code(address=address))
    return page(request, mailed=True)


@while_waiting
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second proof after a code: an authenticator's or a recovery code, or a passkey."""
    waiting = waiting_of(request, Step.SECOND)
    if waiting is None:
        return redirect("desk") if request.user.is_authenticated else sign_in_first()
    told: dict[str, Any] = {}
    if request.method == "POST":
        now = datetime.now(UTC)
        told = proof(request, waiting.person, now=now)
        if not told:
            sessions.prove(request, waiting.sign_in, at=now)
            return redirect("desk")
    keys = queries.keys_of(waiting.person)
    options = webauthn.begin_showing(request, [bytes(each.credential) for each in keys.passkeys]) if keys.passkeys else ""
    shown = {"keys": keys, "options": options, "call": lines_to_call(None), "errors_on_page": bool(told)}
    return render(request, "project/entry/second.html", shown | told, status=422 if told else 200)


def proof(request: HttpRequest, person: Person, *, now: datetime) -> dict[str, Any]:
    """Look at the two factors that somebody known shows; what to say where they do not hold, and nothing where they do."""
    wait = proving_brake.take(str(person.pk))
    if wait:
        return {"wait": wait}
    if evenly(lambda: _holds(request, person, now)):
        proving_brake.give_back(str(person.pk))
        return {}
    return {"wrong": True}


def _holds(request: HttpRequest, person: Person, now: datetime) -> bool | None:
    answer = request.POST.get("unlock_answer", "")
    try:
        if answer:
            passkeys.show(request, answer=answer, at=now, owner=person.pk)
        else:
            codes.show(by=person, code=request.POST.get("unlock_code", "")[:CODE_MOST], at=now)
    except NotProved:
        return None
    return True


def _entered(request: HttpRequest, enter: Any, *, wrong: str) -> HttpResponse:
    source = request.META.get("REMOTE_ADDR", "")
    wait = entering_brake.take(source)
    if wait:
        return page(request, status=429, wait=wait)
    if evenly(lambda: enter(datetime.now(UTC))):
        entering_brake.give_back(source)
        return redirect("desk")
    return page(request, status=422, wrong=wrong)


def page(request: HttpRequest, *, status: int = 200, **told: Any) -> HttpResponse:
    """The sign-in page, with what is to be said."""
    shown = {
        "options": "" if settings.DEMONSTRATION else webauthn.begin_showing(request),
        "mail": settings.MAIL is not None, "providers": queries.providers(), "call": lines_to_call(None), "errors_on_page": status != 200,
    }  # fmt: skip
    return render(request, "project/sign_in.html", shown | told, status=status)
