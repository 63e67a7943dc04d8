"""Mandates that a site or an organization meets: notices, policies, attestations, awareness, instruction.

A policy is adopted once by the organization; everything else is complied with site by site, each with its own day and proof.
"""

from datetime import date

from shelterwood_methods.statutes.training.binding import NOBODY, Where, bears
from shelterwood_methods.statutes.training.mandates import Mandate
from shelterwood_methods.statutes.training.periods import Period, Yearly
from shelterwood_methods.statutes.training.status import SOON, Status
from shelterwood_methods.statutes.training.terms import ADOPTED_ONCE, Reason, State
from shelterwood_methods.statutes.truth import Truth


def adopted_once(mandate: Mandate) -> bool:
    """Whether one adoption by the organization does for all its sites."""
    return mandate.kind in ADOPTED_ONCE


def site_status(mandate: Mandate, where: Where, done_on: date | None, *, on: date, signed: frozenset[str] = NOBODY, soon: int = SOON) -> Status:
    """How a mandate on sites stands; `done_on`: adopted, certified, hung or checked last. Without a deadline it is due as soon as it binds."""
    row = mandate.governing(signed)
    binds, reason = bears(row, where, on)
    done = done_on if done_on and done_on <= on else None
    if binds is Truth.NO:
        return Status(mandate, State.NOT_BOUND, reasons=(reason,) if reason else ())
    if mandate.weak and mandate.id not in signed:
        return Status(mandate, State.UNKNOWN, reasons=(Reason.NOT_SIGNED,), done_on=done)
    if binds is Truth.UNKNOWN:
        return Status(mandate, State.UNKNOWN, reasons=(reason,) if reason else (), done_on=done)
    return _dated(row, mandate, done, on, soon)


def _dated(row: Mandate, mandate: Mandate, done: date | None, on: date, soon: int) -> Status:
    if done is None:
        due = _first_day(row.repeat, on) if isinstance(row.repeat, Yearly) else None
        near = due is None or (due - on).days <= soon
        return Status(mandate, State.DUE if near else State.NOT_YET_DUE, due_on=due)
    if isinstance(row.repeat, Truth):
        return Status(mandate, State.UNKNOWN, reasons=(Reason.REPEAT_UNKNOWN,), done_on=done)
    if isinstance(row.repeat, Period):
        due = row.repeat.after(done)
    elif isinstance(row.repeat, Yearly):
        due = row.repeat.next_after(done)
    else:
        return Status(mandate, State.MET, done_on=done)
    return Status(mandate, State.MET if on <= due else State.OVERDUE, due_on=due, done_on=done)


def _first_day(repeat: Yearly, on: date) -> date:
    """The next such day of a year, today included."""
    this_year = date(on.year, repeat.month, repeat.day)
    return this_year if on <= this_year else repeat.next_after(on)
