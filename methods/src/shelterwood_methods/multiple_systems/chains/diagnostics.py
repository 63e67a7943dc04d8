"""Rank-normalised split R-hat and effective sample sizes (Vehtari, Gelman, Simpson, Carpenter and Buerkner 2021)."""

from typing import Any

import numpy as np

from ..arrays import Matrix, Vector


def split(draws: Matrix) -> Matrix:
    """Each chain cut in two halves, shape `(2 chains, draws // 2)`, so that a chain that drifts disagrees with itself."""
    half = draws.shape[1] // 2
    return np.vstack([draws[:, :half], draws[:, draws.shape[1] - half :]])


def rank_normal(draws: Matrix) -> Matrix:
    """Draws replaced by normal scores of their ranks, so that heavy tails do not hide disagreement."""
    from scipy.special import ndtri  # type: ignore[import-untyped, unused-ignore]
    from scipy.stats import rankdata  # type: ignore[import-untyped, unused-ignore]

    ranks = rankdata(draws.ravel()).reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def plain_rhat(draws: Matrix) -> float:
    """Root of total over within variance."""
    size = draws.shape[1]
    within = draws.var(axis=1, ddof=1).mean()
    between = size * draws.mean(axis=1).var(ddof=1)
    return float(np.sqrt(((size - 1) / size * within + between / size) / within)) if within > 0 else 1.0


def rhat(draws: Matrix) -> float:
    """The larger of the R-hat of the draws and of their distance from the median, both rank-normalised; below 1.01 the chains agree."""
    parts = split(draws)
    folded = np.abs(parts - np.median(parts))
    return max(plain_rhat(rank_normal(parts)), plain_rhat(rank_normal(folded)))


def autocovariance(chain: Vector) -> Vector:
    """Autocovariances of one chain by fast Fourier transform."""
    size = chain.size
    padded = np.zeros(2 * size)
    padded[:size] = chain - chain.mean()
    power = np.abs(np.fft.rfft(padded)) ** 2
    return np.asarray(np.fft.irfft(power)[:size] / size)


def plain_ess(draws: Matrix) -> float:
    """Effective size from paired autocorrelations, cut where they stop falling (Geyer 1992)."""
    chains, size = draws.shape
    covariance = np.array([autocovariance(chain) for chain in draws])
    within = covariance[:, 0].mean() * size / (size - 1.0)
    total = within * (size - 1.0) / size + (draws.mean(axis=1).var(ddof=1) if chains > 1 else 0.0)
    if total <= 0:
        return float(draws.size)
    rho = 1.0 - (within - covariance.mean(axis=0)) / total
    rho[0] = 1.0
    pairs = rho[: 2 * (size // 2)].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else pairs.size
    falling = np.minimum.accumulate(pairs[: max(stop, 1)])
    return float(min(draws.size / max(-1.0 + 2.0 * falling.sum(), 1.0 / np.log10(draws.size)), draws.size * np.log10(draws.size)))


def ess_bulk(draws: Matrix) -> float:
    """Independent draws that the bulk of the distribution is worth."""
    return plain_ess(rank_normal(split(draws)))


def ess_tail(draws: Matrix) -> float:
    """The smaller of the effective sizes of the 5 % and 95 % quantiles."""
    parts = split(draws)
    sizes = [plain_ess((parts <= np.quantile(parts, p)).astype(np.float64)) for p in (0.05, 0.95)]
    return min(sizes)


def describe(draws: Matrix, offset: float) -> dict[str, Any]:
    """Quantiles, mean and diagnostics of draws of the unseen, shifted by those seen."""
    values = draws.ravel() + offset
    levels = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
    return {
        "quantiles": {f"{100 * p:g}%": float(np.quantile(values, p)) for p in levels},
        "mean": float(values.mean()),
        "rhat": rhat(draws),
        "ess": ess_bulk(draws),
        "ess_tail": ess_tail(draws),
        "chains": int(draws.shape[0]),
        "draws": int(draws.shape[1]),
        "chain_medians": [float(np.median(chain) + offset) for chain in draws],
    }
