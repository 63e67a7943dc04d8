"""What an organization says of itself: a checklist on a day, a card that lies at a site, a session that was held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.prevent.protocols.models import CardInUse, Filling, Session
from shelterwood.prevent.protocols.permissions import check, may_manage
from shelterwood.prevent.protocols.queries.counting import cards_for, checklists_for, plans_for
from shelterwood.prevent.protocols.rules.counting import AGES, mandates_here
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import Reply
from shelterwood.prevent.protocols.rules.replies import packed
from shelterwood.prevent.protocols.services.faults import NotPossible

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site


def fill_checklist(*, checklist: str, replies: Mapping[str, Reply], by: Person, at: datetime) -> Filling:
    """Answer a checklist as things stand today; what was answered before stays. Raises Forbidden, NotPossible."""
    check(may_manage(by, by.organization_id))
    found = next((each for each in checklists_for(by.organization.sector) if each.id == checklist), None)
    if found is None:
        raise NotPossible(_("This checklist is not written for your kind of organization."))
    steps = {step.id for step in found.steps}
    with transaction.atomic():
        filling = Filling.objects.create(
            organization=by.organization, checklist=checklist, version=found.version, filled_by=by, filled_at=at,
            replies={step: packed(reply) for step, reply in replies.items() if step in steps},
        )  # fmt: skip
        _note("fill_checklist", by, checklist, at)
    return filling


def put_card(*, card: str, site: Site, since: date, by: Person, at: datetime) -> CardInUse:
    """Record that a card lies at a site since a day. One that lies there already stays as it is. Raises Forbidden, NotPossible."""
    check(may_manage(by, site.organization_id))
    if card not in [each.id for each in cards_for(by.organization.sector)]:
        raise NotPossible(_("This card is not written for your kind of organization."))
    if since > at.date():
        raise NotPossible(_("This day has not come yet. Enter when the card was put out."))
    with transaction.atomic():
        row, made = CardInUse.objects.get_or_create(
            site=site, card=card, until=None, defaults={"version": library()[card].version, "since": since, "put_by": by, "put_at": at}
        )
        if made:
            _note("put_card", by, card, at)
    return row


def take_card_away(row: CardInUse, *, until: date, by: Person, at: datetime) -> None:
    """Record that it does not lie there any more. Raises Forbidden, NotPossible for a day before it came."""
    check(may_manage(by, row.site.organization_id))
    if not row.since <= until <= at.date():
        raise NotPossible(_("Enter a day between the one on which it came and today."))
    with transaction.atomic():
        if CardInUse.objects.filter(pk=row.pk, until=None).update(until=until, removed_by=by, removed_at=at):
            _note("take_card_away", by, row.card, at)


def count_session(
    *, plan: str, day: date, site: Site | None, people: int, ages: str, minutes: int, mandate: str, token: UUID, by: Person, at: datetime
) -> Session:  # fmt: skip
    """Count a session with young people: how many, never who. A second click counts once. Raises Forbidden, NotPossible."""
    check(may_manage(by, site.organization_id if site else by.organization_id))
    if plan not in [each.id for each in plans_for(by.organization.sector)] or ages not in AGES:
        raise NotPossible(_("Choose a session plan and an age group of the list."))
    if day > at.date():
        raise NotPossible(_("This day has not come yet. Count a session once it was held."))
    if mandate and mandate not in [each.id for each in mandates_here(by.organization.county.state)]:
        raise NotPossible(_("This mandate is not one of your state."))
    with transaction.atomic():
        session, made = Session.objects.get_or_create(
            token=token,
            defaults={
                "organization": by.organization, "site": site, "plan": plan, "day": day, "people": people, "ages": ages, "minutes": minutes,
                "mandate": mandate, "recorded_by": by, "recorded_at": at,
            },
        )  # fmt: skip
        check(session.organization_id == by.organization_id)
        if made:
            _note("count_session", by, plan, at)
    return session


def withdraw_session(session: Session, *, by: Person, at: datetime) -> None:
    """It was counted by mistake; the row stays and counts no more. Raises Forbidden."""
    check(may_manage(by, session.organization_id))
    with transaction.atomic():
        if Session.objects.filter(pk=session.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=at):
            _note("withdraw_session", by, session.plan, at)


def _note(action: str, by: Person, detail: str, at: datetime) -> None:
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, detail=detail, at=at))
