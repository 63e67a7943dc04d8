"""Reading one cell of the typed mandates as what it means. A cell that means nothing is refused with file, line and reason."""

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shelterwood_methods.facts import Row
from shelterwood_methods.statutes import cells
from shelterwood_methods.statutes.cells import NOT_ESTABLISHED
from shelterwood_methods.statutes.training.periods import Period, Unit, Yearly
from shelterwood_methods.statutes.training.terms import Anchor
from shelterwood_methods.statutes.truth import Truth

type Unknown = Literal[Truth.UNKNOWN]
UNKNOWN: Unknown = Truth.UNKNOWN
ONCE, EACH_RENEWAL = "once", "each renewal"
type Repeat = Period | Yearly | Literal["once", "each renewal"] | Unknown | None  # None: the kind has none
PERIOD = re.compile(r"([1-9]\d{0,3}) (days|months|years)", re.ASCII)
YEARLY = re.compile(r"each year by (\d\d)-(\d\d)", re.ASCII)


@dataclass(frozen=True)
class First:
    """A first training is due a period after an event, or on its day."""

    anchor: Anchor
    period: Period | None = None

    def after(self, event: date) -> date:
        return self.period.after(event) if self.period else event

    def __str__(self) -> str:
        return f"{self.period} of {self.anchor}" if self.period else f"at {self.anchor}"


@dataclass(frozen=True)
class Begin:
    """Between which days law began, as far as that is established. Equal days: it began on that one."""

    earliest: date | None
    latest: date | None

    def on(self, day: date) -> Truth:
        if self.latest and day >= self.latest:
            return Truth.YES
        return Truth.NO if self.earliest and day < self.earliest else Truth.UNKNOWN


def begin(row: Row) -> Begin:
    """A day; a month or a year somewhere in which it began; `2016+` in that year or later; unknown. A text that was read holds since."""
    text, read = row["effective_from"], cells.last_day(row, "text_as_of")
    if text == NOT_ESTABLISHED:
        return Begin(None, read)
    first, open_end = _first_day(row, text.rstrip("+")), text.endswith("+")
    last = first if len(text) == 10 else _last_day(row, text.rstrip("+"))
    latest = read if open_end else last
    if latest and latest < first:
        raise row.wrong(f"begins on {first} and was read on {latest}; mend one of them.")
    return Begin(first, latest)


def _first_day(row: Row, text: str) -> date:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        raise row.wrong(f"effective_from {text!r} is no day; write 2025-06-20, 2025-06, 2025, 2025+ or unknown.")
    try:
        return date.fromisoformat((text + "-01-01")[:10])
    except ValueError as problem:
        raise row.wrong(f"effective_from {text!r} is no day; write 2025-06-20, 2025-06, 2025, 2025+ or unknown.") from problem


def _last_day(row: Row, text: str) -> date:
    first = _first_day(row, text)
    if len(text) == 4:
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1])


def period(row: Row, column: str, text: str) -> Period:
    found = PERIOD.fullmatch(text)
    if not found:
        raise row.wrong(f"{column} {row[column]!r} is no period; write it as 60 days, 6 months or 2 years, or unknown.")
    return Period(int(found[1]), Unit(found[2]))


def first(row: Row) -> First | Unknown | None:
    """`60 days of hire`, `at license`, unknown; none where the kind has none."""
    text = row["first"]
    if text in ("none", NOT_ESTABLISHED):
        return None if text == "none" else UNKNOWN
    before, _, anchor = text.rpartition(" ")
    if anchor not in set(Anchor) or not (before == "at" or before.endswith(" of")):
        raise row.wrong(f"first {text!r} is no deadline; write 60 days of hire, at license, none or unknown.")
    return First(Anchor(anchor), None if before == "at" else period(row, "first", before.removesuffix(" of")))


def repeat(row: Row) -> Repeat:
    text = row["repeat"]
    if text in ("none", NOT_ESTABLISHED):
        return None if text == "none" else UNKNOWN
    if text == ONCE:
        return "once"
    if text == EACH_RENEWAL:
        return "each renewal"
    if found := YEARLY.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if not (1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]):
            raise row.wrong(f"repeat {text!r} names no day of every year; write each year by 10-01.")
        return Yearly(month, day)
    return period(row, "repeat", text)


def minutes(row: Row) -> int | Unknown | None:
    text = row["minutes"]
    if text in ("", NOT_ESTABLISHED):
        return UNKNOWN if text else None
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise row.wrong(f"minutes {text!r} is no whole number above 0; write unknown where it is not established.")
    return int(text)


def kept(row: Row) -> Period | Unknown | None:
    """How long after employment a record is kept: `1 years after employment`, or unknown."""
    text = row["kept"]
    if text in ("", NOT_ESTABLISHED):
        return UNKNOWN if text else None
    return period(row, "kept", text.removesuffix(" after employment"))


def truth(row: Row, column: str) -> Truth:
    if row[column] not in {each.value for each in Truth}:
        raise row.wrong(f"{column} {row[column]!r} is none of: yes, no, unknown.")
    return Truth(row[column])


def words(row: Row, column: str, allowed: Container[str]) -> tuple[str, ...]:
    """Words of a closed vocabulary, divided by semicolons."""
    for each in row.words(column):
        if each not in allowed:
            raise row.wrong(f"{column}: {each!r} is none of the words of docs/reference/mandates.md.")
    return row.words(column)
