"""The order of the desk is fixed: it is the order of harm."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from shelterwood.collaborate.desk.rules import Item, Need, in_order, need

NOW = datetime(2026, 11, 24, 20, 10, tzinfo=UTC)


def item(reference: str, minutes: int | None, **more: bool) -> Item:
    due = NOW + timedelta(minutes=minutes) if minutes is not None else None
    return Item("concern", reference, "schools", "Alder County", "America/Chicago", due, **more)


MISSED_IN_DANGER = item("A-1", -65, danger=True)
DUE_WITHIN_THE_HOUR = item("A-2", 40)
UNANSWERED = item("A-3", 190, unanswered=True)
LATER = item("A-4", 300)
LATEST = item("A-5", 900)
WITHOUT_CLOCK = item("A-6", None)
IN_ORDER = [MISSED_IN_DANGER, DUE_WITHIN_THE_HOUR, UNANSWERED, LATER, LATEST, WITHOUT_CLOCK]


def test_missed_with_danger_comes_first_then_the_hour_then_the_unanswered_then_by_time():
    assert all(in_order(order, NOW) == IN_ORDER for order in permutations(IN_ORDER))


def test_each_reason_is_the_first_that_applies():
    assert need(item("A-1", -1, danger=True, unanswered=True), NOW) is Need.MISSED_IN_DANGER
    assert need(item("A-1", 60, danger=True, unanswered=True), NOW) is Need.DUE_WITHIN_THE_HOUR
    assert need(item("A-1", 61, danger=True, unanswered=True), NOW) is Need.UNANSWERED
    assert need(item("A-1", -1), NOW) is Need.DUE_WITHIN_THE_HOUR  # what is late is due too
    assert need(item("A-1", None, says_now=True), NOW) is Need.DUE_WITHIN_THE_HOUR
    assert need(item("A-1", 300), NOW) is Need.REST


def test_of_the_same_need_the_one_in_danger_comes_first():
    late, danger = item("A-1", 10), item("A-2", 50, danger=True)
    assert in_order([late, danger], NOW) == [danger, late]
