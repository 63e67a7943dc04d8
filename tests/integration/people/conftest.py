"""People of the hotel and of the body, in whatever role a test needs them."""

import pytest

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.accounts.rules import OF_THE_BODY, Role


@pytest.fixture
def colleague(person):
    """Somebody new beside a person of the region."""

    def make(key: str, role: Role = Role.WORKER, name: str = "Ada Marsh", **more: object) -> Person:
        organization = person(key).organization
        return Person.objects.create_person(
            username=f"{name} {role}".casefold(), name=name, organization=organization, post="Clerk", role=role, **more
        )  # fmt: skip

    return make


@pytest.fixture
def as_role(colleague):
    """Somebody who holds this role: of the body for a role of the body, else of the hotel."""

    def make(role: Role) -> Person:
        return colleague("counsel-alder" if role in OF_THE_BODY else "hotel-manager-alder", role, "Wren Asker")

    return make
