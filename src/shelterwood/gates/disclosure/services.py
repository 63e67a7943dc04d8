"""Every verb of the gate. Each writes its audit event in the transaction in which it reads or changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall.context import open_record
from shelterwood.gates.disclosure import queries
from shelterwood.gates.disclosure.lists import Listed, Wanted, listed
from shelterwood.gates.disclosure.models import Attestation, NamedReader, Record, RecordRegime, Release, ReleaseField, ReleaseReader
from shelterwood.gates.disclosure.rules import Decision, LawInForce, Principal
from shelterwood.gates.disclosure.vocabulary import Action
from shelterwood.gates.law import queries as law

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.audit.models import AccessEvent
    from shelterwood.foundation.body.models import County


class Refused(Exception):
    """The gate said no. `decision` says by which rule; what a person is shown never tells more than they may know."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.outcome)
        self.decision = decision


@dataclass(frozen=True)
class Reading:
    """Which fields were allowed (none: refused), and the event against which the vault opens them."""

    record: Record
    fields: frozenset[str]
    decision: Decision
    event: AccessEvent


def file_record(
    *,
    owner: Organization,
    writer: Person | None,
    county: County,
    kind: str,
    category: str,
    subcategory: str,
    source: str,
    at: datetime,
    due_at: datetime | None = None,
    urgency: int = 1,
) -> Record:
    """File a record under its owner, stamp it with every regime that binds the owner, and open its key group."""
    identifier = uuid4()
    open_record(identifier)  # whoever files goes on to write on it, though it may belong to the intake desk
    record = Record.objects.create(
        id=identifier,
        owner=owner,
        writer=writer,
        county=county,
        kind=kind,
        category=category,
        subcategory=subcategory,
        source=source,
        filed_at=at,
        due_at=due_at,
        urgency=urgency,
    )
    RecordRegime.objects.bulk_create([RecordRegime(record=record, regime=regime) for regime in sorted(set(owner.regimes))])
    vault.open_groups({record.id: owner.id})
    return record


def remove_record(record: Record, *, at: datetime, reason: str) -> None:
    """Delete a record whose period is over, with the key of what was written on it. What hangs on it must be gone; the trace stays."""
    with transaction.atomic():
        vault.shred([record.id], by=None, organization=record.owner_id, at=at, reason=reason)
        record.delete()


def attest(*, record: Record, word: str, words_used: str, by: Person | None, purpose: str, at: datetime, to: Organization | None = None) -> None:
    """Record a statement for one disclosure; empty `to` means every recipient of this disclosure."""
    Attestation.objects.create(record=record, word=word, made_by=by, words_used=words_used, recipient=to, purpose=purpose, made_at=at)


def list_records(*, by: Principal, fields: frozenset[str], purpose: str, wanted: Wanted) -> tuple[list[Listed], AccessEvent]:
    """A page of records whose fields the principal may list, and the event that says so."""
    with transaction.atomic(savepoint=False):  # what fails here fails whole
        rows = listed(principal=by, fields=fields, purpose=purpose, law=LawInForce(rules=law.rules_in_force(by.now)), wanted=wanted)
        event = _note(by, Action.LIST, [row.record for row in rows], fields, purpose, book=queries.rule_book_hash())
    return rows, event


def read_record(record: Record, fields: Iterable[str], *, by: Principal, purpose: str) -> Reading:
    """Decide and note a reading; where nothing may be read the answer has no fields, and the refusal is noted too.

    Call it inside the transaction that fetches the content.
    """
    decision, allowed = queries.may_read(record, fields, by=by, purpose=purpose)
    event = _note(by, Action.READ, [record.id], allowed or frozenset(fields), purpose, decision)
    return Reading(record, allowed, decision, event)


def share(
    record: Record,
    fields: frozenset[str],
    *,
    by: Principal,
    to: Organization,
    basis: str,
    purpose: str,
    ends_at: datetime,
    to_intake: bool,
    due_at: datetime | None,
) -> Release:
    """Give fields to an organization under a rule: decide, note, and make the release. Raises Refused."""
    with transaction.atomic():
        decision = queries.may_share(record, fields, by=by, to=to, basis=basis, purpose=purpose)
        _note(by, Action.SHARE, [record.id], fields, purpose, decision, recipient=to.id)
        if decision.allowed:
            release = Release.objects.create(
                record=record,
                from_organization=record.owner,
                to_organization=to,
                purpose=purpose,
                rule=basis,
                to_intake=to_intake,
                made_by_id=by.id,
                starts_at=by.now,
                ends_at=ends_at,
                urgency=record.urgency,
                due_at=due_at,
            )
            ReleaseField.objects.bulk_create([ReleaseField(release=release, field=name) for name in sorted(fields)])
            return release
    raise Refused(decision)


def stop(release: Release, *, by: Principal, at: datetime) -> None:
    """Revoke a release: gone at the next request. Only its sender's organization may."""
    with transaction.atomic():
        allowed = release.from_organization_id == by.organization.id
        audit.record(
            Event(
                action="stop_release",
                allowed=allowed,
                actor=by.id,
                organization=by.organization.id,
                records=[release.record_id],
                recipient=release.to_organization_id,
                at=at,
            )
        )
        if allowed:
            Release.objects.filter(pk=release.pk, revoked_at=None).update(revoked_at=at)
    if not allowed:
        raise PermissionError("Only the organization that gave it can stop sharing.")


def narrow(release: Release, *, fields: frozenset[str], at: datetime) -> None:
    """Leave of a release only these fields; what else it gave is gone at the next request. The verb above has asked whether it may."""
    with transaction.atomic():
        ReleaseField.objects.filter(release=release).exclude(field__in=fields).delete()
        audit.record(
            Event(
                action="narrow_release",
                organization=release.from_organization_id,
                records=[release.record_id],
                fields=fields,
                recipient=release.to_organization_id,
                at=at,
            )
        )


def add_reader(release: Release, *, person: Person, at: datetime, why: str) -> None:
    """Let one more person of the recipient read, as when a colleague was not reached."""
    with transaction.atomic():
        ReleaseReader.objects.get_or_create(release=release, person=person)
        audit.record(
            Event(
                action="add_reader",
                actor=person.id,
                organization=release.to_organization_id,
                records=[release.record_id],
                rules=[release.rule],
                detail=why,
                at=at,
            )
        )


def name_reader(record: Record, *, person: Person, at: datetime, why: str) -> None:
    """Let one more person of the owner's desk read, as when the officer on duty was not reached."""
    with transaction.atomic():
        NamedReader.objects.get_or_create(record=record, person=person)
        audit.record(Event(action="name_reader", actor=person.id, organization=record.owner_id, records=[record.id], detail=why, at=at))


def set_sealed(records: Iterable[UUID], *, sealed: bool, at: datetime) -> None:
    """Seal records, so that nobody reads, lists or shares them, whoever was named before; or open them again to those whom the rules allow.

    The verb above has asked whether it may, and writes its event.
    """
    chosen = list(records)
    with transaction.atomic():
        Record.objects.filter(pk__in=chosen).update(sealed=sealed)
        if sealed:
            NamedReader.objects.filter(record__in=chosen).delete()


def remove(records: Iterable[UUID]) -> None:
    """Remove records with their stamps, statements, readers and releases; what hangs on them above is gone already."""
    Record.objects.filter(pk__in=list(records)).delete()


def set_clock(record: Record, *, due_at: datetime | None) -> None:
    """The clock by which the owner's lists sort this record."""
    Record.objects.filter(pk=record.pk).update(due_at=due_at)


def set_release_clock(release: UUID, *, due_at: datetime | None) -> None:
    """The clock by which the recipient's lists sort it."""
    Release.objects.filter(pk=release).update(due_at=due_at)


def _note(
    by: Principal,
    action: str,
    records: list[UUID],
    fields: Iterable[str],
    purpose: str,
    decision: Decision | None = None,
    recipient: UUID | None = None,
    book: str = "",
) -> AccessEvent:
    return audit.record(
        Event(
            action=action,
            allowed=decision.allowed if decision else True,
            actor=by.id,
            organization=by.organization.id,
            records=records,
            fields=fields,
            recipient=recipient,
            purpose=purpose,
            rules=decision.rules if decision else (),
            book=decision.book if decision else book,
            at=by.now,
        )
    )
