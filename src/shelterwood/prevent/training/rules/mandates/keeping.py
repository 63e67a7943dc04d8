"""How long the record of somebody who left must be kept."""

from collections.abc import Iterable
from datetime import date

from shelterwood_methods.statutes.training import Mandate
from shelterwood_methods.statutes.training.periods import Period


class NotEstablished(Exception):
    """A law that asked something of the person does not say how long, or the last day of work is not recorded."""


def kept_until(left_on: date | None, rows: Iterable[Mandate]) -> date | None:
    """The last day on which the record must still be there, the longest of what these laws ask; None where none of them asks anything.

    Raises NotEstablished where one of them leaves it open: then nobody may delete.
    """
    last = None
    for row in rows:
        if left_on is None or not isinstance(row.kept, Period):
            raise NotEstablished
        until = row.kept.after(left_on)
        last = until if last is None or until > last else last
    return last
