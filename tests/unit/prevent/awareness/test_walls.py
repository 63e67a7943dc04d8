"""When a notice counts as up: every language that is asked hangs, and somebody saw it lately."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.prevent.awareness.rules.walls import Sheet, Standing, look_again, standing

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), TODAY)
LANGUAGES = st.frozensets(st.sampled_from(["en", "es"]))
SHEETS = st.lists(st.builds(Sheet, st.frozensets(st.sampled_from(["en", "es"]), min_size=1), DAYS), max_size=5)
MONTHS = st.integers(1, 36)


def sheet(languages: str, seen: date = TODAY) -> Sheet:
    return Sheet(frozenset(languages.split()), seen)


@pytest.mark.parametrize(
    ("asked", "sheets", "found"),
    [
        ("", [], Standing.MISSING),
        ("", [sheet("es")], Standing.UP),
        ("en es", [sheet("en es")], Standing.UP),
        ("en es", [sheet("en"), sheet("es")], Standing.UP),
        ("en es", [sheet("en"), sheet("en")], Standing.MISSING),
        ("en es", [sheet("en es", date(2025, 11, 24))], Standing.CHECK_DUE),
        ("en es", [sheet("en es", date(2025, 11, 25))], Standing.UP),
        ("en es", [sheet("en", date(2024, 1, 1)), sheet("es")], Standing.CHECK_DUE),
        ("", [sheet("en", date(2024, 1, 1)), sheet("en")], Standing.UP),
    ],
    ids=[
        "nothing hangs", "no language is asked", "both on one sheet", "both on two sheets", "one language twice", "seen a year ago", "seen a day later",
        "one of two not seen lately", "an old one beside a new one",
    ],
)  # fmt: skip
def test_how_a_notice_stands(asked, sheets, found):
    assert standing(asked.split(), sheets, today=TODAY, months=12) is found


@given(LANGUAGES, SHEETS, MONTHS, st.builds(Sheet, st.just(frozenset({"en", "es"})), st.just(TODAY)))
def test_a_whole_sheet_seen_today_is_always_enough(asked, sheets, months, whole):
    assert standing(asked, [*sheets, whole], today=TODAY, months=months) is Standing.UP


@given(LANGUAGES, SHEETS, MONTHS)
def test_taking_a_sheet_down_never_improves_it(asked, sheets, months):
    order = [Standing.MISSING, Standing.CHECK_DUE, Standing.UP]
    before = order.index(standing(asked, sheets, today=TODAY, months=months))
    for each in range(len(sheets)):
        less = sheets[:each] + sheets[each + 1 :]
        assert order.index(standing(asked, less, today=TODAY, months=months)) <= before


@given(DAYS, MONTHS)
def test_the_day_to_look_again_lies_ahead_and_a_longer_time_never_comes_earlier(seen, months):
    assert look_again(seen, months) > seen + timedelta(days=27)
    assert look_again(seen, months) <= look_again(seen, months + 1)
