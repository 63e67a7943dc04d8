from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from shelterwood.collaborate.desk.queries import desk_of
from shelterwood.collaborate.desk.rules import Item
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.drafts.wording import KINDS
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.respond.concerns import wording
from shelterwood.respond.concerns.doors import Keeper, keeper_of
from shelterwood.respond.concerns.views.acting import principal_of


@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    by = principal_of(request)
    found = desk_of(by)
    sites = list(person_of(request).organization.sites.all())
    context = {
        "desk": found,
        "items": [_line(item) for item in found.items],
        "steps": [(each, each.names[get_language() or "en"]) for each in found.steps],
        "drafts": [(each, KINDS[each.kind]) for each in found.drafts],  # type: ignore[index]
        "now": by.now,
        "zone": person_of(request).organization.county.time_zone,
        "may_raise": keeper_of(by.organization.sector) is not Keeper.NOBODY and not by.organization.intake_desk,
        "call": lines_to_call(person_of(request).organization.county),
        "sites": sites if by.organization.sector == "hotel" else [],
        "has_sites": bool(sites),
    }
    return render(request, "desk/desk.html", context)


def _line(item: Item) -> tuple[Item, str, Any]:
    """An item with the state that stands before it and its sector in words."""
    return item, item.standing or "acknowledged", wording.SECTOR_NAMES.get(item.sector, item.sector)
