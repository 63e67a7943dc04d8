"""The compliance page of one large employer, whole requests through every middleware. Run by `prevent`, once for each database.

Prints one JSON list: what, value, unit, target, beside.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from figures import percentile

STATES = ("MN", "MN", "TX", "FL", "NY", "VA", "CA", "CT")
SITES, CHUNK, MS = 200, 1_000, 1_000
FOUND: list[tuple[str, float, str, float | None, str]] = []


def main(people: int, rounds: int) -> None:
    os.environ.setdefault("SHELTERWOOD_DATA", tempfile.mkdtemp(prefix="shelterwood-compliance-"))
    os.environ.update(SHELTERWOOD_MODE="demonstration", DJANGO_SETTINGS_MODULE="shelterwood.project.settings")
    import django

    django.setup()
    from shelterwood.project import prepare

    prepare.everything(lambda text: None)
    prepare.demonstration(lambda text: None)
    manager = seed(people)
    now = datetime.now(UTC)
    reckoning(people, now)
    analyze()
    pages(manager, rounds)
    changes(manager, now, people)
    print(json.dumps(FOUND))


def seed(people: int):
    """One chain in seven states, of which seven in ten people were trained, some of them well and some not as the law asks."""
    from shelterwood.foundation.accounts.models import Organization, Person, Site
    from shelterwood.foundation.body.models import County
    from shelterwood.prevent.training.models import Learner, Post, TrainingElsewhere

    dice = random.Random(20131118)
    counties = [County.objects.create(name=f"Invented {number}", state=state) for number, state in enumerate(STATES)]
    chain = Organization.objects.create(name="Benchmark Lodging", sector="hotel", county=counties[0])
    manager = Person.objects.create_person(
        username="bench", name="Bench", email="b@hotel.example", organization=chain, post="Manager", role="manager"
    )
    sites = [Site.objects.create(organization=chain, name=f"Lodge {number:03d}", county=dice.choice(counties)) for number in range(SITES)]
    posts = [Post.objects.create(organization=chain, title=title, roles=roles) for title, roles in (("Desk", ["front_desk"]), ("Rooms", ["housekeeping"]), ("Kitchen", ["hotel_food_service"]), ("Other", []))]  # fmt: skip
    today, rows = datetime.now(UTC).date(), ("FL-HOTEL-TRAIN-01", "MN-HOTEL-TRAIN-01", "TX-HOTEL-TRAIN-01", "VA-HOTEL-TRAIN-01", "CT-HOTEL-TRAIN-01")
    for start in range(0, people, CHUNK):
        learners = [
            Learner(organization=chain, site=dice.choice(sites), post=dice.choice(posts), number=str(number), name=f"Person {number}", hired_on=today - timedelta(days=dice.randrange(3_000)))
            for number in range(start, min(start + CHUNK, people))
        ]  # fmt: skip
        Learner.objects.bulk_create(learners)
        TrainingElsewhere.objects.bulk_create(
            TrainingElsewhere(
                learner=each, title="Module", provider="Agency", completed_on=today - timedelta(days=dice.randrange(800)), minutes=45,
                proofs=["roster", "certificate", "signed_acknowledgment"], approvals=dict.fromkeys(rows, "7") if dice.random() < 0.8 else {},
                reference="R", entered_by=manager, entered_at=datetime.now(UTC),
            )
            for each in learners
            if dice.random() < 0.7
        )  # fmt: skip
    return manager


def reckoning(people: int, now: datetime) -> None:
    from shelterwood.prevent.training.models import Standing
    from shelterwood.prevent.training.services import standings

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    standings.reckon_waiting(at=now)
    taken = time.perf_counter() - begun
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    rows = Standing.objects.count()
    FOUND.append(("first reckoning of everybody", people / taken, "people/s", None, f"{rows:,} standings in {taken:.1f} s, memory +{more:.0f} MB"))


def analyze() -> None:
    """What a database does by itself within minutes of a large load."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def pages(manager, rounds: int) -> None:
    from django.test import Client

    from shelterwood.foundation.accounts.models import Site

    client = Client(headers={"host": "localhost"})
    client.post("/demonstration/enter", {"person": str(manager.pk)})
    sites = list(Site.objects.filter(organization=manager.organization).order_by("name")[:rounds])
    law = "/organization/mandates/law/MN-HOTEL-TRAIN-01"
    for what, addresses in (
        ("compliance page", ["/organization/mandates"] * rounds),
        ("compliance page, one site", [f"/organization/mandates?site={site.pk}" for site in sites]),
        ("people behind a number", [f"{law}?state=overdue&page={page + 1}" for page in range(rounds)]),
        ("people, the last pages", [f"{law}?page={400 + page}" for page in range(rounds)]),
    ):
        taken, worked = p95(client, addresses)
        FOUND.append((f"{what}, p95", taken, "ms", 150, f"{worked:.0f} ms of the web process's own work"))


def p95(client, addresses: list[str]) -> tuple[float, float]:
    """In ms, of the quieter of two runs, since noise of the machine only ever adds: by the clock, and of the processor."""
    runs = [[timed(client, address) for address in addresses] for _ in range(2)]
    return min(percentile([clock for clock, _ in run], 0.95) for run in runs), min(percentile([work for _, work in run], 0.95) for run in runs)


def timed(client, address: str) -> tuple[float, float]:
    clock, work = time.perf_counter(), time.process_time()
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} did not answer.")
    return (time.perf_counter() - clock) * MS, (time.process_time() - work) * MS


def changes(manager, now: datetime, people: int) -> None:
    """The next day, and a signature that changes everybody's law."""
    from shelterwood.prevent.training.services import exporting, standings

    begun = time.perf_counter()
    turned = standings.reckon_waiting(at=now + timedelta(days=1))
    FOUND.append(("a night: whoever's day came, reckoned anew", time.perf_counter() - begun, "s", 60, f"{turned:,} of {people:,} people"))
    begun = time.perf_counter()
    exporting.export(by=manager, mandate="MN-HOTEL-TRAIN-01", at=now).close()
    FOUND.append(("auditor's file of one law", time.perf_counter() - begun, "s", None, ""))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
