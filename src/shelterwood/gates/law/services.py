"""Every verb of the law: signing rows, starting clocks, meeting them, announcing what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from shelterwood_methods.statutes import Truth, clocks
from shelterwood_methods.statutes.duties import Kind, Modality

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import seal_field
from shelterwood.gates.law import queries
from shelterwood.gates.law.models import Clock, RulePack, SignedRow
from shelterwood.gates.law.rules import text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person


class CannotSign(Exception):
    """A row that does not exist, or a person who is no counsel."""


def sign_pack(*, name: str, rows: Iterable[tuple[str, str]], by: Person, at: datetime, demonstration: bool) -> RulePack:
    """Counsel signs rows in their present text. Raises CannotSign for an unknown row or for anybody but the body's counsel."""
    chosen = list(rows)
    hashes = text_hashes()
    unknown = [f"{kind} {row}" for kind, row in chosen if (kind, row) not in hashes]
    if unknown:
        raise CannotSign(f"No such row: {', '.join(unknown)}.")
    if not accounts.may(by, Verb.SIGN_LAW):
        raise CannotSign(f"{by.name} is not the body's counsel; only they signs law.")
    with transaction.atomic():
        pack = RulePack.objects.create(name=name, signed_by=by, signed_at=at, demonstration=demonstration)
        SignedRow.objects.bulk_create([SignedRow(pack=pack, kind=kind, row=row, text_hash=hashes[(kind, row)]) for kind, row in chosen])
        audit.record(Event(action="sign_pack", actor=by.id, organization=by.organization_id, detail=name[:200], at=at))
    return pack


def start_clocks(
    *,
    record: UUID,
    state: str,
    time_zone: str,
    sector: str,
    received_at: datetime,
    facts: Mapping[str, Truth],
    holder: Person | None = None,
    organization: Organization | None = None,
    kind: Kind = Kind.REPORT,
) -> list[Clock]:
    """Start a clock for each duty that binds: from the moment the information was received, as the cited row says.

    A duty without a number in the law gets no due time: it says "now". One that only may be done, that the facts at
    hand do not settle, or whose number rests on weak evidence without a signature, starts nothing; the page shows it.
    """
    found = queries.answer(state=state, sector=sector, received_at=received_at, time_zone=time_zone, facts=facts)
    started = [
        Clock(
            duty=each.duty.id,
            record=record,
            holder=holder,
            organization=organization,
            signed=each.standing == "signed",
            citation=each.duty.citation,
            started_at=received_at,
            due_at=each.deadline,
        )
        for each in found.duties
        if each.duty.kind is kind and each.duty.modality is Modality.MUST and each.applies is Truth.YES and (each.deadline or each.say_now)
    ]
    Clock.objects.bulk_create(started)
    return started


def meet_clock(*, record: UUID, clock: UUID, met_at: datetime, method: str, reference: str, at: datetime, by: UUID | None) -> None:
    """Record that a duty was met. A clock that ran out before stays so: met late. Recording twice keeps the first proof."""
    with transaction.atomic():
        row = Clock.objects.select_for_update(of=("self",)).get(pk=clock, record=record)
        if row.met_at:
            return
        row.met_at, row.met_method, row.met_by_id, row.recorded_at = met_at, method, by, at
        row.met_reference = seal_field(reference, place=row.reference_place) if reference else None
        row.save()
        audit.record(Event(action="meet_duty", actor=by, organization=row.organization_id, records=[record], rules=[row.duty], detail=method, at=at))


def end_clocks(*, record: UUID, organization: UUID | None = None) -> None:
    """Remove the clocks of a record that ends; or, with `organization`, the open ones of an agency that never read it."""
    clocks = Clock.objects.filter(record=record)
    if organization:
        clocks = clocks.filter(organization=organization, met_at=None)
    clocks.delete()


def announce(*, now: datetime) -> int:
    """Say once when half, three quarters and all of a clock's time is gone: to its holder, or to whoever is on duty at the agency
    that holds it. Returns how many clocks were announced."""
    told = 0
    running = Clock.objects.filter(met_at=None, due_at__isnull=False, warned__lt=100).select_related("holder", "organization")
    for clock in running.iterator(chunk_size=500):
        reached = clocks.threshold_reached(clock.started_at, clock.nearest, now)
        if reached > clock.warned:
            Clock.objects.filter(pk=clock.pk).update(warned=reached)
            on_duty = accounts.on_duty(clock.organization, now) if clock.organization else []
            tell([clock.holder] if clock.holder else on_duty, at=now, at_once=True)
            told += 1
    return told
