"""Whether protocols are lived: counts with their denominators."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import Reply, Stand, adherence, counts, readiness, review_due, total
from shelterwood.prevent.protocols.rules.model import ClockBasis
from tests.unit.prevent.protocols.small import MINNESOTA, NOON, done, not_done, run, small

DAY = timedelta(days=1)
ADOPTED = replace(MINNESOTA, clocks_on=frozenset({"advocate"}))


def test_shares_stand_beside_their_counts():
    """Four runs: in time, an hour late, three hours late, never. One more still runs."""
    first = [done("safe")]
    runs = [
        run(events=(*first, done("report", 60))),
        run(events=(*first, done("report", 25 * 60))),
        run(events=(*first, done("report", 27 * 60))),
        run(events=tuple(first)),
        run(started_at=NOON + 3 * DAY, moments={"knew": NOON + 3 * DAY}),
    ]
    row = next(each for each in adherence(runs, NOON + 3 * DAY) if each.step == "report")
    assert (row.runs, row.done, row.due, row.in_time, row.late, row.missed, row.running) == (5, 3, 4, 1, 2, 1, 1)
    assert row.share_in_time == pytest.approx(1 / 4)
    assert row.share_done == pytest.approx(3 / 5)
    assert row.median_lateness == timedelta(hours=2)
    assert total(adherence(runs, NOON + 3 * DAY), ClockBasis.LAW) == (1, 4)


def test_what_could_not_be_done_is_missed_once_its_limit_is_over_and_not_before():
    runs = [run(setting=ADOPTED, events=(done("safe"), not_done("advocate")))]
    before = next(each for each in adherence(runs, NOON + timedelta(minutes=5)) if each.step == "advocate")
    after = next(each for each in adherence(runs, NOON + DAY) if each.step == "advocate")
    assert (before.not_done, before.missed, before.running) == (1, 0, 1)
    assert (after.not_done, after.missed, after.running) == (1, 1, 0)


def test_a_clock_that_nobody_adopted_is_in_no_denominator():
    row = next(each for each in adherence([run(events=(done("safe"), done("advocate", 500)))], NOON + DAY) if each.step == "advocate")
    assert (row.done, row.due, row.share_in_time, row.median_lateness) == (1, 0, None, None)


def test_a_step_that_did_not_apply_counts_nowhere():
    runs = [run(answers={"child_missing": Truth.NO})]
    assert next(each.runs for each in adherence(runs, NOON) if each.step == "tell") == 0


def test_nothing_gives_no_share():
    assert adherence([], NOON) == ()


@settings(deadline=None)
@given(st.lists(st.integers(0, 80 * 60), max_size=12))
def test_in_time_late_missed_and_running_are_all_of_them(minutes):
    runs = [run(events=(done("safe"), done("report", each))) if each % 3 else run() for each in minutes]
    for row in adherence(runs, NOON + 2 * DAY):
        assert row.due == row.in_time + row.late + row.missed
        assert row.due + row.running <= row.runs
        assert row.done + row.not_done <= row.runs


@pytest.mark.parametrize(
    ("adopted", "months", "due"),
    [
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
    ids=["a year", "a shorter month", "a leap year", "over the year"],
)
def test_the_day_of_review(adopted, months, due):
    assert review_due(adopted, replace(small(), review_months=months)) == due


def test_readiness_counts_without_a_threshold_of_its_own():
    protocol = library()["police-readiness"]
    today = date(2026, 11, 24)
    replies = {
        "named-investigator": Reply(named="Crimes against children unit"),
        "cover-hours": Reply(number=84),
        "protocol": Reply(day=date(2024, 1, 1)),  # signed, and its review is long over
        "trained-patrol": Reply(number=40, of=40),
        "trained-detectives": Reply(number=0, of=6),
        "task-force": Reply(number=13, of=12),  # more than there were: not believed
        "no-arrest-order": Reply(yes=Truth.YES),
        "interpreters": Reply(yes=Truth.NO),
    }
    items = {item.step.id: item.stand for item in readiness(protocol, replies, today)}
    assert items == {
        "named-investigator": Stand.MET,
        "cover-hours": Stand.PARTLY,
        "protocol": Stand.PARTLY,
        "trained-patrol": Stand.MET,
        "trained-detectives": Stand.NOT_MET,
        "task-force": Stand.UNKNOWN,
        "advocate-agreement": Stand.UNKNOWN,
        "no-arrest-order": Stand.MET,
        "missing-entries": Stand.UNKNOWN,
        "interpreters": Stand.NOT_MET,
    }
    assert counts(readiness(protocol, replies, today)) == {Stand.MET: 3, Stand.PARTLY: 2, Stand.NOT_MET: 2, Stand.UNKNOWN: 3}
