"""Errors of linkage: what the estimate would have been had more links been missed, or more been false."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from ..errors import PrevalenceError
from ..estimator import Estimator
from ..table import CountTable


@dataclass(frozen=True)
class LinkageCell:
    """Added share of links missed and of false links, and the mean and spread of the estimate over draws."""

    missed: float
    false: float
    estimate: float | None
    spread: float | None


def linkage_sensitivity(
    estimator: Estimator,
    table: CountTable,
    *,
    missed: Sequence[float] = (0.0, 0.02, 0.05, 0.1),
    false: Sequence[float] = (0.0, 0.01, 0.02),
    draws: int = 20,
    seed: int = 1,
) -> list[LinkageCell]:
    """Break and make links at each pair of rates on top of whatever errors the table already has, and estimate again.

    A missed link takes one list off a person and makes it a person of its own: estimates rise. A false link joins two people of different
    lists: they fall. missed, false: shares between 0 and 1, of links and of people. Raises PrevalenceError for other shares.

    Notes
    -----
    The slope says how much the errors already there may matter; no correction is claimed, and errors that hit one list or one group of people
    more than others can matter far more than these, which are spread evenly.

    References
    ----------
    Ding and Fienberg (1994) Survey Methodology 20; Zult, de Wolf, Bakker and van der Heijden (2021) J. Official Statistics 37.
    """
    if not all(0.0 <= share <= 1.0 for share in (*missed, *false)) or draws < 1:
        raise PrevalenceError("Shares of missed and false links lie between 0 and 1, and there is at least one draw.", "Use 0.05 for one in twenty.")
    rng = np.random.default_rng(seed)
    out = []
    for rate in missed:
        for wrong in false:
            values = []
            for _ in range(draws if rate or wrong else 1):
                try:
                    values.append(deepcopy(estimator).fit(disturbed(table, rate, wrong, rng)).estimate_)
                except PrevalenceError:
                    continue
            out.append(LinkageCell(rate, wrong, float(np.mean(values)) if values else None, float(np.std(values)) if len(values) > 1 else None))
    return out


def disturbed(table: CountTable, missed: float, false: float, rng: np.random.Generator) -> CountTable:
    """One table with links broken and made at random."""
    lists = len(table.lists)
    counts = np.array(table.counts)
    for cell in range(1, counts.size):
        inside = [k for k in range(lists) if cell >> k & 1]
        broken = int(rng.binomial(int(table.counts[cell]), missed)) if len(inside) > 1 else 0
        for k in rng.choice(inside, size=broken):
            counts[cell] -= 1
            counts[cell ^ 1 << int(k)] += 1
            counts[1 << int(k)] += 1
    for _ in range(int(rng.binomial(int(counts.sum()), false))):
        a, b = (int(rng.choice(counts.size, p=counts / counts.sum())) for _ in range(2))
        if a & b == 0 and counts[a] > 0 and counts[b] > 0:
            counts[a] -= 1
            counts[b] -= 1
            counts[a | b] += 1
    return CountTable(table.lists, counts, table.card)
