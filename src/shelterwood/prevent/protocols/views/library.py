"""The library of protocols and policies to read and print, filled for one state; for who is signed in, what their organization adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.foundation.body.queries import counties, states
from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.design.forms import without_account
from shelterwood.gates.law.queries import duties_in_force
from shelterwood.prevent.protocols import wording
from shelterwood.prevent.protocols.permissions import may_manage
from shelterwood.prevent.protocols.queries.adopting import RUNNABLE, in_force
from shelterwood.prevent.protocols.queries.value import signed_text
from shelterwood.prevent.protocols.rules.clocks import in_words
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import ClockBasis, Kind, Protocol, Step
from shelterwood.prevent.protocols.rules.placeholders import fill, values
from shelterwood.prevent.protocols.rules.sources import Source, duties, sources
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary


@without_account
@require_GET
def protocols(request: HttpRequest) -> HttpResponse:
    """Every protocol and policy, by sector."""
    language = get_language() or "en"
    groups: dict[str, list[tuple[Protocol, str, str]]] = {}
    for each in library().values():
        groups.setdefault(each.sector, []).append((each, each.title.of(language), str(wording.KINDS[each.kind])))
    context = {"groups": [(wording.SECTORS.get(sector, sector), rows) for sector, rows in groups.items()], **_own(request)}
    return render(request, "protocols/library.html", context)


def _own(request: HttpRequest) -> dict[str, Any]:
    """What the reader's organization signed, to read and to run."""
    if not request.user.is_authenticated:
        return {}
    signed = [(each, signed_text(each)) for each in in_force(request.user.organization_id)]
    return {
        "own": [(each, text.title.of(get_language() or "en"), each.kind in RUNNABLE) for each, text in signed],
        "manages": may_manage(request.user, request.user.organization_id),
    }


@without_account
@require_GET
def protocol(request: HttpRequest, name: str) -> HttpResponse:
    """One of them, with the law and the numbers of a state."""
    found = library().get(name)
    if found is None:
        raise Http404
    language = get_language() or "en"
    state = state_of(request)
    filled = values(language, sector=found.sector, state=state)
    context = {
        "protocol": found,
        "kind": wording.KINDS[found.kind],
        "title": found.title.of(language),
        "purpose": fill(found.purpose.of(language), filled),
        "scope": fill(found.scope.of(language), filled),
        "steps": [shown(found, each, state, language) for each in found.steps],
        "is_card": found.kind is Kind.CARD,
        "never": [fill(vocabulary().nevers[each].text.of(language), filled) for each in found.never],
        "state": state,
        "states": STATES.items(),
    }
    return render(request, "protocols/protocol.html", context)


def state_of(request: HttpRequest) -> str:
    """The state asked for, else that of the reader's organization, else the body's first."""
    asked = request.GET.get("state", "").upper()
    if asked in STATES:
        return asked
    if request.user.is_authenticated:
        return request.user.organization.county.state
    return next(iter(states()), next((each.state for each in counties()), "MN"))


@dataclass(frozen=True)
class Shown:
    """A step in the reader's language."""

    name: str
    who: str
    what: str
    within: str
    of_law: bool
    say: str
    choices: tuple[str, ...]
    basis: tuple[tuple[str, bool], ...]  # citation, and whether counsel has to confirm it
    record: tuple[str, ...]
    fixed: bool  # an organization may not take it out


def _cited(source: Source) -> str:
    """The words of its row; our own practice is no title, so it is said in the language of the page."""
    return gettext("Shelterwood's own practice") if source.kind == "house" else source.citation


def _holds_in(source: str, state: str) -> bool:
    """Another state's duty is no basis here."""
    duty = duties().by_id.get(source)
    return duty is None or duty.jurisdiction in (FEDERAL, state)


def shown(protocol: Protocol, step: Step, state: str, language: str, own: Mapping[str, str] | None = None) -> Shown:
    """A step filled for a state. `own`: what the organization calls its people and lines."""
    limit = in_words(step.clock, state, datetime.now(UTC).date(), duties_in_force().duties) if step.clock else None
    within = limit.of(language) if limit else ""
    filled = values(language, sector=protocol.sector, state=state, clock=within, own=own)
    words = vocabulary()
    known = sources()
    return Shown(
        name=fill(step.name.of(language), filled),
        who=words.roles[step.who].of(language),
        what=fill(step.what.of(language), filled),
        within=within,
        of_law=bool(step.clock and step.clock.basis is ClockBasis.LAW),
        say=fill(step.say.of(language), filled) if step.say and not step.say_when.terms else "",
        choices=tuple(fill(each.text.of(language), filled) for each in step.choices),
        basis=tuple((_cited(known[each]), known[each].weak) for each in step.basis if each in known and _holds_in(each, state)),
        record=tuple(words.records[each].of(language) for each in step.record),
        fixed=step.guards is not None,
    )
