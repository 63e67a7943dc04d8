"""Every verb of a concern. Each is one transaction and leaves its audit event in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from shelterwood_methods.statutes import Truth
from shelterwood_methods.statutes.duties import Kind
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import seal_field, seal_fields
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import ENVELOPE, Attestation, Category, Purpose, Source, Subcategory
from shelterwood.gates.law import queries as law_queries
from shelterwood.gates.law import services as law
from shelterwood.prevent.protocols import services as protocols
from shelterwood.respond.concerns import door_words, queries
from shelterwood.respond.concerns.banks import CONTACTS, stopped
from shelterwood.respond.concerns.models import AnswerGiven, Concern, ConcernFact, Conflict, Decision, IntakePoint, Route, Withdrawal
from shelterwood.respond.concerns.permissions import check, may_act_on, may_add, may_record_report, may_route, may_take
from shelterwood.respond.concerns.receipts import receipt_for, receipt_hash, submission_hash
from shelterwood.respond.concerns.rules import (
    FACT_FIELDS,
    FILINGS,
    Answer,
    Danger,
    Filing,
    RouteState,
    ScreenOutReason,
    Step,
    answer_due,
    duty_facts,
    may_become,
    next_step,
)
from shelterwood.respond.concerns.told import Told

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County

RELEASE_LASTS = timedelta(days=180)
KIND = "concern"
TRIES = 5  # of a random number that is taken already: among twenty thousand concerns that happens about once in four
ORAL = ("telephone", "in_person")


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


def raise_concern(told: Told, *, mark: bytes, at: datetime, by: Principal | None, way_back: bool = False, suspicion: str = "") -> Concern:
    """Keep what somebody noticed, start the clocks of the law, and route it as far as the gate permits.

    With an account it belongs to the writer's organization and goes at once to the agencies the gate allows.
    `suspicion` is the question to which the writer said yes: without that statement nothing is sent. Without an
    account it belongs to the intake desk, and nobody has been told until a duty officer confirms the route.
    `way_back`: whether a receipt number opens it. A second call with the same mark returns the first concern.
    """
    first = queries.already_sent(mark)
    tries = TRIES
    while first is None:
        try:
            with transaction.atomic():
                return _raise(told, mark=mark, at=at, by=by, way_back=way_back, suspicion=suspicion)
        except IntegrityError:  # sent twice at once, or the random number is another concern's
            first, tries = queries.already_sent(mark), tries - 1
            if first is None and not tries:
                raise
    return first


def _raise(told: Told, *, mark: bytes, at: datetime, by: Principal | None, way_back: bool, suspicion: str) -> Concern:
    _stay_in_person(told.sector, told.answers)
    writer = _person(by) if by else None
    owner = writer.organization if writer else queries.desk()
    filing = filing_of(owner)
    names_self = bool(told.answers.get("reporter"))
    record = disclosure.file_record(
        owner=owner,
        writer=writer,
        county=told.county,
        kind=KIND,
        category=filing.category,
        subcategory=Subcategory.REPORT_CONTENT if names_self else filing.subcategory,
        source=Source.OWN_OBSERVATION,
        at=at,
        urgency=0 if told.danger is Danger.YES else 1,
    )
    concern = Concern.objects.create(
        record=record,
        sector=told.sector,
        county=told.county,
        danger=told.danger,
        kind=told.kind,
        under_18=told.under_18,
        missing=told.missing,
        indian_country=told.indian_country,
        indian_child=told.indian_child,
        language=told.language,
        received_at=at,
        known_at=told.known_at,
        submission=submission_hash(mark),
        receipt=receipt_hash(receipt_for(mark)) if way_back else None,
    )
    _write(concern, told.answers, part=0, at=at)
    Conflict.objects.bulk_create([Conflict(concern=concern, organization=each) for each in told.conflicts])
    if names_self and told.name_may_travel:
        disclosure.attest(
            record=record, word=Attestation.REPORTER_SELF, words_used="gave own name", by=writer, purpose=Purpose.CHILD_PROTECTION, at=at
        )
    audit.record(
        Event(
            action="raise_concern",
            actor=by.id if by else None,
            organization=owner.id,
            records=[record.id],
            fields={FACT_FIELDS[question] for question in told.answers},
            purpose=Purpose.CHILD_PROTECTION,
            at=at,
        )
    )
    place = owner.county if writer else told.county  # a duty is the law's of the place where the writer works
    law.start_clocks(
        record=record.id,
        state=place.state,
        time_zone=place.time_zone,
        sector=told.sector,
        holder=writer,
        received_at=told.known_at,
        facts=duty_facts(under_18=told.under_18, missing=told.missing, indian_country=told.indian_country, indian_child=told.indian_child),
    )
    if by and told.required_only:
        disclosure.attest(
            record=record, word=Attestation.REQUIRED_FIELDS, words_used=told.required_only, by=writer, purpose=Purpose.CHILD_PROTECTION, at=at
        )
    if by and suspicion:
        disclosure.attest(record=record, word=Attestation.SUSPICION, words_used=suspicion, by=writer, purpose=Purpose.CHILD_PROTECTION, at=at)
        send(concern, by=by, at=at)
    elif not by:
        _wait_at_desk(concern, owner, at)
    set_clocks(concern)
    return concern


def _stay_in_person(sector: str, answers: Mapping[str, str]) -> None:
    """Money stays in the bank. Raises NotPossible with the reason where somebody of a bank types of it."""
    if sector == Sector.FINANCIAL_INSTITUTION:
        for question, text in answers.items():
            if found := stopped(text, contact=question in CONTACTS):
                raise NotPossible(str(door_words.STOPPED[found]))


def _person(by: Principal) -> Person:
    person = accounts.person(by.id)
    if person is None:
        raise NotPossible(_("Your account was closed meanwhile. Call your manager."))
    return person


def filing_of(owner: Organization) -> Filing:
    """How this owner's concerns are filed. Raises NotPossible for a sector without a door."""
    try:
        return FILINGS[Sector(owner.sector)]
    except KeyError as problem:
        raise NotPossible(_("What you notice goes to the intake desk, not into your organization. Open the form again.")) from problem


def _write(concern: Concern, answers: Mapping[str, str], *, part: int, at: datetime) -> None:
    said = {
        ConcernFact(concern=concern, question=question, field=FACT_FIELDS[question], part=part, added_at=at): text
        for question, text in answers.items()
        if text
    }
    sealed = seal_fields({fact.place: text for fact, text in said.items()})
    for fact in said:
        fact.sealed = sealed[fact.place]
    ConcernFact.objects.bulk_create(said)


def _wait_at_desk(concern: Concern, desk: Organization, at: datetime) -> None:
    due = _answer_due(concern, desk, at)
    Route.objects.create(concern=concern, organization=desk, state=RouteState.SENT, sent_at=at, answer_due=due)
    tell(accounts.on_duty(desk, at), at=at, at_once=True)


def set_clocks(concern: Concern) -> None:
    """What lists sort by: for the owner and the coordinator the nearest unmet duty or unanswered route of all, for a
    recipient its own. What an agency took and has not decided stays in its list from the day it came."""
    clocks = law_queries.open_clocks([concern.record_id])
    moments = [clock.nearest for (_, holder), clock in clocks.items() if holder is None]
    for route in concern.routes.all():
        own = [clock.nearest for (_, holder), clock in clocks.items() if holder == route.organization_id]
        if route.state == RouteState.SENT:  # nothing that waits leaves a list, whatever became of its clock
            own.append(route.answer_due or route.sent_at)
        moments += own
        if route.state == RouteState.ACKNOWLEDGED:
            own.append(route.sent_at)
        if route.release_id:
            disclosure.set_release_clock(route.release_id, due_at=min(own, default=None))
    disclosure.set_clock(concern.record, due_at=min(moments, default=None))


def _answer_due(concern: Concern, organization: Organization, at: datetime) -> datetime:
    return answer_due(at, danger=concern.danger == Danger.YES, shifts=accounts.shifts_from(organization, at), patience=queries.patience())


def send(concern: Concern, *, by: Principal, at: datetime, only: Iterable[UUID] | None = None) -> list[Route]:
    """Send the concern to each proposed recipient, or to those named, exactly as far as the gate permits.

    A refused recipient is kept with the missing condition, and one skipped for a conflict with its alternate, so
    that the way of a concern can be read afterwards.
    """
    chosen = set(only) if only is not None else None
    sent = []
    with transaction.atomic():
        for proposal in queries.proposals(concern, by=by):
            if concern.routes.filter(organization=proposal.organization).exists():
                continue
            if proposal.rule and chosen is not None and proposal.organization.id not in chosen:
                continue
            sent.append(_send_one(concern, proposal, by=by, at=at))
    return sent


def _send_one(concern: Concern, proposal: queries.Proposal, *, by: Principal, at: datetime) -> Route:
    organization = proposal.organization
    route = Route(concern=concern, organization=organization, sent_at=at, instead_of=proposal.instead_of)
    if proposal.skipped:
        route.state = RouteState.SKIPPED
    elif not proposal.rule:
        route.state, route.missing = RouteState.REFUSED, " ".join(proposal.missing)
    else:
        due = _answer_due(concern, organization, at)
        route.state, route.rule, route.answer_due = RouteState.SENT, proposal.rule, due
        route.release = disclosure.share(
            concern.record,
            proposal.fields,
            by=by,
            to=organization,
            basis=proposal.rule,
            purpose=Purpose.CHILD_PROTECTION,
            ends_at=at + RELEASE_LASTS,
            to_intake=True,
            due_at=due,
        )
        _start_cross_report(concern, organization, at)
        tell(accounts.on_duty(organization, at), at=at, at_once=True)
    route.save()
    return route


def _start_cross_report(concern: Concern, organization: Organization, at: datetime) -> None:
    """An agency that received a report may have to tell the other one, as child welfare the police; it does so by telephone."""
    law.start_clocks(
        record=concern.record_id,
        state=organization.county.state,
        time_zone=organization.county.time_zone,
        sector=organization.sector,
        organization=organization,
        received_at=at,
        facts={"report_received": Truth.YES},
        kind=Kind.CROSS_REPORT,
    )


def confirm_route(concern: Concern, *, by: Principal, at: datetime, recipients: Iterable[UUID], suspicion: str, no_recipient: str = "") -> None:
    """A duty officer confirms who is told what. Without a recipient a reason must be given.

    Raises NotPossible where nothing is chosen and no reason given, or when the desk has already routed it.
    """
    chosen = list(recipients)
    check(may_route(concern, by))
    with transaction.atomic():
        desk_route = concern.routes.select_for_update(of=("self",)).get(organization=by.organization.id)
        if desk_route.state != RouteState.SENT:
            raise NotPossible(_("This concern was already routed."))
        if not chosen and not no_recipient:
            raise NotPossible(_("Choose a recipient, or say why there is none."))
        person = _person(by)
        if chosen:
            disclosure.attest(
                record=concern.record, word=Attestation.SUSPICION, words_used=suspicion, by=person, purpose=Purpose.CHILD_PROTECTION, at=at
            )
            send(concern, by=by, at=at, only=chosen)
        _acknowledge(desk_route, person, at)
        _decide(desk_route, person, at, taken=bool(chosen), reason=ScreenOutReason.OTHER if not chosen else None, note=no_recipient)
        _give_answer(concern, answer=Answer.PASSED_ON if chosen else Answer.CLOSED, by=by, at=at)


def acknowledge(route: Route, *, by: Principal, at: datetime) -> Route:
    """The first to press it takes the concern; a second hears who did. Raises NotPossible then."""
    check(may_take(route, by))
    with transaction.atomic():
        route = Route.objects.select_for_update(of=("self",)).select_related("acknowledged_by", "concern__record", "release").get(pk=route.pk)
        if route.acknowledged_by:
            raise NotPossible(_("%(name)s already acknowledged this.") % {"name": route.acknowledged_by.name})
        _acknowledge(route, _person(by), at)
        _let_read(route, _person(by), at, "acknowledged")
        _note(route, "acknowledge", by, at)
        _give_answer(route.concern, answer=Answer.RECEIVED, by=by, at=at)
    return route


def _acknowledge(route: Route, person: Person, at: datetime) -> None:
    if route.state == RouteState.SENT:
        route.state, route.acknowledged_by, route.acknowledged_at, route.answer_due = RouteState.ACKNOWLEDGED, person, at, None
        route.save()
        set_clocks(route.concern)


def screen(route: Route, *, by: Principal, at: datetime, accepted: bool, reason: ScreenOutReason | None, note: str) -> Route:
    """Screen in, or out with a reason. Raises NotPossible before it is acknowledged or when a reason is missing."""
    check(may_take(route, by))
    with transaction.atomic():
        route = Route.objects.select_for_update(of=("self",)).select_related("concern__record", "concern__county", "organization").get(pk=route.pk)
        then = RouteState.SCREENED_IN if accepted else RouteState.SCREENED_OUT
        if not may_become(RouteState(route.state), then):
            raise NotPossible(_("Acknowledge this concern first.") if route.state == RouteState.SENT else _("This was already decided."))
        if not accepted and not reason:
            raise NotPossible(_("Say why it is not taken up."))
        _decide(route, _person(by), at, taken=accepted, reason=reason, note=note)
        _note(route, then, by, at)
        if accepted:
            _give_answer(route.concern, answer=Answer.LOOKING, by=by, at=at)
    return route


def _decide(route: Route, person: Person, at: datetime, *, taken: bool, reason: ScreenOutReason | None, note: str) -> None:
    route.state, route.answer_due = RouteState.SCREENED_IN if taken else RouteState.SCREENED_OUT, None
    route.save()
    decision = Decision(route=route, taken=taken, decided_by=person, decided_at=at, reason=reason or "")
    if note:
        _keep_note(decision, person, note, at)
    decision.save()
    set_clocks(route.concern)


def _keep_note(decision: Decision, person: Person, note: str, at: datetime) -> None:
    """The agency's own words are its own record, sealed under its own key; the sender never sees them."""
    route = decision.route
    category = {Sector.LAW_ENFORCEMENT: Category.INVESTIGATIVE, Sector.CHILD_WELFARE: Category.CHILD_WELFARE}
    decision.note_record = disclosure.file_record(
        owner=route.organization,
        writer=person,
        county=route.concern.county,
        kind="note",
        category=category.get(Sector(route.organization.sector), Category.GENERAL),
        subcategory=Subcategory.CASE_RECORD,
        source=Source.OWN_FILE,
        at=at,
    )
    decision.note = seal_field(note, place=decision.note_place)


def answer(route: Route, *, answer: Answer, by: Principal, at: datetime) -> None:
    """Say one sentence of the closed list to the person who gave notice; the agency must have acknowledged it."""
    check(may_act_on(route, by))
    if not route.acknowledged_at:
        raise NotPossible(_("Acknowledge this concern first."))
    with transaction.atomic():
        _give_answer(route.concern, answer=answer, by=by, at=at)


def _give_answer(concern: Concern, *, answer: Answer, by: Principal, at: datetime) -> None:
    AnswerGiven.objects.create(concern=concern, answer=answer, organization_id=by.organization.id, given_by_id=by.id, given_at=at)
    audit.record(Event(action="answer", actor=by.id, organization=by.organization.id, records=[concern.record_id], detail=answer, at=at))


def add_facts(concern: Concern, *, words: str, at: datetime, by: Principal | None) -> None:
    """Add to what was said. Those who may read what the person observed can read this too, and are told to look.

    An agency that did not take the concern up decides anew on what is new, and the desk where it told nobody.
    Without `by` the caller holds the receipt number, which is the right to add. Raises NotPossible for what bank staff may not tell.
    """
    check(by is None or may_add(concern, by))
    _stay_in_person(concern.sector, {"words": words})
    with transaction.atomic():
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)  # two additions come one after the other
        refuse_withdrawn(concern)
        part = 1 + max(concern.facts.values_list("part", flat=True), default=0)
        _write(concern, {"words": words}, part=part, at=at)
        audit.record(
            Event(
                action="add_facts",
                actor=by.id if by else None,
                organization=concern.record.owner_id,
                records=[concern.record_id],
                fields=[FACT_FIELDS["words"]],
                at=at,
            )
        )
        for route in concern.routes.exclude(state__in=[RouteState.SKIPPED, RouteState.REFUSED, RouteState.WITHDRAWN]).select_related("organization"):
            if route.state == RouteState.SCREENED_OUT:
                open_again(route, at)
            tell(accounts.on_duty(route.organization, at), at=at, at_once=True)
        set_clocks(concern)


def refuse_withdrawn(concern: Concern) -> None:
    """Raise NotPossible for a concern that its writer took back before anybody acknowledged it: nobody would read what is added."""
    if Withdrawal.objects.filter(concern=concern, unread=True).exists():
        raise NotPossible(_("This concern was withdrawn. Raise a new one."))


def open_again(route: Route, at: datetime) -> None:
    """What an agency did not take up waits for it once more, as if it had come now."""
    route.state, route.told, route.sent_at = RouteState.SENT, Step.NONE, at
    route.acknowledged_by = route.acknowledged_at = None
    route.answer_due = _answer_due(route.concern, route.organization, at)
    route.save()


def record_report(concern: Concern, *, clock: UUID, met_at: datetime, method: str, reference: str, at: datetime, by: Principal | None) -> None:
    """Record that a report the law asks was made: when, how, and the number that was given.

    Without `by` the caller holds the receipt number.
    """
    row = law_queries.clock(clock, record=concern.record_id)
    check(row is not None and (may_record_report(concern, row.organization_id, by) if by else row.organization_id is None))
    with transaction.atomic():
        law.meet_clock(record=concern.record_id, clock=clock, met_at=met_at, method=method, reference=reference, at=at, by=by.id if by else None)
        if row and row.holder and law_queries.kind_of(row) is Kind.REPORT and method in ORAL:
            _start_written_report(concern, row.holder, met_at)
        if by:
            protocols.report_recorded(concern.record, by=by, at=at)
        set_clocks(concern)


def _start_written_report(concern: Concern, holder: Person, spoken_at: datetime) -> None:
    """Where the law asks the same in writing after the oral report, that clock starts with the call."""
    law.start_clocks(
        record=concern.record_id,
        state=holder.organization.county.state,
        time_zone=holder.organization.county.time_zone,
        sector=concern.sector,
        holder=holder,
        received_at=spoken_at,
        facts={"oral_report_made": Truth.YES},
        kind=Kind.WRITTEN_REPORT,
    )


def escalate(*, at: datetime) -> int:
    """Tell the next person of every route that nobody has answered. Returns how many were moved on."""
    moved = 0
    # of what is sealed nobody is named as a reader any more
    waiting = Route.objects.filter(answer_due__lte=at, state=RouteState.SENT, concern__record__sealed=False).values_list("pk", flat=True)
    for identifier in list(waiting):
        with transaction.atomic():
            route = (
                Route.objects.select_for_update(of=("self",))
                .select_related("concern__record", "organization", "release")
                .filter(pk=identifier, answer_due__lte=at, state=RouteState.SENT)
                .first()
            )
            if route:
                _escalate_one(route, at)
                moved += 1
    return moved


def _escalate_one(route: Route, at: datetime) -> None:
    step = next_step(Step(route.told))
    people = {
        Step.ALTERNATE: lambda: accounts.on_duty(route.organization, at, rank="alternate"),
        Step.SUPERVISOR: lambda: accounts.supervisors(route.organization),
        Step.COORDINATOR: accounts.coordinators,
    }[step]()
    route.told, route.answer_due = step, _answer_due(route.concern, route.organization, at)
    route.save(update_fields=["told", "answer_due"])
    set_clocks(route.concern)
    if step is not Step.COORDINATOR:  # the coordinator gets the reference number only
        for person in people:
            _let_read(route, person, at, step)
    audit.record(Event(action="escalate", organization=route.organization_id, records=[route.concern.record_id], fields=ENVELOPE, detail=step, at=at))
    tell(people, at=at, at_once=True)


def _let_read(route: Route, person: Person, at: datetime, why: str) -> None:
    if route.release:
        disclosure.add_reader(route.release, person=person, at=at, why=why)
    else:
        disclosure.name_reader(route.concern.record, person=person, at=at, why=why)


def _note(route: Route, action: str, by: Principal, at: datetime) -> None:
    audit.record(
        Event(
            action=action,
            actor=by.id,
            organization=by.organization.id,
            records=[route.concern.record_id],
            rules=[route.rule] if route.rule else [],
            at=at,
        )
    )


def set_intakes(county: County, *, organizations: Iterable[Organization], actor: UUID | None, organization: UUID | None, at: datetime) -> None:
    """The routing table of a county anew: who takes its reports, in this order. What was sent before stays where it went."""
    with transaction.atomic():
        IntakePoint.objects.filter(county=county).delete()
        IntakePoint.objects.bulk_create(
            [IntakePoint(county=county, organization=each, position=position) for position, each in enumerate(organizations)]
        )
        audit.record(Event(action="set_intakes", actor=actor, organization=organization, detail=str(county.pk), at=at))
