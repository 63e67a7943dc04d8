"""What several tables say of their columns in the same way."""

from enum import Enum

from django.db.models import Q


def choices(words: type[Enum]) -> list[tuple[str, str]]:
    """A closed list of words as a column's choices; each slice says them to people in its own wording."""
    return [(word.value, word.value) for word in words]


def both_or_none(one: str, other: str) -> Q:
    """When and who belong together: a moment without a person, or a person without a moment, is refused."""
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
