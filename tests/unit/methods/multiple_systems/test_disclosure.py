"""No count of one to four people leaves the desk, nor one that follows from what does."""

import itertools
import json
import re

import numpy as np
import pytest
import shelterwood_methods.multiple_systems as mse
from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.multiple_systems.plots import of_fit
from shelterwood_methods.multiple_systems.table.disclosure import shown, withheld_cells

from tests.unit.methods.multiple_systems.stored import invented

THIN = {"100": 60, "010": 50, "001": 40, "110": 12, "101": 9, "011": 8, "111": 3}


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1_200, "1,200"), (None, "not known")])
def test_small_counts_are_not_told_and_nobody_is_nobodys_secret(count: int | None, said: str) -> None:
    assert shown(count) == said


def test_one_small_cell_alone_would_follow_from_the_total_so_others_go_with_it() -> None:
    hidden = withheld_cells(invented(THIN))
    assert 0b111 in hidden
    assert len(hidden) > 1


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7))
@settings(deadline=None, max_examples=40)
def test_for_every_small_cell_another_table_fits_what_is_shown(cells: list[int]) -> None:
    """By trying every table: the cells shown, the people seen and the sizes of the lists leave each small count at least two values."""
    counts = np.array([0, *cells], dtype=float)
    if counts.sum() == 0:
        return
    table = mse.CountTable(("A", "B", "C"), counts)
    hidden = sorted(withheld_cells(table))
    small = [cell for cell in range(1, 8) if 0 < counts[cell] < 5]
    assert set(small) <= set(hidden)
    if len(hidden) == int((counts > 0).sum()):
        return  # nothing of the table is shown at all
    margins = [1 << k for k in range(3)]
    wanted = [counts[hidden].sum(), *(sum(counts[c] for c in hidden if c & m) for m in margins)]
    ranges = [range(1, 5) if cell in small else range(5, 30) for cell in hidden]
    if np.prod([len(r) for r in ranges], dtype=float) > 2e5:
        return
    fitting = [
        values
        for values in itertools.product(*ranges)
        if [sum(values), *(sum(v for v, c in zip(values, hidden, strict=True) if c & m) for m in margins)] == wanted
    ]
    for at, cell in enumerate(hidden):
        if cell in small:
            assert len({values[at] for values in fitting}) > 1


def test_reports_charts_and_files_tell_no_small_count() -> None:
    table = invented({**THIN, "011": 4, "101": 2})
    chart = of_fit.overlaps(table)
    for place in (chart.table(), chart.svg(), chart.alternative):
        assert not re.search(r">(1|2|3|4)<", place)
    assert "withheld" in chart.table()
    pair = mse.LincolnPetersen().fit(invented({"10": 30, "01": 20, "11": 3}))
    assert pair.details_["on_both"] == 3
    assert json.loads(pair.to_json())["details"]["on_both"] is None
    few = mse.MainEffects().fit(invented({"100": 60, "010": 50, "001": 1, "110": 2, "101": 1}))
    assert "C (fewer than 5)" in few.summary()
    assert "Only fewer than 5" in few.summary() or "fewer than 5 people are on more than one list" in few.summary()
    residuals = of_fit.residuals(mse.MainEffects().fit(table))
    hidden = {"B:C", "A:C", "A:B:C"}
    assert hidden.isdisjoint(residuals.columns["lists"])


def test_the_threshold_is_the_tables_and_goes_with_it() -> None:
    table = mse.CountTable(("A", "B"), np.array([0.0, 30, 20, 8]), smallest_shown=10)
    assert 0b11 in withheld_cells(table)
    assert table.select(["B", "A"]).smallest_shown == 10
    assert withheld_cells(mse.CountTable(("A", "B"), np.array([0.0, 30, 20, 1]), smallest_shown=1)) == frozenset()
