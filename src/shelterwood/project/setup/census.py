"""The counties of the United States by state and name, from the outlines that the design slice brought (U.S. Census, us-atlas)."""

import json
from collections import defaultdict
from pathlib import Path

from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.design.maps import FILE
from shelterwood.project.setup.rules.checking import Census


def census(folder: Path) -> Census:
    """Empty where the file was not brought yet: a typed name then counts as it is."""
    file = folder / FILE
    if not file.exists():
        return {}
    objects = json.loads(file.read_text(encoding="utf-8"))["objects"]
    letters = {name: code for code, name in STATES.items()}
    states = {each["id"]: letters.get(each["properties"]["name"], "") for each in objects["states"]["geometries"]}
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for each in objects["counties"]["geometries"]:
        here, name = found[states.get(each["id"][:2], "")], each["properties"]["name"]
        here[name] = (*here.get(name, ()), each["id"])
    return found
