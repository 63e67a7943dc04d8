"""Poisson regression by Newton steps, for designs that are not hierarchical."""

from dataclasses import dataclass

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import NoEstimate


@dataclass(frozen=True, eq=False)
class PoissonFit:
    """Coefficients, shape `(p,)`, their covariance `(p, p)`, and expected counts `(m,)`."""

    beta: Vector
    covariance: Matrix
    mu: Vector


def poisson_fit(design: Matrix, counts: Vector, rounds: int = 200) -> PoissonFit:
    """Maximum likelihood of `counts ~ Poisson(exp(design @ beta))`; raises NoEstimate where the design is short of rank or nothing settles."""
    weight = counts + 0.1
    beta, _, rank, _ = np.linalg.lstsq(design * np.sqrt(weight)[:, None], np.log(weight) * np.sqrt(weight), rcond=None)
    if rank < design.shape[1]:
        raise NoEstimate("Two columns of the model say the same thing.", "Take one of them out.", code=2)

    def height(at: Vector) -> float:
        eta = design @ at
        return float(counts @ eta - np.exp(eta).sum()) if eta.max() < 700 else -np.inf

    value = height(beta)
    for _ in range(rounds):
        mu = np.exp(design @ beta)
        information = design.T @ (design * mu[:, None])
        gradient = design.T @ (counts - mu)
        step = np.linalg.solve(information, gradient)
        length = 1.0
        while height(beta + length * step) < value - 1e-9 * (1.0 + abs(value)) and length > 1e-10:
            length *= 0.5
        beta = beta + length * step
        value = height(beta)
        if gradient @ step < 1e-12:
            mu = np.exp(design @ beta)
            return PoissonFit(beta, np.linalg.inv(design.T @ (design * mu[:, None])), mu)
    raise NoEstimate("The fit did not settle: some coefficient grows without end.", "Use a smaller model.", code=1)
