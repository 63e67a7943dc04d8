"""Whether the compiled loops are already on this machine, so that a first run can say what it is waiting for."""

import os
from collections.abc import Sequence
from pathlib import Path


def cache_folders(here: Path) -> list[Path]:
    """Where Numba may keep what it compiled for a folder."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return [Path(named)]
    return [here / "__pycache__", Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "numba"]


LOOPS = {
    "stepwise": ("kernels/stepwise.py", "stepwise_one"),
    "greedy": ("kernels/climb.py", "climb"),
    "exhaustive": ("kernels/fixed.py", "fit_each"),
    "decomposable": ("decomposable/graphs.py", "all_rows"),
    "latent-class": ("latent_class/sampler.py", "run_chain"),
    "thresholding": ("thresholding/sampler.py", "walk"),
}
OTHERWISE = ("kernels/fixed.py", "fit_one")
WITHOUT = frozenset({"chao", "sample-coverage"})  # methods that compile nothing


def compiled_already(methods: Sequence[str] = ("stepwise",)) -> bool:
    """Whether the loops of these methods are kept in one of those folders, by an index newer than their source."""
    return all(kept(*LOOPS.get(method, OTHERWISE)) for method in methods if method not in WITHOUT)


def kept(module: str, function: str) -> bool:
    """Whether one compiled function is kept."""
    source = Path(__file__).resolve().parent.parent / module
    written = source.stat().st_mtime
    pattern = f"{source.stem}.{function}-*.nbi"
    return any(index.stat().st_mtime >= written for folder in cache_folders(source.parent) if folder.is_dir() for index in folder.rglob(pattern))
