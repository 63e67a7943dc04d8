"""How far each observed cell lies from what the model expects."""

import numpy as np

from ..errors import PrevalenceError
from ..notation import term_name
from .fit import ModelFit


def residuals(fit: ModelFit, kind: str) -> dict[str, float]:
    """Residuals of the cells in the fit, by combination of lists.

    kind: "pearson", `(n - mu) / sqrt(mu)`; "deviance", the signed root of each cell's share of the deviance; "anscombe", the difference of
    `n**(2/3)` and `mu**(2/3)` scaled to unit variance, nearest to normal for small counts (Anscombe 1953).
    """
    inside = np.flatnonzero(fit.kept > 0)
    n, mu = fit.counts[inside], fit.mu[inside]
    if kind == "pearson":
        values = (n - mu) / np.sqrt(mu)
    elif kind == "deviance":
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.sign(n - mu) * np.sqrt(np.maximum(2.0 * (np.where(n > 0, n * np.log(n / mu), 0.0) - (n - mu)), 0.0))
    elif kind == "anscombe":
        values = 1.5 * (n ** (2 / 3) - mu ** (2 / 3)) / mu ** (1 / 6)
    else:
        raise PrevalenceError(f'There are no residuals of the kind "{kind}".', "Use deviance, pearson or anscombe.")
    return {term_name(int(cell), fit.names): float(value) for cell, value in zip(inside, values, strict=True)}
