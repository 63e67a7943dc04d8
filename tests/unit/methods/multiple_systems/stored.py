"""The tables and results that lie beside the repository in ../shared; a test that needs them is skipped where they are absent."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shelterwood_methods.multiple_systems import CountTable, read_csv

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "data" / "mse"
NAMES = ("Korea", "Artificial_3", "Kosovo", "UKdat_5", "Ned_5", "NewOrl_5_185", "UKdat")


def need() -> Path:
    if not FOLDER.is_dir():
        pytest.skip("the stored tables of ../shared/data/mse are not here")
    return FOLDER


@cache
def table(name: str) -> CountTable:
    return read_csv(need() / "data" / f"{name}.csv")


@cache
def results(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((need() / "results" / f"{name}.json").read_text())["methods"]
    return found


def path(name: str) -> str:
    return str(need() / "data" / f"{name}.csv")


def invented(counts: dict[str, int], lists: str = "ABCDEFGH") -> CountTable:
    """A small table: `{"110": 4}`."""
    width = len(next(iter(counts)))
    return CountTable.from_counts(counts, list(lists[:width]))


def drawn(rng: np.random.Generator, lists: int, people: int = 400) -> CountTable:
    """A random table in which everybody is on some list and some are on two."""
    chance = rng.uniform(0.2, 0.5, size=lists)
    marks = rng.random((people, lists)) < chance
    cells = marks @ (1 << np.arange(lists))
    counts = np.bincount(cells, minlength=2**lists).astype(float)
    counts[0] = 0.0
    return CountTable(tuple("ABCDEFGHIJ"[:lists]), counts)
