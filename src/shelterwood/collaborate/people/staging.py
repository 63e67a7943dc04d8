"""What each row of a file would do, and doing it: to people, to places, to agencies.

A row is known by one key: a person by the mail address with which they come in, a place by its name, an agency by its name and county.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from shelterwood_methods.formats.members import Member, Read
from shelterwood_methods.formats.rows import Fault

from shelterwood.collaborate.people.models import ImportRow
from shelterwood.collaborate.people.permissions import reaches, roles_to_give
from shelterwood.collaborate.people.rules import Action, Kind
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts import services as verbs
from shelterwood.foundation.accounts.rules import SECTORS_TO_JOIN
from shelterwood.foundation.body import queries as body
from shelterwood.respond.concerns import queries as concerns

if TYPE_CHECKING:
    from shelterwood.collaborate.people.models import Import
    from shelterwood.foundation.accounts.models import Organization, Person, Site
    from shelterwood.foundation.body.models import County

type Values = dict[str, Any]


class Changed(Exception):
    """What a row touches is not as it was when the file was read."""


@dataclass
class Staging:
    """One reading of a file: the lines of the keys that stood before, and what the body has."""

    imported: Import
    counties: list[County] = field(default_factory=body.counties)
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Each kind loads what it compares with."""

    @staticmethod
    def of(imported: Import) -> Staging:
        return SHAPES[Kind(imported.kind)](imported)

    def judge(self, batch: Sequence[Read]) -> Iterator[ImportRow | list[Fault] | None]:
        """Of each row: staged, why it is refused, or None where all is so already."""
        self.look_up([member for member, _faults in batch if member])
        for member, faults in batch:
            yield faults if member is None else self._judged(member)

    def _judged(self, member: Member) -> ImportRow | list[Fault] | None:
        key = self.key(member)
        if key in self.seen:
            return [Fault(member.line, self.keyed_by, member.cells[self.keyed_by][:80], "twice", str(self.seen[key]))]
        self.seen[key] = member.line
        faults, values = self.values(member)
        if faults:
            return faults
        there = self.there(key)
        if there is None:
            return self._row(member, Action.NEW, values)
        was = self.as_is(there)
        changed = {name: value for name, value in values.items() if was.get(name) != value}
        if (why := self.refused(there)) and (changed or why == "elsewhere"):
            return [Fault(member.line, self.keyed_by, member.cells[self.keyed_by][:80], why)]
        if not changed:
            return None
        return self._row(member, Action.CHANGED, changed, target=there.pk, was={name: was[name] for name in changed})

    def _row(self, member: Member, action: Action, values: Values, **more: Any) -> ImportRow:
        return ImportRow(imported=self.imported, line=member.line, action=action, shown=member.cells["name"], values=values, **more)

    def county(self, member: Member) -> tuple[list[Fault], UUID | None]:
        """The county that a row names, with or without its kind; the organization's own where it names none."""
        name, state = member.cells.get("county", ""), member.cells.get("state", "").upper()
        if not name:
            return [], self.imported.organization.county_id
        wanted = name.casefold().removesuffix(" county")
        found = [each.pk for each in self.counties if each.name.casefold().removesuffix(" county") == wanted and state in ("", each.state)]
        return ([], found[0]) if len(found) == 1 else ([Fault(member.line, "county", name[:80], "county_unknown")], None)

    # what each kind says of itself
    keyed_by: ClassVar[str]

    def key(self, member: Member) -> str:
        """By what a row is known."""
        raise NotImplementedError

    def look_up(self, members: Sequence[Member]) -> None:
        """Load what is there of a batch."""
        raise NotImplementedError

    def there(self, key: str) -> Any:
        """What a key names, or None."""
        raise NotImplementedError

    def values(self, member: Member) -> tuple[list[Fault], Values]:
        """What a row says, as the database keeps it, or why not. What it does not say stands not in it."""
        raise NotImplementedError

    @classmethod
    def as_is(cls, there: Any) -> Values:
        """The same of what is there."""
        raise NotImplementedError

    def refused(self, there: Any) -> str:
        """Why what is there may not be changed by this file; a word of FAULTS, or nothing."""
        return ""

    def rows_of(self, targets: Sequence[UUID]) -> Sequence[Any]:
        """What is there of these."""
        raise NotImplementedError

    def add(self, rows: Sequence[Values], at: datetime) -> None:
        raise NotImplementedError

    def remove(self, targets: Sequence[UUID]) -> None:
        raise NotImplementedError

    # doing and undoing
    def do(self, batch: Sequence[ImportRow], at: datetime) -> None:
        """Do what these rows say. Raises Changed where what they change is not as it was."""
        self.add([{"id": each.target, **each.values} for each in batch if each.action == Action.NEW], at)
        self._set([each for each in batch if each.action == Action.CHANGED], "was", "values", at)

    def undo(self, batch: Sequence[ImportRow], at: datetime) -> None:
        """Put back what these rows did. Raises Changed where something newer touched it."""
        made = [each for each in batch if each.action == Action.NEW]
        for there, row in self._paired(made):
            if not self.untouched(there) or any(self.as_is(there).get(name) != value for name, value in row.values.items()):
                raise Changed
        self.remove([each.target for each in made])
        self._set([each for each in batch if each.action == Action.CHANGED], "values", "was", at)

    def untouched(self, there: Any) -> bool:
        """Whether nobody used what a file made."""
        return True

    def _set(self, batch: Sequence[ImportRow], before: str, after: str, at: datetime) -> None:
        rows, names = [], set[str]()
        for there, row in self._paired(batch):
            now, old, new = self.as_is(there), getattr(row, before), getattr(row, after)
            if self.refused(there) or any(now[name] != value for name, value in old.items()):
                raise Changed
            for name, value in self.stored(new, at).items():
                setattr(there, name, value)
                names.add(name)
            rows.append(there)
        if rows:
            verbs.keep_all(rows, sorted(names))

    def stored(self, values: Values, at: datetime) -> Values:
        """Values under the names of the columns."""
        return {COLUMNS.get(name, name): value for name, value in values.items()}

    def _paired(self, batch: Sequence[ImportRow]) -> Iterator[tuple[Any, ImportRow]]:
        found = {each.pk: each for each in self.rows_of([each.target for each in batch])}
        if len(found) != len(batch):
            raise Changed
        return ((found[each.target], each) for each in batch)


COLUMNS = {"site": "site_id", "county": "county_id", "receives": "receives_abuse_reports", "government": "government_entity"}


def _said(member: Member, *names: str) -> Values:
    """Cells that say something."""
    return {name: member.cells[name] for name in names if member.cells.get(name)}


class People(Staging):
    """Known by the mail address with which they come in."""

    keyed_by = "email"

    def __post_init__(self) -> None:
        self.sites = accounts.sites_by_name(self.imported.organization)
        self.roles = roles_to_give(self.imported.organization, self.imported.uploaded_by)
        self.found: Mapping[str, Person] = {}

    def key(self, member: Member) -> str:
        return member.cells["email"]

    def look_up(self, members: Sequence[Member]) -> None:
        self.found = accounts.people_by_username([self.key(each) for each in members])

    def there(self, key: str) -> Person | None:
        return self.found.get(key)

    def values(self, member: Member) -> tuple[list[Fault], Values]:
        faults, values = [], _said(member, "name", "email", "post")
        if site := member.cells.get("site"):
            values["site"] = str(self.sites[site.casefold()]) if site.casefold() in self.sites else None
            faults += [] if values["site"] else [Fault(member.line, "site", site[:80], "site_unknown")]
        if role := member.cells.get("role", "").casefold().replace(" ", "_"):
            values["role"] = role
            faults += [] if role in self.roles else [Fault(member.line, "role", role[:80], "role_unknown")]
        if language := member.cells.get("language", "").casefold():
            values["language"] = language
            faults += [] if language in ("en", "es") else [Fault(member.line, "language", language, "language_unknown")]
        if self.there(self.key(member)) is None and "role" not in values and self.roles:
            values["role"] = str(self.roles[0])
            faults += [] if self.roles[0] == "worker" else [Fault(member.line, "role", "", "role_unknown")]
        return faults, values

    @classmethod
    def as_is(cls, there: Person) -> Values:
        return {
            "name": there.name, "email": there.email, "post": there.post, "role": there.role, "language": there.language,
            "site": str(there.site_id) if there.site_id else None,
        }  # fmt: skip

    def refused(self, there: Person) -> str:
        if there.organization_id != self.imported.organization_id:
            return "elsewhere"
        return "" if reaches(there, self.imported.uploaded_by) else "not_yours"

    def rows_of(self, targets: Sequence[UUID]) -> Sequence[Person]:
        return accounts.people_by_id(targets)

    def untouched(self, there: Person) -> bool:
        return there.last_login is None

    def stored(self, values: Values, at: datetime) -> Values:
        return super().stored(values, at) | ({"role_since": at} if "role" in values else {})

    def add(self, rows: Sequence[Values], at: datetime) -> None:
        organization = self.imported.organization
        more = {
            "organization": organization, "public_official": organization.government_entity, "joined_at": at, "role_since": at
        }  # fmt: skip
        verbs.add_people([self.stored(row, at) | {"username": row["email"]} | more for row in rows])

    def remove(self, targets: Sequence[UUID]) -> None:
        verbs.remove_people(targets)


class Sites(Staging):
    """Known by their name, without case."""

    keyed_by = "name"

    def __post_init__(self) -> None:
        self.found: Mapping[str, Site] = {each.name.casefold(): each for each in accounts.sites_of(self.imported.organization)}

    def key(self, member: Member) -> str:
        return member.cells["name"].casefold()

    def look_up(self, members: Sequence[Member]) -> None:
        """All of them were loaded at the beginning."""

    def there(self, key: str) -> Site | None:
        return self.found.get(key)

    def values(self, member: Member) -> tuple[list[Fault], Values]:
        faults, county = self.county(member)
        named = {"county": str(county)} if member.cells.get("county") or self.there(self.key(member)) is None else {}
        return faults, _said(member, "name", "address") | named

    @classmethod
    def as_is(cls, there: Site) -> Values:
        return {"name": there.name, "address": there.address, "county": str(there.county_id)}

    def rows_of(self, targets: Sequence[UUID]) -> Sequence[Site]:
        return accounts.sites_by_id(targets)

    def untouched(self, there: Site) -> bool:
        return not accounts.is_at(there)

    def add(self, rows: Sequence[Values], at: datetime) -> None:
        verbs.add_sites([self.stored(row, at) | {"organization": self.imported.organization} for row in rows])

    def remove(self, targets: Sequence[UUID]) -> None:
        verbs.remove_sites(targets)


class Agencies(Staging):
    """Known by their name and county."""

    keyed_by = "name"

    def __post_init__(self) -> None:
        self.found: Mapping[str, Organization] = {}

    def key(self, member: Member) -> str:
        return f"{self.county(member)[1]} {member.cells['name']}"

    def look_up(self, members: Sequence[Member]) -> None:
        self.found = {f"{each.county_id} {each.name}": each for each in accounts.organizations_by_name(each.cells["name"] for each in members)}

    def there(self, key: str) -> Organization | None:
        return self.found.get(key)

    def values(self, member: Member) -> tuple[list[Fault], Values]:
        faults, county = self.county(member)
        values = _said(member, "name", "phone") | {"county": str(county)}
        sector = member.cells["sector"].casefold().replace(" ", "_")
        if sector in SECTORS_TO_JOIN:
            values["sector"] = sector
        else:
            faults.append(Fault(member.line, "sector", sector[:80], "sector_unknown"))
        values |= {name: said == "yes" for name, said in _said(member, "receives", "government").items()}
        return faults, values

    @classmethod
    def as_is(cls, there: Organization) -> Values:
        return {
            "name": there.name, "phone": there.phone, "county": str(there.county_id), "sector": there.sector,
            "receives": there.receives_abuse_reports, "government": there.government_entity,
        }  # fmt: skip

    def refused(self, there: Organization) -> str:
        return "not_yours" if there.intake_desk or there.ended_at else ""

    def rows_of(self, targets: Sequence[UUID]) -> Sequence[Organization]:
        return accounts.organizations(targets)

    def untouched(self, there: Organization) -> bool:
        return not (there.ended_at or accounts.site_count(there) or there.pk in {each.pk for each in concerns.every_intake()})

    def add(self, rows: Sequence[Values], at: datetime) -> None:
        verbs.add_organizations([self.stored(row, at) for row in rows])

    def remove(self, targets: Sequence[UUID]) -> None:
        verbs.remove_organizations(targets)


SHAPES: dict[Kind, type[Staging]] = {Kind.PEOPLE: People, Kind.SITES: Sites, Kind.AGENCIES: Agencies}
