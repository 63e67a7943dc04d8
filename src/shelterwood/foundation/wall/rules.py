"""Who a statement acts for and why, and what a table lets such a statement see."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from uuid import UUID


class Purpose(StrEnum):
    """Why the database is asked. A closed list: a purpose that stands nowhere here opens nothing."""

    REQUEST = "request"  # somebody signed in
    WITHOUT_ACCOUNT = "without_account"
    WAITING = "waiting"  # the job that tells the next person of what nobody answered
    CLOCKS = "clocks"  # the job that announces what is left of a duty's time
    ENDING = "ending"  # the job that destroys what is over, with its key
    UPKEEP = "upkeep"  # set-up, the demonstration, and the tests' own look behind the wall
    BACKUP = "backup"


JOBS = (Purpose.WAITING, Purpose.CLOCKS)  # every organization's envelopes, no key
EVERYTHING = (Purpose.ENDING, Purpose.UPKEEP, Purpose.BACKUP)


@dataclass(frozen=True, kw_only=True)
class Context:
    """Whom the statements of this thread act for. `opened`: records filed or opened by their receipt in this request.

    `token` is the keyed hash of a receipt or of a form's mark, for the one question whether it is known.
    """

    purpose: Purpose
    person: UUID | None = None
    organization: UUID | None = None
    opened: frozenset[UUID] = frozenset()
    token: bytes = b""

    def settings(self) -> dict[str, str]:
        """What is written into the transaction, by the name of the setting."""
        return {
            "purpose": self.purpose.value,
            "person": str(self.person or ""),
            "organization": str(self.organization or ""),
            "opened": "{" + ",".join(sorted(map(str, self.opened))) + "}",
            "token": self.token.hex(),
        }


SETTINGS = tuple(each.name for each in fields(Context))
NOTHING = dict.fromkeys(SETTINGS, "")


@dataclass(frozen=True)
class Wall:
    """What a protected table shows. `shows` is SQL that is true for a row to be seen; `reason` says why in words.

    `added_by_all`: rows may be added by anybody, as the trace must take the event of every denial.
    """

    shows: str
    reason: str
    added_by_all: bool = False


@dataclass(frozen=True)
class Walls:
    """Every table of the database: behind the wall, or looked at and left open for a reason.

    `questions` are asked by the policies about one id, named `asked`: SQL that is true or false.
    `rights` limits what the site's role may do to a table; elsewhere it may read, add, change and remove rows.
    """

    questions: dict[str, str]
    behind: dict[str, Wall]
    open: dict[str, str]
    rights: dict[str, str] = field(default_factory=dict)
