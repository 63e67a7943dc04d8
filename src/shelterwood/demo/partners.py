"""Smaller organizations of the region that take part without a sign-in here: enough of each kind that the coordinator's counts say something.

Whoever signed for them has no sign-in any more. Staff come by the seed, as from a roster; protocols and notices by the verbs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.demo.protocols import adopt
from shelterwood.demo.region import FIRST_NAMES, LAST_NAMES
from shelterwood.foundation.accounts.models import Organization, Person, Site
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.body.models import County
from shelterwood.prevent.awareness import services as walls
from shelterwood.prevent.training.models import Learner, TrainingElsewhere

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Partner:
    """An organization of a county: how many people work there, how many were trained lately, what it signed and which notice it hung."""

    county: str
    name: str
    sector: Sector
    staff: int
    trained: int
    protocol: str = ""
    notice: str = ""


PARTNERS = (
    Partner("alder", "Pine Street Elementary School", Sector.SCHOOLS, 24, 19, "school-response"),
    Partner("alder", "Alder Lakes High School", Sector.SCHOOLS, 38, 20, "school-response"),
    Partner("alder", "Kiln Road Learning Center", Sector.SCHOOLS, 9, 2),
    Partner("alder", "Alder County Sheriff's Office", Sector.LAW_ENFORCEMENT, 21, 15, "police-first-response"),
    Partner("alder", "Lakeside Constables", Sector.LAW_ENFORCEMENT, 6, 1),
    Partner("alder", "Quarry Motel", Sector.HOTEL, 12, 5, "hotel-policy", "MN-HOTEL-SIGN-01"),
    Partner("alder", "Ferry Street Inn", Sector.HOTEL, 8, 0),
    Partner("alder", "Otter Diner", Sector.OTHER_BUSINESS, 11, 4, "other-business"),
    Partner("alder", "Larch Laundry", Sector.OTHER_BUSINESS, 5, 1),
    Partner("juniper", "Mesa Elementary School", Sector.SCHOOLS, 31, 12, "school-response"),
    Partner("juniper", "Juniper Wells High School", Sector.SCHOOLS, 44, 29),
    Partner("juniper", "Juniper County Sheriff's Office", Sector.LAW_ENFORCEMENT, 18, 9),
    Partner("juniper", "Saltbush Motor Court", Sector.HOTEL, 10, 7, "hotel-policy", "TX-HOTEL-SIGN-01"),
    Partner("juniper", "Windmill Lodge", Sector.HOTEL, 14, 3),
    Partner("juniper", "Saltbush Store", Sector.OTHER_BUSINESS, 4, 0),
)


def play(counties: Mapping[str, County], now: datetime, dice: random.Random) -> None:
    for each in PARTNERS:
        organization = Organization.objects.create(
            name=each.name, sector=each.sector, county=counties[each.county], hours="weekdays 8 a.m. to 5 p.m."
        )
        site = Site.objects.create(organization=organization, name=each.name, county=organization.county)
        head = Person.objects.create_person(
            username=f"head-{organization.pk.hex[:8]}", name=_name(dice), organization=organization, site=site, post="Head", role=Role.MANAGER
        )
        learners = Learner.objects.bulk_create(_staff(each, organization, site, now, dice))
        TrainingElsewhere.objects.bulk_create(_trained(learners[: each.trained], head, now, dice))
        if each.protocol:
            adopt(each.protocol, by=head, at=now - dice.randrange(30, 300) * DAY)
        if each.notice:
            at = now - dice.randrange(30, 300) * DAY
            walls.hang(
                by=head, site=site, place="Staff room", notice=each.notice, size="8.5 × 11", languages="en es", on=at.date(), at=at, poster=None
            )
        Person.objects.filter(pk=head.pk).update(active=False)


def _staff(partner: Partner, organization: Organization, site: Site, now: datetime, dice: random.Random) -> Iterator[Learner]:
    for number in range(1, partner.staff + 1):
        hired = (now - dice.randrange(200, 3000) * DAY).date()
        yield Learner(organization=organization, site=site, number=f"{number:03}", name=_name(dice), hired_on=hired)


def _trained(learners: list[Learner], head: Person, now: datetime, dice: random.Random) -> Iterator[TrainingElsewhere]:
    for number, learner in enumerate(learners, start=1):
        yield TrainingElsewhere(
            learner=learner, title="Recognize and report", provider="Two Rivers Training Circle (invented)", minutes=45, proofs=["certificate"],
            completed_on=(now - dice.randrange(10, 180) * DAY).date(), reference=f"INV-{number:03}", entered_by=head, entered_at=now,
        )  # fmt: skip


def _name(dice: random.Random) -> str:
    return f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
