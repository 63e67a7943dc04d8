"""Separate peaks of a posterior: where there are two, no single number stands for the answer."""

import numpy as np

from ..arrays import Vector

VALLEY = 0.7
SMALLEST = 0.02


def modes(unseen: Vector, mass: Vector, observed: float) -> list[dict[str, float]]:
    """Peaks of the distribution on a logarithmic scale, each with its population and the probability around it.

    Two peaks are separate where the density between them falls below `VALLEY` of the lower one; peaks with less than two per cent of the
    probability are not counted.
    """
    population = observed + unseen
    edges = np.geomspace(population[0], population[-1] + 1.0, 400)
    density, _ = np.histogram(population, bins=edges, weights=mass)
    density = np.convolve(density, np.ones(5) / 5.0, mode="same")
    peaks: list[tuple[int, int, int]] = []
    start = 0
    for at in (np.flatnonzero((density[1:-1] >= density[:-2]) & (density[1:-1] > density[2:])) + 1).tolist():
        if peaks:
            last = peaks[-1][1]
            valley = last + int(np.argmin(density[last : at + 1]))
            if density[valley] > VALLEY * min(density[last], density[at]):
                if density[at] > density[last]:
                    peaks[-1] = (peaks[-1][0], int(at), peaks[-1][2])
                continue
            peaks[-1] = (peaks[-1][0], last, valley)
            start = valley
        peaks.append((start, int(at), density.size))
    out = []
    for low, at, high in peaks:
        inside = (population >= edges[low]) & (population < edges[high])
        share = float(mass[inside].sum())
        if share >= SMALLEST:
            out.append({"population": float(np.sqrt(edges[at] * edges[at + 1])), "probability": share})
    return out
