"""Courses that the region's people are writing: one waits for a second person, one is an own copy with a fault still in it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shelterwood.foundation.accounts.models import Person
from shelterwood.prevent.training.editing import queries, services


def play(people: Mapping[tuple[str, str], Person], now: datetime) -> None:
    _in_review(people["alder", "coordinator"], now - timedelta(days=2))
    _own_copy(people["alder", "hotel-manager"], now - timedelta(days=5))


def _in_review(coordinator: Person, at: datetime) -> None:
    """The coordinator gave the first lesson of the courts course a longer title, in both languages, and sent it."""
    draft = services.begin_draft("courts", by=coordinator, at=at)
    files = queries.files(draft)
    for language, words in {"en": ": what a court sees first", "es": ": lo primero que ve el tribunal"}.items():
        name = next(each for each in files if each.startswith("lessons/01-") and each.endswith(f".{language}.md"))
        title, rest = files[name].text.split("\n", 1)
        services.save(draft, name, f"{title}{words}\n{rest}", revision=0, by=coordinator, at=at)
    services.send(draft, note="A title that says for whom the lesson is.", by=coordinator, at=at)


def _own_copy(manager: Person, at: datetime) -> None:
    """The hotel began a copy for its own staff; the new sentence still has no source and no translation."""
    draft = services.begin_own_copy("hotels", by=manager, at=at)
    files = queries.files(draft)
    name = next(each for each in files if each.startswith("lessons/01-") and each.endswith(".en.md"))
    services.save(draft, name, files[name].text + "\nAt our desk, the manager on duty is told first.\n", revision=0, by=manager, at=at)
