"""Whether a row governs on a day."""

from datetime import date

from shelterwood_methods.statutes.duties import Duty
from shelterwood_methods.statutes.truth import Truth


def in_force(duty: Duty, on: date) -> Truth:
    """Whether the row governs on that day.

    A row whose first day is not established counts from the copy in which it was read; whether it stood before is unknown.
    """
    begun = Truth.YES
    if duty.effective_from is Truth.UNKNOWN:
        begun = Truth.YES if duty.counts_from and on >= duty.counts_from else Truth.UNKNOWN
    elif duty.effective_from:
        begun = Truth.YES if on >= duty.effective_from else Truth.NO
    if duty.effective_to is None:
        return begun
    if duty.effective_to is Truth.UNKNOWN:
        return begun & Truth.UNKNOWN
    return begun & (Truth.YES if on <= duty.effective_to else Truth.NO)
