"""Several texts of one row, each governing from a day of its own: no two of them on the same day.

Whoever learned of something on a day keeps the law of that day (`answers`), so an older text stays beside the one that replaced it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from shelterwood_methods.statutes.duties import Duty

ONE_DAY = timedelta(days=1)


def in_succession(texts: Iterable[tuple[Duty, date | None]]) -> list[Duty]:
    """The texts of one row in the order in which they were signed, each with the day from which it governs, cut to their days.

    A later one governs from its day on, and takes every day from then from those before it; one that no day is left to is dropped.
    None: the row as it came with the facts, whose own columns say its days; it can only stand first.
    """
    kept: list[Duty] = []
    for text, begins in texts:
        if begins:
            kept = [ended for each in kept if (ended := _ended(each, begins))]
            if not isinstance(text.effective_from, date):
                text = replace(text, effective_from=begins)
        kept.append(text)
    return kept


def _ended(duty: Duty, begins: date) -> Duty | None:
    """The same text until the day before another begins; None where it would begin no earlier itself."""
    if isinstance(duty.effective_from, date) and duty.effective_from >= begins:
        return None
    if isinstance(duty.effective_to, date) and duty.effective_to < begins:
        return duty
    return replace(duty, effective_to=begins - ONE_DAY)


def first_day(duty: Duty, signed_on: date) -> date:
    """From which day a text of counsel's own governs once it is signed: its first day, or that of the signature where it names none."""
    return duty.effective_from if isinstance(duty.effective_from, date) else signed_on


__all__ = ["first_day", "in_succession"]
