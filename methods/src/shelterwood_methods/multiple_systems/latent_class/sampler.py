"""The Gibbs sampler: classes of the people seen, numbers unseen by class, weights by stick breaking, and the concentration."""

import math

import numpy as np

from ..arrays import Cells, Matrix, Vector
from ..compiled import compiled

NEGLIGIBLE = 1e-30


@compiled
def log_gamma_draw(shape: float) -> float:
    """The logarithm of a gamma draw, exact also for shapes so small that the draw itself would be zero."""
    if shape >= 1.0:
        return math.log(np.random.gamma(shape, 1.0))
    return math.log(np.random.gamma(shape + 1.0, 1.0)) + math.log(1.0 - np.random.random()) / shape


@compiled
def binomial_draw(size: int, chance: float) -> int:
    """A binomial draw; a handful of trials is quicker one by one."""
    if size > 8:
        return int(np.random.binomial(size, chance))
    found = 0
    for _ in range(size):
        if np.random.random() < chance:
            found += 1
    return found


@compiled
def run_chain(
    counts: Cells, lists: int, classes: int, shape: float, rate: float, burn: int, draws: int, thin: int, kept: int, seed: int
) -> tuple[Vector, Matrix, np.ndarray]:
    """Draws of the number unseen from one chain, shape `(draws,)`; of every `draws // kept`-th also the class weights, shape `(kept, classes)`, and
    the chances, shape `(kept, lists, classes)`.

    Model: class weights from a stick-breaking process with concentration `alpha ~ Gamma(shape, rate)`, truncated at `classes`; a person of
    class `k` is on list `j` with probability `p[j, k] ~ Uniform(0, 1)`; the population has the prior `1 / N`. Chains start from a draw of the prior,
    each from its own seed, so that they can disagree.
    """
    np.random.seed(seed)
    cells = np.flatnonzero(counts[1:] > 0) + 1
    observed = counts.sum()
    weight = np.empty(classes)
    chance = np.random.random((lists, classes))
    alpha = max(np.random.gamma(shape, 1.0 / rate), 1e-3)
    remaining = 1.0
    for k in range(classes - 1):
        weight[k] = remaining * np.random.beta(1.0, alpha)
        remaining -= weight[k]
    weight[classes - 1] = max(remaining, 0.0)
    out = np.empty(draws)
    weights = np.empty((kept, classes))
    chances = np.empty((kept, lists, classes))
    every = draws // kept
    share = np.empty(classes)
    total = np.empty(classes)
    on = np.empty((lists, classes))
    for step in range(burn + draws * thin):
        total[:] = 0.0
        on[:, :] = 0.0
        for cell in cells:
            norm = 0.0
            for k in range(classes):
                value = weight[k]
                if value > NEGLIGIBLE:
                    for j in range(lists):
                        value *= chance[j, k] if cell >> j & 1 else 1.0 - chance[j, k]
                else:
                    value = 0.0
                share[k] = value
                norm += value
            left = int(counts[cell])
            for k in range(classes):
                if left == 0:
                    break
                part = share[k] / norm if norm > 0.0 else 1.0
                if part <= 0.0:
                    continue
                number = left if part >= 1.0 or k == classes - 1 else binomial_draw(left, part)
                norm -= share[k]
                left -= number
                total[k] += number
                for j in range(lists):
                    if cell >> j & 1:
                        on[j, k] += number
        miss = 0.0
        for k in range(classes):
            value = weight[k]
            for j in range(lists):
                value *= 1.0 - chance[j, k]
            share[k] = value
            miss += value
        miss = min(max(miss, 1e-300), 1.0 - 1e-12)
        unseen = np.random.poisson(np.random.gamma(observed, miss / (1.0 - miss)))
        left = unseen
        norm = miss
        for k in range(classes):
            if left == 0:
                break
            part = share[k] / norm if norm > 0.0 else 1.0
            number = left if part >= 1.0 or k == classes - 1 else binomial_draw(left, part)
            norm -= share[k]
            left -= number
            total[k] += number
        for k in range(classes):
            for j in range(lists):
                empty = total[k] == 0.0
                chance[j, k] = np.random.random() if empty else np.random.beta(1.0 + on[j, k], 1.0 + total[k] - on[j, k])
        above = total.sum()
        log_rest = 0.0
        for k in range(classes - 1):
            above -= total[k]
            taken = log_gamma_draw(1.0 + total[k]) if total[k] > 0.0 else math.log(-math.log(1.0 - np.random.random()))
            left_over = log_gamma_draw(alpha + above)
            both = max(taken, left_over) + math.log1p(math.exp(-abs(taken - left_over)))
            weight[k] = math.exp(log_rest + taken - both)
            log_rest += left_over - both
        weight[classes - 1] = math.exp(log_rest)
        alpha = max(np.random.gamma(shape + classes - 1.0, 1.0 / (rate - log_rest)), 1e-8)
        if step >= burn and (step - burn) % thin == 0:
            at = (step - burn) // thin
            out[at] = unseen
            if at % every == 0 and at // every < kept:
                weights[at // every] = weight
                chances[at // every] = chance
    return out, weights, chances
