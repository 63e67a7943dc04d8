"""One answer at a time: from what was typed or stood in a file to a value. Each raises ValueError with a sentence for the person."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.rules import Regime, Role
from shelterwood.foundation.body.rules import STATES, LinePurpose
from shelterwood.project.rules import MAIL_ADDRESS, mail_server

type Read = Callable[[Any], Any]

PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}|911|988|211|311")
YES, NO = ("yes", "y", "true"), ("no", "n", "false", "")
SAID_NO = "none"


def text(length: int) -> Read:
    """One line of at most so many characters."""

    def read(written: Any) -> str:
        if not isinstance(written, str) or not (tidy := " ".join(written.split())):
            raise ValueError("Write at least one word.")
        if not tidy.isprintable():
            raise ValueError("It holds characters that cannot be shown.")
        if len(tidy) > length:
            raise ValueError(f"It is {len(tidy)} characters long; {length} fit.")
        return tidy

    return read


def one_of(words: Iterable[str]) -> Read:
    """A word of a closed list."""
    allowed = sorted(map(str, words))

    def read(written: Any) -> str:
        if str(written).strip() not in allowed:
            raise ValueError(f"Write one of: {', '.join(allowed)}.")
        return str(written).strip()

    return read


def several_of(words: Iterable[str]) -> Read:
    """Words of a closed list: a list, or divided by commas."""
    one = one_of(words)
    return lambda written: tuple(one(each) for each in names(written.replace(",", ";") if isinstance(written, str) else written))


def names(written: Any) -> tuple[str, ...]:
    """Names: a list, or divided by semicolons, since a name may hold a comma."""
    if isinstance(written, str):
        written = written.split(";")
    if not isinstance(written, list | tuple) or not all(isinstance(each, str) for each in written):
        raise ValueError("Write names, divided by semicolons.")
    return tuple(each.strip() for each in written if each.strip())


def yes_or_no(written: Any) -> bool:
    word = str(written).strip().lower()
    if word not in (*YES, *NO):
        raise ValueError("Write yes or no.")
    return word in YES


def day(written: Any) -> date:
    try:
        return written if isinstance(written, date) else date.fromisoformat(str(written).strip())
    except ValueError as problem:
        raise ValueError("Write a day as year-month-day, such as 2027-01-31.") from problem


def phone(written: Any) -> str:
    tidy = re.sub(r"[ ().]+", "-", str(written).strip()).strip("-")
    if not PHONE.fullmatch(tidy):
        raise ValueError("Write the number with area code, such as 218-555-0123.")
    return tidy


def mail_address(written: Any) -> str:
    tidy = str(written).strip()
    if len(tidy) > 254 or not MAIL_ADDRESS.fullmatch(tidy):
        raise ValueError("Write a mail address, such as name@county.example.")
    return tidy


def server(written: Any) -> str:
    """A mail server's address, or `none`."""
    tidy = str(written).strip()
    if tidy != SAID_NO:
        mail_server(tidy, "somebody@county.example")
    return tidy


def web_address(written: Any) -> str:
    parts = urlsplit(str(written).strip())
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("Write an address that begins with https://.")
    return str(written).strip()


def state(written: Any) -> str:
    code = str(written).strip().upper()
    if code not in STATES:
        raise ValueError("Write the two letters of a state, such as MN.")
    return code


def time_zone(written: Any) -> str:
    zone = str(written).strip()
    if zone not in available_timezones() or not zone.startswith(("America/", "Pacific/", "US/")):
        raise ValueError("Write a time zone of the United States, such as America/Chicago.")
    return zone


sector = one_of(each for each in Sector if each is not Sector.COORDINATING_BODY)
regimes = several_of(Regime)
role = one_of(Role)
purpose = one_of(LinePurpose)
rank = one_of(("first", "alternate"))
language = one_of(("en", "es"))
