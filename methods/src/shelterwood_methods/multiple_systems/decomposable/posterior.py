"""The posterior distribution of the population over all decomposable graphs, summed exactly and followed as far out as it has mass.

For one graph the probability of the table, with `u` people unseen, is a product of Dirichlet-multinomial factors, one a set of lists, in
which only the cell of no list depends on `u`. Up to `INTEGERS` every whole `u` is summed. Beyond, the sum over a block is the integral of
the same function, taken at two Gauss points of blocks two per cent wide: there the function changes by less than one part in a million
between neighbours. The grid ends where the mass left, bounded by the power law that the factors follow, is below `TAIL`, or at the
largest population that the caller allows; there is no other bound.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Cells, Vector
from .graphs import graphs

INTEGERS = 60_000
WIDTH = 1.02
TAIL = 1e-7
FARTHEST = 1e15
NEGLIGIBLE = 34.0
CHUNK = 1_000
ENTRIES = 2_000_000


@dataclass(frozen=True, eq=False)
class Posterior:
    """A distribution over population sizes.

    unseen: numbers unseen, shape `(m,)`, increasing; each stands for itself or for a block. mass: probability of each. weights: posterior
    probability of each graph kept, with `rows`; means: mean unseen given each. exponents: power with which each graph's mass falls off. power: of the
    prior.
    """

    observed: int
    unseen: Vector
    mass: Vector
    edges: Vector
    rows: NDArray[np.int8]
    weights: Vector
    means: Vector
    exponents: Vector
    bounded: bool
    mass_beyond: float
    power: float

    def quantile(self, p: float) -> float:
        """The smallest population whose cumulated probability reaches `p`; within a block, in proportion."""
        cumulated = np.cumsum(self.mass)
        at = min(int(np.searchsorted(cumulated, p * cumulated[-1] * (1 - 1e-15))), self.mass.size - 1)
        low, high = self.edges[at], self.edges[at + 1]
        if high - low <= 1.0 + 1e-9:
            return float(self.observed + self.unseen[at])
        before = cumulated[at - 1] if at else 0.0
        return float(self.observed + low + (high - low) * (p * cumulated[-1] - before) / self.mass[at])

    @property
    def mean(self) -> float:
        """Posterior mean; infinite where a graph with weight falls off too slowly for one to exist and no bound was set."""
        if not self.bounded and bool((self.weights[self.exponents >= -2.0] > 1e-12).any()):
            return math.inf
        return float(self.observed + (self.unseen * self.mass).sum())

    @property
    def mode(self) -> float:
        """The single most probable population."""
        width = np.diff(self.edges)
        return float(self.observed + self.unseen[int(np.argmax(self.mass / width))])


class Factors:
    """Logarithms of the Dirichlet-multinomial factors of every set of lists, as functions of the number unseen."""

    def __init__(self, counts: Cells, lists: int, delta: float) -> None:
        from scipy.special import gammaln  # type: ignore[import-untyped, unused-ignore]

        self.gammaln = gammaln
        self.observed = float(counts[1:].sum())
        sets = 1 << lists
        self.pseudo = np.array([delta * 2.0 ** (lists - mask.bit_count()) for mask in range(sets)])
        self.total = delta * 2.0**lists
        self.none = np.zeros(sets)
        self.constant = np.zeros(sets)
        for mask in range(1, sets):
            margin: dict[int, float] = {}
            for cell in range(1, sets):
                margin[cell & mask] = margin.get(cell & mask, 0.0) + counts[cell]
            self.none[mask] = margin.pop(0, 0.0)
            occupied = np.array([value for value in margin.values() if value > 0])
            self.constant[mask] = (gammaln(occupied + self.pseudo[mask]) - gammaln(self.pseudo[mask])).sum() - gammaln(self.pseudo[mask])
        self.constant += gammaln(self.total)

    def at(self, unseen: Vector) -> NDArray[np.float64]:
        """Factors of every set, shape `(2**lists, m)`; the empty set's is one."""
        population = self.observed + unseen
        out = (
            self.gammaln(unseen[None, :] + (self.none + self.pseudo)[:, None])
            + self.constant[:, None]
            - self.gammaln(population + self.total)[None, :]
        )
        out[0] = 0.0
        return np.asarray(out)

    def prior(self, unseen: Vector, power: float) -> Vector:
        """Ways to choose who is unseen, times the prior `N**-power`, in logarithms."""
        population = self.observed + unseen
        return np.asarray(self.gammaln(population + 1.0) - self.gammaln(unseen + 1.0) - power * np.log(population))

    def exponents(self, rows: NDArray[np.int8], power: float) -> Vector:
        """The power of the unseen with which each graph's probability falls off."""
        each = self.none + self.pseudo - self.observed - self.total
        each[0] = 0.0
        return np.asarray(self.observed - power + rows @ each)


def grid(start: float, stop: float, chunk: int) -> Iterator[tuple[Vector, Vector, Vector]]:
    """Pieces of the range of the unseen as `(nodes, weights, edges)`, whole numbers first, blocks beyond."""
    last = min(stop, start + INTEGERS - 1)
    for low in np.arange(start, last + 1, chunk):
        nodes = np.arange(low, min(low + chunk, last + 1))
        yield nodes, np.ones(nodes.size), np.append(nodes - 0.5, nodes[-1] + 0.5)
    low = last + 0.5
    gauss = 0.5 / math.sqrt(3.0)
    while low < stop:
        bounds = low * WIDTH ** np.arange(chunk // 20 + 2)
        bounds = np.append(bounds[bounds < stop], stop + 0.5) if bounds[-1] > stop else bounds
        width = np.diff(bounds)
        middle = bounds[:-1] + width / 2.0
        nodes = np.column_stack([middle - gauss * width, middle + gauss * width]).ravel()
        edges = np.sort(np.append(bounds, middle))
        yield nodes, np.repeat(width / 2.0, 2), edges
        low = float(bounds[-1])


def posterior(counts: Cells, lists: int, *, delta: float, power: float, fewest_unseen: int, most_unseen: float | None) -> Posterior:
    """The posterior distribution, from `fewest_unseen` on and up to `most_unseen` if that is not None."""
    factors = Factors(counts, lists, delta)
    rows = kept_rows(factors, graphs(lists), power, fewest_unseen, most_unseen)
    exponents = factors.exponents(rows, power)
    design = rows.astype(np.float64)
    peak = -np.inf
    nodes_all: list[Vector] = []
    edges_all: list[Vector] = [np.array([fewest_unseen - 0.5])]
    mass_all: list[Vector] = []
    weights, moments = np.zeros(rows.shape[0]), np.zeros(rows.shape[0])
    beyond = 0.0
    chunk = max(50, min(CHUNK, ENTRIES // rows.shape[0]))
    for nodes, width, edges in grid(float(fewest_unseen), FARTHEST if most_unseen is None else float(most_unseen), chunk):
        log = design @ factors.at(nodes) + factors.prior(nodes, power)[None, :]
        top = float(log.max())
        if top > peak:
            scale = math.exp(peak - top) if math.isfinite(peak) else 0.0
            weights, moments, mass_all = weights * scale, moments * scale, [piece * scale for piece in mass_all]
            peak = top
        share = np.exp(log - peak) * width
        weights += share.sum(axis=1)
        moments += share @ nodes
        nodes_all.append(nodes)
        edges_all.append(edges[1:])
        mass_all.append(share.sum(axis=0))
        if most_unseen is None:
            beyond = float((share[:, -1] / width[-1] * nodes[-1] / np.maximum(-1.0 - exponents, 1e-3)).sum() / weights.sum())
            if beyond < TAIL and nodes[-1] > 10 * factors.observed:
                break
    total = weights.sum()
    mass = np.concatenate(mass_all) / total
    if most_unseen is not None:
        edge = int(np.searchsorted(np.concatenate(nodes_all), 0.99 * most_unseen))
        beyond = float(mass[edge:].sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(weights > 0, moments / weights, np.nan)
    return Posterior(
        int(factors.observed),
        np.concatenate(nodes_all),
        mass,
        np.concatenate(edges_all),
        rows,
        weights / total,
        means,
        exponents,
        most_unseen is not None,
        beyond,
        power,
    )


def kept_rows(factors: Factors, rows: NDArray[np.int8], power: float, fewest_unseen: int, most_unseen: float | None) -> NDArray[np.int8]:
    """The graphs that can matter: those whose probability somewhere on a coarse grid is not below `exp(-NEGLIGIBLE)` of the largest."""
    if rows.shape[0] <= 1_000:
        return rows
    last = FARTHEST if most_unseen is None else float(most_unseen)
    coarse = np.unique(np.geomspace(max(fewest_unseen, 1), last, 400))
    log = rows.astype(np.float64) @ factors.at(coarse) + (factors.prior(coarse, power) + np.log(coarse))[None, :]
    best = log.max(axis=1)
    return rows[best > best.max() - NEGLIGIBLE]
