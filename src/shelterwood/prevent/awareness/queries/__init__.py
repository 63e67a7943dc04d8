"""Every question of awareness: whom to call from a place, and how the walls of an organization's sites stand."""

from shelterwood.prevent.awareness.queries.lines import Calls, lines_of_places, lines_to_call, listening_lines, service_routes
from shelterwood.prevent.awareness.queries.telling import MustTell, must_tell, of_missing_in_care
from shelterwood.prevent.awareness.queries.walls import (
    Counted,
    Notice,
    Wall,
    hanging_of,
    look_every,
    loose_sheets,
    next_look,
    posters_up,
    sheet_of,
    sites_of,
    walls,
)  # fmt: skip

__all__ = [
    "Calls",
    "Counted",
    "MustTell",
    "Notice",
    "Wall",
    "hanging_of",
    "lines_of_places",
    "lines_to_call",
    "listening_lines",
    "look_every",
    "loose_sheets",
    "must_tell",
    "next_look",
    "of_missing_in_care",
    "posters_up",
    "service_routes",
    "sheet_of",
    "sites_of",
    "walls",
]
