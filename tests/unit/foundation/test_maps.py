"""County outlines, from the real file of the package."""

import re
from pathlib import Path

import pytest

from shelterwood.foundation.design import maps
from shelterwood.foundation.design.assets import COUNTIES

from ...repository.tree import HOME

CHILDREN = HOME.parent / "shared" / "data" / "geography" / "county_children_2018.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("assets")
    (made / maps.FILE).parent.mkdir()
    (made / maps.FILE).write_bytes((HOME / COUNTIES).read_bytes())
    return made


def area(path: str) -> float:
    """Twice the area within a path, by the shoelace formula."""
    total = 0.0
    for ring in path.split("M")[1:]:
        points = [tuple(map(float, each)) for each in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring)]
        total += abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, points[1:] + points[:1], strict=True)))
    return total


def test_each_ring_is_closed_by_its_arcs(folder: Path) -> None:
    import json

    topology = json.loads((folder / maps.FILE).read_text())
    arcs = maps._Arcs(topology)
    for county in topology["objects"]["counties"]["geometries"][:400]:
        for part in maps._polygons(county):
            for ring in part:
                points = arcs.ring(ring)
                assert points[0] == pytest.approx(points[-1]), county["id"]


@pytest.mark.parametrize(("state", "counties", "largest"), [("48", 254, "Brewster"), ("27", 87, "St. Louis")])
def test_a_state_has_its_counties_and_the_largest_is_the_largest(folder: Path, state: str, counties: int, largest: str) -> None:
    found = maps.state_map(folder, state)
    assert len(found.shapes) == counties
    assert max(found.shapes, key=lambda shape: area(shape.path)).name == largest


def test_everything_lies_on_the_sheet(folder: Path) -> None:
    found = maps.state_map(folder, "27")
    for shape in found.shapes:
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.path):
            assert 0 <= float(x) <= found.width
            assert 0 <= float(y) <= found.height


def test_a_state_that_the_file_does_not_hold_is_an_empty_sheet(folder: Path) -> None:
    assert maps.state_map(folder, "99").shapes == ()


@pytest.mark.skipif(not CHILDREN.exists(), reason="the shared table of counties is not on this machine")
def test_codes_are_those_of_the_census(folder: Path) -> None:
    known = {line.split(",")[0] for line in CHILDREN.read_text().splitlines()[1:]}
    for state in ("27", "48"):
        assert {shape.fips for shape in maps.state_map(folder, state).shapes} == {code for code in known if code.startswith(state)}
