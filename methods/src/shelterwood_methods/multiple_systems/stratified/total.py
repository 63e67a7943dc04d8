"""Estimates by stratum and their sum, with an interval of the sum from the strata's own bootstraps."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..bootstrap.limits import bootstrap_interval
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..loglinear.estimators import LogLinearBase
from ..table import Strata

SMALLEST = 1_000


@dataclass(frozen=True, eq=False)
class StratifiedFit:
    """fits: the estimator by stratum. refused: why a stratum has none. pooled: the same estimator on all strata as one."""

    fits: Mapping[str, Estimator]
    refused: Mapping[str, str]
    pooled: Estimator

    @property
    def estimate(self) -> float:
        """The sum over strata, in people; raises NoEstimate where a stratum has no estimate, since the rest is not the whole."""
        if self.refused:
            label, why = next(iter(self.refused.items()))
            raise NoEstimate(f"The stratum {label} has no estimate, so the strata do not add up to the whole. {why}", "Join it with another.")
        return float(sum(fit.estimate_ for fit in self.fits.values()))

    @property
    def heterogeneity(self) -> float:
        """The sum over the pooled estimate: above one, pooling hid differences between strata and was too low."""
        return self.estimate / self.pooled.estimate_

    def to_dict(self) -> dict[str, Any]:
        """Every stratum's result, the sum (None where a stratum has no estimate), and the pool."""
        return {
            "strata": {label: fit.to_dict() for label, fit in self.fits.items()},
            "refused": dict(self.refused),
            "estimate": None if self.refused else self.estimate,
            "heterogeneity": None if self.refused else self.heterogeneity,
            "pooled": self.pooled.to_dict(),
        }

    def conf_int(self, alpha: float = 0.05) -> Interval:
        """A percentile interval of the sum: replicates of the strata are independent, so the first of each are added, the second of each, ..."""
        total = self.estimate
        draws = []
        for fit in self.fits.values():
            if not isinstance(fit, LogLinearBase):
                raise PrevalenceError(f"{fit.title} has no bootstrap to add up.", "Use a log-linear method in the strata.")
            draws.append(fit.bootstrap_replicates(1.0 - alpha, "percentile").estimates)
        size = min(values.size for values in draws)
        summed = np.sum([values[:size] for values in draws], axis=0)
        return bootstrap_interval("percentile", summed, total, 1.0 - alpha, 0.0)


def fit_strata(estimator: Estimator, strata: Strata) -> StratifiedFit:
    """Fit a copy of the estimator to every stratum and to all of them as one.

    Each stratum draws from a seed of its own, so that sums of replicates are sums of independent numbers. Thin strata have no estimate, or a
    wild one: strata are worth it where people or lists differ and each stratum still has overlaps (Sekar and Deming 1949, JASA 44). Raises
    what the estimator raises on all strata as one; a stratum's own refusal is kept in `refused`.
    """
    fits: dict[str, Estimator] = {}
    refused: dict[str, str] = {}
    for number, (label, table) in enumerate(strata.items()):
        copy = deepcopy(estimator)
        options = copy.get_params()
        if "seed" in options:
            copy.set_params(seed=int(options["seed"]) + 1_000_003 * number)
        if "bootstrap" in options and not options["bootstrap"]:
            copy.set_params(bootstrap=SMALLEST)
        try:
            fits[label] = copy.fit(table)
        except PrevalenceError as refusal:
            refused[label] = str(refusal)
    return StratifiedFit(fits, refused, deepcopy(estimator).fit(strata.pooled()))
