"""How ready the region is, for the coordinator: a table, the map of it, a county's sectors, and the table as a file."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from shelterwood_methods.formats.cells import safe_cell

from shelterwood.collaborate.measures import queries
from shelterwood.collaborate.measures.chart import drawings
from shelterwood.collaborate.measures.rules import Count, Measure
from shelterwood.collaborate.measures.wording import DEFINITIONS, NAMES, WITHHELD
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.respond.concerns.wording import KINDS_IN_SHORT, SECTOR_NAMES

if TYPE_CHECKING:
    from shelterwood.collaborate.measures.queries import Readiness

POLICE = "police-readiness"  # the checklist in the library of protocols


def _readiness(request: HttpRequest) -> Readiness:
    found = queries.readiness(by=person_of(request), today=datetime.now(UTC).date())
    if found is None:
        raise Http404
    return found


@signed_in
@require_GET
def readiness(request: HttpRequest, measure: str = Measure.ADOPTED) -> HttpResponse:
    """The counties with their three counts, and one count as a map."""
    found = _readiness(request)
    if measure not in list(Measure):
        raise Http404
    chosen = Measure(measure)
    shares = found.totals(chosen)
    words = {county: in_words(share) for county, share in shares.items()}
    context = {
        "rows": [(county, [(NAMES[each], in_words(rows[each].total)) for each in Measure]) for county, rows in found.counties],
        "measures": [(each, NAMES[each], DEFINITIONS[each], each is chosen) for each in Measure],
        "name": NAMES[chosen],
        "drawings": drawings(settings.DATA / "assets", [county for county, _rows in found.counties], shares, words),
        "withheld": WITHHELD[chosen],
        "police": [(_item(name), in_words(count)) for name, count in found.police.items()],
        "sessions": found.sessions,
        "concerns": [(KINDS_IN_SHORT[kind], number) for kind, number in found.concerns.items()],
    }
    return render(request, "measures/readiness.html", context)


def _item(name: str) -> str:
    """An item of the checklist of the police, in the reader's language."""
    return library()[POLICE].step(name).name.of(get_language() or "en")


@signed_in
@require_GET
def county(request: HttpRequest, county: UUID) -> HttpResponse:
    """One county by sector."""
    found = next((each for each in _readiness(request).counties if each[0].pk == county), None)
    if found is None:
        raise Http404
    here, rows = found
    sectors = sorted(rows[Measure.ADOPTED].cells, key=lambda sector: str(SECTOR_NAMES.get(sector, sector)))
    context = {
        "county": here,
        "names": [NAMES[each] for each in Measure],
        "rows": [(SECTOR_NAMES.get(sector, sector), [(NAMES[each], in_words(rows[each].cells[sector])) for each in Measure]) for sector in sectors],
        "totals": [(NAMES[each], in_words(rows[each].total)) for each in Measure],
        "notes": [(NAMES[each], DEFINITIONS[each], WITHHELD[each]) for each in Measure],
    }
    return render(request, "measures/county.html", context)


@signed_in
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The same cells as CSV; a withheld one says so."""
    if not queries.exports_region(person_of(request)):
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="readiness.csv"'
    sheet = csv.writer(response)
    sheet.writerow(["state", "county", "sector", "measure", "count", "of", "note"])
    for here, rows in _readiness(request).counties:
        for measure, row in rows.items():
            for sector, cell in [*sorted(row.cells.items()), ("all", row.total)]:
                sheet.writerow([here.state, safe_cell(here.name), sector, measure.value, *_numbers(cell)])
    return response


def _numbers(cell: Count | None) -> tuple[Any, Any, str]:
    return ("", "", "withheld") if cell is None else (cell.part, cell.whole, "")


def in_words(cell: Count | None) -> str:
    """A count as it stands in a table: `3 of 4 (75 %)`, `withheld`, or `none there`."""
    if cell is None:
        return _("withheld")
    if not cell.whole:
        return _("none there")
    return _("%(part)d of %(whole)d (%(percent)d%%)") % {"part": cell.part, "whole": cell.whole, "percent": cell.percent or 0}
