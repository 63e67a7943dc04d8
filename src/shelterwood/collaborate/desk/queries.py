from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shelterwood.collaborate.desk.rules import Item, in_order
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.respond.concerns import queries as concerns

GAPS_AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Gap:
    """A span without anybody on an intake roster."""

    organization: str
    time_zone: str
    start: datetime


@dataclass(frozen=True)
class Step:
    """A step of a run that waits for this person. It shows number, step and limit, no word that somebody wrote."""

    run: str
    step: str
    names: Mapping[str, str]
    due_at: datetime | None
    late: bool


@dataclass(frozen=True)
class Desk:
    items: list[Item]
    more: bool
    on_duty: list[str]
    gaps: list[Gap]
    steps: list[Step]


def desk_of(by: Principal) -> Desk:
    """What needs this person now. Every concern on it passed the gate's list."""
    rows, more = concerns.inbox(by=by)
    items = [
        Item(
            what="clock" if row.duty else "concern",
            reference=row.reference,
            sector=row.sector,
            county=row.county,
            time_zone=row.time_zone,
            due_at=row.due_at,
            danger=row.danger,
            unanswered=row.unanswered,
            duty=row.duty,
            says_now=row.says_now,
            standing=row.standing,
        )
        for row in rows
    ]
    return Desk(in_order(items, by.now), more, _on_duty(by), _gaps(by) if by.coordinator else [], _steps(by))


def _steps(by: Principal) -> list[Step]:
    """One's own steps in runs of protocols, late first."""
    return [Step(each.run.reference, each.task.step, each.name, each.task.due_at, each.late) for each in protocols.my_tasks(by=by)]


def _on_duty(by: Principal) -> list[str]:
    me = accounts.person(by.id)
    return [each.name for each in accounts.on_duty(me.organization, by.now)] if me else []


def _gaps(by: Principal) -> list[Gap]:
    """Where the roster of an agency that takes reports is empty within the next days."""
    found = []
    for organization in concerns.every_intake():
        covered = accounts.shifts_from(organization, by.now)
        end = covered[0][1] if covered and covered[0][0] <= by.now else by.now
        if end < by.now + GAPS_AHEAD:
            found.append(Gap(organization.name, organization.county.time_zone, end))
    return found
