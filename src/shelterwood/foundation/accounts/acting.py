"""Who acts in a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; only behind `signed_in`."""
    if not request.user.is_authenticated:
        raise PermissionError("Nobody is signed in.")
    return request.user


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for a sign-in first; a page for people with an account never answers anybody else."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(reverse("sign-in") + "?first=yes")
        return view(request, *args, **kwargs)

    inner.with_account = True  # type: ignore[attr-defined]  # a locked or half-open session is asked for the rest instead
    return inner


def while_waiting[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Mark a view that a session may use while it is locked or half open."""
    view.while_waiting = True  # type: ignore[attr-defined]
    return view
