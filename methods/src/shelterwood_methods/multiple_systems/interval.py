"""An interval and how it was made: a limit without its own error is not a result."""

import math
from dataclasses import dataclass, replace

WORDS = {
    "bca": "bootstrap BCa",
    "percentile": "bootstrap percentile",
    "studentised": "bootstrap of the logarithm of the unseen over its standard error",
    "calibrated": "bootstrap percentile, calibrated by a second bootstrap",
    "profile": "profile likelihood",
    "multinomial": "profile of the multinomial likelihood",
    "exact": "exact, by hypergeometric tails",
    "lognormal": "normal on the logarithm of the unseen",
    "normal": "normal",
    "wald": "normal, from the influence function",
    "credible": "posterior quantiles",
}


@dataclass(frozen=True)
class Interval:
    """Limits for the size of the whole population, in people.

    kind: how the limits were found (a key of WORDS). level: nominal share of repetitions that would cover the truth if the model held; it is
    a claim until `coverage` holds what a simulation found. low_mc_error, high_mc_error: standard error of each limit from the finite number
    of replicates, zero where the limits are exact. low_beyond, high_beyond: replicates outside each limit.
    """

    kind: str
    level: float
    low: float
    high: float
    low_mc_error: float = 0.0
    high_mc_error: float = 0.0
    replicates: int = 0
    failed: int = 0
    low_beyond: int | None = None
    high_beyond: int | None = None
    coverage: dict[str, object] | None = None

    def with_coverage(self, coverage: dict[str, object]) -> "Interval":
        """The same limits with the coverage that a simulation found."""
        return replace(self, coverage=coverage)

    def to_dict(self) -> dict[str, object]:
        """The interval as it stands in every result; a limit without bound is null."""
        return {
            "kind": self.kind,
            "level": self.level,
            "low": finite(self.low),
            "high": finite(self.high),
            "low_mc_error": finite(self.low_mc_error),
            "high_mc_error": finite(self.high_mc_error),
            "replicates": self.replicates,
            "failed_replicates": self.failed,
            "low_beyond": self.low_beyond,
            "high_beyond": self.high_beyond,
            "coverage": self.coverage,
        }

    def sentence(self) -> str:
        """The interval in a line, its level called nominal until coverage has been simulated."""
        high = f"{self.high:,.0f}" if math.isfinite(self.high) else "without bound"
        claim = "nominal " if self.coverage is None else f"(covering {self.coverage['coverage']:.0%} in simulation) nominal "
        error = ""
        if self.replicates:
            error = f", {self.replicates:,} replicates, limits known to ±{self.low_mc_error:,.0f} and ±{self.high_mc_error:,.0f}"
        return f"{claim}{self.level:.0%} interval {self.low:,.0f} to {high} ({WORDS.get(self.kind, self.kind)}{error})"


def finite(value: float) -> float | None:
    """The number, or None where it is infinite or undefined, since JSON knows neither."""
    return float(value) if math.isfinite(value) else None
