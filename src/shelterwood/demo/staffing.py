"""A chain of three invented lodgings in two states, with its people, posts and proof: what a manager of mandates sees at first start.

Its people have no accounts, and what they completed elsewhere came with papers; only such rows are made here without a verb.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood.demo.region import FIRST_NAMES, LAST_NAMES
from shelterwood.foundation.accounts.models import Site
from shelterwood.prevent.training.models import Learner, Post, TrainingElsewhere
from shelterwood.prevent.training.services import places, staff, standings

if TYPE_CHECKING:
    from random import Random

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County

# what the manager said of each post: the law's posts, and what laws say of people instead
POSTS: Mapping[str, tuple[tuple[str, ...], Mapping[str, bool]]] = {
    "Front desk clerk": (("front_desk",), {}),
    "Room attendant": (("housekeeping",), {"direct_guest_contact": True}),
    "Cook": (("hotel_food_service",), {"direct_guest_contact": False}),
    "Night auditor": ((), {}),
}
SITES = (("Heron Lodge, Lakeside", "alder"), ("Heron Suites, Kiln Road", "alder"), ("Heron Inn, Juniper Wells", "juniper"))
MINNESOTA = "MN-HOTEL-TRAIN-01"


@dataclass(frozen=True)
class Hand:
    """Days since somebody was hired, days since they were trained (None: never), and whether the training was an approved one."""

    hired: int
    trained: int | None
    approved: bool = True


HANDS = (
    Hand(900, 30), Hand(800, 200), Hand(700, 350), Hand(640, 390), Hand(500, 120, approved=False), Hand(400, None), Hand(80, None), Hand(20, None),
    Hand(1200, 60), Hand(365, 300), Hand(95, None), Hand(50, 10),
)  # fmt: skip


def play(people: Mapping[tuple[str, str], Person], counties: Mapping[str, County], now: datetime, dice: Random) -> None:
    manager, today = people["juniper", "chain-manager"], now.date()
    sites = [_site(manager, name, counties[county]) for name, county in SITES]
    posts = [_post(manager, title, now) for title in POSTS]
    for site in sites:
        staff.describe_site(site, by=manager, places=["hotel"], stated={"short_term_rental": False}, at=now)
    for place, site in enumerate(sites):
        for number, hand in enumerate(HANDS):
            _hire(hand, f"{place + 1}{number + 1:02d}", site, posts[(place + number) % len(posts)], manager, now, dice)
    cook = Learner.objects.filter(organization=manager.organization, post__title="Cook", site=sites[0]).order_by("number").first()
    if cook:
        staff.exempt(cook, by=manager, word="restaurant_or_catering_only", why="Works in the kitchen only.", at=now)
    places.fulfil(
        by=manager, mandate="TX-HOTEL-POLICY-01", site=None, done_on=today - timedelta(days=150), proof="Board minute 12, in the office.", at=now
    )
    places.fulfil(by=manager, mandate="MN-HOTEL-ATTEST-01", site=sites[0], done_on=today - timedelta(days=400), proof="Letter of last year.", at=now)
    standings.reckon_waiting(at=now)


def _site(manager: Person, name: str, county: County) -> Site:
    site, _made = Site.objects.update_or_create(organization=manager.organization, name=name, defaults={"county": county})
    return site


def _post(manager: Person, title: str, now: datetime) -> Post:
    roles, stated = POSTS[title]
    post = staff.name_post(by=manager, title=title, at=now)
    if roles:  # one post is left open, to show how that looks
        staff.describe_post(post, by=manager, roles=roles, stated=stated, at=now)
    return post


def _hire(hand: Hand, number: str, site: Site, post: Post, manager: Person, now: datetime, dice: Random) -> None:
    today = now.date()
    name = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
    learner = Learner.objects.create(
        organization=manager.organization, site=site, post=post, number=number, name=name, hired_on=today - timedelta(days=hand.hired)
    )
    if hand.trained is not None:
        TrainingElsewhere.objects.create(
            learner=learner, title="Module on trafficking in lodgings", provider="State agency (invented)" if hand.approved else "A consultant",
            completed_on=today - timedelta(days=hand.trained), minutes=45, proofs=["roster", "certificate"],
            approvals={MINNESOTA: "MDH-LODGING-4"} if hand.approved else {}, reference=f"R-{number}", kept_where="Binder in the office",
            entered_by=manager, entered_at=now,
        )  # fmt: skip
