"""One figure a line: what was measured, its target, and what it stands beside. Shared by every benchmark."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass

CLOCK = ("minutes", "s", "ms", "x", "pages/s")
"""Units that depend on the machine: times, and "x", a time beside a peer's."""


@dataclass(frozen=True)
class Figure:
    """A measured value. `target` is the most it may be, or the least where `at_least`; None where it is reported only."""

    what: str
    value: float
    unit: str
    target: float | None = None
    beside: str = ""
    at_least: bool = False
    room: float = 1.0
    """How many times over its target a figure may be that stands beside one taken on another machine."""

    def missed(self, slack: float = 1.0) -> bool:
        """Whether the target is missed. A figure of the clock may be `slack` times its target."""
        if self.target is None:
            return False
        room = self.room * (slack if self.unit in CLOCK else 1.0)
        return self.value * room < self.target if self.at_least else self.value > self.target * room


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def arguments(description: str | None) -> argparse.Namespace:
    """What every benchmark is asked with: `quick`, and `slack` for a machine that does other work beside it."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a smaller version of the same figures, within 50 seconds")
    parser.add_argument("--slack", type=float, default=1.0, metavar="TIMES", help="judge times against so many times their target (a busy machine)")
    return parser.parse_args()


def report(figures: Iterable[Figure], *, slack: float = 1.0) -> int:
    """Print each figure as it comes. Returns the exit status: 1 where a target was missed."""
    if slack != 1:
        print(f"Times are judged against {slack:g} times their targets: this machine may do other work.")
    print(f"{'figure':<66}{'measured':>11} {'':<9}{'target':>9}  beside")
    missed = []
    for figure in figures:
        target = "" if figure.target is None else f"{'>=' if figure.at_least else '<='} {figure.target:g}"
        verdict = "  MISSED" if figure.missed(slack) else "  over its target" if figure.missed() else ""
        print(f"{figure.what:<66}{figure.value:>11.4g} {figure.unit:<9}{target:>9}  {figure.beside}{verdict}", flush=True)
        if figure.missed(slack):
            missed.append(figure.what.strip())
    print(f"{len(missed)} targets missed" + (": " + "; ".join(missed) if missed else ""), file=sys.stderr if missed else sys.stdout)
    return 1 if missed else 0
