"""How far the estimates of a panel are apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Spread:
    """lowest, highest: the extreme estimates, in people, with their methods. ratio: highest over lowest. agreement: see `agreement_of`."""

    lowest: float
    lowest_method: str
    highest: float
    highest_method: str
    ratio: float
    agreement: float

    def to_dict(self) -> dict[str, object]:
        """As it stands in the JSON."""
        return dict(vars(self))


def agreement_of(results: Sequence[Mapping[str, Any]]) -> float:
    """The share of ordered pairs of methods in which one's interval holds the other's estimate: 1 where all agree, 0 where none do."""
    pairs = [(a, b) for a in results for b in results if a is not b]
    inside = [holds(a["interval"], b["estimate"]) for a, b in pairs]
    return sum(inside) / len(inside) if inside else 1.0


def holds(interval: Mapping[str, Any], estimate: float) -> bool:
    """Whether an interval contains a number; a missing upper limit is no limit."""
    low, high = interval["low"], interval["high"]
    return low is not None and low <= estimate and (high is None or estimate <= high)


def spread_of(results: Sequence[Mapping[str, Any]]) -> Spread:
    """The spread of estimates of one quantity; lower bounds must be left out by the caller."""
    ordered = sorted(results, key=lambda result: float(result["estimate"]))
    low, high = ordered[0], ordered[-1]
    return Spread(low["estimate"], low["method"], high["estimate"], high["method"], high["estimate"] / low["estimate"], agreement_of(results))
