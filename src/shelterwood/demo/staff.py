"""Staff that organizations of the region brought in, and what those people completed elsewhere, through the verbs of rosters."""

import io
import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from shelterwood.demo.region import FIRST_NAMES, LAST_NAMES
from shelterwood.foundation.accounts.models import Person
from shelterwood.prevent.training.models import Import
from shelterwood.prevent.training.rosters import checking, queries, services
from shelterwood.prevent.training.rules.importing import Kind

HOTEL_STAFF = 60
POSTS = ("Front desk", "Housekeeping", "Housekeeping", "Kitchen", "Security", "Maintenance")
SCHOOL = """Employee number,Name,Post,Site,Hired on,Left on
201,Ilse Fenwick,Teacher,,2019-08-19,
202,Marco Aguilar,Aide,,08/24/2026,
203,Dana Whitlock,Teacher,West Annex,2022-08-15,
204,Priya Raman,Bus aide,,31/08/2025,
205,,Cook,,2021-02-01,
"""
# the smallest page on which a certificate could stand
PAPER = b"""%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>
endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000054 00000 n 
0000000105 00000 n 
trailer
<</Size 4/Root 1 0 R>>
startxref
170
%%EOF
"""  # noqa: W291 (each line of the table of parts ends with a space)


def play(people: Mapping[tuple[str, str], Person], now: datetime, dice: random.Random) -> None:
    hotel, school = people["alder", "hotel-manager"], people["alder", "principal"]
    _apply(hotel, Kind.ROSTER, _hotel_roster(dice, now.date()), now - timedelta(days=12))
    _apply(hotel, Kind.ELSEWHERE, _hotel_trainings(now.date()), now - timedelta(days=10))
    _by_hand(hotel, now - timedelta(days=9))
    _checked(school, Kind.ROSTER, SCHOOL, now - timedelta(hours=20))


def _checked(by: Person, kind: Kind, text: str, at: datetime) -> Import:
    made = services.bring(by=by, kind=kind, file=io.BytesIO(text.encode()), everybody=False, at=at)
    checking.check(made.pk, at=at)
    return made


def _apply(by: Person, kind: Kind, text: str, at: datetime) -> None:
    services.apply(_checked(by, kind, text, at), by=by, at=at + timedelta(minutes=3))


def _hotel_roster(dice: random.Random, today: date) -> str:
    rows = ["Employee number,Name,Post,Hired on,Left on"]
    for number in range(HOTEL_STAFF):
        hired = today - timedelta(days=dice.randrange(20, 2_500))
        left = today - timedelta(days=dice.randrange(5, 19)) if number % 15 == 14 else ""
        rows.append(f"LI-{number + 101},{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)},{POSTS[number % len(POSTS)]},{hired},{left}")
    return "\n".join(rows)


def _hotel_trainings(today: date) -> str:
    rows = ["Employee number,Course title,Provider,Completed on,Minutes,Proof kind,Proof number,Where kept"]
    for number in range(101, 113):
        day = today - timedelta(days=11 + 9 * (number - 100))
        rows.append(
            f'LI-{number},Lodging staff and human trafficking,Lodging Academy,{day},30,certificate,LA-{number * 7},"Personnel office, cabinet 3"'
        )
    return "\n".join(rows)


def _by_hand(by: Person, at: datetime) -> None:
    learner = queries.learner_of_number("LI-120", by=by)
    if learner is not None:
        told = services.Told(
            title="Human trafficking awareness for front desks", provider="State Lodging Association", completed_on=at.date() - timedelta(days=30),
            minutes=45, proofs=["certificate"], reference="SLA-2026-118",
        )  # fmt: skip
        services.enter_training(learner, by=by, told=told, document=PAPER, at=at)
