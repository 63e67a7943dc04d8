"""The thresholding estimator: a posterior for each effect, those under the threshold set to zero, and the posterior of what is left."""

import numpy as np

from ..arrays import Cells, Matrix, Vector
from ..chains.diagnostics import describe
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..kernels.existence import existence
from ..kernels.fixed import observed_margins, split_terms
from ..loglinear.models import base_terms, candidate_terms
from ..notation import brackets, closure, submasks, term_name
from ..runs import keep, recall, tell
from ..table import CountTable


class Thresholding(Estimator):
    """Bayesian thresholding of a log-linear model.

    Parameters
    ----------
    threshold: an effect stays when its posterior mean is at least this many posterior standard deviations from zero. order: largest effect that
    may be looked at; an effect of three lists is looked at once its three pairs have stayed. precision: of the normal prior on effects, 0 for
    a flat one, under which effects that nobody supports are at minus infinity. chains, draws, burn, thin, seed: of the sampler.

    Attributes
    ----------
    draws_: number unseen, shape `(chains, draws)`. details_["statistics"]: mean over standard deviation of every effect looked at.

    Notes
    -----
    The posterior given is that of the effects that stayed, as if they had been known: like the interval of a chosen model it is too narrow.
    The threshold is a choice; on Kosovo 2.5 in place of 2 moves the answer by a tenth.

    References
    ----------
    Silverman (2020) JRSS A 183, 691-736.
    """

    method = "thresholding"
    title = "Bayesian thresholding"
    assumes = "The dependences that stand out under the prior are the only ones; they are then taken as known."
    kinds = ("credible",)
    fewest_lists = 3

    def __init__(
        self,
        *,
        threshold: float = 2.0,
        order: int = 2,
        precision: float = 1.0,
        chains: int = 4,
        draws: int = 2_500,
        burn: int = 5_000,
        thin: int = 20,
        seed: int = 1,
    ) -> None:
        self.threshold = threshold
        self.order = order
        self.precision = precision
        self.chains = chains
        self.draws = draws
        self.burn = burn
        self.thin = thin
        self.seed = seed

    def _fit(self, table: CountTable) -> None:
        lists = len(table.lists)
        if lists < 3:
            raise NoEstimate("Thresholding needs three lists or more.", "With two lists use lincoln-petersen or chapman.")
        if self.chains < 2 or self.draws < 100:
            raise PrevalenceError(
                "One chain, or a hundred draws, cannot show whether the sampler has settled.", "Use at least 2 chains of 100 draws."
            )
        inside, statistics = set[int](), dict[str, float]()
        for size in range(2, min(self.order, lists - 1) + 1):
            looked = [mask for mask in candidate_terms(lists, size) if mask.bit_count() == size and stays_below(mask, inside)]
            if not looked:
                break
            found = self._sample(table, base_terms(lists) + tuple(sorted(inside)) + tuple(looked), size)
            for mask in looked:
                if mask not in found:
                    statistics[term_name(mask, table.lists)] = float("inf")
                    continue
                draws = found[mask].ravel()
                statistics[term_name(mask, table.lists)] = float(abs(draws.mean()) / draws.std(ddof=1))
            inside |= {mask for mask in looked if statistics[term_name(mask, table.lists)] >= self.threshold}
        terms = closure(inside, lists)
        final = self._sample(table, terms, lists)
        self.draws_: Matrix = np.exp(final[0])
        self.posterior_ = describe(self.draws_, table.observed)
        self.estimate_ = float(np.median(self.draws_) + table.observed)
        self.model_ = brackets(terms, lists)
        self.details_ = {
            "statistics": {name: value if np.isfinite(value) else None for name, value in statistics.items()},
            "retained": [term_name(mask, table.lists) for mask in sorted(inside)],
        }
        close = [name for name, value in statistics.items() if abs(value - self.threshold) < 0.1]
        if close:
            self.warnings_.append(f"At the threshold within the error of the draws: {', '.join(close)}. Another seed may decide otherwise.")
        self.warnings_.append("The effects that stayed are taken as known, so the interval is too narrow.")

    def _sample(self, table: CountTable, terms: tuple[int, ...], stage: int) -> dict[int, Matrix]:
        """Draws of the coefficients by term, each of shape `(chains, draws)`; terms at minus infinity are left out."""
        from .sampler import find_mode, walk

        counts: Cells = np.array(table.counts)
        margins = observed_margins(counts)
        kept = np.ones(counts.size)
        kept[0] = 0.0
        masks = np.array(terms, dtype=np.int64)
        if self.precision <= 0:
            finite = np.empty(masks.size, dtype=np.int64)
            masks = finite[: split_terms(margins, masks, finite, kept)].copy()
            if existence(counts, kept, masks) != 0:
                raise NoEstimate("Under a flat prior the model of all pairs has no estimate here.", "Give the effects a prior (precision 1).")
        precision: Vector = np.array([self.precision if int(mask).bit_count() > 1 else 0.0 for mask in masks])
        mode = np.zeros(masks.size)
        mode[0] = np.log(table.observed)
        curvature = find_mode(margins, kept, masks, precision, mode)
        root = np.linalg.cholesky(np.linalg.inv(curvature))
        chains = []
        for chain in range(self.chains):
            start = (self.seed * 1000 + 100 * stage + chain) % 2**32
            label = f"{table.canonical_sha256}/{self!r}/{masks.tolist()}/{start}"
            flat = recall(label)
            if flat is None:
                drawn = walk(margins, kept, masks, precision, mode, np.ascontiguousarray(root), self.burn, self.draws, self.thin, start)
                flat = list[float | None](drawn.ravel().tolist())
                keep(label, flat)
            chains.append(np.array(flat, dtype=np.float64).reshape(self.draws, masks.size))
            tell("chains", chain + 1, self.chains)
        stacked = np.array(chains)
        return {int(mask): stacked[:, :, at] for at, mask in enumerate(masks)}

    def _interval(self, level: float, kind: str) -> Interval:
        low, high = np.quantile(self.draws_.ravel(), [(1 - level) / 2, (1 + level) / 2]) + self.observed_
        return Interval("credible", level, float(low), float(high))


def stays_below(mask: int, inside: set[int]) -> bool:
    """Whether every effect of two lists or more inside this one has stayed."""
    return all(sub in inside for sub in submasks(mask) if sub != mask and sub.bit_count() > 1)
