"""Covariates by conditional likelihood (Huggins 1989, Alho 1990): each person's lists, given that some list found them."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..existence import SENTENCES, Existence
from ..interval import Interval
from ..lists.two import lognormal_of
from ..table import CountTable
from .people import People

SLOPES = ("shared", "each")
ROUNDS = 100


class ConditionalLikelihood(Estimator):
    """Logistic regressions of being on each list on covariates, fitted to the people seen; the population is `sum(1 / P(seen))`.

    Parameters
    ----------
    slopes: "shared", a covariate moves the chance of every list alike; "each", it moves each list by its own. list_effects: whether lists find
    people with different chances (else only covariates do). `fit` takes People, not a table of counts.

    Attributes
    ----------
    coefficients_: on the logit scale, by name. standard_error_: of the population. chances_: each person's chance of being seen, shape `(m,)`.
    aic_, bic_: of the conditional likelihood; to be compared with one another only.

    Notes
    -----
    Given the covariates the lists must be independent: a referral that no covariate explains breaks it as it breaks main effects. Where some
    people have almost no chance of being seen, the sum of inverse chances rests on a few of them (`details_["smallest_chance"]`). Without
    covariates and with list effects the estimate is that of independent lists.

    References
    ----------
    Huggins (1989) Biometrika 76, 133-140; Alho (1990) Biometrics 46, 623-635; Yee, Stoklosa and Huggins (2015) J. Stat. Software 65.
    """

    method = "conditional-likelihood"
    title = "Covariates by conditional likelihood"
    assumes = "Given the covariates, being on one list says nothing about being on another."
    kinds = ("lognormal", "normal")

    def __init__(self, *, slopes: str = "shared", list_effects: bool = True) -> None:
        self.slopes = slopes
        self.list_effects = list_effects

    def _table_of(self, data: Any) -> CountTable:
        if not isinstance(data, People):
            raise PrevalenceError(f"fit was given {type(data).__name__}.", "This method needs to know each person: give it People.from_frame(...).")
        self.people_ = data
        return data.table()

    def _fit(self, table: CountTable) -> None:
        if self.slopes not in SLOPES:
            raise PrevalenceError(f'There are no slopes "{self.slopes}".', "Use shared or each.")
        people = self.people_
        design, names = stacked(people, self.slopes, self.list_effects)
        check_maximum(people.marks, design)
        found = climb(people.marks, design)
        seen = 1.0 - found.missed
        slope = -((found.missed / seen**2)[:, None] * np.einsum("mt,mtk->mk", found.chance, design)).sum(axis=0)
        covariance = np.linalg.inv(found.information)
        self.standard_error_ = math.sqrt(float((found.missed / seen**2).sum() + slope @ covariance @ slope))
        self.estimate_ = float((1.0 / seen).sum())
        self.chances_: Vector = seen
        self.coefficients_ = dict(zip(names, found.beta.tolist(), strict=True))
        self.existence_ = Existence(0)
        self.aic_ = -2.0 * found.loglik + 2.0 * len(names)
        self.bic_ = -2.0 * found.loglik + math.log(table.observed) * len(names)
        errors = np.sqrt(np.diag(covariance)).tolist()
        self.details_ = {
            "coefficients": self.coefficients_,
            "standard_errors": dict(zip(names, errors, strict=True)),
            "standard_error": self.standard_error_,
            "loglik": found.loglik,
            "smallest_chance": float(seen.min()),
        }
        if seen.min() < 0.01:
            self.warnings_.append("Some people had less than one chance in a hundred of being seen; each stands for hundreds like them.")

    def _interval(self, level: float, kind: str) -> Interval:
        if kind == "lognormal":
            return lognormal_of(self.estimate_, self.observed_, self.standard_error_, level)
        from statistics import NormalDist

        spread = NormalDist().inv_cdf((1.0 + level) / 2.0) * self.standard_error_
        return Interval("normal", level, max(self.estimate_ - spread, float(self.observed_)), self.estimate_ + spread)


@dataclass(frozen=True, eq=False)
class Climbed:
    """Where the climb ended: coefficients, chances by person and list, chance of being missed by all, information, log-likelihood."""

    beta: Vector
    chance: Matrix
    missed: Vector
    information: Matrix
    loglik: float


def stacked(people: People, slopes: str, list_effects: bool) -> tuple[np.ndarray, tuple[str, ...]]:
    """The design of each person and list, shape `(m, t, k)`, and the names of its columns."""
    count, lists = people.marks.shape
    unit = np.broadcast_to(np.eye(lists), (count, lists, lists))
    first = unit if list_effects else np.ones((count, lists, 1))
    names = list(people.lists) if list_effects else ["(Intercept)"]
    values = people.covariates
    if slopes == "shared":
        rest = np.broadcast_to(values[:, None, :], (count, lists, values.shape[1]))
        names += people.names
    else:
        rest = (unit[:, :, :, None] * values[:, None, None, :]).reshape(count, lists, -1)
        names += [f"{name}, {of}" for name in people.lists for of in people.names]
    return np.concatenate([first, rest], axis=2), tuple(names)


def moments(marks: Matrix, design: np.ndarray, beta: Vector) -> tuple[Matrix, Vector, float]:
    """Chances by person and list, chance of being missed by all lists, and the conditional log-likelihood."""
    eta = design @ beta
    log_off = -np.logaddexp(0.0, eta)
    missed_log = np.minimum(log_off.sum(axis=1), -1e-300)
    loglik = float((marks * eta + log_off).sum() - np.log(-np.expm1(missed_log)).sum())
    return np.exp(eta + log_off), np.exp(missed_log), loglik


def climb(marks: Matrix, design: np.ndarray) -> Climbed:
    """Newton steps, halved until the likelihood rises; it is concave, so the top is the only one."""
    beta = np.zeros(design.shape[2])
    chance, missed, value = moments(marks, design, beta)
    for _ in range(ROUNDS):
        seen = 1.0 - missed
        mean = chance / seen[:, None]
        gradient = np.einsum("mt,mtk->k", marks - mean, design)
        weight = chance[:, :, None] * chance[:, None, :] / seen[:, None, None] - mean[:, :, None] * mean[:, None, :]
        at = np.arange(marks.shape[1])
        weight[:, at, at] = mean - mean**2
        information = np.einsum("mta,mtu,mub->ab", design, weight, design, optimize=True)
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            break
        if gradient @ step < 1e-12:
            return Climbed(beta, chance, missed, information, value)
        length = 1.0
        while moments(marks, design, beta + length * step)[2] < value and length > 1e-10:
            length *= 0.5
        beta = beta + length * step
        chance, missed, value = moments(marks, design, beta)
    raise NoEstimate("The search for the most likely chances did not settle.", "Leave out a covariate, or use slopes shared by all lists.", code=1)


def check_maximum(marks: Matrix, design: np.ndarray) -> None:
    """Raise NoEstimate where covariates say the same thing (code 2), or where some direction never lowers anybody's likelihood (code 1).

    A person's lists are the likeliest possible in a direction exactly when it favours every list the person is on, none of the others, and,
    for people on one list, that list over every other; with a linear program these are asked of everybody at once.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped, unused-ignore]

    count, lists, size = design.shape
    flat = design.reshape(count * lists, size)
    if np.linalg.matrix_rank(flat) < size:
        raise NoEstimate(f"Two covariates say the same thing. {SENTENCES[2]}", "Leave one of them out.", code=2)
    alone = marks.sum(axis=1) == 1
    on = marks > 0
    several = on & ~alone[:, None]
    favoured = design[several]
    against = -design[~on]
    only = design[alone][on[alone]]
    over = (only[:, None, :] - design[alone]).reshape(-1, size)
    rows = np.unique(np.concatenate([favoured, against, over]), axis=0)
    rows = rows[np.abs(rows).max(axis=1) > 0]
    found = linprog(-rows.sum(axis=0), A_ub=-rows, b_ub=np.zeros(rows.shape[0]), bounds=[(-1.0, 1.0)] * size, method="highs")
    if found.status == 0 and -found.fun > 1e-7:
        raise NoEstimate(f"A covariate tells apart who is on which list without exception. {SENTENCES[1]}", "Leave it out, or join levels.", code=1)
