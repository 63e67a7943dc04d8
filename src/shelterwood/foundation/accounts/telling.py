"""Telling people that something waits for them. The message says no more than that."""

from collections.abc import Iterable
from datetime import datetime

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.notify import services as notify


def tell(people: Iterable[Person], *, at: datetime, at_once: bool = False) -> None:
    """Leave a notice for each. `at_once` where somebody is on call or a clock runs; everything else waits for their own hours."""
    for person in people:
        zone = person.organization.county.time_zone
        notify.tell(person=person.id, address=person.email, zone=zone, language=person.language, at_once=at_once, at=at)
