"""Outlines of real counties as SVG paths, made from the U.S. Census boundaries of the npm package us-atlas (TopoJSON, Albers).

A map is a picture of a table: the page shows the table first. Format: the TopoJSON specification 1.0, section 2.1.4 (quantised,
delta-encoded arcs; a negative index ~i is arc i backwards).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = "maps/counties.json"
MARGIN = 4.0
WIDTH = 480.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One county: its FIPS code, its name, and its outline as the `d` of a path."""

    fips: str
    name: str
    path: str


@dataclass(frozen=True)
class StateMap:
    """The counties of one state on a sheet `width` by `height` units."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@lru_cache(maxsize=4)
def state_map(folder: Path, state_fips: str) -> StateMap:
    """Every county of a state, scaled to one width. Empty for a state that the file does not hold."""
    topology = json.loads((folder / FILE).read_text(encoding="utf-8"))
    arcs = _Arcs(topology)
    found = [each for each in topology["objects"]["counties"]["geometries"] if each["id"].startswith(state_fips)]
    rings = {each["id"]: [arcs.ring(ring) for part in _polygons(each) for ring in part] for each in found}
    points = [point for county in rings.values() for ring in county for point in ring]
    if not points:
        return StateMap(WIDTH, 0.0, ())
    left, top = min(x for x, _ in points), min(y for _, y in points)
    scale = (WIDTH - 2 * MARGIN) / (max(x for x, _ in points) - left)
    height = (max(y for _, y in points) - top) * scale + 2 * MARGIN

    def placed(ring: list[Point]) -> str:
        return "M" + "L".join(f"{(x - left) * scale + MARGIN:.1f},{(y - top) * scale + MARGIN:.1f}" for x, y in ring) + "Z"

    shapes = (Shape(each["id"], each["properties"]["name"], "".join(map(placed, rings[each["id"]]))) for each in found)
    return StateMap(WIDTH, round(height, 1), tuple(shapes))


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    arcs = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else list(arcs)


class _Arcs:
    """The lines that neighbours share, decoded."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (self.sx, self.sy), (self.tx, self.ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.raw = topology["arcs"]

    def line(self, index: int) -> list[Point]:
        x = y = 0
        points = []
        for dx, dy in self.raw[index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            points.append((x * self.sx + self.tx, y * self.sy + self.ty))
        return points if index >= 0 else points[::-1]

    def ring(self, indices: list[int]) -> list[Point]:
        """The closed line that the arcs make; each begins where the one before ended."""
        points: list[Point] = []
        for index in indices:
            points.extend(self.line(index)[1 if points else 0 :])
        return points
