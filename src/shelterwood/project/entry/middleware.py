"""A session that asks for something first is nobody's, for every page but those that take what it asks for."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shelterwood.foundation.accounts.keys.rules import Step
from shelterwood.foundation.accounts.keys.services import sessions
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.project.entry.waiting import ask


class Entry:
    """Stands between the sign-in and whoever asks who acts, so that nothing behind it can forget to look."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waiting = None
        if request.user.is_authenticated:
            with acting(Purpose.WITHOUT_ACCOUNT):  # nobody is known yet; the events of locking and ending may be added by all
                waiting = sessions.judge(request, at=datetime.now(UTC))
        request.waiting = waiting  # type: ignore[attr-defined]
        if waiting:
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponse | None:
        """What is sent while the session is locked waits too, wherever it goes: it would else be taken as from nobody."""
        waiting = request.waiting  # type: ignore[attr-defined]
        if waiting is None or getattr(view, "while_waiting", False):
            return None
        sent = request.method == "POST" and waiting.step is Step.LOCKED
        return ask(request, waiting) if sent or getattr(view, "with_account", False) else None
