"""From answers to the body: every row in one transaction, so that there is all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts import services as accounts
from shelterwood.foundation.accounts.rules import Regime, Role
from shelterwood.foundation.body import services as body
from shelterwood.project.setup.rules.checking import Answers, Row
from shelterwood.respond.concerns import services as concerns

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County


@dataclass(frozen=True)
class Printed:
    """Somebody's code, to be shown once."""

    name: str
    post: str
    code: str


def found(answers: Answers, *, at: datetime) -> list[Printed]:
    """Write the whole body. Returns the codes of its people, the administrator's first."""
    with transaction.atomic():
        return _Founding(answers, at).everything()


@dataclass
class _Founding:
    answers: Answers
    at: datetime
    counties: dict[str, County] = field(default_factory=dict)
    agencies: dict[str, Organization] = field(default_factory=dict)

    def everything(self) -> list[Printed]:
        told = self.answers.one("body")
        body.establish(name=told["name"], exit_url=told["exit_url"], at=self.at)
        for row in self.answers.many("county"):
            self._county(row, told)
        desk = self._desk(told)
        for row in self.answers.many("agency"):
            self._agency(row)
        self._alternates()
        for row in self.answers.many("site"):
            accounts.add_site(
                organization=self.agencies[row["agency"]], name=row["name"], county=self.counties[row["county"]], address=row["address"]
            )
        self._routing()
        for row in self.answers.many("line"):
            body.keep_line(None, actor=None, organization=None, at=self.at, **{**row, "county": self.counties[row["county"]]})
        return [self._administrator(desk), *(self._person(row) for row in self.answers.many("person"))]

    def _county(self, row: Row, told: Row) -> None:
        words = {name: row[name] for name in ("name", "state", "fips", "time_zone", "text_to_911")}
        self.counties[row["name"]] = body.add_county(**words, desk_hours=told["desk_hours"], desk_hours_es=told["desk_hours_es"])

    def _desk(self, told: Row) -> Organization:
        """The body's own agency, which owns what comes without an account. It stands in the first county."""
        made = accounts.add_organization(
            name=told["name"], sector=Sector.COORDINATING_BODY, county=next(iter(self.counties.values())), phone=told["phone"],
            hours=told["desk_hours"], hours_es=told["desk_hours_es"], government_entity=True, intake_desk=True, regimes=[Regime.NONE],
        )  # fmt: skip
        self.agencies[told["name"]] = made
        return made

    def _agency(self, row: Row) -> None:
        """Sharing stays off until the agency's own counsel switches it on."""
        self.agencies[row["name"]] = accounts.add_organization(
            name=row["name"], sector=row["sector"], county=self.counties[row["county"]], phone=row["phone"], hours=row["hours"],
            hours_es=row["hours_es"], government_entity=row["government"], criminal_justice_agency=row["justice"],
            receives_abuse_reports=row["receives_reports"], regimes=list(row["regimes"]),
        )  # fmt: skip

    def _alternates(self) -> None:
        for row in self.answers.many("agency"):
            if row["stands_in"]:
                accounts.set_alternate(self.agencies[row["name"]], alternate=self.agencies[row["stands_in"]])

    def _routing(self) -> None:
        for row in self.answers.many("route"):
            intakes = [self.agencies[name] for name in row["agencies"]]
            concerns.set_intakes(self.counties[row["county"]], organizations=intakes, actor=None, organization=None, at=self.at)

    def _administrator(self, desk: Organization) -> Printed:
        row = self.answers.one("administrator")
        return self._printed(self._account(row, desk, Role.COORDINATOR, "County coordinator"))

    def _person(self, row: Row) -> Printed:
        organization = self.agencies[row["agency"]]
        person = self._account(row, organization, row["role"], row["post"])
        if row["duty"]:
            end = datetime.combine(row["duty_until"] + timedelta(days=1), time(), ZoneInfo(organization.county.time_zone)).astimezone(UTC)
            accounts.add_shift(person=person, rank=row["duty"], starts_at=self.at, ends_at=end)
        return self._printed(person)

    def _account(self, row: Mapping[str, Any], organization: Organization, role: str, post: str) -> Person:
        return accounts.add_person(
            username=row["email"].casefold()[:80], name=row["name"], email=row["email"], organization=organization, role=role, post=post,
            language=row["language"], public_official=organization.government_entity,
        )  # fmt: skip

    def _printed(self, person: Person) -> Printed:
        return Printed(person.name, person.post, accounts.new_code(person, at=self.at))
