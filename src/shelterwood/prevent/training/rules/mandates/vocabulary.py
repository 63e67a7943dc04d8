"""Which of the law's words an employer is asked about: those that a row of their states and sector turns on, and no others."""

from collections.abc import Iterable

from shelterwood_methods.statutes.training import Mandate, Place
from shelterwood_methods.statutes.training.roles import CONDITIONS, POSTS, SAID_OF
from shelterwood_methods.statutes.truth import Truth

OTHER = "other_staff"
PLACES_OF: dict[str, tuple[str, ...]] = {
    "hotel": ("hotel", "short_term_rental", "vacation_rental"),
    "schools": ("school",),
    "health_care": ("hospital", "emergency_department", "urgent_care", "clinic"),
    "transport": ("airport", "bus_station", "rail_station", "truck_stop", "transit"),
}


def roles(rows: Iterable[Mandate], sector: str, *, chosen: Iterable[str] = ()) -> list[str]:
    """Posts that rows name, or that settle what rows say of people; then what was chosen before, and another post."""
    words = {word for row in rows for word in row.roles}
    named = [post for post, settled in POSTS.items() if post in words or any(settled.get(word) is Truth.YES for word in words)]
    own = [post for post in POSTS if post.startswith(f"{sector}_") and post not in named]
    kept = [post for post in chosen if post in POSTS and post not in (*named, *own, OTHER)]
    return [*named, *own, *kept, *([] if OTHER in (*named, *own) else [OTHER])]


def questions(rows: Iterable[Mandate]) -> list[str]:
    """What rows say of people instead of naming posts."""
    words = {word for row in rows for word in row.roles}
    return [word for word in SAID_OF if word in words]


def places(rows: Iterable[Mandate], sector: str, *, chosen: Iterable[str] = ()) -> list[str]:
    """Kinds of place that rows name, those usual in the sector, and what was chosen before."""
    words = {*(word for row in rows for word in row.places), *PLACES_OF.get(sector, ()), *chosen}
    return [place.value for place in Place if place in words]


def conditions(rows: Iterable[Mandate]) -> list[str]:
    """Conditions and exemptions of a place that a row turns on."""
    words = {word for row in rows for word in (row.condition, *row.exempt)}
    return [word for word in (*CONDITIONS, "short_term_rental") if word in words]
