"""Whether the compiled loops are already on this machine, so that a first run can say what it is waiting for."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

LOOPS = {
    "stepwise": ("kernels.stepwise", "stepwise_one"),
    "greedy": ("kernels.climb", "climb"),
    "exhaustive": ("kernels.fixed", "fit_each"),
    "decomposable": ("decomposable.graphs", "all_rows"),
    "latent-class": ("latent_class.sampler", "run_chain"),
    "thresholding": ("thresholding.sampler", "walk"),
}
OTHERWISE = ("kernels.fixed", "fit_one")
WITHOUT = frozenset({"chao", "sample-coverage"})  # methods that compile nothing


def compiled_already(methods: Sequence[str] = ("stepwise",)) -> bool:
    """Whether the loops of these methods are kept from an earlier run of the same source."""
    return all(loop_is_kept(*LOOPS.get(method, OTHERWISE)) for method in methods if method not in WITHOUT)


def loop_is_kept(module: str, function: str) -> bool:
    """Whether one function is kept."""
    return is_kept(getattr(import_module(f"shelterwood_methods.multiple_systems.{module}"), function))


def is_kept(function: Any) -> bool:
    """Ask Numba for its index of a function, which is empty where the source has changed; where another Numba hides it, say nothing."""
    try:
        return bool(function._cache._cache_file._load_index())
    except (AttributeError, OSError):
        return True
