from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from shelterwood.demo import wording
from shelterwood.foundation.accounts import queries as accounts

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County


@dataclass(frozen=True)
class Part:
    """One person of the demonstration, as its role picker shows them."""

    person: Person
    post: Any
    first_task: Any


def parts_to_play() -> list[tuple[County, list[Part]]]:
    """Everybody one can be, by county, those of the main thread first."""
    people = accounts.people_to_play()
    order = {str(sector): position for position, sector in enumerate(wording.ORDER)}
    people.sort(key=lambda person: (person.organization.county.name, order.get(person.organization.sector, 99), person.organization.name))
    return [
        (county, [Part(person, wording.post(person), wording.first_task(person)) for person in group])
        for county, group in groupby(people, key=lambda person: person.organization.county)
    ]
