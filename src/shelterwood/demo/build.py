"""Building the invented region from its tables, with a seed and a moment from which its history counts back."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from shelterwood.demo import (
    access,
    authors,
    classes,
    consulting,
    counsel,
    endings,
    history,
    keys,
    learning,
    partners,
    protocols,
    staff,
    staffing,
    walls,
)
from shelterwood.demo.region import (
    ALTERNATE,
    BODY,
    COUNTIES,
    EXIT_URL,
    FIRST_NAMES,
    LAST_NAMES,
    ORGANIZATIONS,
    SIGNED_DUTIES,
    SIGNED_MANDATES,
    SIGNED_RULES,
    CountyPlan,
    Plan,
    Post,
)  # fmt: skip
from shelterwood.foundation.accounts.models import IntakeShift, Organization, Person, Site
from shelterwood.foundation.body.models import Body, County, Line
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.gates.disclosure.models import ProtocolReader
from shelterwood.gates.law import services as law
from shelterwood.respond.concerns.models import IntakePoint

SEED = 20131118
ROSTER_DAYS = 120
AT_WORK = 400  # days since the people of the region came
CODES = {"alder": "LANTERNA", "juniper": "LANTERNJ"}


def build(*, now: datetime, seed: int = SEED) -> None:
    """Fill an empty database with the demonstration region. All or nothing."""
    with transaction.atomic():
        Builder(now, seed).everything()


class Builder:
    def __init__(self, now: datetime, seed: int) -> None:
        self.now = now
        self.dice = random.Random(seed)
        self.names = self._names()
        self.numbers = {plan.key: iter(range(100, 200)) for plan in COUNTIES}
        self.counties: dict[str, County] = {}
        self.organizations: dict[tuple[str, str], Organization] = {}
        self.people: dict[tuple[str, str], Person] = {}

    def everything(self) -> None:
        Body.objects.create(name=BODY, exit_url=EXIT_URL, demonstration=True)
        for place in COUNTIES:
            self._county(place)
        for place in COUNTIES:
            for plan in ORGANIZATIONS:
                if plan.only in ("", place.key):
                    self._organization(plan, place)
            self._lines(place)
            self._routing(place)
        self._sign()
        history.play(self.people, self.counties, self.now)
        consulting.play(self.people, self.counties, self.now)
        learning.play(self.people, self.now)
        walls.play(self.people, self.now)
        keys.play(self.people, self.now)
        protocols.play(self.people, self.now)
        staff.play(self.people, self.now, self.dice)
        staffing.play(self.people, self.counties, self.now, self.dice)
        authors.play(self.people, self.now)
        classes.play(self.organizations["alder", "bus"], self.now)
        endings.play(self.people, self.now)
        partners.play(self.counties, self.now, self.dice)
        access.play(self.people, self.now)
        counsel.play(self.people, self.now)

    def _county(self, place: CountyPlan) -> None:
        self.counties[place.key] = County.objects.create(
            name=place.name, state=place.state, text_to_911=place.key == "alder",
            desk_hours="day and night, within an hour when someone is in danger",
            desk_hours_es="de día y de noche, en menos de una hora si hay peligro",
        )  # fmt: skip

    def _organization(self, plan: Plan, place: CountyPlan) -> Organization:
        words = {"town": place.town, "county": place.name}
        made = Organization.objects.create(
            name=plan.name.format(**words), sector=plan.sector, county=self.counties[place.key], phone=self._phone(place),
            hours="24/7" if plan.receives else "weekdays 8 a.m. to 5 p.m.",
            hours_es="24 horas, todos los días" if plan.receives else "de lunes a viernes, de 8 a.\u00a0m. a 5 p.\u00a0m.",
            government_entity=plan.government, receives_abuse_reports=plan.receives, sharing_on=True, host_contract=True,
            regimes=[str(regime) for regime in plan.regimes], **plan.flags,
        )  # fmt: skip
        self.organizations[place.key, plan.key] = made
        sites = [self._site(made, name.format(**words), place, printed=plan.key == "hotel") for name in plan.sites]
        for post in plan.posts:
            self._person(post, plan, place, made, sites[0] if sites else None)
        return made

    def _site(self, organization: Organization, name: str, place: CountyPlan, *, printed: bool) -> Site:
        code = {"property_code": CODES[place.key]} if printed else {}
        address = f"{self.dice.randint(10, 99)} {self.dice.choice(('Kiln', 'Orchard', 'Ferry', 'Mill'))} Road, {place.town}"
        return Site.objects.create(organization=organization, name=name, county=self.counties[place.key], address=address, **code)

    def _person(self, post: Post, plan: Plan, place: CountyPlan, organization: Organization, site: Site | None) -> None:
        key = f"{post.key}-{place.key}"
        person = Person.objects.create_person(
            username=key, name=next(self.names), email=f"{key}@tworivers.example", organization=organization, site=site, post=post.title,
            role=post.role, joined_at=self.now - timedelta(days=AT_WORK), role_since=self.now - timedelta(days=AT_WORK), sign_role=post.signs, identity_verified=True, public_official=plan.government,
        )  # fmt: skip
        self.people[place.key, post.key] = person
        if post.shift:
            shifts = [
                IntakeShift(organization=organization, person=person, rank=post.shift, starts_at=start, ends_at=end)
                for start, end in self._roster(gap=(place.key, post.key) == ("juniper", "detective"))
            ]
            IntakeShift.objects.bulk_create(shifts)

    def _roster(self, *, gap: bool) -> Iterator[tuple[datetime, datetime]]:
        """One shift a day from two weeks ago on; the gap is a night that nobody took, for the coordinator to see."""
        zone = ZoneInfo("America/Chicago")
        first = datetime.combine(self.now.astimezone(zone).date() - timedelta(days=14), datetime.min.time(), zone)
        for day in range(ROSTER_DAYS):
            start, end = first + timedelta(days=day), first + timedelta(days=day + 1)
            yield (start, end - timedelta(hours=6)) if gap and day == 16 else (start, end)

    def _lines(self, place: CountyPlan) -> None:
        county = self.counties[place.key]
        always, siempre = "24/7", "24 horas, todos los días"
        rows = [
            (
                LinePurpose.CHILD_PROTECTION,
                f"{place.name} Child Protection intake",
                f"Protección de menores del condado de {place.name.removesuffix(' County')}",
                "welfare",
            ),
            (LinePurpose.POLICE, f"{place.town} Police, not an emergency", f"Policía de {place.town}, si no es una emergencia", "police"),
            (LinePurpose.EARLY_HELP, f"{place.town} Family Resource Center", f"Centro de recursos familiares de {place.town}", "family"),
            (LinePurpose.SERVICES, "Harbor House advocates", "Defensoras y defensores de Harbor House", "shelter"),
        ]
        for purpose, name, name_es, plan in rows:
            phone = self.organizations[place.key, plan].phone if plan != "family" else self._phone(place)
            rung = date(self.now.year, self.now.month, 1)
            Line.objects.create(county=county, purpose=purpose, name=name, name_es=name_es, phone=phone, hours=always, hours_es=siempre, rung_on=rung)

    def _routing(self, place: CountyPlan) -> None:
        welfare, police = self.organizations[place.key, "welfare"], self.organizations[place.key, "police"]
        welfare.conflict_alternate = self._organization(ALTERNATE, place)
        welfare.save()
        for position, organization in enumerate((welfare, police)):
            IntakePoint.objects.create(county=self.counties[place.key], organization=organization, position=position)
        if place.key == "alder":  # one school signed a protocol that names its designated person; the other did not
            school = self.organizations["alder", "school"]
            ProtocolReader.objects.create(
                organization=school, person=self.people["alder", "counselor"], signed_by=self.people["alder", "principal"].name,
                signed_on=self.now.date() - timedelta(days=200),
            )  # fmt: skip

    def _sign(self) -> None:
        rows = [("rule", row) for row in SIGNED_RULES] + [("duty", row) for row in SIGNED_DUTIES] + [("mandate", row) for row in SIGNED_MANDATES]
        law.sign_pack(
            name="Demonstration pack: demonstration signature, not law", rows=rows, by=self.people["alder", "counsel"],
            at=self.now - timedelta(days=30), demonstration=True,
        )  # fmt: skip

    def _phone(self, place: CountyPlan) -> str:
        return f"{place.area_code}-555-0{next(self.numbers[place.key])}"

    def _names(self) -> Iterator[str]:
        firsts, lasts = list(FIRST_NAMES) * 2, list(LAST_NAMES) * 2
        self.dice.shuffle(firsts)
        self.dice.shuffle(lasts)
        more = zip(FIRST_NAMES, reversed(LAST_NAMES), strict=True)  # after the shuffled ones, so that a larger region renames nobody
        return (f"{first} {last}" for first, last in [*zip(firsts, lasts, strict=True), *more])
