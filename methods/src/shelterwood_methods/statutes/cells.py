"""Reading one cell of a duty table as what it means. A cell that means nothing is refused with file, line and reason."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Literal

from shelterwood_methods.facts import Row
from shelterwood_methods.statutes.conditions import Condition
from shelterwood_methods.statutes.terms import DeadlineKind, DeadlineUnit
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import Sector

NOT_ESTABLISHED = "unknown"
IDENTIFIER = re.compile(r"[A-Z]{2}-[A-Z0-9][A-Z0-9-]{1,25}")
STARTS_A_FORMULA = ("=", "+", "-", "@")
LONGEST = 4000
type Day = date | Literal[Truth.UNKNOWN] | None  # None: the law gives none


def word[Word: StrEnum](row: Row, column: str, words: type[Word]) -> Word:
    if row[column] not in set(words):
        raise row.wrong(f"{column} {row[column]!r} is none of: {', '.join(words)}.")
    return words(row[column])


def yes_or_no(row: Row, column: str) -> bool:
    if row[column] not in ("yes", "no"):
        raise row.wrong(f"{column} {row[column]!r} is none of: yes, no.")
    return row[column] == "yes"


def identifier(row: Row, column: str) -> str:
    """The id of a row: the letters of its jurisdiction, then capital letters, digits and dashes."""
    if not IDENTIFIER.fullmatch(row[column]):
        raise row.wrong(f"{column} {row[column]!r} is no id; write two letters, then capital letters, digits and dashes, such as MN-RPT-03.")
    return row[column]


def check_plain(row: Row) -> None:
    """Cells hold words alone: nothing that a spreadsheet would reckon with, no control character, and no book."""
    for column, text in row.items():
        if text.lstrip()[:1] in STARTS_A_FORMULA and text:
            raise row.wrong(f"{column} begins with {text.lstrip()[:1]!r}, which a spreadsheet takes for a formula; begin it with a word.")
        if any(ord(letter) < 32 and letter != "\n" for letter in text):
            raise row.wrong(f"{column} holds a control character; take it out.")
        if len(text) > LONGEST:
            raise row.wrong(f"{column} has {len(text)} characters; {LONGEST} are the most.")


def jurisdiction(row: Row) -> str:
    text = row["jurisdiction"]
    if not (len(text) == 2 and text.isascii() and text.isupper()):
        raise row.wrong(f"jurisdiction {text!r} is none; write US or the two capital letters of the state.")
    return text


def sectors(row: Row, column: str) -> tuple[Sector, ...]:
    for each in row.words(column):
        if each not in set(Sector):
            raise row.wrong(f"{column}: {each!r} is no sector; use the words of disclosure_vocabulary.md.")
    return tuple(Sector(each) for each in row.words(column))


def condition(row: Row) -> Condition:
    try:
        return Condition.parse(row["conditions"])
    except ValueError as problem:
        raise row.wrong(f"conditions: {problem}.") from problem


def limit(row: Row, kind: DeadlineKind) -> tuple[int | None, DeadlineUnit | None]:
    """The number and its unit: an outer limit has both, and nothing else has either."""
    text, unit = row["deadline_value"], row["deadline_unit"]
    if (kind is DeadlineKind.OUTER_LIMIT) is not bool(text):
        raise row.wrong(f"{kind} with deadline_value {text!r}: an outer_limit has a number, and nothing else has one.")
    if not text and unit:
        raise row.wrong(f"deadline_unit {unit!r} stands without a number; take it out.")
    if not text:
        return None, None
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise row.wrong(f"deadline_value {text!r} is no whole number above 0.")
    return int(text), word(row, "deadline_unit", DeadlineUnit)


def day(row: Row, column: str) -> Day:
    """A day on which law begins or ends; unknown is not the same as none."""
    text = row[column]
    if not text:
        return None
    return Truth.UNKNOWN if text == NOT_ESTABLISHED else _date(row, column, text)


def last_day(row: Row, column: str) -> date | None:
    """The last day of the year, month or day of a copy: by then the text certainly stood. None where the copy bears no date."""
    text = row[column]
    if not text or text == NOT_ESTABLISHED:
        return None
    whole = text + {4: "-12", 7: ""}.get(len(text), "")
    if len(whole) == 7:
        first = _date(row, column, f"{whole}-01")
        return first.replace(day=monthrange(first.year, first.month)[1])
    return _date(row, column, whole)


def _date(row: Row, column: str, text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError("too short or too long")
        return date.fromisoformat(text)
    except ValueError as problem:
        raise row.wrong(f"{column} {row[column]!r} is no date; write it as 2025-06-20, or unknown.") from problem
