"""The one dependence that no data can show: the odds ratio of all lists together, of which the unseen are part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..estimator import Estimator


@dataclass(frozen=True)
class Curve:
    """Population against a supposed dependence: `values` of the odds ratio and `population` in people, of equal length."""

    values: tuple[float, ...]
    population: tuple[float, ...]
    what: str


def highest_order_curve(fitted: Estimator, values: Sequence[float] | None = None) -> Curve:
    """Population for each highest-order odds ratio `xi`, from a tenth to ten where `values` is None.

    Every model with this odds ratio free fits the observed cells exactly as well, so data cannot choose among its values: `xi = 1` is the
    assumption behind the estimate, and the population is the seen plus `xi` times the estimated unseen. It tends to those seen as `xi`
    tends to zero, and grows without bound with it (Aleshin-Guendel, Sadinle and Wakefield 2024, JASA).
    """
    grid = tuple(float(value) for value in (np.geomspace(0.1, 10.0, 41) if values is None else values))
    return Curve(grid, tuple(fitted.observed_ + value * fitted.unseen_ for value in grid), "odds ratio of the highest order")
