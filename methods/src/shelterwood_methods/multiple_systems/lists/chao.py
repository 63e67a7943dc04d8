"""Chao's lower bound: what those seen once and twice say about those never seen, however unlike people are."""

import math
from typing import Any

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import NoEstimate
from ..estimator import Estimator
from ..interval import Interval
from ..table import CountTable
from .two import lognormal_of


class ChaoBound(Estimator):
    """`n + (t - 1) / t * f1**2 / (2 f2)`, with `f1` people on one list and `f2` on two of the `t` lists.

    Notes
    -----
    A bound, not an estimate: where people differ in how easily they are found, the population is at least about this. It still needs lists
    that are independent for each person; lists that avoid one another make even the bound too high. `relatives` gives the two forms that
    Rcapture fits; `details_` holds the form without bias (Chao 1989).

    References
    ----------
    Chao (1987) Biometrics 43, 783-791; Rivest and Baillargeon (2007) Biometrics 63, 999-1006.
    """

    method = "chao"
    title = "Chao's lower bound"
    assumes = "For each person the lists are independent and equally likely to find them; people may differ in how easily they are found."
    kinds = ("lognormal",)
    counted = ("on_one", "on_two")

    def _fit(self, table: CountTable) -> None:
        captures, lists = table.captures(), len(table.lists)
        f1, f2 = captures[1], captures[2]
        if f2 == 0:
            raise NoEstimate("Nobody is on exactly two lists, and the bound divides by their number.", "Use main, or merge lists less.")
        share = (lists - 1) / lists
        ratio = f1 / f2
        self.estimate_ = table.observed + share * f1**2 / (2.0 * f2)
        error = math.sqrt(f2 * (share * ratio**2 / 2.0 + share**2 * ratio**3 + share**2 * ratio**4 / 4.0))
        self.details_ = {
            "on_one": f1,
            "on_two": f2,
            "standard_error": error,
            "without_bias": table.observed + share * f1 * (f1 - 1) / (2.0 * (f2 + 1)),
            "many_lists": table.observed + f1**2 / (2.0 * f2),
        }
        self.warnings_.append("This is a lower bound: read it as 'at least about', never as the size itself.")

    def relatives(self) -> dict[str, float | None]:
        """The bound as a model, `mh_lower_bound` for equal lists and `mth_lower_bound` for unequal ones, in people (Rivest and Baillargeon).

        None where that model has no estimate, as when everybody is on one of the lists.
        """
        self._ready()
        return {f"{name}_lower_bound": bounded_fit(self.table_, list_effects=name == "mth") for name in ("mh", "mth")}

    def to_dict(self) -> dict[str, Any]:
        """The result with the relatives among its details."""
        found = super().to_dict()
        return found | {"details": found["details"] | self.relatives()}

    def _interval(self, level: float, kind: str) -> Interval:
        return lognormal_of(self.estimate_, self.observed_, self.details_["standard_error"], level)


def bounded_fit(table: CountTable, *, list_effects: bool) -> float | None:
    """Rivest and Baillargeon's bound: a Poisson model whose logarithm may bend upwards at each number of lists from two on.

    Differences between people make it convex, so bends that come out negative are taken out and the model is fitted again, as Rcapture does.
    """
    from ..regression.existence import existence_of
    from ..regression.poisson import poisson_fit

    cells = np.arange(1, table.counts.size)
    size = np.array([int(cell).bit_count() for cell in cells], dtype=np.float64)
    lists = len(table.lists)
    highest = max(k for k, people in table.captures().items() if people)
    marks = [((cells >> k) & 1).astype(np.float64) for k in range(lists)] if list_effects else [size]
    bends = list(range(2, highest))
    while True:
        design: Matrix = np.column_stack([np.ones(cells.size), *marks, *[np.maximum(size - k, 0.0) for k in bends]])
        if existence_of(design, table.counts[1:]):
            return None
        beta: Vector = poisson_fit(design, table.counts[1:]).beta
        first = 1 + len(marks)
        negative = [k for k, value in zip(bends, beta[first:], strict=True) if value < 0]
        if not negative:
            return float(table.observed + math.exp(beta[0]))
        bends = [k for k in bends if k not in negative]
