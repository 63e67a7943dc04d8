"""Which notices a site's law asks for, and the poster that answers one of them, or none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from shelterwood_methods.statutes.training import Binding, Notice, Notices, load_notices, notices_for

from shelterwood.foundation.body.queries import county_lines
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.awareness.posters import LETTER, TABLOID, Poster, sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shelterwood.foundation.accounts.models import Site

SIZES: dict[str, tuple[Decimal, Decimal]] = {"letter": LETTER, "tabloid": TABLOID}


def size_in_words(size: tuple[Decimal, Decimal]) -> str:
    """Width and height in inches, as they are kept and shown."""
    return " × ".join(f"{side.normalize():f}" for side in size)


@lru_cache(maxsize=1)
def notices() -> Notices:
    """What each mandate on notices settles of the sheet."""
    return load_notices(mandates())


def notices_of(site: Site, on: date, *, signed: frozenset[str]) -> tuple[tuple[Binding, Notice], ...]:
    """The notices due at a site, or perhaps due, with what the row settles of each. `signed`: the mandates that counsel signed."""
    return _asked(site.county.state, site.organization.sector, on, signed)


@lru_cache(maxsize=256)
def _asked(state: str, sector: str, on: date, signed: frozenset[str]) -> tuple[tuple[Binding, Notice], ...]:
    """The same for every site of a state and sector: a chain of hundreds asks once."""
    return notices_for(mandates(), notices(), state=state, sector=sector, on=on, signed=signed)


def posters_for(site: Site, *, notice: Notice | None, languages: Sequence[str], size: str, address: str, by: str) -> list[Poster]:
    """The sheets to print. What a notice settles is fixed; the rest is as asked. Raises PosterError where it cannot be made so."""
    line = next(iter(county_lines(site.county, LinePurpose.CHILD_PROTECTION)), None)
    county = ({"en": line.name, "es": line.name_es or line.name}, line.phone) if line else None
    if notice is None:
        return [Poster(site.county.state, address, size=SIZES[size], languages=tuple(languages), county=county, by=by)]
    asked: dict[str, object] = {"state": site.county.state, "address": address, "county": county, "by": by}
    if not notice.languages:
        asked["languages"] = tuple(languages)
    if not notice.width:
        asked["size"] = SIZES[size]
    return sheets(notice, **asked)
