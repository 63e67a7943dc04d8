"""When a notice on a wall counts as up: every language that is asked hangs, and somebody saw it there lately.

No law that we hold says how often to look. An organization chooses it; without a choice it is once a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shelterwood_methods.statutes.training.periods import Period, Unit

YEARLY = 12  # months
FEWEST_MONTHS, MOST_MONTHS = 1, 36
MOST_PLACE = 120  # letters


class Standing(StrEnum):
    """How a site stands with one notice."""

    UP = "up"
    CHECK_DUE = "check_due"  # it hangs, and nobody looked at it lately
    MISSING = "missing"


@dataclass(frozen=True)
class Sheet:
    """A sheet on a wall: its languages, and the day on which somebody last saw it there."""

    languages: frozenset[str]
    seen_on: date


def look_again(seen_on: date, months: int) -> date:
    """The day from which somebody should look again."""
    return Period(months, Unit.MONTHS).after(seen_on)


def standing(asked: Iterable[str], sheets: Iterable[Sheet], *, today: date, months: int) -> Standing:
    """How the sheets of one notice stand. `asked`: the languages that must hang; none: any sheet will do."""
    wanted, hung = frozenset(asked), list(sheets)
    if not _covered(wanted, hung):
        return Standing.MISSING
    lately = [sheet for sheet in hung if today < look_again(sheet.seen_on, months)]
    return Standing.UP if _covered(wanted, lately) else Standing.CHECK_DUE


def _covered(wanted: frozenset[str], sheets: list[Sheet]) -> bool:
    return bool(sheets) and wanted <= frozenset().union(*(sheet.languages for sheet in sheets))
