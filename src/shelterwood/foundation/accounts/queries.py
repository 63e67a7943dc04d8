from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.models import EntryCode, IntakeShift, Organization, Person, Site
from shelterwood.foundation.accounts.rules import Role, Span, Verb, covered, entitled


def person(identifier: UUID) -> Person | None:
    return Person.objects.select_related("organization__county", "site").filter(pk=identifier).first()


def people_to_play() -> list[Person]:
    """Everybody of the demonstration, for its role picker."""
    return list(Person.objects.filter(active=True).select_related("organization__county").order_by("organization__name", "name"))


def by_username(username: str) -> Person | None:
    return Person.objects.select_related("organization__county").filter(username=username).first()


def by_address(address: str) -> Person | None:
    """The person whose mail address this is; None where two share it, since then it names neither."""
    found = list(Person.objects.select_related("organization__county").filter(email__iexact=address.strip())[:2])
    return found[0] if len(found) == 1 and address.strip() else None


def people_of(organizations: Iterable[UUID]) -> list[Person]:
    """Everybody who acts for one of these organizations."""
    return list(Person.objects.filter(organization__in=set(organizations), active=True).select_related("organization__county"))


def organizations(identifiers: Iterable[UUID]) -> list[Organization]:
    """These organizations with their counties."""
    return list(Organization.objects.filter(pk__in=set(identifiers)).select_related("county"))


def sites_of(organization: Organization) -> list[Site]:
    """The places of an organization with their counties, by name."""
    return list(organization.sites.select_related("county"))


def site_names(organization: Organization) -> list[tuple[UUID, str]]:
    """The key and the name of each place of an organization, by name, also of those that ended: what was reckoned there still has a name.

    For lists, where hundreds of rows would be slow.
    """
    return list(Site.every.filter(organization=organization).values_list("pk", "name"))


def site_of(organization: Organization, identifier: str) -> Site | None:
    """The place of an organization whose key this is; None for another's, or for what is no key."""
    try:
        key = UUID(identifier)
    except ValueError:
        return None
    return organization.sites.select_related("county").filter(pk=key).first()


def states_of(organization: Organization) -> set[str]:
    """The states in which an organization has places; its own where it has none."""
    return set(organization.sites.order_by().values_list("county__state", flat=True).distinct()) or {organization.county.state}


def of_sector(sector: str, county: UUID) -> list[Organization]:
    """The organizations of a sector in a county, by name."""
    return list(Organization.objects.filter(sector=sector, county=county).order_by("name"))


def taking_part() -> list[Organization]:
    """Every organization that takes part, with its county; the body's own desk is none."""
    return list(Organization.objects.filter(intake_desk=False, ended_at=None).select_related("county"))


def intake_desk() -> Organization | None:
    """The body's own desk, which owns every concern raised without an account."""
    return Organization.objects.filter(intake_desk=True).select_related("county").first()


def site_by_code(code: str) -> Site | None:
    """The property whose printed code this is; spaces, dashes and case do not matter."""
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    return Site.objects.select_related("organization", "county").filter(property_code=tidy).first()


def sites_by_name(organization: Organization) -> dict[str, UUID]:
    """The places of an organization by their name without case; a name that two of them bear names neither."""
    found: dict[str, UUID | None] = {}
    for name, identifier in Site.objects.filter(organization=organization).values_list("name", "id"):
        found[name.casefold()] = None if name.casefold() in found else identifier
    return {name: identifier for name, identifier in found.items() if identifier}


def on_duty(organization: Organization, at: datetime, rank: str = IntakeShift.Rank.FIRST) -> list[Person]:
    """Who takes what comes to this intake at that moment."""
    shifts = Q(shifts__organization=organization, shifts__rank=rank, shifts__starts_at__lte=at, shifts__ends_at__gt=at)
    return list(Person.objects.filter(shifts, active=True).distinct())


def is_on_duty(someone: Person, at: datetime) -> bool:
    """Whether this person is on their own organization's first intake roster at that moment."""
    now = Q(rank=IntakeShift.Rank.FIRST, starts_at__lte=at, ends_at__gt=at)
    return IntakeShift.objects.filter(now, person=someone, organization=someone.organization_id).exists()


def shifts_from(organization: Organization, start: datetime) -> list[Span]:
    """The covered spans of this intake that end after `start`. Whoever lost their access covers nothing."""
    found = IntakeShift.objects.filter(organization=organization, rank=IntakeShift.Rank.FIRST, ends_at__gt=start, person__active=True)
    return covered(found.values_list("starts_at", "ends_at"))


def supervisors(organization: Organization) -> list[Person]:
    return list(Person.objects.filter(organization=organization, role=Role.SUPERVISOR, active=True))


def coordinators() -> list[Person]:
    return list(Person.objects.filter(role=Role.COORDINATOR, active=True))


def sites() -> QuerySet[Site]:
    """Every site with its county and organization, by name."""
    return Site.objects.select_related("county", "organization").order_by("organization__name", "name")


def may(someone: Person, verb: Verb) -> bool:
    """Whether this person may do this in their own organization, or everywhere where the verb reaches so far, by the one table."""
    return someone.active and entitled(someone.role, verb, in_the_body=in_the_body(someone))


def in_the_body(someone: Person) -> bool:
    """Whether somebody acts for the coordinating body itself."""
    return someone.organization.sector == Sector.COORDINATING_BODY


def receivers() -> list[Organization]:
    """Every agency that the law of its place names as a receiver of reports, with its county, by name."""
    return list(Organization.objects.filter(receives_abuse_reports=True, ended_at=None).select_related("county", "conflict_alternate"))


def duty_ends(organization: Organization, at: datetime) -> datetime | None:
    """Until when somebody is on duty here without a break; None where nobody is now."""
    spans = shifts_from(organization, at)
    return spans[0][1] if spans and spans[0][0] <= at else None


def staff_of(organization: Organization) -> QuerySet[Person]:
    """Everybody who acts or acted for an organization: who may come in first, then by name."""
    found = Person.objects.filter(organization=organization).select_related("organization__county", "site")
    return found.order_by("-active", "name", "pk")


def code_waits_until(someone: Person, at: datetime) -> datetime | None:
    """Until when a code lets this person in that nobody used yet."""
    return EntryCode.objects.filter(person=someone, used_at=None, ends_at__gt=at).values_list("ends_at", flat=True).first()


def has_manager(organization: Organization) -> bool:
    return Person.objects.filter(organization=organization, role=Role.MANAGER, active=True).exists()


def shifts_ahead(someone: Person, at: datetime) -> list[Span]:
    """The spans in which somebody still takes what comes to their intake, in order."""
    return list(IntakeShift.objects.filter(person=someone, ends_at__gt=at).order_by("starts_at").values_list("starts_at", "ends_at"))


def every_organization() -> QuerySet[Organization]:
    """Every agency with its county, those that ended last, the body's own desk among them."""
    return Organization.objects.select_related("county", "conflict_alternate").order_by(F("ended_at").asc(nulls_first=True), "name", "pk")


def organization(identifier: UUID) -> Organization | None:
    return Organization.objects.select_related("county", "conflict_alternate").filter(pk=identifier).first()


def organizations_by_name(names: Iterable[str]) -> list[Organization]:
    """Those agencies that bear one of these names, in whatever county."""
    return list(Organization.objects.filter(name__in=set(names)))


def people_by_username(usernames: Iterable[str]) -> dict[str, Person]:
    """Those people, by what they sign in with; of any organization, since that is unique everywhere."""
    return {each.username: each for each in Person.objects.filter(username__in=set(usernames)).select_related("site")}


def site_count(organization: Organization) -> int:
    return Site.objects.filter(organization=organization).count()


def people_by_id(identifiers: Iterable[UUID]) -> list[Person]:
    return list(Person.objects.filter(pk__in=list(identifiers)).select_related("organization__county"))


def sites_by_id(identifiers: Iterable[UUID]) -> list[Site]:
    return list(Site.objects.filter(pk__in=list(identifiers)))


def is_at(site: Site) -> bool:
    """Whether somebody's access names this place."""
    return Person.objects.filter(site=site).exists()
