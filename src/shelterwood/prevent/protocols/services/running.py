"""Every verb of a run. Each locks the run, adds what somebody says, and brings the tasks in line; nothing written is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event as Trace
from shelterwood.foundation.design.revisions import check_seen
from shelterwood.foundation.vault.services import seal_field
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import Category, Field, Purpose, Source
from shelterwood.gates.law import queries as law
from shelterwood.prevent.protocols.models import Adoption, Answered, Entry, Run, Task
from shelterwood.prevent.protocols.permissions import check, may_begin, may_join, may_read, reads_its_beginning
from shelterwood.prevent.protocols.queries.adopting import RUNNABLE
from shelterwood.prevent.protocols.queries.running import known_values
from shelterwood.prevent.protocols.queries.value import signed_text, value_of
from shelterwood.prevent.protocols.rules.entries import RunState, What
from shelterwood.prevent.protocols.rules.filing import category, subcategory
from shelterwood.prevent.protocols.rules.running import (
    SETTLED,
    Act,
    Event,
    State,
    event_fault,
    finished,
    moments_to_ask,
    open_duties,
    progress,
    with_event,
)
from shelterwood.prevent.protocols.services.faults import NotPossible
from shelterwood.prevent.protocols.services.tasks import sync

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.gates.disclosure.models import Record

KIND = "run"
TRIES = 5  # of a random number that is taken already
GOING_ON = (RunState.OPEN, RunState.PAUSED)
AHEAD = timedelta(minutes=5)  # clocks of two machines may differ that much
SOON = timedelta(days=1)  # a step that is due sooner is told of at once


def begin(
    adoption: Adoption, *, by: Principal, at: datetime, token: UUID, started_at: datetime | None = None,
    moments: Mapping[str, datetime] | None = None, about: Record | None = None,
) -> Run:  # fmt: skip
    """Begin a run of an adopted protocol, on its own or from a concern (`about`: its record). A second click finds the first run.

    `moments`: when that happened from which clocks run, as far as known. From a concern, colleagues who may read it now are
    named as readers. Raises Forbidden, NotPossible for a protocol that is not in force or a time that has not come.
    """
    check(may_begin(adoption.organization_id, about, by))
    first = Run.objects.filter(token=token, begun_by=by.id).first()
    if first:
        return first
    if not adoption.in_force or adoption.kind not in RUNNABLE:
        raise NotPossible(_("This protocol is not in force any more. Choose the one that is."))
    said = {name: when for name, when in (moments or {}).items() if name in moments_to_ask(signed_text(adoption))}
    _not_ahead([*said.values(), *([started_at] if started_at else [])], at)
    tries = TRIES
    while first is None:
        try:
            with transaction.atomic():
                return _begun(adoption, by, at, token, min([started_at or at, *said.values()]), about, said)
        except IntegrityError:  # pressed twice at once, or the random number is another run's
            first, tries = Run.objects.filter(token=token, begun_by=by.id).first(), tries - 1
            if first is None and not tries:
                raise
    return first


def _begun(
    adoption: Adoption, by: Principal, at: datetime, token: UUID, started_at: datetime, about: Record | None, said: Mapping[str, datetime]
) -> Run:
    run = _begin(adoption, by, at, token, started_at, about)
    for name, when in said.items():
        _write(run, what=What.MOMENT, subject=name, happened_at=when, by=by, at=at)
    sync(run, at=at)
    _take_over_reports(run, by=by, at=at)
    return run


def report_recorded(about: Record, *, by: Principal, at: datetime) -> None:
    """Somebody recorded a report on what runs were begun from: their own of these do not ask for it again."""
    begun = Run.objects.filter(about=about, begun_by=by.id, state__in=GOING_ON)
    for run in begun.select_related("record__county", "record__owner", "about__owner", "adoption"):
        if may_read(run, by):
            _take_over_reports(run, by=by, at=at)


def _take_over_reports(run: Run, *, by: Principal, at: datetime) -> None:
    """Settle the steps that ask a report which whoever began the run has recorded already. What was said of a step stays."""
    for clock in law.reports_made(run.about_id, holder=by.id) if run.about_id else ():
        for each in progress(value_of(run), at):
            if each.step.clock and clock.duty in each.step.clock.duties and each.state not in (*SETTLED, State.NOT_NEEDED):
                done = max(clock.met_at or at, run.started_at)
                settle(run, step=each.step.id, round=each.round, act=Act.DONE, happened_at=done, by=by, at=at)


def _begin(adoption: Adoption, by: Principal, at: datetime, token: UUID, started_at: datetime, about: Record | None) -> Run:
    person = _person(by.id)
    record = disclosure.file_record(
        owner=person.organization, writer=person, county=person.organization.county, kind=KIND, category=category(person.organization.sector),
        subcategory=subcategory(from_concern=about is not None), source=Source.OWN_FILE, at=at,
    )  # fmt: skip
    run = Run.objects.create(record=record, about=about, adoption=adoption, begun_by=person, begun_at=at, started_at=started_at, token=token)
    if about:
        readers = gate.who_can_see(about, {Field.OBSERVATION_TEXT}, by=by, purpose=Purpose.CHILD_PROTECTION, as_owner=False)
        _name([each.person for each in readers], run, at, "reads the concern")
    elif record.category == Category.PRIVILEGED:
        _name([person], run, at, "began the run")
    _note("begin_run", run, by, at, rules=[adoption.protocol])
    return run


def _name(people: Iterable[Person], run: Run, at: datetime, why: str) -> None:
    for person in people:
        disclosure.name_reader(run.record, person=person, at=at, why=why)


def join(run: Run, *, by: Principal, at: datetime) -> None:
    """Take part in what colleagues began from a concern that one may read too. Raises Forbidden."""
    check(may_join(run, by))
    with transaction.atomic():
        _name([_person(by.id)], run, at, "reads the concern")


def answer(run: Run, *, question: str, says: Truth, by: Principal, at: datetime) -> None:
    """Say what is known of a question on which steps depend; unknown is an answer. Raises Forbidden, NotPossible once it is closed."""
    with transaction.atomic():
        run = _locked(run, by)
        last = run.answers.filter(question=question).last()
        if last is None or last.answer != says.value:
            Answered.objects.create(run=run, question=question, answer=says.value, said_by_id=by.id, said_at=at)
            _note("answer_run", run, by, at, detail=question)
            sync(run, at=at)


def say_moment(run: Run, *, moment: str, happened_at: datetime, by: Principal, at: datetime) -> None:
    """Say when something happened from which clocks run. Said before, it corrects that; both stay.

    Raises Forbidden, NotPossible for a moment that no clock of this protocol runs from, or that has not come.
    """
    with transaction.atomic():
        run = _locked(run, by)
        if moment not in moments_to_ask(signed_text(run.adoption)):
            raise NotPossible(_("No time limit of this protocol runs from that."))
        _not_ahead([happened_at], at)
        before = run.entries.filter(what=What.MOMENT, subject=moment, corrected=None).last()
        if before is None or before.happened_at != happened_at:
            _write(run, what=What.MOMENT, subject=moment, happened_at=happened_at, by=by, at=at, corrects=before)
            sync(run, at=at)


def say_known(
    run: Run, *, answers: Mapping[str, Truth], moments: Mapping[str, datetime], by: Principal, at: datetime, seen: str | None = None
) -> None:  # fmt: skip
    """Say all at once what is known. `seen`: the mark of what the person had before them.

    Raises Forbidden, NotPossible, and Stale where somebody said something of it meanwhile.
    """
    with transaction.atomic():
        check_seen(known_values(_locked(run, by)), seen)
        for moment, happened_at in moments.items():
            say_moment(run, moment=moment, happened_at=happened_at, by=by, at=at)
        for question, says in answers.items():
            answer(run, question=question, says=says, by=by, at=at)


def settle(
    run: Run, *, step: str, round: int, act: Act, happened_at: datetime, by: Principal, at: datetime, choice: str = "", words: str = ""
) -> Entry:  # fmt: skip
    """A step was done, decided, or could not be done (`words`: the reason). The same said twice by one person is kept once.

    Raises Forbidden, and NotPossible where somebody else settled it meanwhile, its turn has not come, or a reason is missing.
    """
    with transaction.atomic():
        run = _locked(run, by)
        settled = run.entries.filter(what=What.STEP, subject=step, round=round, corrected=None).select_related("said_by").last()
        if settled:
            if (settled.said_by_id, settled.act, settled.choice) == (by.id, act, choice):
                return settled
            raise NotPossible(_("%(name)s already recorded this step. Read it; add a note, or correct it.") % {"name": settled.said_by.name})
        _not_ahead([happened_at], at)
        current, event = value_of(run), Event(step, happened_at, act, choice, words)
        if fault := event_fault(current, event):
            raise NotPossible(fault.of(_language()))
        planned = next(each for each in progress(current, at) if each.step.id == step)
        if planned.round != round or planned.state in SETTLED:
            raise NotPossible(_("This step stands differently by now. Read it again."))
        with_event(current, event)
        entry = _write(run, what=What.STEP, subject=step, round=round, act=act, choice=choice, happened_at=happened_at, by=by, at=at, words=words)
        _note("settle_step", run, by, at, detail=step)
        sync(run, at=at)
        return entry


def correct(
    entry: Entry, *, act: Act, happened_at: datetime, by: Principal, at: datetime, choice: str = "", words: str = ""
) -> Entry:  # fmt: skip
    """Say it differently; what was said first stays in sight. Raises Forbidden, NotPossible where it was corrected meanwhile."""
    with transaction.atomic():
        run = _locked(entry.run, by)
        if entry.what != What.STEP:
            raise NotPossible(_("Only what was said of a step is corrected."))
        if Entry.objects.filter(corrects=entry).exists():
            raise NotPossible(_("Somebody corrected this meanwhile. Correct the newer entry."))
        _not_ahead([happened_at], at)
        if fault := event_fault(value_of(run), Event(entry.subject, happened_at, act, choice, words)):
            raise NotPossible(fault.of(_language()))
        corrected = _write(
            run, what=What.STEP, subject=entry.subject, round=entry.round, act=act, choice=choice, happened_at=happened_at, by=by, at=at, words=words,
            corrects=entry,
        )  # fmt: skip
        _note("correct_entry", run, by, at, detail=entry.subject)
        sync(run, at=at)
        return corrected


def note(run: Run, *, words: str, by: Principal, at: datetime) -> Entry:
    """Add a note, open or closed: what somebody learned later belongs there too. Raises Forbidden, NotPossible without words."""
    if not words.strip():
        raise NotPossible(_("Write the note."))
    with transaction.atomic():
        run = _locked(run, by, also_closed=True)
        written = _write(run, what=What.NOTE, happened_at=at, by=by, at=at, words=words)
        _note("note_run", run, by, at)
        return written


def assign(task: Task, *, to: Person, by: Principal, at: datetime) -> None:
    """Give a task to somebody of the organization; they can read the run from then on, and are told.

    Raises Forbidden, and NotPossible for somebody else's person, or one who may not read the concern it was begun from.
    """
    with transaction.atomic():
        run = _locked(task.run, by)
        row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        if row.done_at:
            raise NotPossible(_("This step is already recorded."))
        if to.organization_id != run.record.owner_id or not to.active:
            raise NotPossible(_("Choose somebody of your organization."))
        if not reads_its_beginning(run, gate.principal(to, mfa_at=by.now, now=by.now)):
            raise NotPossible(_("This person may not read the concern, so the run stays closed to them. Choose somebody else."))
        row.assigned_to, row.assigned_by_id, row.assigned_at = to, by.id, at
        row.save(update_fields=["assigned_to", "assigned_by", "assigned_at"])
        _name([to], run, at, "has a step to do")
        _note("assign_task", run, by, at, detail=row.step)
        if to.id != by.id:
            tell([to], at=at, at_once=row.due_at is not None and row.due_at < at + SOON)


def pause(run: Run, *, why: str, by: Principal, at: datetime) -> None:
    """Let it rest, with a reason. Limits of the law go on and warn. Raises Forbidden, NotPossible without a reason."""
    _turn(run, RunState.PAUSED, why=_reason(why), by=by, at=at)


def go_on(run: Run, *, by: Principal, at: datetime) -> None:
    """Take it up again. Raises Forbidden, NotPossible once it is closed."""
    _turn(run, RunState.OPEN, why="", by=by, at=at)


def finish(run: Run, *, by: Principal, at: datetime) -> None:
    """Close it: nothing is left whose turn has come. Raises Forbidden, NotPossible while something waits."""
    with transaction.atomic():
        locked = _locked(run, by)
        if not finished(value_of(locked), at):
            raise NotPossible(_("Steps still wait. Record each, or end the run early and say why."))
        _turn(locked, RunState.FINISHED, why="", by=by, at=at)


def end_early(run: Run, *, why: str, by: Principal, at: datetime) -> None:
    """Close it before its end, with a reason. What the law asks is recorded first, or why it could not be done.

    Raises Forbidden, NotPossible without a reason or while a limit of the law runs.
    """
    reason = _reason(why)
    with transaction.atomic():
        locked = _locked(run, by)
        if open_duties(value_of(locked), at):
            raise NotPossible(_("A step that the law asks is open. Record that it was done, or why it could not be done. Then end the run."))
        _turn(locked, RunState.ENDED, why=reason, by=by, at=at)


def _turn(run: Run, state: RunState, *, why: str, by: Principal, at: datetime) -> None:
    with transaction.atomic():
        run = _locked(run, by)
        if run.state == state:
            return
        run.state = state
        if not run.going_on:
            run.closed_by_id, run.closed_at = by.id, at
        run.save(update_fields=["state", "closed_by", "closed_at"])
        _write(run, what=What.STATE, subject=state, happened_at=at, by=by, at=at, words=why)
        _note("turn_run", run, by, at, detail=state)
        sync(run, at=at)


def _reason(why: str) -> str:
    if not why.strip():
        raise NotPossible(_("Say why."))
    return why


def _locked(run: Run, by: Principal, *, also_closed: bool = False) -> Run:
    """The run as it stands now, for one writer at a time. Raises Forbidden for who may not write in it."""
    found = Run.objects.select_for_update(of=("self",)).select_related("record__county", "record__owner", "about__owner", "adoption").get(pk=run.pk)
    check(may_read(found, by))
    if not found.going_on and not also_closed:
        raise NotPossible(_("This run is closed. You can add a note."))
    return found


def _write(
    run: Run, *, what: What, happened_at: datetime, by: Principal, at: datetime, subject: str = "", round: int = 1, act: str = "", choice: str = "",
    words: str = "", corrects: Entry | None = None,
) -> Entry:  # fmt: skip
    number = 1 + max(run.entries.values_list("number", flat=True), default=0)
    entry = Entry(
        run=run, number=number, what=what, subject=subject, round=round, act=act, choice=choice, happened_at=happened_at, said_by_id=by.id, said_at=at,
        corrects=corrects,
    )  # fmt: skip
    if words.strip():
        entry.words = seal_field(words.strip(), place=entry.place)
    entry.save()
    return entry


def _not_ahead(moments: Iterable[datetime], now: datetime) -> None:
    if any(moment > now + AHEAD for moment in moments):
        raise NotPossible(_("This time has not come yet. Enter when it was."))


def _person(identifier: UUID) -> Person:
    person = accounts.person(identifier)
    if person is None:
        raise NotPossible(_("Your account was closed meanwhile. Call your manager."))
    return person


def _language() -> str:
    return get_language() or "en"


def _note(action: str, run: Run, by: Principal, at: datetime, *, rules: Iterable[str] = (), detail: str = "") -> None:
    audit.record(
        Trace(
            action=action, actor=by.id, organization=by.organization.id, records=[run.record_id], fields=[Field.NARRATIVE],
            purpose=Purpose.OWN_WORK, rules=rules, detail=detail, at=at,
        )
    )  # fmt: skip
