"""When to look again at what was learned: after one week, one, three, six and twelve months.

Spaced online teaching held better than massed in a review of 23 trials (J Med Internet Res 2024, e57760; standardized difference
0.32), most of them at risk of bias. A fixed ladder is therefore enough, and honest.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

WEEK = timedelta(weeks=1)
LADDER = (0, 1, 3, 6, 12)  # months after the course; the first step is one week


def schedule(finished: date) -> tuple[date, ...]:
    """The days of all refreshers of somebody who finished on this day."""
    return tuple(_after(finished, months) if months else finished + WEEK for months in LADDER)


def pending(finished: date, refreshed: Sequence[date], today: date) -> date | None:
    """The day of the refresher that waits, or none. One refresher meets every step that was due by its day."""
    last = max((each for each in refreshed if each <= today), default=finished)
    return next((each for each in schedule(finished) if last < each <= today), None)


def _after(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
