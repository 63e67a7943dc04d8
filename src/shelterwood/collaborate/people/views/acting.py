"""What the pages share: who acts, and that what somebody may not do looks as if it did not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render

from shelterwood.collaborate.people.permissions import Forbidden
from shelterwood.foundation.accounts.acting import signed_in
from shelterwood.foundation.design.forms import form_errors


def now() -> datetime:
    return datetime.now(UTC)


def asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For people with an account; a refusal of a verb is the page for what does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Forbidden as refusal:
            raise Http404 from refusal

    return signed_in(inner)


def found[Thing](thing: Thing | None) -> Thing:
    """What a query answered; its None is the page for what does not exist."""
    if thing is None:
        raise Http404
    return thing


def allowed(answer: bool) -> None:
    if not answer:
        raise Http404


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with: nothing at all is an answer too."""
    return request.POST if request.method == "POST" else None


def page(request: HttpRequest, template: str, context: dict[str, Any], *forms: Any, problem: str = "") -> HttpResponse:
    """A page with its forms; what is wrong stands above, and the answer says that something is."""
    errors = [each for form in forms for each in form_errors(form)] + ([("", problem)] if problem else [])
    return render(request, template, context | {"form_errors": errors, "errors_on_page": bool(errors)}, status=422 if errors else 200)
