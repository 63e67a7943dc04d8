"""The one place that knows the compiler: a decorator that keeps a function's type and its compiled code."""

from collections.abc import Callable
from typing import Any, cast

from numba import njit  # type: ignore[import-untyped, unused-ignore]


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile at the first call and keep the result beside the module, or in the user's cache folder where that cannot be written."""
    return cast(F, njit(cache=True)(function))
