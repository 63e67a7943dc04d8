"""One figure a line: what was measured, its target, and what it stands beside. Shared by every benchmark."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value. `target` is the most it may be; None where it is reported only."""

    what: str
    value: float
    unit: str
    target: float | None = None
    beside: str = ""

    @property
    def missed(self) -> bool:
        return self.target is not None and self.value > self.target


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def report(figures: Iterable[Figure]) -> int:
    """Print each figure as it comes. Returns the exit status: 1 where a target was missed."""
    print(f"{'figure':<66}{'measured':>11} {'':<9}{'target':>9}  beside")
    missed = []
    for figure in figures:
        target = "" if figure.target is None else f"<= {figure.target:g}"
        print(f"{figure.what:<66}{figure.value:>11.4g} {figure.unit:<9}{target:>9}  {figure.beside}{'  MISSED' if figure.missed else ''}", flush=True)
        if figure.missed:
            missed.append(figure.what.strip())
    print(f"{len(missed)} targets missed" + (": " + "; ".join(missed) if missed else ""), file=sys.stderr if missed else sys.stdout)
    return 1 if missed else 0
