"""Every question about consultations. What was written is opened for whoever asked, and for whom the gate and the naming both let answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from shelterwood_methods import statutes

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.refusals import evenly
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import reveal
from shelterwood.foundation.wall.context import holding, open_record
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import Field, Purpose
from shelterwood.gates.law import queries as law
from shelterwood.respond.concerns.receipts import receipt_hash, submission_hash
from shelterwood.respond.consultations.models import Consultant, Consultation, Entry
from shelterwood.respond.consultations.permissions import is_asker, may_answer
from shelterwood.respond.consultations.rules import Side, Standing, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.audit.models import AccessEvent
    from shelterwood.foundation.body.models import County

CONTENT = frozenset({Field.OBSERVATION_TEXT, Field.NARRATIVE})
LOADED = ("record__owner", "record__county", "county")
MOST_ON_A_DESK = 25


# --- who answers --------------------------------------------------------------------------------------------------


def consultant_of(county: County) -> Consultant | None:
    """Who answers this county's questions; None where nobody is named, or the person named is no longer there."""
    found = Consultant.objects.select_related("organization", "person", "alternate", "county").filter(county=county).first()
    return found if found and found.organization.ended_at is None and (found.person is None or found.person.active) else None


def consultants() -> dict[UUID, Consultant]:
    """What is set, by county, whether or not it still holds."""
    rows = Consultant.objects.select_related("organization", "person", "alternate")
    return {row.county_id: row for row in rows}


def answerers(consultant: Consultant, at: datetime) -> list[Person]:
    """Who may read and answer now: the person named and the alternate, or the agency's intake on duty and its alternates."""
    if consultant.person:
        return [each for each in (consultant.person, consultant.alternate) if each and each.active]
    agency = consultant.organization
    return list(dict.fromkeys([*accounts.on_duty(agency, at), *accounts.on_duty(agency, at, rank="alternate")]))


# --- one consultation ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """An entry as it is read."""

    side: Side
    text: str
    language: str
    kept: tuple[tuple[str, str], ...]
    at: datetime


@dataclass(frozen=True)
class Thread:
    """A consultation with what was written, as one side reads it."""

    consultation: Consultation
    entries: tuple[Written, ...]
    asking: bool  # read by whoever asked
    standing: Standing

    @property
    def words(self) -> str:
        """Everything that whoever asked has written, to carry over into a concern."""
        return "\n\n".join(each.text for each in self.entries if each.side is Side.ASKER)


def thread(reference: str, *, by: Principal) -> Thread | None:
    """The consultation with this reference for whoever asked it or may answer it; None alike for all others and for none."""
    return evenly(lambda: _seen(reference, by))


def _seen(reference: str, by: Principal) -> Thread | None:
    with transaction.atomic():
        found = Consultation.objects.select_related("county").filter(reference=reference).first()
        if found is None:
            return None
        if is_asker(found, by):
            return own_thread(found, actor=by.id, now=by.now)
        found = Consultation.objects.select_related(*LOADED).get(pk=found.pk)
        if not may_answer(found, by):
            return None
        reading = disclosure.read_record(found.record, CONTENT, by=by, purpose=Purpose.CHILD_PROTECTION)
        return _thread(found, reading.event, asking=False, now=by.now) if reading.fields >= CONTENT else None


def own_thread(found: Consultation, *, actor: UUID | None, now: datetime) -> Thread:
    """The same for whoever asked: the caller knows that by the account or by the receipt number."""
    open_record(found.record_id)
    with transaction.atomic():
        event = audit.record(
            Event(action="read_own_question", actor=actor, records=[found.record_id], fields=CONTENT, purpose=Purpose.CHILD_PROTECTION, at=now)
        )
        return _thread(found, event, asking=True, now=now)


def _thread(found: Consultation, event: AccessEvent, *, asking: bool, now: datetime) -> Thread:
    rows = list(Entry.objects.filter(consultation=found).select_related("consultation"))
    opened = reveal({row.place: bytes(row.sealed) for row in rows}, event=event)
    written = [Written(Side(row.side), opened[row.place], row.language, tuple(map(tuple, row.kept)), row.added_at) for row in rows]
    return Thread(found, tuple(written), asking, _standing(found, now))


def _standing(found: Consultation, now: datetime) -> Standing:
    return standing(due_at=found.due_at, ended=found.ended_at is not None, now=now)


def by_receipt(digits: str) -> Consultation | None:
    """The question that a receipt number opens."""
    return _held(receipt=receipt_hash(digits)).select_related("county").first()


def already_asked(mark: bytes) -> Consultation | None:
    """The question that the same sending made before."""
    return _held(submission=submission_hash(mark)).select_related("county").first()


def _held(**hashed: bytes) -> QuerySet[Consultation]:
    """The question whose receipt or mark the caller holds; its record is open to the rest of the request."""
    with holding(*hashed.values()):
        record = Consultation.objects.filter(**hashed).values_list("record", flat=True).first()
    if record:
        open_record(record)
    return Consultation.objects.filter(**hashed)


def duty(consultation: Consultation) -> statutes.Answer:
    """What the law asks of somebody of this kind of work in this county, as this site holds it now."""
    return duty_of(consultation.county, consultation.sector)


def duty_of(county: County, sector: str) -> statutes.Answer:
    """The same before anything is asked."""
    return law.answer(state=county.state, sector=sector, received_at=datetime.now(UTC), time_zone=county.time_zone)


# --- lists --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A consultation in a list: its envelope, no word that somebody wrote."""

    reference: str
    county: str
    time_zone: str
    role: str
    asked_at: datetime
    due_at: datetime | None
    standing: Standing


def own(*, by: Principal) -> QuerySet[Consultation]:
    """The questions this person asked, the newest first."""
    return Consultation.objects.filter(asker=by.id).select_related("county").order_by("-asked_at")


def to_answer(*, by: Principal) -> QuerySet[Consultation]:
    """The questions for which this person is named, unanswered ones first and the soonest due of them before all."""
    named = Consultation.objects.filter(answerers__person=by.id, record__owner=by.organization.id).exclude(asker=by.id)
    return named.select_related(*LOADED).order_by(F("ended_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "-last_at")


def rows(found: Iterable[Consultation], *, by: Principal) -> list[Row]:
    """A page of either list; a question that the gate does not let this person answer is left out."""
    with transaction.atomic():
        return [_row(each, by.now) for each in found if is_asker(each, by) or may_answer(each, by)]


def _row(each: Consultation, now: datetime) -> Row:
    return Row(each.reference, each.county.name, each.county.time_zone, each.role, each.asked_at, each.due_at, _standing(each, now))


def waiting(*, by: Principal) -> list[Row]:
    """What waits for this person's answer, the soonest due first; for the desk."""
    return rows(to_answer(by=by).filter(due_at__isnull=False, ended_at=None).order_by("due_at")[:MOST_ON_A_DESK], by=by)


def answers_for_anybody(*, by: Principal) -> bool:
    """Whether this person is named for any question or county; the navigation shows the list to them."""
    me = Consultant.objects.filter(person=by.id) | Consultant.objects.filter(alternate=by.id)
    return me.exists() or to_answer(by=by).exists()
