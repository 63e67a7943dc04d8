"""The log-linear estimators: a given model, and models chosen by overlaps, by single steps, or among all."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import Cells, Rows, Vector
from ..bootstrap.replicates import Many, Replicates, draw
from ..bootstrap.studentised import REPLICATES as STUDENTISED
from ..bootstrap.studentised import Reading, studentised_interval
from ..errors import PrevalenceError
from ..estimator import Estimator
from ..existence import Existence
from ..interval import Interval
from ..notation import parse_model, term_name
from ..table import CountTable
from .choice import CRITERIA, ByAll, ByOverlap, BySteps, Chosen, Repeated
from .fit import ModelFit, fit_terms
from .models import base_terms, pack
from .profile import lognormal_interval, profile_interval

DEFAULT_THRESHOLD = 0.02
CHOICE_IGNORED = "This interval takes the chosen model as known; a bootstrap that repeats the choice is wider and more honest."


class LogLinearBase(Estimator):
    """A model, chosen or given, fitted by extended maximum likelihood.

    Attributes
    ----------
    fit_: the ModelFit with coefficients, expected counts, deviance and the rest. replicates_: the bootstrap, once an interval asked for it.
    """

    chooses = True
    kinds = ("bca", "percentile", "studentised", "calibrated", "profile", "multinomial", "lognormal")
    bootstrap: int | None
    interval: str | None
    seed: int

    def _fit(self, table: CountTable) -> None:
        chosen = self._choose(table)
        self.fit_: ModelFit = fit_terms(table.counts, chosen.terms, table.lists)
        self.model_ = self.fit_.model
        self.aic_, self.bic_ = self.fit_.aic, self.fit_.bic
        self.estimate_ = self.fit_.estimate
        self.existence_ = Existence(0)
        minus = [term_name(mask, table.lists) for mask in self.fit_.terms if mask not in self.fit_.finite]
        self.details_ = {
            "deviance": self.fit_.deviance,
            "df_residual": self.fit_.df_residual,
            "loglik": self.fit_.loglik,
            "parameters": self.fit_.parameters,
            "bic_cells": self.fit_.bic_cells,
            "standard_error": self.fit_.standard_error,
            "minus_infinity": minus,
            "coefficients": {name: value if np.isfinite(value) else None for name, value in self.fit_.coefficients.items()},
            "models_looked_at": chosen.looked_at,
            "choice": list(chosen.trace),
        }
        if minus:
            self.warnings_.append(
                f"Nobody is on {', '.join(minus)} together, so {'this term is' if len(minus) == 1 else 'these terms are'} at minus infinity."
            )

    def _choose(self, table: CountTable) -> Chosen:
        raise NotImplementedError

    def _many(self, table: CountTable) -> Many:
        """A function that estimates every row of a set of tables, with the choice repeated."""
        raise NotImplementedError

    def _terms_for(self, table: CountTable) -> Callable[[Cells], tuple[int, ...]]:
        """A function that chooses the terms of a model for one drawn table."""
        raise NotImplementedError

    def _reading(self, table: CountTable) -> Reading:
        """A function that chooses a model for a drawn table and gives the logarithm of the unseen with its standard error."""
        terms_for = self._terms_for(table)

        def read(counts: Cells) -> tuple[float, float]:
            fit = fit_terms(counts, terms_for(counts), table.lists)
            return float(fit.beta[0]), float(np.sqrt(fit.covariance[0, 0]))

        return read

    def _key(self) -> str:
        options = {name: value for name, value in self.get_params().items() if name not in ("bootstrap", "interval", "seed")}
        return f"{self.table_.canonical_sha256}/{self.method}/{options}"

    def bootstrap_replicates(self, level: float = 0.95, kind: str = "bca") -> Replicates:
        """The replicates behind the bootstrap intervals, drawn on first use."""
        if not hasattr(self, "replicates_"):
            table = self.table_
            self.replicates_ = draw(
                table.counts,
                self._many(table),
                self.estimate_,
                size=self.bootstrap or None,
                seed=self.seed,
                kind=kind,
                level=level,
                lists=len(table.lists),
                key=self._key(),
            )
        return self.replicates_

    def _interval(self, level: float, kind: str) -> Interval:
        if kind in ("profile", "multinomial", "lognormal"):
            if self.chooses and CHOICE_IGNORED not in self.warnings_:
                self.warnings_.append(CHOICE_IGNORED)
            if kind == "lognormal":
                return lognormal_interval(self.fit_, level)
            self.details_["multinomial_estimate"], interval = profile_interval(self.fit_, level, kind)
            return interval
        if kind == "studentised":
            size = self.bootstrap or STUDENTISED
            return studentised_interval(self.table_.counts, self._reading(self.table_), level, size, self.seed, self._key())
        if kind == "calibrated":
            from ..bootstrap.calibrate import calibrated_interval

            replicates = self.bootstrap_replicates(level)
            return calibrated_interval(self.table_.counts, self._many(self.table_), replicates, level, self.seed, self._key())
        return self.bootstrap_replicates(level, kind).interval(kind, level)

    def _default_kind(self) -> str:
        if self.interval:
            return self.interval
        return "profile" if self.bootstrap == 0 or (not self.chooses and self.bootstrap is None) else "bca"

    def predict_cells(self) -> dict[str, float]:
        """Expected number of people for every combination of lists, the unseen as `(none)`."""
        self._ready()
        out = {"(none)": self.fit_.unseen}
        return out | {term_name(cell, self.table_.lists): float(self.fit_.mu[cell]) for cell in range(1, self.fit_.mu.size)}

    def residuals(self, kind: str = "deviance") -> dict[str, float]:
        """How far each observed cell is from its expectation: `deviance`, `pearson` or `anscombe`."""
        self._ready()
        from .residuals import residuals

        return residuals(self.fit_, kind)


class LogLinear(LogLinearBase):
    """One given hierarchical log-linear model.

    Parameters
    ----------
    model: bracket notation, `"[12,3]"` or in list names `"LA:NG, PF"`; None for independent lists (main effects). bootstrap: replicates, None for
    none unless a bootstrap interval is asked for, which then grows as it needs. interval: kind for `conf_int`. seed: of the bootstrap.

    Notes
    -----
    The model is an assumption, not a finding: among models that fit alike the estimates may differ several times over (see `compare`).

    References
    ----------
    Fienberg (1972) Biometrika 59; Fienberg and Rinaldo (2012) Annals of Statistics 40; Chan, Silverman and Vincent (2021) JASA 116.
    """

    method = "model"
    title = "Log-linear model"
    assumes = "The lists depend on one another exactly as the model says; nothing else links being on one list to being on another."
    chooses = False

    def __init__(self, model: str | None = None, *, bootstrap: int | None = None, interval: str | None = None, seed: int = 1) -> None:
        self.model = model
        self.bootstrap = bootstrap
        self.interval = interval
        self.seed = seed

    def _terms(self, table: CountTable) -> tuple[int, ...]:
        return parse_model(self.model, table.lists) if self.model else base_terms(len(table.lists))

    def _choose(self, table: CountTable) -> Chosen:
        return Chosen(self._terms(table), (), 1)

    def _many(self, table: CountTable) -> Many:
        return Repeated(*pack([self._terms(table)]), 2.0).many

    def _terms_for(self, table: CountTable) -> Callable[[Cells], tuple[int, ...]]:
        terms = self._terms(table)
        return lambda counts: terms


class MainEffects(LogLinear):
    """Independent lists: being on one list says nothing about being on another.

    Notes
    -----
    Lists of agencies that refer to one another are positively dependent, and the estimate is then too low; lists that serve different people
    are negatively dependent, and it is too high.
    """

    method = "main"
    title = "Independent lists (main effects)"
    assumes = "Every list finds each person with the same chance, whatever other lists the person is on."

    def __init__(self, *, bootstrap: int | None = None, interval: str | None = None, seed: int = 1) -> None:
        self.bootstrap = bootstrap
        self.interval = interval
        self.seed = seed

    def _terms(self, table: CountTable) -> tuple[int, ...]:
        return base_terms(len(table.lists))


class Stepwise(LogLinearBase):
    """Forward choice of terms, from independent lists.

    Parameters
    ----------
    criterion: "p" takes at each step the term whose overlap is least likely under the current model while the Poisson tail is below
    `threshold`; "aic" or "bic" the term that lowers the criterion most. threshold: for "p" the smaller of the two one-sided tails, 0.02
    where not given, so a two-sided 0.04; for "aic" and "bic" nothing where not given, else the search stops at a term whose coefficient has
    a two-sided normal tail above it (the rule of Silverman 2020, with 0.05 or 0.001). order: largest term, 2 for pairs of lists. bootstrap, interval, seed: as in LogLinear; None grows as it needs.

    Notes
    -----
    The choice is part of the error: the bootstrap repeats it. An interval for the chosen model alone is too narrow, often by half.

    References
    ----------
    Chan, Silverman and Vincent (2021) JASA 116, 1297-1306; Silverman (2020) JRSS A 183, 691-736, for AIC with a threshold.
    """

    method = "stepwise"
    title = "Stepwise choice of a log-linear model"
    assumes = "One of the models on the path holds; terms are added one at a time, so a pair of terms that only matter together is missed."

    def __init__(
        self,
        *,
        criterion: str = "p",
        threshold: float | None = None,
        order: int = 2,
        bootstrap: int | None = None,
        interval: str | None = None,
        seed: int = 1,
    ) -> None:
        self.criterion = criterion
        self.threshold = threshold
        self.order = order
        self.bootstrap = bootstrap
        self.interval = interval
        self.seed = seed

    def _rule(self, table: CountTable) -> ByOverlap | BySteps:
        if self.criterion not in CRITERIA:
            raise PrevalenceError(f'There is no criterion "{self.criterion}".', "Use p, aic or bic.")
        if self.threshold is not None and not 0.0 < self.threshold < 1.0:
            raise PrevalenceError(f"A threshold of {self.threshold} is not a probability.", "Use a value such as 0.02.")
        if self.criterion == "p":
            return ByOverlap(len(table.lists), DEFAULT_THRESHOLD if self.threshold is None else self.threshold, self.order)
        return BySteps(len(table.lists), self.criterion, self.order, removals=False, wald=1.0 if self.threshold is None else self.threshold)

    def _choose(self, table: CountTable) -> Chosen:
        return self._rule(table).apply(table.counts, table.lists)

    def _many(self, table: CountTable) -> Many:
        return self._rule(table).many

    def _terms_for(self, table: CountTable) -> Callable[[Cells], tuple[int, ...]]:
        rule = self._rule(table)
        return lambda counts: rule.apply(counts, table.lists).terms


class Greedy(LogLinearBase):
    """Downhill search: terms are added or taken out one at a time as long as the criterion falls.

    Parameters
    ----------
    criterion: "bic" or "aic". order: largest term. bootstrap, interval, seed: as in Stepwise.

    Notes
    -----
    It ends in a model that no single step improves, which need not be the best one (on the five-list UK table it is not).

    References
    ----------
    Silverman, Chan and Vincent (2024) Statistics and Computing 34:44.
    """

    method = "greedy"
    title = "Greedy choice of a log-linear model"
    assumes = "The model with no better neighbour holds."

    def __init__(self, *, criterion: str = "bic", order: int = 2, bootstrap: int | None = None, interval: str | None = None, seed: int = 1) -> None:
        self.criterion = criterion
        self.order = order
        self.bootstrap = bootstrap
        self.interval = interval
        self.seed = seed

    def _rule(self, table: CountTable) -> BySteps:
        return BySteps(len(table.lists), self.criterion, self.order, removals=True)

    def _choose(self, table: CountTable) -> Chosen:
        return self._rule(table).apply(table.counts, table.lists)

    def _many(self, table: CountTable) -> Many:
        return self._rule(table).many

    def _terms_for(self, table: CountTable) -> Callable[[Cells], tuple[int, ...]]:
        rule = self._rule(table)
        return lambda counts: rule.apply(counts, table.lists).terms


class Exhaustive(LogLinearBase):
    """Every hierarchical model up to an order, the best by BIC or AIC.

    Parameters
    ----------
    criterion: "bic" or "aic". order: largest term; 2 makes 1,024 models on five lists and 32,768 on six, 3 makes 6,212 on five. repeated: how
    many of the best models the bootstrap chooses among; a few dozen give nearly the interval of all. bootstrap, interval, seed: as in Stepwise.

    Notes
    -----
    Models within two units of the best are as good as it, and their estimates often differ several times over: look at `details_["choice"]`.

    References
    ----------
    Silverman, Chan and Vincent (2024) Statistics and Computing 34:44.
    """

    method = "exhaustive"
    title = "Best of all log-linear models"
    assumes = "The model of lowest criterion holds."

    def __init__(
        self, *, criterion: str = "bic", order: int = 2, repeated: int = 60, bootstrap: int | None = None, interval: str | None = None, seed: int = 1
    ) -> None:
        self.criterion = criterion
        self.order = order
        self.repeated = repeated
        self.bootstrap = bootstrap
        self.interval = interval
        self.seed = seed

    def _rule(self, table: CountTable) -> ByAll:
        return ByAll(len(table.lists), self.criterion, self.order, self.repeated)

    def _choose(self, table: CountTable) -> Chosen:
        return self._rule(table).apply(table.counts, table.lists)

    def _many(self, table: CountTable) -> Many:
        return self._rule(table).many_from(table.counts).many

    def _terms_for(self, table: CountTable) -> Callable[[Cells], tuple[int, ...]]:
        few, lists = self._rule(table).many_from(table.counts), len(table.lists)
        return lambda counts: few.terms(counts, lists)

    def _admissible(self, table: CountTable) -> dict[str, Any]:
        order, _, _ = self._rule(table).table(table.counts)
        return {"models_with_estimate": int(order.size)}

    def _fit(self, table: CountTable) -> None:
        super()._fit(table)
        self.details_ |= self._admissible(table)


def bootstrap_of(tables: Rows, rule: Many) -> Vector:
    """Estimates of a rule on given tables, for instance replicates drawn by another program."""
    return rule(np.ascontiguousarray(tables, dtype=np.float64))
