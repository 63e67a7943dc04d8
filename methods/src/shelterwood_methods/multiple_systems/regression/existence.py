"""Whether a Poisson model with any design matrix has a maximum and only one (Haberman 1974; Fienberg and Rinaldo 2012)."""

import numpy as np

from ..arrays import Matrix, Vector

TOLERANCE = 1e-7


def existence_of(design: Matrix, counts: Vector) -> int:
    """0 exists, 1 no maximum, 2 not identified, 3 both, for `counts` of shape `(m,)` and `design` `(m, p)`.

    Where the occupied cells alone determine the coefficients, all is well. Otherwise a linear program looks for the table without an empty
    cell that has the same totals; its smallest cell is compared with a tolerance, never with zero.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped, unused-ignore]

    cells, size = design.shape
    if np.linalg.matrix_rank(design[counts > 0]) == size:
        return 0
    equal = np.hstack([design.T, np.zeros((size, 1))])
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    found = linprog(
        np.append(np.zeros(cells), -1.0), A_ub=above, b_ub=np.zeros(cells), A_eq=equal, b_eq=design.T @ counts,
        bounds=[(0, None)] * cells + [(None, 1.0)], method="highs",
    )  # fmt: skip
    code = 0 if np.linalg.matrix_rank(design) == size else 2
    return code + (0 if found.status == 0 and -found.fun > TOLERANCE else 1)
