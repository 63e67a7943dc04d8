from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.models import IntakeShift, Organization, Person, Site
from shelterwood.foundation.accounts.rules import KEEPS, House, Role, Span, covered


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
    """The key and the name of each place of an organization, by name; for lists, where hundreds of rows would be slow."""
    return list(organization.sites.values_list("pk", "name"))


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
    return list(Organization.objects.filter(intake_desk=False).select_related("county"))


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
    """The covered spans of this intake that end after `start`."""
    found = IntakeShift.objects.filter(organization=organization, rank=IntakeShift.Rank.FIRST, ends_at__gt=start)
    return covered(found.values_list("starts_at", "ends_at"))


def supervisors(organization: Organization) -> list[Person]:
    return list(Person.objects.filter(organization=organization, role=Role.SUPERVISOR, active=True))


def coordinators() -> list[Person]:
    return list(Person.objects.filter(role=Role.COORDINATOR, active=True))


def sites() -> QuerySet[Site]:
    """Every site with its county and organization, by name."""
    return Site.objects.select_related("county", "organization").order_by("organization__name", "name")


def keeps(someone: Person, what: House) -> bool:
    """Whether this person keeps this part of the house: somebody of the coordinating body, by the one table."""
    of_the_body = someone.organization.sector == Sector.COORDINATING_BODY
    return someone.active and of_the_body and what in KEEPS.get(Role(someone.role), frozenset())


def receivers() -> list[Organization]:
    """Every agency that the law of its place names as a receiver of reports, with its county, by name."""
    return list(Organization.objects.filter(receives_abuse_reports=True).select_related("county", "conflict_alternate"))


def duty_ends(organization: Organization, at: datetime) -> datetime | None:
    """Until when somebody is on duty here without a break; None where nobody is now."""
    spans = shifts_from(organization, at)
    return spans[0][1] if spans and spans[0][0] <= at else None
