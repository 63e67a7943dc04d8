"""Two lists under each supposed odds ratio between them."""

from collections.abc import Sequence

from ..errors import PrevalenceError, UnusableTable
from ..table import CountTable
from .highest_order import Curve


def odds_ratio_bounds(table: CountTable, values: Sequence[float] = (0.25, 0.5, 1.0, 2.0, 4.0)) -> Curve:
    """Population for each odds ratio between two lists: the unseen are the ratio times `n10 n01 / n11`; 1 is Lincoln and Petersen's.

    The wider the ratios that somebody who knows the agencies cannot rule out, the wider the answer; the data are silent on it. See Gerritse,
    van der Heijden and Bakker (2015), J. Official Statistics 31.

    Raises UnusableTable for other than two lists or no overlap, PrevalenceError for a ratio that is not positive.
    """
    if len(table.lists) != 2 or table.counts[3] == 0:
        raise UnusableTable("These bounds need two lists that share somebody.", "Choose two lists with select.")
    if any(value <= 0 for value in values):
        raise PrevalenceError("An odds ratio is above zero.", "1 is independence, above 1 the lists find the same people.")
    unseen = table.counts[1] * table.counts[2] / table.counts[3]
    return Curve(tuple(values), tuple(table.observed + value * float(unseen) for value in values), "odds ratio between the lists")
