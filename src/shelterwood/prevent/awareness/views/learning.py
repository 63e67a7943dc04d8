"""What the public reads: doors by audience, a page and a sheet for each, the signs, the report of 2013, the kit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from shelterwood.foundation.body.queries import states
from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.design.addresses import printed_address
from shelterwood.foundation.design.paper import NoPaper
from shelterwood.prevent.awareness import printing, wording
from shelterwood.prevent.awareness.guides import Guide, Passage, Source, guidance
from shelterwood.prevent.awareness.queries import lines_of_places, listening_lines
from shelterwood.prevent.awareness.rules import KINDS, Sign, signs_of

type Cited = tuple[str, str]  # a text, and the numbers of its sources


def _language() -> str:
    return get_language() or "en"


@require_GET
def learn(request: HttpRequest) -> HttpResponse:
    """The doors: whom one reads as."""
    language = _language()
    doors = [(guide.id, guide.name[language], guide.lede[language]) for guide in guidance().guides.values()]
    people = len(wording.NO_PROFESSION)
    return render(request, "awareness/learn/doors.html", {"people": doors[:people], "professions": doors[people:]})


@require_GET
def audience(request: HttpRequest, audience: str) -> HttpResponse:
    """One audience's page. A young person's begins with whom to call, and says *tú*."""
    guide = _guide(audience)
    language = _language()
    found = guidance().cited(guide.passages)
    headings = wording.YOUNG_PARTS if guide.young else wording.PARTS
    parts = [(part, headings[part], _cited(passages, language, found)) for part, passages in guide.parts.items()]
    context = {
        "guide": guide,
        "name": guide.name[language],
        "page_title": guide.title[language],
        "lede": guide.lede[language],
        "parts": parts,
        "signs": signs_shown(guide),
        "sources": found,
        "protocols": [(identifier, names[language]) for identifier, names in guide.protocols.items()],
        "call_list": next((slug for slug, (sector, _name) in wording.SECTORS.items() if sector == guide.sector), ""),
        "laws": [(state, STATES[state]) for state in states() if state in STATES],
        "lines": listening_lines() if guide.young else [],
        "places": lines_of_places(),
    }
    return render(request, "awareness/learn/young.html" if guide.young else "awareness/learn/audience.html", context)


def _guide(audience: str) -> Guide:
    guide = guidance().guides.get(audience)
    if guide is None:
        raise Http404
    return guide


def _cited(passages: Iterable[Passage], language: str, sources: Sequence[Source]) -> list[Cited]:
    """Each text with the numbers that its sources have in the list at the foot of the page."""
    place = {source.id: number for number, source in enumerate(sources, 1)}
    return [(each.texts[language], ", ".join(str(place[name]) for name in each.sources if name in place)) for each in passages]


def signs_shown(guide: Guide) -> list[tuple[Any, list[tuple[Sign, str, str]]]]:
    """The signs of a page by kind: the sign, its words, and why it matters with what else it can be. A sign of two roles stands once."""
    language = _language()
    signs: Mapping[str, Sign] = {sign.text(language): sign for role in guide.signs for sign in signs_of(role)}
    groups = [(wording.KINDS[kind], [(sign, text, sign.reasons[language]) for text, sign in signs.items() if sign.kind == kind]) for kind in KINDS]
    return [group for group in groups if group[1]]


@require_GET
def sheet(request: HttpRequest, audience: str) -> HttpResponse:
    """The same on one page of paper, as PDF."""
    guide = _guide(audience)
    try:
        made = printing.sheet(guide, _language())
    except NoPaper:
        return render(request, "awareness/learn/no_paper.html", {"guide": guide}, status=503)
    return _file(made, "application/pdf", f"{'numbers' if guide.young else guide.id}-{_language()}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The report that this site answers, and its guides: what our notes hold of them."""
    language, found = _language(), guidance()
    sources = found.cited(found.report.passages)
    context = {
        "report": found.report,
        "report_title": found.report.publication.name[language],
        "guides": [(each, each.name[language]) for each in found.report.guides],
        "parts": [(part, wording.REPORT_PARTS[part], _cited(passages, language, sources)) for part, passages in found.report.parts.items()],
        "sectors": [
            (audience, found.guides[audience].name[language], *_cited([passage], language, sources)[0])
            for audience, passage in found.report.sectors.items()
        ],
        "sources": sources,
    }
    return render(request, "awareness/learn/report.html", context)


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """What a campaign needs, to read here and to take along."""
    language, found = _language(), guidance()
    sources = found.cited(found.kit.passages)
    context = {
        "post": _cited(found.kit.post, language, sources),
        "week": _cited(found.kit.week, language, sources),
        "press": _cited(found.kit.press, language, sources),
        "words": [(each.avoid[language], *_cited([each.say], language, sources)[0], each.why[language]) for each in found.kit.words],
        "sheets": [(guide.id, guide.name[language]) for guide in found.guides.values()],
        "sources": sources,
    }
    return render(request, "awareness/learn/kit.html", context)


@require_GET
def kit_file(request: HttpRequest) -> HttpResponse:
    """Everything of the kit in both languages as one ZIP, made when it is asked for."""
    try:
        made = printing.kit(address=printed_address(request, reverse("support")))
    except NoPaper:
        return render(request, "awareness/learn/no_paper.html", {}, status=503)
    return _file(made, "application/zip", "kit.zip")


@require_GET
def warning_signs(request: HttpRequest) -> HttpResponse:
    """The signs one can see, by role, each with why it matters, what else it can be, and its source."""
    role = request.GET.get("role", "public")
    if role not in wording.SIGN_ROLES:
        raise Http404
    signs = signs_of(role)
    language = _language()
    groups = [(wording.KINDS[kind], [(sign, sign.text(language), sign.reasons[language]) for sign in signs if sign.kind == kind]) for kind in KINDS]
    context = {
        "role": role,
        "role_name": wording.SIGN_ROLES[role],
        "roles": wording.SIGN_ROLES.items(),
        "groups": [group for group in groups if group[1]],
    }
    return render(request, "awareness/signs.html", context)
