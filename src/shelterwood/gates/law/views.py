from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.body.queries import counties, states
from shelterwood.foundation.body.rules import STATES, state_lines
from shelterwood.gates.law import queries, wording
from shelterwood.gates.law.permissions import keeps_law

# the call lists' spelling of a sector, where it is not the law's
SPELLED = {
    "police": "law_enforcement", "victim-services": "victim_services", "hotels": "hotel", "banks": "financial_institution",
    "health-care": "health_care",
}  # fmt: skip


def _sector(request: HttpRequest) -> str:
    asked = request.GET.get("sector", "")
    return SPELLED.get(asked, asked)


@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """Choose a state and a sector."""
    own = [(state, STATES[state]) for state in states() if state in STATES]
    return render(request, "law/law.html", {"own": own, "states": STATES.items(), "sectors": wording.SECTORS.items(), **_rooms(request)})


def _rooms(request: HttpRequest) -> dict[str, bool]:
    """What else of the law this visitor may open."""
    known = request.user.is_authenticated
    return {"reads_rules": known, "keeps_law": known and keeps_law(person_of(request))}


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Lead from the two choices to the page of the state; works without scripts."""
    state, sector = request.GET.get("state", ""), _sector(request)
    if state not in STATES:
        raise Http404
    target = redirect("law-state", state=state.lower())
    if sector in wording.SECTORS:
        target["Location"] += f"?sector={sector}"
    return target


@require_GET
def law_of_state(request: HttpRequest, state: str) -> HttpResponse:
    """Who must report what to whom by when, for each sector or for one."""
    code = state.upper()
    if code not in STATES:
        raise Http404
    sector = _sector(request)
    chosen = [sector] if sector in wording.SECTORS else list(wording.SECTORS)
    zone = next((county.time_zone for county in counties() if county.state == code), "America/Chicago")
    now = datetime.now(UTC)
    answers = [(wording.SECTORS[each], queries.answer(state=code, sector=each, received_at=now, time_zone=zone)) for each in chosen]
    context = {
        "state": STATES[code], "code": code, "answers": answers, "lines": state_lines(code), "sector": sector if sector in wording.SECTORS else "",
        "sectors": wording.SECTORS.items(), "receivers": wording.RECEIVERS,
    }  # fmt: skip
    return render(request, "law/state.html", context)
