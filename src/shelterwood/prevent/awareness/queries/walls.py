"""Notices on walls: what is asked of each site, what hangs there, and what was not looked at lately.

Asked for by somebody of the organization; only counts go further, to the coordinator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shelterwood_methods.statutes.answers import Standing as Signature
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts.queries import may, sites
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.gates.law import queries as law
from shelterwood.prevent.awareness import signage
from shelterwood.prevent.awareness.models import LANGUAGES, Hanging, LookEvery, Poster
from shelterwood.prevent.awareness.rules.walls import YEARLY, Sheet, Standing, look_again, standing

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from shelterwood_methods.statutes.training import Binding
    from shelterwood_methods.statutes.training import Notice as Row

    from shelterwood.foundation.accounts.models import Organization, Person, Site

type Of[Key] = Mapping[Key, list[Hanging]]


@dataclass(frozen=True)
class Notice:
    """A notice that the law asks of a site, or perhaps asks, with what hangs for it."""

    binding: Binding
    row: Row
    standing: Standing
    hangings: tuple[Hanging, ...]

    @property
    def lacking(self) -> list[Any]:
        """The names of the languages that are asked and do not hang."""
        hung = {word for each in self.hangings for word in each.languages.split()}
        return [dict(LANGUAGES)[word] for word in self.row.languages if word not in hung]

    @property
    def signed(self) -> bool:
        """Whether counsel signed the row."""
        return self.binding.standing is Signature.SIGNED

    @property
    def due(self) -> bool:
        """Whether the row settles that it is due here; else it may be."""
        return self.binding.binds is Truth.YES


@dataclass(frozen=True)
class Wall:
    """One site: the notices it is asked for, and what hangs besides."""

    site: Site
    notices: tuple[Notice, ...]
    others: tuple[Hanging, ...]


@dataclass(frozen=True)
class Counted:
    """How many notices of a site are up, wait for a look, and are missing. Nothing says where, nor who."""

    organization: UUID
    site: UUID
    sector: str
    county: UUID
    up: int
    check_due: int
    missing: int


def sites_of(*, by: Person) -> QuerySet[Site]:
    """The sites whose walls this person may keep: those of their own organization."""
    return sites().filter(organization_id=by.organization_id)


def walls(of: Iterable[Site], *, by: Person, today: date) -> list[Wall]:
    """The walls of these sites; of sites of another organization none."""
    own = [site for site in of if site.organization_id == by.organization_id]
    hung = _hung(own)
    months, signed = look_every(by.organization), law.signed_mandates()
    return [_wall(site, hung.get(site.pk, []), today, months, signed) for site in own]


def _hung(of: Iterable[Site]) -> Of[UUID]:
    """What hangs at each site, with the looks at it."""
    found: dict[UUID, list[Hanging]] = defaultdict(list)
    for each in Hanging.objects.filter(site__in=list(of), taken_down_at=None).prefetch_related("looks"):
        found[each.site_id].append(each)
    return found


def _wall(site: Site, hung: list[Hanging], today: date, months: int, signed: frozenset[str]) -> Wall:
    asked = [(binding, row) for binding, row in signage.notices_of(site, today, signed=signed) if binding.binds is not Truth.NO]
    notices = []
    for binding, row in asked:
        own = [each for each in hung if each.notice == row.mandate.id]
        sheets = [Sheet(frozenset(each.languages.split()), seen_on(each)) for each in own]
        notices.append(Notice(binding, row, standing(row.languages, sheets, today=today, months=months), tuple(own)))
    ids = {row.mandate.id for _binding, row in asked}
    return Wall(site, tuple(notices), tuple(each for each in hung if each.notice not in ids))


def seen_on(hanging: Hanging) -> date:
    """The day on which somebody last saw it: when it was hung, or when somebody looked."""
    return max([hanging.hung_on, *(look.looked_at.date() for look in hanging.looks.all())])


def look_every(organization: Organization) -> int:
    """After how many months the organization looks again; a year where it chose nothing."""
    chosen = LookEvery.objects.filter(organization=organization).first()
    return chosen.months if chosen else YEARLY


def hanging_of(identifier: UUID, *, by: Person) -> Hanging | None:
    """A notice of the person's own organization with its history; None for any other."""
    found = Hanging.objects.filter(pk=identifier, site__organization_id=by.organization_id)
    return found.select_related("site", "hung_by", "taken_down_by", "poster__printed_by").prefetch_related("looks__looked_by").first()


def next_look(hanging: Hanging) -> date:
    """The day from which somebody should look at it again."""
    return look_again(seen_on(hanging), look_every(hanging.site.organization))


def sheet_of(identifier: UUID, *, by: Person) -> Poster | None:
    """A made sheet of the person's own organization; None for any other."""
    return Poster.objects.filter(pk=identifier, site__organization_id=by.organization_id).select_related("site").first()


def loose_sheets(*, by: Person, most: int = 5) -> list[Poster]:
    """The sheets made last of which nobody said yet where they hang."""
    return list(Poster.objects.filter(site__organization_id=by.organization_id, hangings=None).select_related("site", "printed_by")[:most])


def posters_up(*, by: Person, today: date) -> list[Counted]:
    """Counts of each site with a notice that is due or may be: for who sees the region of every site, else of one's own organization."""
    shown = list(sites() if may(by, Verb.SEE_REGION) else sites_of(by=by))
    hung = _hung(shown)
    months = {each.organization_id: each.months for each in LookEvery.objects.all()}
    signed = law.signed_mandates()
    found = []
    for site in shown:
        wall = _wall(site, hung.get(site.pk, []), today, months.get(site.organization_id, YEARLY), signed)
        if wall.notices:
            found.append(_counted(wall))
    return found


def _counted(wall: Wall) -> Counted:
    of = [notice.standing for notice in wall.notices]
    return Counted(
        organization=wall.site.organization_id, site=wall.site.pk, sector=wall.site.organization.sector, county=wall.site.county_id,
        up=of.count(Standing.UP), check_due=of.count(Standing.CHECK_DUE), missing=of.count(Standing.MISSING),
    )  # fmt: skip
