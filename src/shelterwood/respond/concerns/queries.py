"""Every question about concerns. What is protected passes the gate; what comes back are plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Prefetch, QuerySet
from django.utils.translation import get_language
from shelterwood_methods import statutes
from shelterwood_methods.statutes.duties import Kind as DutyKind
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.refusals import evenly
from shelterwood.foundation.audit.queries import times_opened
from shelterwood.foundation.body.queries import the_body
from shelterwood.foundation.vault.services import reveal
from shelterwood.foundation.wall.context import holding, open_record
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.lists import Wanted
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import ENVELOPE, Attestation, Category, Field, Purpose
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.queries import ClockNow, RowNow
from shelterwood.prevent.awareness.queries import Calls, lines_to_call
from shelterwood.prevent.awareness.rules import warning_signs
from shelterwood.respond.concerns import wording
from shelterwood.respond.concerns.models import AnswerGiven, Concern, ConcernFact, Correction, Decision, IntakePoint, Route, Withdrawal
from shelterwood.respond.concerns.receipts import receipt_hash, submission_hash
from shelterwood.respond.concerns.rules import (
    CORRECTABLE,
    ESCALATION,
    FACT_ORDER,
    FILINGS,
    OPEN_STATES,
    Danger,
    Kind,
    Known,
    Patience,
    RouteState,
    duty_facts,
    standing,
)
from shelterwood.respond.concerns.told import Told

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County
    from shelterwood.gates.law.models import Clock

KIND = "concern"
PAGE = 25
ROW_OF_ROUTE = ("concern_id", "organization_id", "state", "answer_due", "told", "acknowledged_by__name")


class NotSetUp(Exception):
    """The body has no intake desk yet; nothing can be taken."""


def desk() -> Organization:
    """The intake desk, which owns what came without an account."""
    found = accounts.intake_desk()
    if found is None:
        raise NotSetUp("This body has no intake desk yet. Set one up before concerns can be taken.")
    return found


def patience() -> Patience:
    body = the_body()
    return Patience(timedelta(minutes=body.danger_minutes if body else 60), timedelta(minutes=body.duty_minutes if body else 240))


def desk_hours(county: County) -> str:
    """When a duty officer reads what comes from this county, in the language of the page."""
    return county.desk_hours_es if get_language() == "es" and county.desk_hours_es else county.desk_hours


def intake_points(county: County) -> list[Organization]:
    """The agencies that take reports of a county, in the order of the routing table."""
    points = IntakePoint.objects.filter(county=county).select_related("organization__conflict_alternate", "organization__county")
    return [point.organization for point in points]


def may_read_reports(county: County) -> list[Organization]:
    """Every agency that could come to read a report of a county: those of the routing table and their alternates."""
    named = intake_points(county)
    return list(dict.fromkeys([*named, *(each.conflict_alternate for each in named if each.conflict_alternate)]))


@dataclass(frozen=True)
class Proposal:
    """One agency a concern may go to: what it would get under which rule, or why it gets nothing."""

    organization: Organization
    rule: str = ""
    fields: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()  # attestations that would open it; empty with no rule: nothing would
    skipped: bool = False
    instead_of: Organization | None = None


def proposals(concern: Concern, *, by: Principal, assume: frozenset[str] | None = None) -> list[Proposal]:
    """Each agency of the county with what the gate would let it have. `assume` asks as if these statements were made."""
    stored = frozenset(concern.facts.values_list("field", flat=True)) | ENVELOPE
    attested = assume if assume is not None else gate.attestations_in_force(concern.record, None, Purpose.CHILD_PROTECTION)
    if Attestation.REPORTER_SELF not in attested:
        stored -= {Field.REPORTER_IDENTITY}  # a name that its owner did not let travel stays with the owner of the record
    conflicts = {each.organization_id for each in concern.conflicts.all()}
    found = []
    for organization in intake_points(concern.county):
        if organization.id == concern.record.owner_id:
            continue  # the writer's own agency: nothing leaves the house
        if organization.id in conflicts:
            found.append(Proposal(organization, skipped=True))
            alternate = organization.conflict_alternate
            if alternate and alternate.id not in conflicts:
                found.append(_proposal(concern, alternate, stored, by, assume, instead_of=organization))
        else:
            found.append(_proposal(concern, organization, stored, by, assume))
    return found


def _proposal(
    concern: Concern,
    organization: Organization,
    stored: frozenset[str],
    by: Principal,
    assume: frozenset[str] | None,
    instead_of: Organization | None = None,
) -> Proposal:
    record, purpose = concern.record, Purpose.CHILD_PROTECTION
    missing: tuple[str, ...] = ()
    for rule in FILINGS[Sector(record.owner.sector)].rules:
        limit = gate.field_limit(rule)
        fields = stored if limit is None else stored & limit
        if gate.may_share(record, fields, by=by, to=organization, basis=rule, purpose=purpose, attested=assume).allowed:
            return Proposal(organization, rule, fields, instead_of=instead_of)
        would = gate.attestations_in_force(record, organization, purpose) | {Attestation.SUSPICION}
        if gate.may_share(record, fields, by=by, to=organization, basis=rule, purpose=purpose, attested=would).allowed:
            missing = (Attestation.SUSPICION,)
    return Proposal(organization, missing=missing, instead_of=instead_of)


# --- lists -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A concern in a list: its envelope, never a name."""

    reference: str
    received_at: datetime
    sector: str
    county: str
    time_zone: str
    kind: str
    danger: bool
    due_at: datetime | None  # empty where the law says "now" and gives no number
    says_now: bool
    standing: str
    duty: str  # the viewer's own duty that runs on it
    unanswered: bool
    state: str
    told: str
    with_whom: str


def inbox(*, by: Principal, open_only: bool = True, county: UUID | None = None, page: int = 1) -> tuple[list[Row], bool]:
    """A page of the concerns the principal may list, most urgent first, and whether another page follows."""
    wanted = Wanted(KIND, open_only, county, limit=PAGE + 1, offset=(page - 1) * PAGE)
    with transaction.atomic():
        listed, _ = disclosure.list_records(by=by, fields=ENVELOPE, purpose=Purpose.CHILD_PROTECTION, wanted=wanted)
        return _rows([row.record for row in listed[:PAGE]], by), len(listed) > PAGE


def _rows(records: list[UUID], by: Principal) -> list[Row]:
    concerns = {
        concern.record_id: concern
        for concern in Concern.objects.filter(record__in=records)
        .select_related("county", "record")
        .prefetch_related(Prefetch("routes", Route.objects.select_related("acknowledged_by").only(*ROW_OF_ROUTE)))
    }
    clocks = law.open_clocks(concerns)
    return [_row(concerns[record], clocks, by) for record in records if record in concerns]


def _clock_of(clocks: Mapping[tuple[UUID, UUID | None], Clock], concern: Concern, by: Principal) -> Clock | None:
    """The viewer's own duty on a concern: the writer's, or that of the viewer's agency."""
    own = clocks.get((concern.record_id, by.organization.id))
    return own or (clocks.get((concern.record_id, None)) if concern.record.writer_id == by.id else None)


def _row(concern: Concern, clocks: Mapping[tuple[UUID, UUID | None], Clock], by: Principal) -> Row:
    """The line as it concerns this viewer: an agency's own route, a writer's own clock, a coordinator's nearest clock."""
    clock = _clock_of(clocks, concern, by)
    says_now = bool(clock and clock.due_at is None)
    routes = list(concern.routes.all())
    route = next((each for each in routes if each.organization_id == by.organization.id), None)
    is_writer = concern.record.writer_id == by.id
    if route:
        unanswered = route.state == RouteState.SENT
        due = min((moment for moment in (route.answer_due, clock.due_at if clock else None) if moment), default=None)
    elif is_writer:
        due, unanswered = clock.due_at if clock else None, False
    else:
        due, unanswered = concern.record.due_at, any(each.state == RouteState.SENT for each in routes)
        says_now = any(each.due_at is None and each.started_at == due for (record, _), each in clocks.items() if record == concern.record_id)
        due = None if says_now else due
    return Row(
        reference=concern.reference,
        received_at=concern.received_at,
        sector=concern.sector,
        county=concern.county.name,
        time_zone=concern.county.time_zone,
        kind=concern.kind if not by.coordinator else "",
        danger=concern.danger == Danger.YES,
        due_at=due,
        says_now=says_now,
        standing=standing(due_at=due, says_now=says_now, unanswered=unanswered, now=by.now),
        duty=clock.duty if clock else "",
        unanswered=unanswered,
        state=route.state if route else "",
        told=max((each.told for each in routes), key=_told_order, default="") if by.coordinator else (route.told if route else ""),
        with_whom=route.acknowledged_by.name if route and route.acknowledged_by else "",
    )


def _told_order(step: str) -> int:
    return ["", *ESCALATION].index(step)


# --- one concern -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fact:
    """One answer. `replaced`: another stands in its place now; `instead_of`: what this one corrects, and why."""

    id: UUID
    question: str
    text: str
    part: int
    added_at: datetime
    replaced: bool = False
    instead_of_id: UUID | None = None
    instead_of: str = ""  # empty too for somebody who could not read it
    reason: str = ""

    @property
    def correctable(self) -> bool:
        return self.question in CORRECTABLE

    @property
    def first(self) -> str:
        """What was said before, in the words of the page."""
        return str(wording.spelled(self.question, self.instead_of))


@dataclass(frozen=True)
class Decided:
    """A decision of the viewer's own agency with its reason in words."""

    decision: Decision
    note: str


@dataclass(frozen=True)
class View:
    """One concern as one person may see it now."""

    concern: Concern
    is_writer: bool
    envelope_only: bool
    facts: tuple[Fact, ...]
    route: Route | None  # of the viewer's own organization
    routes: tuple[Route, ...]  # the ways, for its owner
    clocks: tuple[ClockNow, ...]
    answers: tuple[AnswerGiven, ...]
    rules: tuple[str, ...]
    decisions: tuple[Decided, ...] = ()  # of the viewer's own agency, in order
    references: Mapping[UUID, str] = field(default_factory=dict)
    withdrawal: Withdrawal | None = None

    @property
    def at_desk(self) -> bool:
        """Whether it waits at the viewer's own intake desk for a route."""
        return bool(self.route and self.concern.record.owner.intake_desk and self.route.organization_id == self.concern.record.owner_id)

    @property
    def may_answer(self) -> bool:
        """An agency that took the concern may say a sentence of the closed list."""
        return bool(self.route and self.route.acknowledged_at and not self.envelope_only)

    def may_record(self, clock: ClockNow) -> bool:
        """Whether to offer recording that a duty was met; the verb asks again."""
        if clock.clock.organization_id:
            return bool(self.route and self.route.organization_id == clock.clock.organization_id and not self.envelope_only)
        return self.is_writer or (self.at_desk and not self.envelope_only)

    @property
    def may_decide(self) -> bool:
        """An agency decides once it took the concern, and may change its mind after it did not take it up."""
        return bool(self.route and not self.at_desk and self.route.state in (RouteState.ACKNOWLEDGED, RouteState.SCREENED_OUT))

    @property
    def may_correct(self) -> bool:
        """Whether to offer correcting; the verb asks again."""
        at_desk = self.concern.record.writer_id is None and self.at_desk and not self.envelope_only
        return (self.is_writer or at_desk) and not (self.withdrawal and self.withdrawal.unread)

    @property
    def corrected_at(self) -> datetime | None:
        """When anything of it was last corrected, for the person who sees what was said."""
        return max((fact.added_at for fact in self.facts if fact.instead_of_id), default=None)

    @property
    def screened_out(self) -> bool:
        return bool(self.route and self.route.state == RouteState.SCREENED_OUT)


def view(reference: str, *, by: Principal) -> View | None:
    """The concern with this reference, as far as the gate lets this person see it; None where it does not or there is none.

    The two cases of None take the same time, so that waiting for the answer tells nobody whether the reference exists.
    """
    return evenly(lambda: _seen(reference, by))


def _seen(reference: str, by: Principal) -> View | None:
    with transaction.atomic():
        concern = Concern.objects.filter(reference=reference).select_related("county", "record__owner", "record__county", "record__writer").first()
        if concern is None:
            return None
        facts = list(concern.facts.select_related("concern"))
        wanted = {fact.field for fact in facts} | ENVELOPE
        reading = disclosure.read_record(concern.record, wanted, by=by, purpose=Purpose.CHILD_PROTECTION)
        if not reading.fields:
            reading = disclosure.read_record(concern.record, ENVELOPE, by=by, purpose=Purpose.CHILD_PROTECTION)
        if not reading.fields:
            return None
        return _view(concern, facts, reading, by)


def _view(concern: Concern, facts: list[ConcernFact], reading: disclosure.Reading, by: Principal) -> View:
    routes = list(concern.routes.select_related("organization", "instead_of", "release", "acknowledged_by"))
    envelope_only = reading.fields <= ENVELOPE and bool(facts)
    own = next((route for route in routes if route.organization_id == by.organization.id and not envelope_only), None)
    owner = concern.record.owner_id == by.organization.id and not envelope_only
    texts = _texts([fact for fact in facts if fact.field in reading.fields], reading, None if owner else own)
    clocks = [each for each in law.clocks_now(concern.record_id, by.now) if envelope_only or _concerns(each, concern, by)]
    references = {} if envelope_only else _references(clocks, reading)
    return View(
        concern=concern,
        is_writer=concern.record.writer_id == by.id,
        envelope_only=envelope_only,
        facts=tuple(sorted(texts, key=lambda fact: (fact.part, FACT_ORDER.index(fact.question)))),
        route=own,
        routes=tuple(routes) if owner else (),
        clocks=tuple(clocks),
        answers=tuple(concern.answers.select_related("organization")) if owner else (),
        rules=reading.decision.rules,
        decisions=_decisions(own, by) if own else (),
        references=references,
        withdrawal=Withdrawal.objects.filter(concern=concern).first(),
    )


def _texts(shown: list[ConcernFact], reading: disclosure.Reading, own: Route | None) -> list[Fact]:
    """The facts in words. What was corrected is opened for the owner, and for an agency that was told before the correction."""
    corrections = {each.new_id: each for each in Correction.objects.filter(new__in=shown).select_related("new__concern", "old__concern")}
    replaced = {each.old_id: each for each in corrections.values()}

    def could_read(made: Correction) -> bool:
        return own is None or (own.release is not None and own.release.starts_at <= made.corrected_at)

    readable = [fact for fact in shown if fact.id not in replaced or could_read(replaced[fact.id])]
    reasons = [each for each in corrections.values() if could_read(each)]  # a reason may repeat what was wrong
    sealed = {fact.place: bytes(fact.sealed) for fact in readable} | {each.place: bytes(each.reason) for each in reasons}
    opened = reveal(sealed, event=reading.event)
    old = {fact.id: opened[fact.place] for fact in readable}
    found = []
    for fact in readable:
        made = corrections.get(fact.id)
        found.append(
            Fact(
                fact.id, fact.question, opened[fact.place], fact.part, fact.added_at, replaced=fact.id in replaced, instead_of_id=made.old_id if made else None,
                instead_of=old.get(made.old_id, "") if made else "", reason=opened.get(made.place, "") if made else "",
            )
        )  # fmt: skip
    return found


def _concerns(clock: ClockNow, concern: Concern, by: Principal) -> bool:
    """An agency sees its own duties, the owner those of the reporter; neither sees the other's."""
    if clock.clock.organization_id:
        return clock.clock.organization_id == by.organization.id
    return concern.record.owner_id == by.organization.id


def _references(clocks: Iterable[ClockNow], reading: disclosure.Reading) -> dict[UUID, str]:
    """The numbers that hotlines gave, as far as the reading covers them."""
    sealed = {each.clock.reference_place: bytes(each.clock.met_reference) for each in clocks if each.clock.met_reference}
    opened = reveal(sealed, event=reading.event)
    return {place.row: text for place, text in opened.items()}


def _decisions(route: Route, by: Principal) -> tuple[Decided, ...]:
    return tuple(Decided(each, _own_note(each, by)) for each in route.decisions.select_related("decided_by", "note_record__owner"))


def _own_note(decision: Decision, by: Principal) -> str:
    """The agency's own reason in words: its own record, read through the gate like any other."""
    if decision.note is None or decision.note_record is None:
        return ""
    reading = disclosure.read_record(decision.note_record, {Field.NARRATIVE}, by=by, purpose=Purpose.OWN_WORK)
    return reveal({decision.note_place: bytes(decision.note)}, event=reading.event)[decision.note_place] if reading.fields else ""


def record_of(reference: str) -> UUID | None:
    """The record of the concern with this number; for verbs that act on records and ask for themselves who may."""
    return Concern.objects.filter(reference=reference).values_list("record", flat=True).first()


def numbers_of(records: Iterable[UUID]) -> dict[UUID, str]:
    """The number of each concern, by its record."""
    return dict(Concern.objects.filter(record__in=list(records)).values_list("record", "reference"))


def notes_on(record: UUID) -> list[UUID]:
    """The records of what agencies wrote on their decisions about a concern."""
    return list(Decision.objects.filter(route__concern__record=record, note_record__isnull=False).values_list("note_record", flat=True))


def is_open(record: UUID) -> bool:
    """Whether an agency still has to answer or to decide on it."""
    return Route.objects.filter(concern__record=record, state__in=OPEN_STATES).exists()


def last_change(record: UUID) -> datetime | None:
    """When anything was last added to a concern, or decided on it; None where this record is no concern's."""
    concern = Concern.objects.filter(record=record).first()
    if concern is None:
        return None
    added = concern.facts.aggregate(last=Max("added_at"))["last"]
    decided = Decision.objects.filter(route__concern=concern).aggregate(last=Max("decided_at"))["last"]
    return max(each for each in (concern.received_at, added, decided) if each)


def how_many() -> int:
    """How many concerns there are in all; a size for the operator, shown on no page."""
    return Concern.objects.count()


def by_kind(*, since: date) -> dict[str, int]:
    """How many concerns of each kind came since a day: sexual exploitation and forced work apart. Victim services' and youth programs' are not counted.

    A size for sums of the region; whoever shows it withholds what is small.
    """
    found = Concern.objects.filter(received_at__date__gte=since).exclude(record__category=Category.VICTIM_SERVICE)
    counted = dict(found.values_list("kind").annotate(number=Count("pk")))
    return {kind.value: counted.get(kind.value, 0) for kind in Kind}


def every_intake() -> list[Organization]:
    """The intakes whose roster must never be empty: each agency of the routing table, and the desk."""
    points = IntakePoint.objects.select_related("organization__county")
    return [*list({point.organization_id: point.organization for point in points}.values()), desk()]


def already_sent(mark: bytes) -> Concern | None:
    """The concern that the same sending made before."""
    return _held(submission=submission_hash(mark)).select_related("county").first()


def by_receipt(digits: str) -> Concern | None:
    """The thread a receipt number opens."""
    found = _held(receipt=receipt_hash(digits)).select_related("county", "record__owner")
    return found.prefetch_related("answers", "routes__organization").first()


def _held(**hashed: bytes) -> QuerySet[Concern]:
    """The concern whose receipt or mark the caller holds; its record is open to the rest of the request."""
    with holding(*hashed.values()):
        record = Concern.objects.filter(**hashed).values_list("record", flat=True).first()
    if record:
        open_record(record)
    return Concern.objects.filter(**hashed)


def told_nobody(concern: Concern) -> bool:
    """Whether a duty officer decided that no agency is told."""
    return nobody_told(concern) and any(route.state == RouteState.SCREENED_OUT for route in concern.routes.all())


def nobody_told(concern: Concern) -> bool:
    """Whether it still waits for a duty officer: until then nobody outside the desk has been told."""
    return not any(route.release_id for route in concern.routes.all())


def open_clocks(concern: Concern) -> list[ClockNow]:
    """Duties of a reporter without an account that are not yet recorded as met."""
    clocks = law.clocks_now(concern.record_id, datetime.now(UTC))
    return [each for each in clocks if not each.clock.met_at and not each.clock.organization_id]


def lines_for(concern: Concern) -> Calls:
    """Whom to call about a concern: never an agency where somebody involved works; its alternate stands in."""
    return lines_without([each.organization for each in concern.conflicts.select_related("organization__conflict_alternate")], concern.county)


def lines_without(conflicts: Iterable[Organization], county: County) -> Calls:
    named = {each.id: each for each in conflicts}
    alternates = {each.phone: each.conflict_alternate for each in named.values()}
    return lines_to_call(county, instead={phone: other if other and other.id not in named else None for phone, other in alternates.items()})


def duty_of(concern: Concern) -> statutes.Answer:
    """What the law of the concern's county asks of somebody of the writer's sector."""
    return law.answer(
        state=concern.county.state,
        sector=concern.sector,
        received_at=concern.known_at,
        time_zone=concern.county.time_zone,
        facts=duty_facts(
            under_18=concern.under_18, missing=concern.missing, indian_country=concern.indian_country, indian_child=concern.indian_child
        ),
    )


@dataclass(frozen=True)
class Tribal:
    """The tribe's own law and agency, where it may come first: agencies that are known here, and the rows that say so."""

    agencies: tuple[Organization, ...]
    rows: tuple[RowNow, ...]


TRIBAL_LAW = ("US-IC-01", "US-ICWA-01", "MN-TRB-01")  # who must tell whom; the rest of the chapter is counsel's


def tribal_first(concern: Concern) -> Tribal | None:
    """What stands first for tribal land or a child of a tribe, as far as it is known; None where nobody said so."""
    if Known.YES not in (concern.indian_country, concern.indian_child) and concern.sector != Sector.TRIBAL:
        return None
    involved = {each.organization_id for each in concern.conflicts.all()}
    agencies = [each for each in accounts.of_sector(Sector.TRIBAL, concern.county_id) if each.id not in involved]
    return Tribal(tuple(agencies), tuple(law.rows(TRIBAL_LAW, state=concern.county.state)))


def labor_rows(concern: Concern) -> list[RowNow]:
    """The rows of this reporter's own report, for what each says of a child's forced work where no caregiver is behind it."""
    if concern.kind not in (Kind.LABOR, Kind.BOTH):
        return []
    reports = [each.duty.id for each in duty_of(concern).settled if each.duty.kind is DutyKind.REPORT]
    return law.rows(reports, state=concern.county.state)


def sign_texts(stored: str) -> list[str]:
    """Warning signs by their ids, in the language of the page."""
    language = get_language() or "en"
    return [warning_signs()[sign].text(language) for sign in stored.split("\n") if sign in warning_signs()]


# --- who reads it ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """An agency or post that will read it, or will not, as the check page says before Send."""

    name: str
    skipped: bool = False
    alternate: str = ""


def readers_before_sending(told: Told, person: Person | None) -> list[Reader]:
    """Who could read this if it were sent now: the desk, or the agencies of the routing table that the gate would allow."""
    if person is None:
        return [Reader(desk().name)]
    posts = [Reader(f"{reader.name}, {reader.post}") for reader in gate.protocol_readers(person.organization)]
    others = [each for each in intake_points(told.county) if each.id != person.organization_id]  # nothing goes to one's own house
    return posts + [reader for organization in others for reader in _reader(organization, told, person)]


def _reader(organization: Organization, told: Told, person: Person) -> list[Reader]:
    if organization in told.conflicts:
        alternate = organization.conflict_alternate
        return [Reader(organization.name, skipped=True, alternate=alternate.name if alternate else "")]
    law_now = gate.law_in_force(person.organization, organization, datetime.now(UTC))
    filing = FILINGS[Sector(person.organization.sector)]
    allowed = any(
        gate.would_share(
            person, category=filing.category, subcategory=filing.subcategory, to=organization, basis=rule, law_now=law_now,
            fields={Field.REFERENCE_NUMBER, Field.OBSERVATION_TEXT}, purpose=Purpose.CHILD_PROTECTION,
            attested={Attestation.SUSPICION, *({Attestation.REQUIRED_FIELDS} if told.required_only else ())},
        ).allowed
        for rule in filing.rules
    )  # fmt: skip
    return [Reader(organization.name)] if allowed else []


def proposals_to_confirm(concern: Concern, *, by: Principal) -> list[Proposal]:
    """The route as a duty officer reviews it: as if the statement that the form asks for were made."""
    return proposals(concern, by=by, assume=gate.attestations_in_force(concern.record, None, Purpose.CHILD_PROTECTION) | {Attestation.SUSPICION})


@dataclass(frozen=True)
class AccessView:
    """Who can see a concern now, and which agencies of its route cannot, with the missing condition."""

    concern: Concern
    seen_by: list[tuple[Organization, list[gate.Access]]]
    refused: list[Route]
    opened: int


def access(reference: str, *, by: Principal) -> AccessView | None:
    """The panel beside a concern; only for somebody who may see the concern at all."""
    seen = view(reference, by=by)
    if seen is None:
        return None
    content = frozenset() if seen.envelope_only else frozenset(fact.field for fact in seen.concern.facts.all())
    fields = content | ENVELOPE
    as_owner = seen.concern.record.owner_id == by.organization.id and not seen.envelope_only
    if as_owner:
        open_record(seen.concern.record_id)  # with it the trace of what others did with it
    people = gate.who_can_see(seen.concern.record, fields, by=by, purpose=Purpose.CHILD_PROTECTION, as_owner=as_owner)
    groups: dict[UUID, tuple[Organization, list[gate.Access]]] = {}
    for each in people:
        groups.setdefault(each.person.organization_id, (each.person.organization, []))[1].append(each)
    refused = [route for route in seen.routes if route.state in (RouteState.REFUSED, RouteState.SKIPPED)]
    return AccessView(seen.concern, list(groups.values()), refused, times_opened(seen.concern.record_id) if as_owner else 0)


def clocks_held(*, by: Principal) -> list[tuple[ClockNow, str, str]]:
    """The duties a person holds, each with the reference of its concern and the county's time zone."""
    held = law.clocks_of_person(by.id, by.now)
    about = Concern.objects.filter(record__in=[clock.clock.record for clock in held], record__sealed=False)
    concerns = {each.record_id: each for each in about.select_related("county")}
    return [
        (clock, concerns[clock.clock.record].reference, concerns[clock.clock.record].county.time_zone)
        for clock in held
        if clock.clock.record in concerns
    ]
