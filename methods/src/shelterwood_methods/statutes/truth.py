"""Three-valued logic: yes, no, and unknown, which is a value and not a guess (Kleene's strong logic)."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __invert__(self) -> "Truth":
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)

    def __and__(self, other: "Truth") -> "Truth":
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.YES if self is other is Truth.YES else Truth.UNKNOWN

    def __or__(self, other: "Truth") -> "Truth":
        return ~(~self & ~other)


def all_of(values: Iterable[Truth]) -> Truth:
    """Yes if every value is, no as soon as one is no. Of nothing at all: yes."""
    result = Truth.YES
    for value in values:
        result &= value
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """Yes as soon as one value is, no if every value is no. Of nothing at all: no."""
    result = Truth.NO
    for value in values:
        result |= value
    return result
