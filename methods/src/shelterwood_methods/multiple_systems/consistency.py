"""Internal consistency: a list is a population whose size is known; do the other lists find it (Binette and Steorts 2022)?"""

import math
from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from .errors import PrevalenceError
from .estimator import Estimator
from .table import CountTable

FEWEST = 50


@dataclass(frozen=True)
class Check:
    """One list: its true size, what the others say, whether their interval holds the truth, and the logarithm of the ratio."""

    name: str
    size: int
    estimate: float | None
    covered: bool | None
    log_relative_bias: float | None
    refusal: str = ""


def internal_consistency(table: CountTable, estimator: Estimator, *, fewest: int = FEWEST) -> list[Check]:
    """For each list of at least `fewest` people, estimate its size from the other lists among its own people.

    A method that misses these known sizes can hardly be trusted with the unknown one; passing is no proof, since people on a list may be
    unlike people on none. Sizes and estimates are in people. Tables of two lists leave one for the estimate and give no checks; a list without
    an estimate carries the refusal instead of numbers. See Binette and Steorts (2022), JRSS A 185.
    """
    if len(table.lists) < 3:
        return []
    return [check_list(table, name, estimator) for name in table.lists if table.size_of(name) >= fewest]


def check_list(table: CountTable, name: str, estimator: Estimator) -> Check:
    """The check on one list."""
    at, size = table.lists.index(name), table.size_of(name)
    rest = tuple(other for other in table.lists if other != name)
    counts = np.zeros(2 ** len(rest))
    for cell in range(1, table.counts.size):
        if cell >> at & 1:
            counts[cell & ((1 << at) - 1) | cell >> at + 1 << at] += table.counts[cell]
    counts[0] = 0.0
    try:
        inside = CountTable(rest, counts)
        met = [other for other in rest if inside.size_of(other)]
        fitted = deepcopy(estimator).fit(inside.select(met))
        interval = fitted.conf_int()
    except PrevalenceError as refusal:
        return Check(name, size, None, None, None, str(refusal))
    return Check(name, size, fitted.estimate_, interval.low <= size <= interval.high, math.log(fitted.estimate_ / size))
