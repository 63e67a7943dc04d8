"""How often an interval covers the truth when the truth is known, because we made it: what must be asked before saying 95 %."""

import math
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np

from .errors import PrevalenceError
from .estimator import Estimator
from .runs import tell
from .table import CountTable


@dataclass(frozen=True)
class Coverage:
    """Share of simulated tables whose interval held the truth.

    below, above: share of intervals entirely below and above it. error: Monte-Carlo standard error of the coverage. refused: tables without an
    estimate, counted as misses in none of the shares. median_width: of the intervals, over the truth.
    """

    kind: str
    level: float
    scenario: str
    population: float
    coverage: float
    error: float
    below: float
    above: float
    median_width: float
    tables: int
    refused: int

    def to_dict(self) -> dict[str, object]:
        """As it stands in the JSON of an interval."""
        return dict(vars(self))


def simulate_coverage(
    estimator: Estimator,
    cells: dict[str, float],
    table: CountTable,
    *,
    kind: str | None = None,
    level: float = 0.95,
    tables: int = 200,
    seed: int = 1,
) -> Coverage:
    """Draw tables from expected cells, fit the estimator to each, and count how often its interval holds the population.

    cells: expected people by combination of lists, `(none)` for the unseen, as `predict_cells` of a fitted model gives them. The truth of the
    simulation is the truth of that model: dependence that it leaves out is left out here too, so the coverage found is the best case.
    tables: how many to draw; the error of the coverage is about `1 / sqrt(20 tables)` near 95 per cent. Raises PrevalenceError where no table has
    an estimate, or fewer than one is asked for. See Morris, White and Crowther (2019), Statistics in Medicine 38, on such simulations.
    """
    if tables < 1:
        raise PrevalenceError(f"{tables} tables cannot be drawn.", "Use 200 or more.")
    from .notation import term_name

    names = ["(none)", *(term_name(cell, table.lists) for cell in range(1, table.counts.size))]
    expected = np.array([cells[name] for name in names])
    truth = round(expected.sum())
    rng = np.random.default_rng(seed)
    low, high, refused = [], [], 0
    for done in range(tables):
        counts = rng.multinomial(truth, expected / expected.sum()).astype(np.float64)
        counts[0] = 0.0
        try:
            interval = deepcopy(estimator).fit(CountTable(table.lists, counts)).conf_int(1.0 - level, kind)
            low.append(interval.low)
            high.append(interval.high)
        except PrevalenceError:
            refused += 1
        tell("simulated tables", done + 1, tables)
    if not low:
        raise PrevalenceError("None of the simulated tables had an estimate.", "Simulate from a model that the table supports.")
    lows, highs = np.array(low), np.array(high)
    share = float(((lows <= truth) & (truth <= highs)).mean())
    return Coverage(
        kind or estimator._default_kind(),
        level,
        "the fitted model holds",
        float(truth),
        share,
        math.sqrt(share * (1.0 - share) / lows.size),
        float((highs < truth).mean()),
        float((lows > truth).mean()),
        float(np.median((highs - lows) / truth)),
        tables,
        refused,
    )


def attach_coverage(estimator: Estimator, table: CountTable, tables: int, seed: int) -> Coverage:
    """Simulate the coverage of the interval that a fitted estimator shows, and write it into that interval.

    Tables are drawn from the estimator's own model where it has one, else from the best log-linear model of pairs by BIC; `scenario` says which.
    Bootstraps inside the simulation have at most 500 replicates.
    """
    source, scenario = estimator, "the fitted model holds"
    if not hasattr(estimator, "predict_cells"):
        from .loglinear.estimators import Greedy, MainEffects

        source = (Greedy(bootstrap=0) if len(table.lists) > 2 else MainEffects()).fit(table)
        scenario = f"the log-linear model {source.model_} holds"
    shown = estimator.shown_interval()
    inside = deepcopy(estimator)
    inside._forget()
    if "bootstrap" in inside.get_params() and shown.replicates:
        inside.set_params(bootstrap=min(shown.replicates, 500))
    cells: dict[str, float] = getattr(source, "predict_cells")()  # noqa: B009 (only log-linear estimators have it)
    found = replace(simulate_coverage(inside, cells, table, kind=shown.kind, level=shown.level, tables=tables, seed=seed), scenario=scenario)
    estimator.intervals_[round(1.0 - shown.level, 12), shown.kind] = shown.with_coverage(found.to_dict())
    return found
