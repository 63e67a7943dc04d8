"""Days as rosters write them: 2026-11-24, or 11/24/2026 as in the United States. What could be two days is neither."""

import re
from datetime import date

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
AMERICAN = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", re.ASCII)
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}", re.ASCII)
SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?", re.ASCII)
EARLIEST = date(1930, 1, 1)


class NoDay(Exception):
    """No day can be read. `code` is one of: day_form, day_impossible, day_first, day_ambiguous, day_short_year, day_serial, day_too_early."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def day(text: str, *, day_first_elsewhere: bool = False) -> date:
    """The day that a cell names. Raises NoDay.

    `day_first_elsewhere`: another cell of the file can only be read as day/month/year, so that 3/4/2026 may be either.
    """
    if found := ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := AMERICAN.fullmatch(text):
        month, dom, year = map(int, found.groups())
        if month > 12 and dom <= 12:
            raise NoDay("day_first")
        if day_first_elsewhere and month <= 12 and dom <= 12 and month != dom:
            raise NoDay("day_ambiguous")
        return _day(year, month, dom)
    raise NoDay(_why_not(text))


def day_first(text: str) -> bool:
    """Whether a cell can only be day/month/year, as Latin America and Europe write it."""
    found = AMERICAN.fullmatch(text.strip())
    return bool(found) and int(found[1]) in range(13, 32) and int(found[2]) <= 12  # type: ignore[index]  # found


def _why_not(text: str) -> str:
    if SHORT_YEAR.fullmatch(text):
        return "day_short_year"
    if DOTTED.fullmatch(text):
        return "day_ambiguous"
    return "day_serial" if SERIAL.fullmatch(text) else "day_form"


def _day(year: int, month: int, dom: int) -> date:
    try:
        found = date(year, month, dom)
    except ValueError as problem:
        raise NoDay("day_impossible") from problem
    if found < EARLIEST:
        raise NoDay("day_too_early")
    return found
