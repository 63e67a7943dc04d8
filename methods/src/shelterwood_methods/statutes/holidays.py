"""Federal holidays by rule (5 USC 6103): they stop a time limit that does not count them.

State holidays are not among them: a day more that counts makes a limit shorter, never longer. Inauguration Day (6103(c)) is one
for federal employees around Washington only and is left out.
"""

from datetime import date, timedelta
from functools import lru_cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> frozenset[date]:
    """The legal public holidays of a year as observed: one on a Saturday is kept on Friday, one on a Sunday on Monday.

    Law: 5 USC 6103(a) and (b); Sunday: Executive Order 11582. Juneteenth since P.L. 117-17 (2021), Martin Luther King's
    birthday since 1986.
    """
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25), date(year + 1, 1, 1)]
    moving = [
        _nth(year, 2, MONDAY, 3),
        _last(year, 5, MONDAY),
        _nth(year, 9, MONDAY, 1),
        _nth(year, 10, MONDAY, 2),
        _nth(year, 11, THURSDAY, 4),
    ]
    if year >= 1986:
        moving.append(_nth(year, 1, MONDAY, 3))
    if year >= 2021:
        fixed.append(date(year, 6, 19))
    return frozenset(day for day in (*map(_observed, fixed), *moving) if day.year == year)


def is_federal_holiday(day: date) -> bool:
    return day in federal_holidays(day.year)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    end = date(year, month + 1, 1) - timedelta(days=1)
    return end - timedelta(days=(end.weekday() - weekday) % 7)


def _observed(day: date) -> date:
    return day + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))
