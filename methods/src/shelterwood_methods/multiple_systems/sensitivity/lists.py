"""How the answer moves when a list is left out, or two are taken as one (Sharifi Far and others 2021)."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations

from ..errors import PrevalenceError
from ..estimator import Estimator
from ..interval import Interval
from ..table import CountTable


@dataclass(frozen=True)
class Changed:
    """One changed table: what was done, the people seen, estimate and interval, or why there is no answer."""

    change: str
    observed: int | None
    estimate: float | None
    interval: Interval | None
    refusal: str = ""


def refit(estimator: Estimator, change: str, make: Callable[[], CountTable]) -> Changed:
    """Fit a copy of the estimator to a changed table."""
    try:
        table = make()
        fitted = deepcopy(estimator).fit(table)
        return Changed(change, table.observed, fitted.estimate_, fitted.conf_int())
    except PrevalenceError as refusal:
        return Changed(change, None, None, None, str(refusal))


def drop_one(estimator: Estimator, table: CountTable) -> list[Changed]:
    """The estimate without each list in turn, in people, one Changed a list, in the order of the table.

    Notes
    -----
    People on that list alone leave the table but not the population, so an estimate that falls by much more or less than chance explains says
    that the list's dependences carry the answer. A steady row of estimates is no proof: a dependence common to all lists never shows.

    References
    ----------
    Sharifi Far, King, Bird, Overstall, Worthington and Jewell (2021) JRSS A 184.
    """
    return [refit(estimator, f"without {name}", lambda name=name: table.omit(name)) for name in table.lists]  # type: ignore[misc]


def merge_two(estimator: Estimator, table: CountTable) -> list[Changed]:
    """The estimate with each pair of lists taken as one, in people, one Changed a pair.

    Notes
    -----
    Merging takes any dependence between the two out of the question, and what they tell of one another with it; where two agencies share
    referrals, the merged table is often the sounder. A table of two lists has no pair that leaves anything, and is refused line by line.

    References
    ----------
    Sharifi Far, King, Bird, Overstall, Worthington and Jewell (2021) JRSS A 184.
    """
    return [refit(estimator, f"{a} and {b} as one", lambda a=a, b=b: table.merge(a, b)) for a, b in combinations(table.lists, 2)]  # type: ignore[misc]
