"""Every verb of notices on walls. Each leaves its audit event in the same transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.gates.law import queries as law
from shelterwood.prevent.awareness.models import Hanging, Look, LookEvery, Poster
from shelterwood.prevent.awareness.permissions import check, chooses_how_often, keeps_walls
from shelterwood.prevent.awareness.rules.walls import FEWEST_MONTHS, MOST_MONTHS, MOST_PLACE
from shelterwood.prevent.awareness.signage import notices_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person, Site


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


def note_print(*, by: Person, site: Site, notice: str, size: str, languages: str, at: datetime) -> Poster:
    """A sheet was made as PDF. Raises Forbidden for another organization's site."""
    check(keeps_walls(site, by))
    with transaction.atomic():
        made = Poster.objects.create(site=site, notice=notice, size=size, languages=languages, printed_by=by, printed_at=at)
        _note("make_poster", by, made.id, at)
    return made


def hang(
    *, by: Person, site: Site, place: str, notice: str, size: str, languages: str, on: date, at: datetime, poster: Poster | None = None
) -> Hanging:
    """A notice hangs on a wall since a day. Recorded twice it is one.

    Raises Forbidden for another organization's site or sheet, and NotPossible without a place, for a day to come, or for a law that asks
    no notice there.
    """
    check(keeps_walls(site, by) and (poster is None or poster.site_id == site.pk))
    place = " ".join(place.split())
    if not place or len(place) > MOST_PLACE:
        raise NotPossible(_("Say where it hangs, in at most %(most)s letters.") % {"most": MOST_PLACE})
    if notice not in ("", *(row.mandate.id for _binding, row in notices_of(site, on, signed=law.signed_mandates()))):
        raise NotPossible(_("Choose a law that asks a notice of this site, or none."))
    if on > at.date():
        raise NotPossible(_("Give the day since when it hangs; it cannot lie ahead."))
    with transaction.atomic():
        hanging, new = Hanging.objects.get_or_create(
            site=site, place=place, notice=notice, languages=languages, taken_down_at=None,
            defaults={"size": size, "hung_on": on, "hung_by": by, "recorded_at": at, "poster": poster},
        )  # fmt: skip
        if new:
            _note("hang_notice", by, hanging.id, at)
    return hanging


def look(hanging: Hanging, *, by: Person, at: datetime) -> None:
    """Somebody saw it hang, whole and easy to read.

    Raises Forbidden for another organization's site, and NotPossible once it was taken down.
    """
    check(keeps_walls(hanging.site, by))
    with transaction.atomic():
        row = Hanging.objects.select_for_update(of=("self",)).get(pk=hanging.pk)
        if row.taken_down_at:
            raise NotPossible(_("It was taken down. Record where the new one hangs."))
        Look.objects.create(hanging=row, looked_by=by, looked_at=at)
        _note("look_at_notice", by, row.id, at)


def take_down(hanging: Hanging, *, by: Person, why: str, at: datetime) -> None:
    """It hangs no more. Its history stays; a second time changes nothing.

    Raises Forbidden for another organization's site, and NotPossible without a reason.
    """
    check(keeps_walls(hanging.site, by))
    if not why.strip():
        raise NotPossible(_("Say why it no longer hangs."))
    with transaction.atomic():
        row = Hanging.objects.select_for_update(of=("self",)).get(pk=hanging.pk)
        if row.taken_down_at is None:
            row.taken_down_at, row.taken_down_by, row.taken_down_why = at, by, why.strip()[:200]
            row.save()
            _note("take_down_notice", by, row.id, at)


def choose_how_often(*, by: Person, months: int, at: datetime) -> None:
    """After how many months the organization looks at its notices again.

    Raises Forbidden unless its manager or supervisor asks, and NotPossible out of bounds.
    """
    check(chooses_how_often(by))
    if not FEWEST_MONTHS <= months <= MOST_MONTHS:
        raise NotPossible(_("Choose from %(fewest)s to %(most)s months.") % {"fewest": FEWEST_MONTHS, "most": MOST_MONTHS})
    with transaction.atomic():
        LookEvery.objects.update_or_create(organization_id=by.organization_id, defaults={"months": months, "chosen_by": by, "chosen_at": at})
        _note("choose_how_often", by, by.organization_id, at)


def _note(action: str, by: Person, row: UUID, at: datetime) -> None:
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, records=[row], at=at))
