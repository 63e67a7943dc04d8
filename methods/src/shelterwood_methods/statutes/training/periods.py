"""Calendar arithmetic of deadlines: days, months and years after a day, and the way back.

A month or a year ends on the day of the same number, or on the last day of a shorter month: trained on February 29, due again on
February 28. The day of the event does not count; the last day of a period belongs to it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Period:
    """A number of days, months or years."""

    value: int
    unit: Unit

    def after(self, day: date) -> date:
        """The last day of the period that begins with an event of that day. Raises OverflowError beyond the calendar."""
        if self.unit is Unit.DAYS:
            return day + timedelta(days=self.value)
        months = self.value * (12 if self.unit is Unit.YEARS else 1) + day.month - 1
        year, month = day.year + months // 12, months % 12 + 1
        if year > date.max.year:
            raise OverflowError("date value out of range")
        return date(year, month, min(day.day, monthrange(year, month)[1]))

    def earliest_start(self, last: date) -> date:
        """The first day of which an event still reaches `last`."""
        if self.unit is Unit.DAYS:
            return last - timedelta(days=self.value)
        months = last.year * 12 + last.month - 1 - self.value * (12 if self.unit is Unit.YEARS else 1)
        year, month = months // 12, months % 12 + 1
        length = monthrange(year, month)[1]
        if last.day > length:  # even the month's last day ends before: the next month begins it
            return date(year, month, length) + ONE_DAY
        return date(year, month, last.day)

    def __str__(self) -> str:
        return f"{self.value} {self.unit if self.value != 1 else self.unit[:-1]}"


@dataclass(frozen=True)
class Yearly:
    """Once a year, by the same day of it."""

    month: int
    day: int

    def next_after(self, done: date) -> date:
        """That day of the following year: what was done late was done for its own year."""
        return date(done.year + 1, self.month, self.day)

    def __str__(self) -> str:
        return f"each year by {self.month}/{self.day}"
