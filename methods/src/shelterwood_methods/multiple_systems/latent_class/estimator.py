"""The latent-class estimator: several chains, and an honest word on whether they agree."""

import numpy as np

from ..arrays import Matrix, Rows
from ..chains.diagnostics import describe
from ..chains.predictive import draws_for, predictive_check
from ..errors import PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..runs import keep, recall, tell
from ..table import CountTable


class LatentClass(Estimator):
    """Dirichlet-process mixture of classes within which the lists are independent.

    Parameters
    ----------
    chains, draws, burn, thin: chains, kept draws of each, first steps thrown away, steps between kept draws. classes: truncation of the number
    of classes. shape, rate: gamma prior of the concentration. seed: chain `c` starts from `seed * 1000 + c`.

    Attributes
    ----------
    draws_: the number unseen, shape `(chains, draws)`. posterior_: quantiles, R-hat, effective sizes, and a predictive check (`chains.predictive`).

    Notes
    -----
    Strong where people differ in kind; but two lists of a class that refer to one another break it, and on tables with two stories (the
    Netherlands) the chains stay in one of them for very long. An R-hat above 1.01 means that more draws, or no number, are called for.

    References
    ----------
    Manrique-Vallier (2016) Biometrics 72, 1246-1254; Vehtari et al. (2021) Bayesian Analysis 16, 667-718, for the diagnostics.
    """

    method = "latent-class"
    title = "Bayesian latent classes"
    assumes = "People fall into kinds; within a kind, being on one list says nothing about being on another."
    kinds = ("credible",)
    fewest_lists = 3

    def __init__(
        self,
        *,
        chains: int = 4,
        draws: int = 4_000,
        burn: int = 10_000,
        thin: int = 20,
        classes: int = 10,
        shape: float = 0.25,
        rate: float = 0.25,
        seed: int = 1,
    ) -> None:
        self.chains = chains
        self.draws = draws
        self.burn = burn
        self.thin = thin
        self.classes = classes
        self.shape = shape
        self.rate = rate
        self.seed = seed

    def _fit(self, table: CountTable) -> None:
        from .sampler import run_chain

        if self.chains < 2 or self.draws < 100:
            raise PrevalenceError(
                "One chain, or a hundred draws, cannot show whether the sampler has settled.", "Use at least 2 chains of 100 draws."
            )
        if len(table.lists) < 3:
            raise PrevalenceError("Latent classes need three lists or more.", "With two lists use lincoln-petersen or chapman.")
        kept = min(self.draws, draws_for(len(table.lists)) // self.chains)
        found, cells = [], []
        for chain in range(self.chains):
            start = (self.seed * 1000 + chain) % 2**32
            label = f"{table.canonical_sha256}/{self!r}/{chain}"
            flat = recall(label)
            if flat is None:
                made = run_chain(table.counts, len(table.lists), self.classes, self.shape, self.rate, self.burn, self.draws, self.thin, kept, start)
                flat = np.concatenate([part.ravel() for part in made]).tolist()
                keep(label, flat)
            draws, weights, chances = np.split(np.array(flat, dtype=np.float64), [self.draws, self.draws + kept * self.classes])
            weights, chances = weights.reshape(kept, self.classes), chances.reshape(kept, len(table.lists), self.classes)
            found.append(draws)
            cells.append(cell_chances(weights, chances))
            tell("chains", chain + 1, self.chains)
        self.draws_ = np.array(found)
        self.posterior_ = describe(self.draws_, table.observed)
        self.posterior_["predictive"] = predictive_check(table.counts, table.lists, np.concatenate(cells), self.seed)
        self.estimate_ = float(np.median(self.draws_) + table.observed)
        if float(self.posterior_["rhat"]) > 1.01:
            self.warnings_.append("The chains have not come to the same answer; treat the quantiles as a sketch.")

    def _interval(self, level: float, kind: str) -> Interval:
        low, high = np.quantile(self.draws_.ravel(), [(1 - level) / 2, (1 + level) / 2]) + self.observed_
        return Interval("credible", level, float(low), float(high))


def cell_chances(weights: Matrix, chances: np.ndarray) -> Rows:
    """Probability of every combination of lists but none, shape `(draws, 2**t)`, from class weights and the chances within classes."""
    joint = weights[:, :, None]
    for k in range(chances.shape[1]):
        on = chances[:, k, :, None]
        joint = np.concatenate([joint * (1.0 - on), joint * on], axis=2)
    cells: Rows = joint.sum(axis=1)
    cells[:, 0] = 0.0
    return cells
