from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shelterwood.demo.tour import STOPS, stop_number
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import while_waiting
from shelterwood.foundation.accounts.services import step_into, step_out
from shelterwood.foundation.design.forms import without_account


@while_waiting
@without_account
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Step into a part: one click on the role picker."""
    if not settings.DEMONSTRATION:
        raise Http404
    try:
        person = accounts.person(UUID(request.POST.get("person", "")))
    except ValueError as problem:
        raise Http404 from problem
    if person is None:
        raise Http404
    step_into(request, person=person)
    return redirect("desk")


@while_waiting
@without_account
@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """Go to a stop of the tour, as the person whose page it is."""
    number = stop_number(request.POST.get("stop", ""))
    if not settings.DEMONSTRATION or number is None:
        raise Http404
    stop = STOPS[number - 1]
    person = accounts.by_username(stop.person) if stop.person else None
    if person:
        step_into(request, person=person)
    else:
        step_out(request, at=datetime.now(UTC))
    address = reverse(stop.address, args=[stop.code] if stop.code else [])
    return redirect(f"{address}?tour={number}")
