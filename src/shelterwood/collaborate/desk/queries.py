from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood.collaborate.desk.rules import Item, in_order
from shelterwood.collaborate.people import queries as people
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.drafts import queries as drafts
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.awareness import queries as awareness
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.prevent.training.editing import queries as editing
from shelterwood.prevent.training.queries.mandates import Pressing, pressing
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.consultations import queries as consultations
from shelterwood.respond.endings import queries as endings
from shelterwood.respond.endings.queries import ForCounsel

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.drafts.models import Draft

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
class Notices:
    """Notices that the law asks for, or may, and that do not hang, or were not looked at in time."""

    missing: int
    check_due: int


@dataclass(frozen=True)
class Desk:
    items: list[Item]
    more: bool
    on_duty: list[str]
    gaps: list[Gap]
    steps: list[Step]
    training: Pressing | None
    notices: Notices | None
    records: ForCounsel | None
    drafts: list[Draft]  # one's own; kind and moment only
    questions: list[consultations.Row]  # that wait for this person's answer
    reviews: int  # drafts of courses that wait for this person as their second reader
    access_overdue: bool  # who has access here was not looked at in time
    identities: int  # people who lost their key and wait for this person as the second

    @property
    def quiet(self) -> bool:
        """Nothing waits for this person."""
        trained = self.training is None or self.training == Pressing(0, 0, own_late=False, own_soon=False)
        return (
            not self.items
            and not self.steps
            and trained
            and self.notices is None
            and not self.reviews
            and not self.questions
            and not self.access_overdue
            and not self.identities
            and not self.drafts
            and self.records is None
        )


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
    me, today = accounts.person(by.id), by.now.date()
    return Desk(
        items=in_order(items, by.now), more=more, on_duty=_on_duty(me, by.now) if me else [], gaps=_gaps(by) if by.coordinator else [],
        steps=_steps(by), training=pressing(by=me, today=today) if me else None, notices=_notices(me, today) if me else None,
        records=endings.for_counsel(by=me) if me else None,
        drafts=drafts.drafts(by=me) if me else [],
        questions=consultations.waiting(by=by), reviews=editing.waiting_for(me) if me else 0, access_overdue=bool(me and people.review_overdue(me, by.now)),
        identities=len(people.proofs_to_confirm(by=me, at=by.now)) if me else 0,
    )  # fmt: skip


def _steps(by: Principal) -> list[Step]:
    """One's own steps in runs of protocols, late first."""
    return [Step(each.run.reference, each.task.step, each.name, each.task.due_at, each.late) for each in protocols.my_tasks(by=by)]


def _notices(me: Person, today: date) -> Notices | None:
    """For whoever manages an organization that is no coordinator's: what its walls lack; None where they lack nothing."""
    if not accounts.may(me, Verb.KEEP_WALLS):
        return None
    walls = awareness.posters_up(by=me, today=today)
    found = Notices(sum(each.missing for each in walls), sum(each.check_due for each in walls))
    return found if found != Notices(0, 0) else None


def _on_duty(me: Person, now: datetime) -> list[str]:
    return [each.name for each in accounts.on_duty(me.organization, now)]


def _gaps(by: Principal) -> list[Gap]:
    """Where the roster of an agency that takes reports is empty within the next days."""
    found = []
    for organization in concerns.every_intake():
        covered = accounts.shifts_from(organization, by.now)
        end = covered[0][1] if covered and covered[0][0] <= by.now else by.now
        if end < by.now + GAPS_AHEAD:
            found.append(Gap(organization.name, organization.county.time_zone, end))
    return found
