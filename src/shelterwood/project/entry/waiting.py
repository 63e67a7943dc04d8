"""What a session asks for, as a page. What was sent meanwhile is kept in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.accounts.keys import queries, webauthn
from shelterwood.foundation.accounts.keys.rules import Step, Way
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.accounts.keys.services.sessions import Waiting
from shelterwood.prevent.awareness.queries import lines_to_call

if TYPE_CHECKING:
    pass

PAGES = {Step.SECOND: "sign-in-second", Step.ENROL: "first-key", Step.RECOVERY: "first-codes"}
OURS = "unlock_"  # what the names of our own fields begin with, so that they meet none of a form that is kept


def waiting_of(request: HttpRequest, *steps: Step) -> Waiting | None:
    """The session of this request, where it asks for one of these."""
    waiting: Waiting | None = getattr(request, "waiting", None)
    return waiting if waiting and waiting.step in steps else None


def ask(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """The page that takes what is asked for."""
    if waiting.step is Step.LOCKED:
        return lock_page(request, waiting, kept=kept_of(request), back=request.get_full_path(), send=request.method == "POST")
    return redirect(PAGES[waiting.step])


def kept_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, field by field; no file can be kept, and our own fields are not the form's."""
    lists = request.POST.lists() if request.method == "POST" else []
    return [(name, str(value)) for name, values in lists if not name.startswith(OURS) and name != "csrfmiddlewaretoken" for value in values]


def lock_page(
    request: HttpRequest, waiting: Waiting, *, kept: list[tuple[str, str]], back: str, send: bool, status: int = 200, **told: Any
) -> HttpResponse:
    """The locked page. `back`: where it leads when it is unlocked; `send`: with what was sent there."""
    keys = [bytes(key.credential) for key in queries.keys_of(waiting.person).passkeys]
    send = send and request.content_type != "multipart/form-data"
    again = [*kept, ("unlock_back", back), ("unlock_send", "yes" if send else "")]
    shown = {
        "kept": kept, "back": back, "send": send, "again": again, "again_at": reverse("locked"),
        "options": webauthn.begin_showing(request, keys) if keys else "",
        "authenticator": queries.has_authenticator(waiting.person.pk),
        "picked": waiting.sign_in.way == Way.PICKER, "call": lines_to_call(None),
    }  # fmt: skip
    return render(request, "project/entry/locked.html", shown | told, status=status)


def sign_in_first() -> HttpResponse:
    """For nobody: as any page for people with an account answers them."""
    return redirect(reverse("sign-in") + "?first=yes")


def own_path(request: HttpRequest, path: str) -> str:
    """A path of this site, else the desk: what stands in a field may have been written by somebody else."""
    fits = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if fits else reverse("desk")


def keyholder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For changing one's own keys: two factors must have been shown within a quarter of an hour, else they are asked for again."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        now = datetime.now(UTC)
        if request.user.is_authenticated and not sessions.is_fresh(request, at=now):
            person = person_of(request)
            sessions.lock(request, at=now)
            waiting = sessions.judge(request, at=now)
            if waiting is None:
                raise Http404
            request.user = AnonymousUser()
            return lock_page(request, Waiting(person, waiting.sign_in, waiting.step), kept=kept_of(request), back=request.get_full_path(),
                             send=request.method == "POST", again_asked=True)  # fmt: skip
        return view(request, *args, **kwargs)

    return inner
