"""No small group can be computed from what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.collaborate.measures.rules import LEAST, Count, Measure, Row, Standing, by_county, row

COUNTS = st.integers(0, 40).flatmap(lambda whole: st.builds(Count, st.integers(0, whole), st.just(whole)))
CELLS = st.dictionaries(st.sampled_from("abcdefgh"), COUNTS, max_size=8)


def left_over(cells: dict[str, Count], shown: Row) -> int:
    """How many are in what a reader gets by taking the shown cells from the total."""
    return sum(cells[name].whole for name, count in shown.cells.items() if count is None)


@given(CELLS, st.integers(2, 15))
def test_nothing_small_is_shown_nor_left_over(cells: dict[str, Count], least: int) -> None:
    shown = row(cells, least)
    for name, count in shown.cells.items():
        assert count is None or count == cells[name]
        assert count is None or count.whole == 0 or count.whole >= least
    if shown.total is not None:
        assert shown.total == sum(cells.values(), Count())
        assert shown.total.whole >= least
        assert left_over(cells, shown) == 0 or left_over(cells, shown) >= least


@given(CELLS, st.integers(2, 15))
def test_a_single_cell_is_never_the_only_one_withheld_beside_its_total(cells: dict[str, Count], least: int) -> None:
    shown = row(cells, least)
    withheld = [name for name, count in shown.cells.items() if count is None]
    assert shown.total is None or len(withheld) != 1


@given(CELLS, st.integers(2, 15))
def test_what_is_large_everywhere_is_shown_whole(cells: dict[str, Count], least: int) -> None:
    large = {name: count for name, count in cells.items() if count.whole >= least}
    assert row(large, least).cells == large


@pytest.mark.parametrize(
    ("cells", "hidden", "total"),
    [
        ({"a": Count(2, 5), "b": Count(1, 2)}, {"a", "b"}, Count(3, 7)),  # b alone could be computed: a goes too
        ({"a": Count(9, 9), "b": Count(1, 2), "c": Count(0, 2)}, {"b", "c"}, Count(10, 13)),  # b and c together are four
        ({"a": Count(1, 1), "b": Count(1, 1)}, {"a", "b"}, None),  # two together stay small
        ({"a": Count(0, 0), "b": Count(3, 4)}, set(), Count(3, 4)),  # none there is no secret
        ({}, set(), None),
    ],
    ids=["complement", "two together", "all small", "none there", "empty"],
)
def test_worked_by_hand_with_a_threshold_of_three(cells: dict[str, Count], hidden: set[str], total: Count | None) -> None:
    shown = row(cells, 3)
    assert {name for name, count in shown.cells.items() if count is None} == hidden
    assert shown.total == total


def test_each_measure_has_its_own_threshold() -> None:
    many = [Standing("Alder", "hotel", {Measure.ADOPTED: Count(1, 1), Measure.TRAINED: Count(1, 3)}) for _ in range(3)]
    rows = by_county(many)["Alder"]
    assert rows[Measure.ADOPTED].cells["hotel"] == Count(3, 3)
    assert rows[Measure.TRAINED].cells["hotel"] is None  # nine people
    assert set(LEAST) == set(Measure)


@given(COUNTS)
def test_a_share_is_none_or_all_only_where_it_is(count: Count) -> None:
    assert (count.percent == 0) == (count.part == 0 and count.whole > 0)
    assert (count.percent == 100) == (count.part == count.whole > 0)


def test_more_than_all_is_no_count() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Count(3, 2)
