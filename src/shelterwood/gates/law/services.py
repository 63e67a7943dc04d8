"""Every verb of the law: signing rows, starting clocks, meeting them, announcing what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from shelterwood_methods.statutes import Truth, clocks
from shelterwood_methods.statutes.duties import Kind, Modality
from shelterwood_methods.statutes.editions import first_day

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import seal_field
from shelterwood.gates.law import queries
from shelterwood.gates.law.models import Clock, RulePack, SignedRow
from shelterwood.gates.law.permissions import check, keeps_law
from shelterwood.gates.law.rules import digest, text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person


class CannotSign(Exception):
    """A row that does not exist, is signed already, or is not what the signer read."""


def sign_pack(*, name: str, rows: Iterable[tuple[str, str]], by: Person, at: datetime, demonstration: bool, read: str = "") -> RulePack:
    """Counsel signs rows in their present text. `read`: the hash of the pack as the signer saw it (`rules.digest`).

    Raises Forbidden for anybody but the body's counsel, CannotSign for a row that is unknown or signed, or that changed since.
    """
    check(keeps_law(by))
    with transaction.atomic():
        texts = _texts_to_sign(list(rows))
        pack_digest = digest(texts)
        if read and read != pack_digest:
            raise CannotSign(_("A row was changed since you opened this page. Read it again, then sign."))
        pack = RulePack.objects.create(name=name, signed_by=by, signed_at=at, demonstration=demonstration, digest=pack_digest)
        SignedRow.objects.bulk_create([_signature(pack, kind, row, text_hash) for (kind, row), text_hash in texts.items()])
        event = Event(
            action="sign_pack",
            actor=by.id,
            organization=by.organization_id,
            rules=[row for _kind, row in texts],
            detail=f"{pack_digest} {name}"[:200],
            at=at,
        )
        audit.record(event)
    return pack


def _texts_to_sign(chosen: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The present text of each row, by its hash."""
    present = queries.present_texts()
    if unknown := [f"{kind} {row}" for kind, row in chosen if (kind, row) not in present]:
        raise CannotSign(f"No such row: {', '.join(unknown)}.")
    texts = {each: present[each] for each in chosen}
    taken = SignedRow.objects.filter(withdrawn_at=None, row__in=[row for _kind, row in chosen])
    if signed := [row for kind, row, text_hash in taken.values_list("kind", "row", "text_hash") if texts.get((kind, row)) == text_hash]:
        raise CannotSign(_("Signed in this text already: %(rows)s.") % {"rows": ", ".join(signed)})
    shipped = text_hashes()
    own = taken.filter(kind=SignedRow.Kind.DUTY, governs_from__isnull=False).values_list("row", flat=True)
    if over := [row for row in own if texts.get((SignedRow.Kind.DUTY, row)) == shipped.get((SignedRow.Kind.DUTY, row))]:
        raise CannotSign(_("Withdraw the signature under your own text first: %(rows)s.") % {"rows": ", ".join(over)})
    return texts


def _signature(pack: RulePack, kind: str, row: str, text_hash: str) -> SignedRow:
    begins, text = None, queries.newest_text(row) if kind == SignedRow.Kind.DUTY else None
    if text and text_hashes().get((kind, row)) != text_hash:
        zone = ZoneInfo(pack.signed_by.organization.county.time_zone)
        begins = first_day(queries.as_duty(text), pack.signed_at.astimezone(zone).date())
    return SignedRow(pack=pack, kind=kind, row=row, text_hash=text_hash, governs_from=begins)


def withdraw(*, kind: str, row: str, text_hash: str, by: Person, at: datetime) -> None:
    """Take back a signature: the text stops governing at the next question. Twice is once."""
    check(keeps_law(by))
    with transaction.atomic():
        signature = SignedRow.objects.filter(kind=kind, row=row, text_hash=text_hash, withdrawn_at=None)
        if signature.update(withdrawn_at=at, withdrawn_by=by):
            audit.record(Event(action="withdraw_signature", actor=by.id, organization=by.organization_id, rules=[row], detail=text_hash, at=at))


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
