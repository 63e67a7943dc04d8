"""The estimator: the posterior of the population over all decomposable graphs on three to six lists."""

import math

import numpy as np

from ..chains.predictive import draws_for, predictive_check
from ..errors import NoEstimate
from ..estimator import Estimator
from ..interval import Interval, finite
from ..notation import brackets, closure
from ..table import CountTable
from .cells import drawn_cells
from .graphs import COUNTS, cliques
from .modes import modes
from .posterior import FARTHEST, Posterior, posterior

PREDICTIVE_SEED = 1
LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


class DecomposableAveraging(Estimator):
    """Average over all decomposable graphs, with a hyper-Dirichlet prior and `N**-power` on the population.

    Parameters
    ----------
    max_population: largest population considered, in people; None for no bound, the grid then extends until it holds all but one part in ten
    million of the probability. delta: pseudo-count of each cell, `2**-t` where None. power: 1 for the prior `1/N`. fewest_unseen: where the
    range of the unseen begins; 1 as in the R package dga, since the small pseudo-counts put a spike at 0 that is prior and not data.

    Attributes
    ----------
    distribution_: the Posterior, with every population and its probability. posterior_: its quantiles, mean, peaks, the mass
    beyond, and a predictive check (`chains.predictive`).

    Notes
    -----
    A bound on the population acts as a prior: on the five-list Dutch table a bound of ten times those seen hides a whole peak. Without a
    bound the mean often does not exist, since a graph that ties all lists together says little about the unseen; then only quantiles are
    given. Two peaks mean two stories; look at `details_["graphs"]`.

    References
    ----------
    Madigan and York (1997) Biometrika 84, 19-31; Dawid and Lauritzen (1993) Annals of Statistics 21.
    """

    method = "decomposable"
    title = "Bayesian average over decomposable graphs"
    assumes = "One of the decomposable graphs describes how the lists depend on one another; before the data all are equally likely."
    kinds = ("credible",)
    fewest_lists = 3

    def __init__(self, *, max_population: float | None = None, delta: float | None = None, power: float = 1.0, fewest_unseen: int = 1) -> None:
        self.max_population = max_population
        self.delta = delta
        self.power = power
        self.fewest_unseen = fewest_unseen

    def _fit(self, table: CountTable) -> None:
        lists = len(table.lists)
        if not 3 <= lists <= max(COUNTS):
            raise NoEstimate(
                f"This average takes three to six lists, and the table has {lists}.",
                "Merge lists of the same kind, or leave some out." if lists > 6 else "With two lists use lincoln-petersen or chapman.",
            )
        most = None if self.max_population is None else self.max_population - table.observed
        if most is not None and not self.fewest_unseen < most <= FARTHEST:
            raise NoEstimate(
                f"A largest population of {self.max_population:,.0f} is not a number above the {table.observed:,} people seen.",
                "Raise it, or leave it out: the range then ends by itself.",
            )
        delta = 2.0**-lists if self.delta is None else self.delta
        found = posterior(table.counts, lists, delta=delta, power=self.power, fewest_unseen=self.fewest_unseen, most_unseen=most)
        self.distribution_: Posterior = found
        self.estimate_ = found.quantile(0.5)
        self.posterior_ = {
            "quantiles": {f"{100 * p:g}%": found.quantile(p) for p in LEVELS},
            "mean": finite(found.mean),
            "mode": found.mode,
            "modes": modes(found.unseen, found.mass, found.observed),
            "rhat": None,
            "ess": None,
            "mass_beyond": found.mass_beyond,
            "grid_points": int(found.unseen.size),
            "largest_population": float(found.observed + found.unseen[-1]),
        }
        chances = drawn_cells(found, table.counts, lists, delta, draws_for(lists) // 2)
        self.posterior_["predictive"] = predictive_check(table.counts, table.lists, chances, PREDICTIVE_SEED)
        self.details_ = {"graphs": self._graphs(table)}
        if not math.isfinite(found.mean):
            self.warnings_.append("The posterior has no mean: its tail falls off too slowly. Quantiles stand in its place.")

    def _graphs(self, table: CountTable) -> list[dict[str, object]]:
        found = self.distribution_
        return [
            {
                "model": brackets(closure([sum(1 << k for k in clique) for clique in cliques(found.rows[at])], len(table.lists)), len(table.lists)),
                "cliques": [[table.lists[k] for k in clique] for clique in cliques(found.rows[at])],
                "probability": float(found.weights[at]),
                "mean": finite(found.observed + found.means[at]) if found.bounded or found.exponents[at] < -2 else None,
            }
            for at in np.argsort(-found.weights, kind="stable")[:8]
        ]

    def _interval(self, level: float, kind: str) -> Interval:
        low, high = (self.distribution_.quantile(p) for p in ((1 - level) / 2, (1 + level) / 2))
        return Interval("credible", level, low, high)
