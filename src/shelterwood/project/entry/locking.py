"""The lock: after ten minutes without activity the content leaves the page, and comes back to whoever proves to be the same person."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from shelterwood.foundation.accounts.acting import while_waiting
from shelterwood.foundation.accounts.keys.rules import Step
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.accounts.keys.services.sessions import Waiting
from shelterwood.project.entry.signing import proof
from shelterwood.project.entry.waiting import kept_of, lock_page, own_path, sign_in_first, waiting_of

IN_PLACE = "X-In-Place"  # sent by the script, which keeps the page in memory and wants no other


class Again(HttpResponseRedirect):
    """Send the same fields to another address of this site, as they were."""

    status_code = 307


@while_waiting
@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody moved. Being asked is enough: the request itself is the activity."""
    return HttpResponse(status=204 if request.user.is_authenticated else 423)


@while_waiting
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now, and answer with the locked page."""
    now = datetime.now(UTC)
    waiting = waiting_of(request, Step.LOCKED)
    if waiting is None and request.user.is_authenticated:
        sessions.lock(request, at=now)
        waiting = sessions.judge(request, at=now)
    if waiting is None:
        return sign_in_first()
    return lock_page(request, waiting, kept=[], back=own_path(request, request.POST.get("unlock_back", "")), send=False)


@while_waiting
@require_POST
def locked(request: HttpRequest) -> HttpResponse:
    """Unlock, and go on where one was, with what was sent."""
    waiting = waiting_of(request, Step.LOCKED)
    back, send = own_path(request, request.POST.get("unlock_back", "")), bool(request.POST.get("unlock_send"))
    if waiting is None:
        return _back(request, back, send) if request.user.is_authenticated else sign_in_first()
    told = _proved(request, waiting)
    if told is None:
        return _back(request, back, send)
    return lock_page(request, waiting, kept=kept_of(request), back=back, send=send, status=422 if told else 200, errors_on_page=bool(told), **told)


def _proved(request: HttpRequest, waiting: Waiting) -> dict[str, object] | None:
    """Nothing where it is unlocked now; else what to say, which is nothing where nothing was shown."""
    now = datetime.now(UTC)
    if "unlock_here" in request.POST:
        try:
            sessions.unlock_in_the_demonstration(request, waiting.sign_in, at=now)
        except PermissionError:
            return {"wrong": True}
        return None
    if not (request.POST.get("unlock_answer") or request.POST.get("unlock_code")):
        return {}
    told = proof(request, waiting.person, now=now)
    if told:
        return told
    sessions.prove(request, waiting.sign_in, at=now)
    return None


def _back(request: HttpRequest, back: str, send: bool) -> HttpResponse:
    if IN_PLACE in request.headers:
        return HttpResponse(status=204)
    return Again(back) if send else redirect(back)
