"""Whether the extended maximum likelihood estimate of one model exists and is the only one (Fienberg and Rinaldo 2012).

The maximum exists when some strictly positive table has the same sufficient statistics as the observed one. Directions in which the
likelihood does not change on the occupied cells are the null space of the design there. Where it is empty, all is well, and this is
nearly always so. Otherwise let `v_c` be the row of cell `c` in a basis of that space, for the empty cells still in the fit. The estimate
exists when positive weights make the `v_c` cancel (Stiemke), a linear program with as many equations as the space has dimensions; it is
unique when they span the space.
"""

import numpy as np

from ..arrays import Cells, Masks, Matrix
from ..compiled import compiled
from .transforms import gram, superset_sums

EXISTS = 0
NO_MAXIMUM = 1
NOT_IDENTIFIED = 2
TOLERANCE = 1e-8


@compiled
def null_space(matrix: Matrix) -> Matrix:
    """A basis, one vector a row, of the null space of a symmetric matrix of small integers, by elimination with full pivoting."""
    size = matrix.shape[0]
    work = matrix.copy()
    order = np.arange(size)
    rank = 0
    scale = 1.0
    for step in range(size):
        best = 0.0
        row = step
        column = step
        for i in range(step, size):
            for j in range(step, size):
                if abs(work[i, j]) > best:
                    best = abs(work[i, j])
                    row = i
                    column = j
        if step == 0:
            scale = max(best, 1.0)
        if best <= TOLERANCE * scale:
            break
        for j in range(size):
            work[step, j], work[row, j] = work[row, j], work[step, j]
        for i in range(size):
            work[i, step], work[i, column] = work[i, column], work[i, step]
        order[step], order[column] = order[column], order[step]
        pivot = work[step, step]
        for j in range(size):
            work[step, j] /= pivot
        for i in range(size):
            if i != step:
                factor = work[i, step]
                if factor != 0.0:
                    for j in range(size):
                        work[i, j] -= factor * work[step, j]
        rank += 1
    out = np.zeros((size - rank, size))
    for k in range(size - rank):
        out[k, order[rank + k]] = 1.0
        for i in range(rank):
            out[k, order[i]] = -work[i, rank + k]
    return out


@compiled
def cancels(vectors: Matrix) -> bool:
    """Whether strictly positive weights make the rows of `vectors` (shape `(m, k)`) sum to zero.

    Weights can be scaled, so ask for `weight = 1 + x`, `x >= 0`: a first-phase simplex on `k` equations with Bland's rule, which ends.
    """
    count, size = vectors.shape
    table = np.zeros((size + 1, count + size + 1))
    basis = np.empty(size, dtype=np.int64)
    for k in range(size):
        right = 0.0
        for c in range(count):
            right -= vectors[c, k]
        sign = 1.0 if right >= 0.0 else -1.0
        for c in range(count):
            table[k, c] = sign * vectors[c, k]
        table[k, count + k] = 1.0
        table[k, count + size] = sign * right
        basis[k] = count + k
        for c in range(count + size + 1):
            if c < count or c == count + size:
                table[size, c] -= table[k, c]
    for _ in range(1000 * (count + size)):
        entering = -1
        for c in range(count):
            if table[size, c] < -TOLERANCE:
                entering = c
                break
        if entering < 0:
            break
        leaving = -1
        ratio = 0.0
        for k in range(size):
            if table[k, entering] > TOLERANCE:
                candidate = table[k, count + size] / table[k, entering]
                if leaving < 0 or candidate < ratio - 1e-12 or (candidate <= ratio + 1e-12 and basis[k] < basis[leaving]):
                    leaving = k
                    ratio = candidate
        if leaving < 0:
            break
        pivot = table[leaving, entering]
        for c in range(count + size + 1):
            table[leaving, c] /= pivot
        for k in range(size + 1):
            if k != leaving and table[k, entering] != 0.0:
                factor = table[k, entering]
                for c in range(count + size + 1):
                    table[k, c] -= factor * table[leaving, c]
        basis[leaving] = entering
    return bool(abs(table[size, count + size]) <= TOLERANCE * (1.0 + count))


@compiled
def full_rank(counts: Cells, terms: Masks) -> bool:
    """Whether the occupied cells alone determine every coefficient; then this model and every one inside it has a unique maximum."""
    occupied = np.zeros(counts.size)
    for cell in range(1, counts.size):
        if counts[cell] > 0.0:
            occupied[cell] = 1.0
    superset_sums(occupied)
    matrix = gram(occupied, terms)
    size = terms.size
    for j in range(size):
        pivot = matrix[j, j]
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k]
        if pivot <= TOLERANCE * (1.0 + matrix[j, j]):
            return False
        root = np.sqrt(pivot)
        matrix[j, j] = root
        for i in range(j + 1, size):
            value = matrix[i, j]
            for k in range(j):
                value -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = value / root
    return True


@compiled
def existence(counts: Cells, kept: Cells, terms: Masks) -> int:
    """0 the estimate exists, 1 the likelihood has no maximum, 2 the coefficients are not identified, 3 both.

    terms: the finite terms, intercept included; kept: 1 for the cells they act on, 0 for those emptied by a coefficient at minus infinity.
    """
    if full_rank(counts, terms):
        return EXISTS
    occupied = np.zeros(counts.size)
    for cell in range(1, counts.size):
        if counts[cell] > 0.0:
            occupied[cell] = 1.0
    superset_sums(occupied)
    basis = null_space(gram(occupied, terms))
    if basis.shape[0] == 0:
        return EXISTS
    vectors = np.zeros((counts.size, basis.shape[0]))
    count = 0
    for cell in range(1, counts.size):
        if kept[cell] > 0.0 and counts[cell] == 0.0:
            for k in range(basis.shape[0]):
                for a in range(terms.size):
                    if terms[a] & cell == terms[a]:
                        vectors[count, k] += basis[k, a]
            count += 1
    vectors = vectors[:count]
    code = EXISTS
    if null_space(vectors.T.copy() @ vectors).shape[0] > 0:
        code = NOT_IDENTIFIED
    if not cancels(vectors):
        code += NO_MAXIMUM
    return code
