from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shelterwood.collaborate.desk.queries import desk_of
from shelterwood.collaborate.desk.rules import Item, Need, need
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.respond.concerns import wording
from shelterwood.respond.concerns.rules import FILINGS
from shelterwood.respond.concerns.views.acting import person_of, principal_of, signed_in


@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    by = principal_of(request)
    found = desk_of(by)
    context = {
        "desk": found,
        "items": [_line(item, by.now) for item in found.items],
        "now": by.now,
        "zone": person_of(request).organization.county.time_zone,
        "may_raise": by.organization.sector in FILINGS and not by.organization.intake_desk,
        "call": lines_to_call(person_of(request).organization.county),
        "sites": list(person_of(request).organization.sites.all()) if by.organization.sector == "hotel" else [],
    }
    return render(request, "desk/desk.html", context)


def _line(item: Item, now: datetime) -> tuple[Item, str, Any]:
    """An item with the states that stand before it and its sector in words."""
    why = need(item, now)
    states = {Need.MISSED_IN_DANGER: "missed", Need.DUE_WITHIN_THE_HOUR: "due_soon", Need.UNANSWERED: "waiting"}
    if item.due_at is None:  # taken and not yet decided
        return item, "acknowledged", wording.SECTOR_NAMES.get(item.sector, item.sector)
    return item, states.get(why, "overdue" if item.due_at <= now else "running"), wording.SECTOR_NAMES.get(item.sector, item.sector)
