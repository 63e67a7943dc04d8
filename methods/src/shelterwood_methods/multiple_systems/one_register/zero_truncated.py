"""Zero-truncated Poisson regression and the Horvitz-Thompson estimate of the population (van der Heijden and others 2003)."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Self

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import NoEstimate, NotFitted, UnusableTable
from ..interval import Interval
from ..provenance import package_version
from ..regression.design import column, covariate_columns, numbers


@dataclass(frozen=True, eq=False)
class Register:
    """Times met, covariates and how many people share both: `times` and `people` of shape `(m,)`, `design` `(m, p)` with the intercept first."""

    times: Vector
    people: Vector
    design: Matrix
    names: tuple[str, ...]

    @classmethod
    def from_frame(cls, frame: Any, *, times: str, covariates: Sequence[str] = (), count: str | None = None) -> "Register":
        """From a data frame with a row a person, or a row a group with its `count`; covariates in words become one column a level but the first.

        Raises UnusableTable for a column that is not there, and for times that are not whole numbers from one on.
        """
        from ..table.frames import columns

        head, rows = columns(frame)
        met = numbers(column(head, rows, times), times)
        people = numbers(column(head, rows, count), count) if count else np.ones(len(rows))
        if (met < 1).any() or (met != np.floor(met)).any() or (people < 0).any() or people.sum() == 0:
            raise UnusableTable("Times met are whole numbers from one on, and counts of people are not negative.", "Leave out people never met.")
        values, names = covariate_columns(head, rows, covariates)
        design = np.column_stack([np.ones(len(rows)), values])
        return cls(met, people, design, ("(Intercept)", *names))

    @property
    def data_sha256(self) -> str:
        """Hash of times, counts and design, with the names of its columns."""
        values = np.ascontiguousarray(np.column_stack([self.times, self.people, self.design]))
        return hashlib.sha256(",".join(self.names).encode() + values.tobytes()).hexdigest()


class ZeroTruncated:
    """Population behind one register in which people are met once or more.

    Attributes
    ----------
    estimate_: people, those never met included. observed_: people met. coefficients_: on the log scale of the mean number of meetings.
    standard_error_: of the population.

    Notes
    -----
    It assumes that being met does not change the chance of being met again. Those who hide after a first meeting (one-inflation), and
    differences between people that no covariate holds, bias it: the first upwards, the second downwards, so that it is often a lower bound.

    References
    ----------
    van der Heijden, Cruyff and van Houwelingen (2003) Statistica Neerlandica 57, 289-304.
    """

    method = "zero-truncated"
    assumes = "Each person is met at a constant rate that the covariates explain, and meeting does not change it."

    def fit(self, register: Register) -> Self:
        """Learn from a register; raises NoEstimate where nobody was met twice or the covariates say the same thing."""
        weight, design, met = register.people, register.design, register.times
        if float(weight[met > 1].sum()) == 0:
            raise NoEstimate("Nobody was met twice, so nothing is known of those never met.", "Only the people met can be reported.")
        if np.linalg.matrix_rank(design[weight > 0]) < design.shape[1]:
            raise NoEstimate("Two covariates say the same thing.", "Take one of them out.", code=2)
        beta = np.zeros(design.shape[1])
        beta[0] = math.log(max(float((weight * met).sum() / weight.sum()) - 0.9, 0.05))
        for _ in range(200):
            rate = np.exp(design @ beta)
            seen = -np.expm1(-rate)
            mean = rate / seen
            information = design.T @ (design * (weight * (mean - rate**2 * np.exp(-rate) / seen**2))[:, None])
            gradient = design.T @ (weight * (met - mean))
            step = np.linalg.solve(information, gradient)
            beta = beta + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
            if gradient @ step < 1e-14:
                break
        else:
            raise NoEstimate("The fit did not settle: some group was never met twice.", "Leave out that covariate.", code=1)
        slope = design.T @ (-weight * rate * np.exp(-rate) / seen**2)
        variance = float((weight * (1 - seen) / seen**2).sum() + slope @ np.linalg.solve(information, slope))
        self.observed_ = int(weight.sum())
        self.estimate_ = float((weight / seen).sum())
        self.standard_error_ = math.sqrt(variance)
        self.coefficients_: Mapping[str, float] = dict(zip(register.names, beta.tolist(), strict=True))
        self.data_sha256_ = register.data_sha256
        return self

    def conf_int(self, alpha: float = 0.05) -> Interval:
        """The normal interval of the paper."""
        if not hasattr(self, "estimate_"):
            raise NotFitted("ZeroTruncated has not been fitted.", "Call fit with a Register first.")
        spread = NormalDist().inv_cdf(1 - alpha / 2) * self.standard_error_
        return Interval("normal", 1 - alpha, self.estimate_ - spread, self.estimate_ + spread)

    def to_dict(self) -> dict[str, Any]:
        """The result as plain values, with what made it; the interval is nominal until its coverage has been simulated."""
        return {
            "method": self.method,
            "assumes": self.assumes,
            "interval": self.conf_int().to_dict(),
            "observed": self.observed_,
            "estimate": self.estimate_,
            "standard_error": self.standard_error_,
            "coefficients": dict(self.coefficients_),
            "version": package_version(),
            "data_sha256": self.data_sha256_,
        }
