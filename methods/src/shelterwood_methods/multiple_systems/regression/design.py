"""Columns of a data frame as columns of a design matrix: numbers as they are, words as one column a level but the first."""

from collections.abc import Sequence

import numpy as np

from ..arrays import Matrix, Vector
from ..errors import UnusableTable
from ..table.checks import did_you_mean


def column(head: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> list[str]:
    """One column by name; raises UnusableTable with a near name where it is not there, or where an entry is missing."""
    if name not in head:
        raise UnusableTable(f'There is no column "{name}".{did_you_mean(name, head)}', f"The columns are {', '.join(head)}.")
    values = [row[list(head).index(name)] for row in rows]
    if any(value in ("", "nan", "NaN", "NA") for value in values):
        raise UnusableTable(f'The column "{name}" has missing entries.', "Leave the column out, or write a word such as 'not known' for them.")
    return values


def numbers(values: Sequence[str], name: str) -> Vector:
    """A column of numbers."""
    try:
        found = np.array([float(value) for value in values])
    except ValueError:
        raise UnusableTable(f'The column "{name}" holds something that is not a number.', "Write digits only.") from None
    if not np.isfinite(found).all():
        raise UnusableTable(f'The column "{name}" holds a number without end.', "Write digits only.")
    return found


def covariate_columns(head: Sequence[str], rows: Sequence[Sequence[str]], covariates: Sequence[str]) -> tuple[Matrix, tuple[str, ...]]:
    """Design without an intercept, shape `(m, p)`, and the name of each column."""
    parts: list[Vector] = []
    names: list[str] = []
    for covariate in covariates:
        values = column(head, rows, covariate)
        try:
            parts.append(numbers(values, covariate))
            names.append(covariate)
        except UnusableTable:
            for level in sorted(set(values))[1:]:
                parts.append(np.array([float(value == level) for value in values]))
                names.append(f"{covariate}={level}")
    return np.column_stack(parts) if parts else np.zeros((len(rows), 0)), tuple(names)
