"""Who acts in this room in a request, and what every page of it needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language

from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.accounts.services import second_factor_at
from shelterwood.foundation.design.forms import form_errors
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.protocols.permissions import may_manage

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

LAST_PAGE = 40


def principal_of(request: HttpRequest) -> Principal:
    """The signed-in person as the policies see them now."""
    return gate.principal(person_of(request), mfa_at=second_factor_at(request))


def manager_of(request: HttpRequest) -> Person:
    """The signed-in person where they manage their organization. Http404 alike for everybody else."""
    person = person_of(request)
    if not may_manage(person, person.organization_id):
        raise Http404
    return person


def language() -> str:
    return get_language() or "en"


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().date()


def page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(LAST_PAGE, max(1, int(asked))) if asked.isdecimal() and len(asked) < 5 else 1


def pages(number: int, more: bool) -> dict[str, Any]:
    """For the list's foot."""
    return {
        "page": number,
        "previous_page": f"?page={number - 1}" if number > 1 else "",
        "next_page": f"?page={number + 1}" if more and number < LAST_PAGE else "",
    }


def problems(request: HttpRequest, form: forms.Form | None = None, problem: str = "") -> dict[str, Any]:
    """What stands above a form that was refused; what was typed is sent once more by the link to the other language."""
    errors = [("", problem)] if problem else (form_errors(form) if form and form.is_bound else [])
    again = [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
    return {"form_errors": errors, "errors_on_page": bool(errors), "again": again if errors else [], "status": 422 if errors else 200}


def standing_on(request: HttpRequest, seen: str) -> QueryDict:
    """What was typed, on what stands there now: sent again it is meant for that."""
    data = request.POST.copy()
    data["seen"] = seen
    return data
