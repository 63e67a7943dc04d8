"""Every question about the law in force. Signatures are read anew each time: a withdrawn row stops governing at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from shelterwood_methods import statutes
from shelterwood_methods.statutes import Answer, Question, Truth, clocks
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.gates.law.models import Clock, RulePack, SignedRow
from shelterwood.gates.law.rules import cited_in, disclosure_citations, disclosure_rows, duties, text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization


def signed(kind: str) -> frozenset[str]:
    """Ids of the rows of this kind that counsel signed in their present text."""
    hashes = text_hashes()
    rows = SignedRow.objects.filter(kind=kind, withdrawn_at=None).values_list("row", "text_hash")
    return frozenset(row for row, text_hash in rows if hashes.get((kind, row)) == text_hash)


def signed_mandates() -> frozenset[str]:
    """Ids of the mandates on training, notices and policies that counsel signed in their present text."""
    return signed(SignedRow.Kind.MANDATE)


def has_demonstration_pack() -> bool:
    """Whether any governing row carries an invented signature."""
    return RulePack.objects.filter(demonstration=True).exists()


def rules_in_force(now: datetime) -> frozenset[str]:
    """Disclosure rules that counsel signed; the rest grants nothing. P-OWN is the owner's own work and needs no signature."""
    return signed(SignedRow.Kind.RULE) | {"P-OWN"}


def disclosure_row(rule: str) -> dict[str, str]:
    return disclosure_rows()[rule]


def disclosure_law(rule: str, state: str) -> str:
    """The citation of a disclosure rule as far as it can hold in this state; empty where the row names none."""
    return cited_in(state, disclosure_citations().get(rule, ""))


def compelled_and_allowed(sender: Organization, recipient: Organization, now: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """What signed law compels this sender to tell this recipient, and what it allows: Mandate and Permission words."""
    county = sender.county
    on = now.astimezone(ZoneInfo(county.time_zone)).date()
    rows = signed(SignedRow.Kind.DUTY)
    words = (sender.sector, county.state, recipient.sector, on, duties(), rows)
    return frozenset(map(str, statutes.mandates(*words))), frozenset(map(str, statutes.permissions(*words)))


def answer(*, state: str, sector: str, received_at: datetime, time_zone: str, facts: Mapping[str, Truth] | None = None) -> Answer:
    """Who must report what to whom by when. `facts` are those of `statutes.conditions.FACTS` that are known."""
    zone = ZoneInfo(time_zone)
    question = Question(
        state=state,
        sector=sector,
        received_at=received_at,
        facts=facts or {},
        time_zone=zone,
    )
    return statutes.ask(question, duties(), signed(SignedRow.Kind.DUTY))


@dataclass(frozen=True)
class RowNow:
    """A row of law as it stands, whoever asks, and whether counsel signed its present text."""

    duty: statutes.Duty
    signed: bool


def rows(ids: Iterable[str], *, state: str) -> list[RowNow]:
    """These rows in their order, as far as they are federal or of this state."""
    known, agreed = duties().by_id, signed(SignedRow.Kind.DUTY)
    found = (known[each] for each in ids if each in known)
    return [RowNow(duty, duty.id in agreed) for duty in found if duty.jurisdiction in (FEDERAL, state)]


@dataclass(frozen=True)
class ClockNow:
    """A clock with its state at one moment and the row of law it runs under."""

    clock: Clock
    duty: statutes.Duty | None  # None where this version no longer holds the row
    state: str  # running, half_gone, due_soon, overdue, met, met_late; now where the law gives no number

    @property
    def missed(self) -> bool:
        """Past its limit, met or not: this stays on the record."""
        return self.state in ("overdue", "met_late")

    @property
    def recorded_late(self) -> bool:
        """Met in time by what somebody said, but only after the limit had passed unmet: that too stays on the record."""
        due, recorded = self.clock.due_at, self.clock.recorded_at
        return bool(due and recorded and recorded > due and self.state == "met")


def clock(identifier: UUID, *, record: UUID) -> Clock | None:
    """One clock of a record, with whoever holds it."""
    return Clock.objects.select_related("holder").filter(pk=identifier, record=record).first()


def reports_made(record: UUID, *, holder: UUID) -> list[Clock]:
    """What this person recorded as done of their own duties about a record, the earliest first."""
    return list(Clock.objects.filter(record=record, holder=holder, met_at__isnull=False).order_by("met_at"))


def clocks_now(record: UUID, now: datetime) -> list[ClockNow]:
    """The clocks of a record, soonest first."""
    return [_now(clock, now) for clock in Clock.objects.filter(record=record).order_by("due_at", "duty")]


def open_clocks(records: Iterable[UUID]) -> dict[tuple[UUID, UUID | None], Clock]:
    """The nearest clock that is not met, by record and by the organization that holds it (None: the reporter's own).

    A clock that says "now" is nearest of all.
    """
    found: dict[tuple[UUID, UUID | None], Clock] = {}
    rows = Clock.objects.filter(record__in=list(records), met_at=None)
    for clock in sorted(rows, key=lambda each: each.due_at or each.started_at):
        found.setdefault((clock.record, clock.organization_id), clock)
    return found


def clocks_of_person(person: UUID, now: datetime) -> list[ClockNow]:
    """The clocks that a person holds: open ones first, soonest first."""
    rows = Clock.objects.filter(holder=person).order_by("-started_at")[:100]
    return sorted((_now(clock, now) for clock in rows), key=lambda each: (each.clock.met_at is not None, each.clock.due_at or each.clock.started_at))


def _now(clock: Clock, now: datetime) -> ClockNow:
    duty = duties().by_id.get(clock.duty)
    if clock.due_at is None:
        return ClockNow(clock, duty, "met" if clock.met_at else "now")
    return ClockNow(clock, duty, str(clocks.state(clock.started_at, clock.due_at, now, clock.met_at)))
