"""What people wrote into a run, put together into the run as a value: corrected where somebody corrected it, in the order it was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shelterwood.prevent.protocols.rules.running import Act, Event


class RunState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    FINISHED = "finished"
    ENDED = "ended"  # before its end, with a reason


class What(StrEnum):
    """What an entry says."""

    STEP = "step"  # a step was done, or could not be done
    MOMENT = "moment"  # when something happened from which clocks run
    STATE = "state"  # the run was paused, taken up again, finished or ended
    NOTE = "note"


@dataclass(frozen=True)
class Line:
    """An entry without its words."""

    id: UUID
    number: int
    what: str
    subject: str
    act: str
    choice: str
    happened_at: datetime
    corrects: UUID | None


def standing(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What counts: of each entry and its corrections the last, in the place of the first."""
    rows = sorted(lines, key=lambda line: line.number)
    roots: dict[UUID, UUID] = {}
    last: dict[UUID, Line] = {}
    for line in rows:
        root = roots[line.corrects] if line.corrects else line.id
        roots[line.id] = root
        last[root] = line
    return tuple(last.values())


def events(lines: Iterable[Line]) -> tuple[Event, ...]:
    """What was done with steps. A reason is kept sealed elsewhere; that there is one, the act says."""
    return tuple(
        Event(line.subject, line.happened_at, Act(line.act), line.choice, reason="sealed" if line.act == Act.NOT_DONE else "")
        for line in standing(lines)
        if line.what == What.STEP
    )


def moments(lines: Iterable[Line]) -> Mapping[str, datetime]:
    return {line.subject: line.happened_at for line in standing(lines) if line.what == What.MOMENT}
