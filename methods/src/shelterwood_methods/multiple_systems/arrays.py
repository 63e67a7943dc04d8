"""Names for the few kinds of array that travel through the package, so that a signature says what is meant."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

type Cells = NDArray[np.float64]  # length 2**t, indexed by bit mask
type Masks = NDArray[np.int64]  # bit masks of terms or cells
type Vector = NDArray[np.float64]
type Matrix = NDArray[np.float64]
type Rows = NDArray[np.float64]  # one table a row, shape (B, 2**t)
type Anything = NDArray[Any]
