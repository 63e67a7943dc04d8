"""Every verb of a consultation. Each is one transaction and leaves its audit event in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import seal_field
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.vocabulary import Category, Purpose, Source, Subcategory
from shelterwood.respond.concerns.receipts import receipt_for, receipt_hash, submission_hash
from shelterwood.respond.consultations import queries
from shelterwood.respond.consultations.identifying import Found, identifying
from shelterwood.respond.consultations.models import FIELDS, Answerer, Consultant, Consultation, Entry
from shelterwood.respond.consultations.permissions import check, is_asker, may_answer, may_ask
from shelterwood.respond.consultations.rules import ANSWER_WITHIN, ENDS_AFTER, KEPT_AFTER_END, Side

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County
    from shelterwood.gates.disclosure.models import Record
    from shelterwood.gates.disclosure.rules import Principal
    from shelterwood.respond.consultations.asked import Asked
    from shelterwood.respond.consultations.rules import Keep

KIND = "consultation"
TRIES = 5  # of a random number that is taken already


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


class Identifying(Exception):
    """The words hold pieces that may tell who the child is, and nobody said why they stay."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__(f"{len(found)} pieces")
        self.found = found


# --- who answers --------------------------------------------------------------------------------------------------


def set_consultant(
    county: County, *, agency: Organization | None, person: Person | None, alternate: Person | None, actor: UUID, organization: UUID, at: datetime
) -> None:
    """Name who answers a county's questions; without an agency nobody does. Whether the actor may is asked by the verb above.

    What is unanswered and lies with the same agency is handed to them; another agency keeps what it was asked.
    """
    with transaction.atomic():
        Consultant.objects.filter(county=county).delete()
        if agency:
            named = Consultant.objects.create(county=county, organization=agency, person=person, alternate=alternate)
            _hand_over(named, at)
        audit.record(Event(action="set_consultant", actor=actor, organization=organization, recipient=agency.pk if agency else None, at=at))


def _hand_over(named: Consultant, at: datetime) -> None:
    open_ = Consultation.objects.filter(county=named.county_id, record__owner=named.organization_id, due_at__isnull=False)
    for consultation in open_.select_related("record"):
        _name(consultation, queries.answerers(named, at), at, "handed_over")


def _name(consultation: Consultation, people: Iterable[Person], at: datetime, why: str) -> None:
    for person in people:
        Answerer.objects.get_or_create(consultation=consultation, person=person)
        disclosure.name_reader(consultation.record, person=person, at=at, why=why)


# --- asking -------------------------------------------------------------------------------------------------------


def ask(asked: Asked, *, mark: bytes, at: datetime, by: Principal | None) -> Consultation:
    """Keep a question and tell whoever answers. A second call with the same mark returns the first.

    Without `by` the number made from the mark opens it again. Raises Identifying, and NotPossible where the county
    names nobody who answers.
    """
    check(by is None or may_ask(by))
    _checked(asked.words, asked.kept)
    first = queries.already_asked(mark)
    tries = TRIES
    while first is None:
        try:
            with transaction.atomic():
                return _ask(asked, mark=mark, at=at, by=by)
        except IntegrityError:  # sent twice at once, or the random number is another question's
            first, tries = queries.already_asked(mark), tries - 1
            if first is None and not tries:
                raise
    return first


def _ask(asked: Asked, *, mark: bytes, at: datetime, by: Principal | None) -> Consultation:
    named = queries.consultant_of(asked.county)
    if named is None:
        raise NotPossible(_("Nobody is named yet who answers questions in this county. Call instead."))
    record = _file(named, asked.county, at)
    made = Consultation.objects.create(
        record=record, county=asked.county, sector=asked.sector, role=asked.role, age=asked.age, wish=asked.wish, language=asked.language,
        asker_id=by.id if by else None, receipt=None if by else receipt_hash(receipt_for(mark)), submission=submission_hash(mark),
        asked_at=at, last_at=at, due_at=record.due_at,
    )  # fmt: skip
    people = queries.answerers(named, at)
    _name(made, people, at, "named")
    _write(made, asked.words, side=Side.ASKER, kept=asked.kept, language=asked.language, at=at)
    _note("ask", made, at, by, fields=True)
    tell(people, at=at, at_once=True)
    return made


def _file(named: Consultant, county: County, at: datetime) -> Record:
    """The record is the agency's that answers, with no writer: it is no report, and no name stands on it."""
    return disclosure.file_record(
        owner=named.organization, writer=None, county=county, kind=KIND, category=Category.GENERAL, subcategory=Subcategory.OBSERVATION,
        source=Source.TOLD_BY_OTHER, at=at, due_at=at + ANSWER_WITHIN,
    )  # fmt: skip


def add(consultation: Consultation, *, words: str, kept: Mapping[str, Keep], at: datetime, by: Principal | None) -> None:
    """Ask on. Without `by` the caller holds the receipt number. An ended one goes on."""
    check(by is None or is_asker(consultation, by))
    _checked(words, kept)
    with transaction.atomic():
        consultation = _locked(consultation)
        _write(consultation, words, side=Side.ASKER, kept=kept, language=consultation.language, at=at)
        _move(consultation, last_at=at, due_at=consultation.due_at or at + ANSWER_WITHIN, told_at=None, ended_at=None)
        _note("ask_on", consultation, at, by, fields=True)
        tell(_named(consultation), at=at, at_once=True)


def end(consultation: Consultation, *, at: datetime, by: Principal | None) -> None:
    """Whoever asked needs nothing more. Without `by` the caller holds the receipt number."""
    check(by is None or is_asker(consultation, by))
    with transaction.atomic():
        _move(_locked(consultation), due_at=None, ended_at=at)
        _note("end_question", consultation, at, by)


def begin_report(consultation: Consultation, *, at: datetime, by: Principal | None) -> None:
    """Note that whoever asked goes on to a concern. The first moment stays; which concern it becomes is kept nowhere."""
    check(by is None or is_asker(consultation, by))
    with transaction.atomic():
        found = _locked(consultation)
        if found.begun_report_at is None:
            _move(found, begun_report_at=at)
            _note("begin_report", consultation, at, by)


# --- answering ----------------------------------------------------------------------------------------------------


def answer(consultation: Consultation, *, words: str, kept: Mapping[str, Keep], language: str, at: datetime, by: Principal) -> None:
    """Give advice. What was answered before stays as it is; this is added. Raises Identifying."""
    check(may_answer(consultation, by))
    _checked(words, kept)
    with transaction.atomic():
        consultation = _locked(consultation)
        _write(consultation, words, side=Side.CONSULTANT, kept=kept, language=language, at=at, by=by)
        _move(consultation, last_at=at, due_at=None, told_at=None)
        _note("advise", consultation, at, by, fields=True)
        if consultation.asker:
            tell([consultation.asker], at=at)


# --- what runs by the clock ---------------------------------------------------------------------------------------


def tell_others(*, at: datetime) -> int:
    """Tell everybody who may answer once more where the time has passed, and whoever is on duty now. Returns of how many."""
    late = Consultation.objects.filter(due_at__lte=at, told_at=None).values_list("pk", flat=True)
    for identifier in list(late):
        with transaction.atomic():
            _tell_others_of(Consultation.objects.select_for_update(of=("self",)).select_related("record", "county").get(pk=identifier), at)
    return len(late)


def _tell_others_of(consultation: Consultation, at: datetime) -> None:
    named = queries.consultant_of(consultation.county)
    if named and named.organization_id == consultation.record.owner_id:
        _name(consultation, queries.answerers(named, at), at, "unanswered")
    _move(consultation, told_at=at)
    audit.record(Event(action="consultation_unanswered", organization=consultation.record.owner_id, records=[consultation.record_id], at=at))
    tell(_named(consultation), at=at, at_once=True)


def end_old(*, at: datetime) -> int:
    """End what was answered and nobody wrote on for a month. Returns how many."""
    return Consultation.objects.filter(due_at=None, ended_at=None, last_at__lte=at - ENDS_AFTER).update(ended_at=at)


def delete_old(*, at: datetime) -> int:
    """Delete what ended three months ago, with the key of its words. Returns how many."""
    old = list(Consultation.objects.filter(ended_at__lte=at - KEPT_AFTER_END).select_related("record"))
    for consultation in old:
        with transaction.atomic():
            owner, record = consultation.record.owner_id, consultation.record
            audit.record(Event(action="delete_consultation", organization=owner, records=[record.pk], detail="period_over", at=at))
            consultation.delete()
            disclosure.remove_record(record, at=at, reason="period_over")
    return len(old)


# --- pieces -------------------------------------------------------------------------------------------------------


def _named(consultation: Consultation) -> list[Person]:
    """Who may answer it and still has an account."""
    rows = consultation.answerers.select_related("person__organization__county")
    return [each.person for each in rows if each.person.active]


def _checked(words: str, kept: Mapping[str, Keep]) -> None:
    found = [each for each in identifying(words) if each.mark not in kept]
    if found:
        raise Identifying(found)


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).select_related("record", "asker__organization__county").get(pk=consultation.pk)


def _move(consultation: Consultation, **changes: datetime | None) -> None:
    for name, value in changes.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=list(changes))
    if "due_at" in changes:
        disclosure.set_clock(consultation.record, due_at=changes["due_at"])


def _write(
    consultation: Consultation, words: str, *, side: Side, kept: Mapping[str, Keep], language: str, at: datetime, by: Principal | None = None
) -> None:
    stayed = [[str(each.sort), str(kept[each.mark])] for each in identifying(words) if each.mark in kept]
    entry = Entry(consultation=consultation, side=side, language=language, kept=stayed, written_by_id=by.id if by else None, added_at=at)
    entry.sealed = seal_field(words, place=entry.place)
    entry.save()


def _note(action: str, consultation: Consultation, at: datetime, by: Principal | None, *, fields: bool = False) -> None:
    audit.record(
        Event(
            action=action, actor=by.id if by else None, organization=by.organization.id if by else None, records=[consultation.record_id],
            fields=set(FIELDS.values()) if fields else (), purpose=Purpose.CHILD_PROTECTION, at=at,
        )
    )  # fmt: skip
