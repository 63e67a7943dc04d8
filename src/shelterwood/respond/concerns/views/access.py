"""Who can see a concern and why; and the duties that a person holds."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.gates.disclosure.queries import Access, rule_basis
from shelterwood.gates.law import queries as law
from shelterwood.prevent.awareness.queries import lines_to_call
from shelterwood.respond.concerns import queries, wording
from shelterwood.respond.concerns.views.acting import principal_of


@signed_in
@require_GET
def access(request: HttpRequest, reference: str) -> HttpResponse:
    by = principal_of(request)
    found = queries.access(reference, by=by)
    if found is None:
        raise Http404
    state = found.concern.county.state
    groups = [(organization, [_line(each, state) for each in people]) for organization, people in found.seen_by]
    refused = [(route, ", ".join(str(wording.MISSING.get(word, word)) for word in route.missing.split())) for route in found.refused]
    return render(request, "concerns/access.html", {"found": found, "groups": groups, "refused": refused, "now": by.now})


def _line(access: Access, state: str) -> tuple[Access, str, str]:
    """A person, the fields in words, and each rule with its basis."""
    words = ", ".join(str(name) for field, name in wording.FIELD_NAMES.items() if field in access.fields)
    rules = [*access.rules, *([access.release.rule] if access.release else [])]
    return access, words, "; ".join(": ".join(filter(None, (rule, rule_basis(rule), law.disclosure_law(rule, state)))) for rule in rules)


@signed_in
@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """The clocks a person holds, and what the law asks of their sector here."""
    by = principal_of(request)
    county = person_of(request).organization.county
    clocks = queries.clocks_held(by=by)
    asked = law.answer(state=county.state, sector=by.organization.sector, received_at=datetime.now(UTC), time_zone=county.time_zone)
    context = {"clocks": clocks, "answer": asked, "county": county, "call": lines_to_call(county)}
    return render(request, "concerns/duties.html", context)
