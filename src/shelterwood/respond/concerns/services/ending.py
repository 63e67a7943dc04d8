"""A concern is corrected, withdrawn, or comes to its end. What was said before stays for those who could read it, until the end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.design.revisions import Stale
from shelterwood.foundation.vault.services import seal_field
from shelterwood.gates.disclosure import services as disclosure
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import ENVELOPE
from shelterwood.gates.law import services as law
from shelterwood.respond.concerns import services
from shelterwood.respond.concerns.models import Concern, ConcernFact, Correction, Decision, Route, Withdrawal
from shelterwood.respond.concerns.permissions import check, may_correct, may_withdraw
from shelterwood.respond.concerns.rules import CORRECTABLE, RouteState

TOLD = (RouteState.SENT, RouteState.ACKNOWLEDGED, RouteState.SCREENED_IN, RouteState.SCREENED_OUT)


def correct(concern: Concern, *, fact: UUID, text: str, reason: str, by: Principal, at: datetime) -> ConcernFact:
    """Say what is right instead of a fact. Those who read the field read the new value; only who could read the old one still can.

    Everybody who was told is told to look, without content. `fact`: the one that the person had before them. Raises Forbidden;
    Stale where somebody corrected it meanwhile; NotPossible for a fact that cannot be corrected, no reason, or no change.
    """
    check(may_correct(concern, by))
    if not text.strip() or not reason.strip():
        raise services.NotPossible(_("Write what is right, and why it is corrected."))
    with transaction.atomic():
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)  # two corrections come one after the other
        services.refuse_withdrawn(concern)
        old = concern.facts.filter(pk=fact, question__in=CORRECTABLE).select_related("concern").first()
        if old is None:
            raise services.NotPossible(_("This cannot be corrected. Add what is right instead."))
        if Correction.objects.filter(old=old).exists():
            raise Stale
        part = 1 + max(concern.facts.values_list("part", flat=True))
        new = ConcernFact(concern=concern, question=old.question, field=old.field, part=part, added_at=at)
        new.sealed = seal_field(text, place=new.place)
        new.save()
        made = Correction(old=old, new=new, corrected_by_id=by.id, corrected_at=at)
        made.reason = seal_field(reason, place=made.place)
        made.save()
        _note("correct_concern", concern, by, at, fields=[old.field])
        _look_again(concern, at)
    return new


def _look_again(concern: Concern, at: datetime) -> None:
    """Tell everybody who was told. Who did not take it up decides anew on what is new."""
    for route in concern.routes.filter(state__in=TOLD).select_related("organization"):
        if route.state == RouteState.SCREENED_OUT:
            services.open_again(route, at)
        tell(accounts.on_duty(route.organization, at), at=at, at_once=True)
    services.set_clocks(concern)


def withdraw(concern: Concern, *, by: Principal, at: datetime) -> Withdrawal:
    """Take a concern back. Before any agency acknowledged it nobody reads its content any more; after that it is marked, and the
    agency decides.

    What the law asks of the writer goes on. Raises Forbidden, NotPossible where it was withdrawn already.
    """
    check(may_withdraw(concern, by))
    with transaction.atomic():
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        if Withdrawal.objects.filter(concern=concern).exists():
            raise services.NotPossible(_("This concern was already withdrawn."))
        told = list(concern.routes.select_for_update(of=("self",)).filter(state__in=TOLD).select_related("organization", "release"))
        unread = not any(route.acknowledged_at or route.decisions.exists() for route in told)
        made = Withdrawal.objects.create(concern=concern, unread=unread, withdrawn_by_id=by.id, withdrawn_at=at)
        _note("withdraw_concern", concern, by, at, detail="unread" if unread else "marked")
        for route in told:
            if unread:
                _take_back(route, at)
            tell(accounts.on_duty(route.organization, at), at=at, at_once=True)
        services.set_clocks(concern)
    return made


def _take_back(route: Route, at: datetime) -> None:
    """The recipient keeps the envelope, so that it can see that something was taken back; what it never read gave it no duty."""
    route.state, route.answer_due = RouteState.WITHDRAWN, None
    route.save(update_fields=["state", "answer_due"])
    law.end_clocks(record=route.concern.record_id, organization=route.organization_id)
    if route.release:
        disclosure.narrow(route.release, fields=ENVELOPE, at=at)


def _note(action: str, concern: Concern, by: Principal, at: datetime, *, fields: list[str] | None = None, detail: str = "") -> None:
    audit.record(
        Event(action=action, actor=by.id, organization=by.organization.id, records=[concern.record_id], fields=fields or [], detail=detail, at=at)
    )


# --- the end ----------------------------------------------------------------------------------------------------


def remove(record: UUID) -> None:
    """Remove every row of the concern of a record, with its routes, decisions, answers and clocks; or an agency's own words on a
    decision, where it is their record: that it decided, and when, stays with the concern.

    Called by the verb that ends records, after it destroyed their keys.
    """
    Concern.objects.filter(record=record).delete()
    Decision.objects.filter(note_record=record).update(note_record=None, note=None)
    law.end_clocks(record=record)
