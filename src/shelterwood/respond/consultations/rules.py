"""The rules of a consultation as values: who may type, how long it may wait, when it closes and when it is gone."""

from datetime import datetime, timedelta
from enum import StrEnum

from shelterwood_methods.statutes.vocabulary import Sector


class Side(StrEnum):
    """Who wrote an entry."""

    ASKER = "asker"
    CONSULTANT = "consultant"


class Wish(StrEnum):
    """What somebody wants to know."""

    MUST_REPORT = "must_report"
    TALK = "talk"
    HELP = "help"
    OTHER = "other"


class Keep(StrEnum):
    """Why a piece of text that looks like a name or a number may stay. None of them lets a child be named."""

    NO_PERSON = "no_person"
    PUBLIC = "public"
    MYSELF = "myself"


class Standing(StrEnum):
    """How a consultation stands; each word has its look among the statuses of the site."""

    WAITING = "waiting"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ENDED = "ended"


# Whose people read the law and type nothing here: what a client told belongs to the defense, and what a bank sees to the bank.
NO_TYPING = frozenset({Sector.DEFENSE_ATTORNEY, Sector.FINANCIAL_INSTITUTION})

# The shortest time in which the states known here want a report (24 hours): whoever waits for advice must hear before that
# would have run out, had it been enough.
ANSWER_WITHIN = timedelta(hours=24)
SOON = timedelta(hours=4)

# Nobody wrote for a month: the question is done. Whoever asked can end it sooner.
ENDS_AFTER = timedelta(days=30)

# Three months after its end a consultation is deleted with its key. Long enough for whoever asked to look advice up again within
# a school term; no law asks that it be kept, since it is no report and no record of a child.
KEPT_AFTER_END = timedelta(days=90)


def may_type(sector: str) -> bool:
    """Whether somebody of this sector may write a question here."""
    return sector not in NO_TYPING


def standing(*, due_at: datetime | None, ended: bool, now: datetime) -> Standing:
    """How a consultation stands; `due_at` is empty once the last question was answered."""
    if ended:
        return Standing.ENDED
    if due_at is None:
        return Standing.ANSWERED
    if due_at <= now:
        return Standing.OVERDUE
    return Standing.DUE_SOON if due_at <= now + SOON else Standing.WAITING
