"""A hotel with people for tests of mandates: in Florida, whose law asks an approved curriculum and a signature, or elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime

from shelterwood.foundation.accounts.models import Organization, Person, Site
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.body.models import County
from shelterwood.prevent.training.models import Completion, Learner
from shelterwood.prevent.training.services import staff

FLORIDA, MINNESOTA, CONNECTICUT = "FL-HOTEL-TRAIN-01", "MN-HOTEL-TRAIN-01", "CT-HOTEL-TRAIN-01"


@dataclass
class Lodging:
    """One hotel with one site, its manager, and a front desk clerk who has an account."""

    organization: Organization
    site: Site
    manager: Person
    clerk: Person
    learner: Learner


def lodging(state: str, *, at: datetime, hired_on: date | None = None, name: str = "Egret Inn") -> Lodging:
    county = County.objects.create(name=f"{name} County", state=state, time_zone="America/New_York")
    organization = Organization.objects.create(name=name, sector="hotel", county=county)
    site = Site.objects.create(organization=organization, name=f"{name}, Pier Road", county=county)
    manager = person(organization, site, "Manager", Role.MANAGER)
    clerk = person(organization, site, "Clerk", Role.WORKER)
    post = staff.name_post(by=manager, title="Clerk", at=at)
    staff.describe_post(post, by=manager, roles=["front_desk"], stated={}, at=at)
    learner = Learner.objects.create(organization=organization, site=site, person=clerk, name=clerk.name, post=post, hired_on=hired_on)
    return Lodging(organization, site, manager, clerk, learner)


def person(organization: Organization, site: Site, post: str, role: Role) -> Person:
    key = f"{post}-{organization.name}".lower().replace(" ", "-")
    return Person.objects.create_person(
        username=key, name=f"Ana {post}", email=f"{key}@hotel.example", organization=organization, site=site, post=post, role=role
    )


def completed(learner: Learner, at: datetime, **changes: object) -> Completion:
    plain = {"course": "hotels", "version": "1", "title": "For hotels", "language": "en", "minutes": 60, "completed_at": at}
    return Completion.objects.create(learner=learner, **(plain | changes))
