"""Set how long records are kept; hold, seal and destroy them. Each leaves its audit event, and no word of a record is read for it.

Records belong to many organizations. A verb asks first whether this is counsel, then acts as the house itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.design.revisions import check_seen
from shelterwood.foundation.drafts import services as drafts
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.prevent.protocols import queries as protocol_queries
from shelterwood.prevent.protocols.services import ending as protocols
from shelterwood.respond.concerns import queries as concern_queries
from shelterwood.respond.concerns.services import ending as concerns
from shelterwood.respond.endings import queries
from shelterwood.respond.endings.models import Hold, Period, Seal
from shelterwood.respond.endings.permissions import check, keeps_records
from shelterwood.respond.endings.queries import Over
from shelterwood.respond.endings.rules import Basis, HoldReason

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

OVER = "period_over"
log = logging.getLogger("shelterwood.endings")


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


# --- periods ----------------------------------------------------------------------------------------------------


def set_period(
    category: str, *, years: int | None, citation: str, reason: str, by: Person, at: datetime, seen: str | None = None
) -> Period:  # fmt: skip
    """Say how long records of a category are kept, on which law, and why. It destroys nothing before it is started.

    `years` None: kept from now on. `seen`: the mark of what the person had before them. Raises Forbidden, and Stale where it was
    changed meanwhile.
    """
    check(keeps_records(by))
    with transaction.atomic():
        check_seen(queries.period_values(category), seen)
        made = Period.objects.create(category=category, years=years, citation=citation, reason=reason, set_by=by, set_at=at)
        _note("set_period", by, at, detail=category)
    return made


def start_period(category: str, *, count: int, by: Person, at: datetime) -> None:
    """Let the nights destroy what is over in a category. `count`: how many counsel saw in the list before.

    Raises Forbidden; NotPossible where no period is set, it was started, or the list has grown since it was seen.
    """
    check(keeps_records(by))
    with transaction.atomic():
        period = Period.objects.select_for_update().filter(pk__in=[each.pk for each in queries.periods().values()], category=category).first()
        if period is None:
            raise NotPossible(_("No period is set for this category. Set one first."))
        if period.started_at:
            raise NotPossible(_("This period was already started."))
        with acting(Purpose.ENDING):
            if len(queries.over(at=at, category=category, started_only=False)) != count:
                raise NotPossible(_("The list has changed since you looked at it. Look at it again."))
        period.started_by, period.started_at = by, at
        period.save(update_fields=["started_by", "started_at"])
        _note("start_period", by, at, detail=category)


# --- hold and seal ----------------------------------------------------------------------------------------------


def hold(number: str, *, reason: HoldReason, by: Person, at: datetime) -> None:
    """Hold a concern, with what agencies wrote on it and the runs begun from it: none is destroyed until the hold is lifted.

    Raises Forbidden; NotPossible where there is no such number, or it is held.
    """
    check(keeps_records(by))
    with transaction.atomic(), acting(Purpose.ENDING):
        whole = _whole(number)
        held = queries.held()
        if whole[0] in held:
            raise NotPossible(_("This concern is already held."))
        Hold.objects.bulk_create([Hold(record_id=each, reason=reason, held_by=by, held_at=at) for each in whole if each not in held])
        _note("hold", by, at, records=whole, detail=reason)


def lift(number: str, *, by: Person, at: datetime) -> None:
    """Lift the hold of a concern and of what was held with it. Raises Forbidden; NotPossible where nothing holds it."""
    check(keeps_records(by))
    with transaction.atomic(), acting(Purpose.ENDING):
        whole = _whole(number)
        if not Hold.objects.filter(record__in=whole, lifted_at=None).update(lifted_by=by, lifted_at=at):
            raise NotPossible(_("Nothing holds this concern."))
        _note("lift_hold", by, at, records=whole)


def seal(number: str, *, basis: Basis, by: Person, at: datetime) -> None:
    """Seal a concern, with what agencies wrote on it and the runs begun from it: nobody reads or lists it, its writer neither.

    Drafts about it are destroyed: they would show what it says. Raises Forbidden; NotPossible where there is no such number, or it
    is sealed.
    """
    check(keeps_records(by))
    with transaction.atomic(), acting(Purpose.ENDING):
        whole = _whole(number)
        if Seal.objects.filter(record=whole[0], opened_at=None).exists():
            raise NotPossible(_("This concern is already sealed."))
        Seal.objects.bulk_create([Seal(record_id=each, basis=basis, sealed_by=by, sealed_at=at) for each in whole], ignore_conflicts=True)
        disclosure.set_sealed(whole, sealed=True, at=at)
        for each in whole:
            drafts.end_about(each, at=at)
        _note("seal", by, at, records=whole, detail=basis)


def open_seal(number: str, *, by: Person, at: datetime) -> None:
    """Open a seal again, as an order of the court may ask: those whom the rules allow read it as before.

    Whoever had been named as reader is not named any more. Raises Forbidden; NotPossible where it is not sealed.
    """
    check(keeps_records(by))
    with transaction.atomic(), acting(Purpose.ENDING):
        whole = _whole(number)
        if not Seal.objects.filter(record__in=whole, opened_at=None).update(opened_by=by, opened_at=at):
            raise NotPossible(_("This concern is not sealed."))
        disclosure.set_sealed(whole, sealed=False, at=at)
        _note("open_seal", by, at, records=whole)


def _whole(number: str) -> list[UUID]:
    """The record of a concern first, then those of its notes and runs. Raises NotPossible for a number that is none."""
    record = concern_queries.record_of(number)
    if record is None:
        raise NotPossible(_("There is no concern with this number. Check each letter and digit."))
    return [record, *concern_queries.notes_on(record), *protocol_queries.begun_from(record)]


def _note(action: str, by: Person, at: datetime, *, records: Iterable[UUID] = (), detail: str = "") -> None:
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, records=records, detail=detail, at=at))


# --- the end ----------------------------------------------------------------------------------------------------


def end_over(*, at: datetime) -> int:
    """Destroy what is over under the periods that counsel started; returns how many. What fails stays whole and is tried tomorrow."""
    starters = {name: each.started_by_id for name, each in queries.periods().items() if each.started_by_id}
    ended = 0
    for each in queries.over(at=at):
        try:
            ended += _end(each, by=starters[each.category], at=at)
        except Exception:  # one that cannot be ended keeps no other
            log.exception("A record could not be destroyed; it is tried again tomorrow")
    return ended


def _end(over: Over, *, by: UUID, at: datetime) -> int:
    """One record with all that hangs on it: its rows, its keys, drafts about it, its clocks. The trace keeps that it was, by its id.

    The runs begun from a concern go first: left behind, they would be read by people who could not read the concern.
    """
    with transaction.atomic():
        if over.record in queries.held() or not gate.is_there(over.record):  # held, or gone with another, while the night went on
            return 0
        gone = [*protocol_queries.begun_from(over.record), *concern_queries.notes_on(over.record), over.record]
        for record in gone:  # the keys first: what a run says may not be removed while a key opens it
            drafts.end_about(record, at=at)
            vault.shred([record], by=by, organization=gate.owner_of(record), at=at, reason=OVER)
        for record in gone:
            protocols.remove(record)
        concerns.remove(over.record)
        Hold.objects.filter(record__in=gone).delete()  # lifted ones
        audit.record(Event(action="destroy", actor=by, records=gone, detail=over.category, at=at))
        disclosure.remove(gone)
    return len(gone)
