"""Whether the compiled loops are already on this machine, so that a first run can say what it is waiting for."""

import os
from pathlib import Path


def cache_folders() -> list[Path]:
    """Where Numba may keep what it compiled for this folder."""
    here = Path(__file__).resolve().parent
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return [Path(named)]
    return [here / "__pycache__", Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "numba"]


def compiled_already() -> bool:
    """Whether an index of the search loops, newer than their source, lies in any of these folders."""
    source = Path(__file__).with_name("stepwise.py").stat().st_mtime
    return any(index.stat().st_mtime >= source for folder in cache_folders() if folder.is_dir() for index in folder.rglob("stepwise.*.nbi"))
