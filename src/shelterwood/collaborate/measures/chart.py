"""The map beside the table: the state's counties, those of the body filled by class; a county without a code is a tile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shelterwood.collaborate.measures.rules import Count
from shelterwood.foundation.design.maps import state_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shelterwood.foundation.body.models import County

CLASSES = (20, 40, 60, 80)  # five classes of shares; each fifth is as wide as the next


@dataclass(frozen=True)
class Area:
    """One county as drawn: `look` is the end of a class name in the style sheet."""

    name: str
    look: str
    words: str
    path: str = ""


@dataclass(frozen=True)
class Drawing:
    """One state: real outlines on a sheet, and beside them the counties that stand on no map."""

    state: str
    box: str  # the viewBox; empty without a sheet
    ground: tuple[str, ...]  # the other counties' outlines
    areas: tuple[Area, ...]
    tiles: tuple[Area, ...]


def look(share: Count | None) -> str:
    """The class of a share: 1 to 5; `withheld`, or `none` where there is nothing to count."""
    if share is None:
        return "withheld"
    percent = share.percent
    return "none" if percent is None else str(1 + sum(percent >= bound for bound in CLASSES))


def drawings(folder: Path, counties: Sequence[County], shares: dict[str, Count | None], words: dict[str, str]) -> list[Drawing]:
    """A drawing for each state. `shares` and `words` go by the county's id in text."""
    found = []
    for state in dict.fromkeys(county.state for county in counties):
        here = [county for county in counties if county.state == state]
        by_code = {county.fips: county for county in here if county.fips}
        sheet = state_map(folder, next(iter(by_code))[:2]) if by_code else None
        areas = {county: Area(county.name, look(shares[str(county.pk)]), words[str(county.pk)]) for county in here}
        drawn = [(shape, by_code.get(shape.fips)) for shape in sheet.shapes] if sheet else []
        found.append(
            Drawing(
                state=state,
                box=f"0 0 {sheet.width} {sheet.height}" if sheet else "",
                ground=tuple(shape.path for shape, county in drawn if county is None),
                areas=tuple(Area(areas[county].name, areas[county].look, areas[county].words, shape.path) for shape, county in drawn if county),
                tiles=tuple(areas[county] for county in here if county not in {each for _, each in drawn}),
            )
        )
    return found
