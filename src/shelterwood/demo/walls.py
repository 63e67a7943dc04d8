"""Which notices hang in the region's sites, through the verbs of awareness: one up, one to be looked at again, one torn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shelterwood.foundation.accounts.models import Person
from shelterwood.prevent.awareness import services

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hung:
    """Who hung what, where and when; when somebody looked; why it was taken down, if it was."""

    county: str
    who: str
    place: str
    size: str
    languages: str
    ago: timedelta
    notice: str = ""
    looked: tuple[timedelta, ...] = ()
    down: str = ""


HUNG = (
    Hung("alder", "hotel-manager", "Restroom for guests, ground floor", "8.5 × 11", "en es", 420 * DAY, "MN-HOTEL-SIGN-01", looked=(60 * DAY,)),
    Hung("alder", "hotel-manager", "Staff room, beside the lockers", "8.5 × 11", "en es", 400 * DAY, looked=(380 * DAY,)),
    Hung("alder", "hotel-manager", "Laundry door", "8.5 × 11", "en", 300 * DAY, down="Torn when the door was painted"),
    Hung("juniper", "hotel-manager", "Lobby, left of the desk", "11 × 17", "en", 90 * DAY, "TX-HOTEL-SIGN-01"),
    Hung("alder", "driver", "Waiting room, above the timetable", "8.5 × 11", "en es", 500 * DAY),
)


def play(people: Mapping[tuple[str, str], Person], now: datetime) -> None:
    for each in HUNG:
        by, at = people[each.county, each.who], now - each.ago
        site = by.organization.sites.select_related("county", "organization").get()
        sheet = services.note_print(by=by, site=site, notice=each.notice, size=each.size, languages=each.languages, at=at)
        hanging = services.hang(
            by=by, site=site, place=each.place, notice=each.notice, size=each.size, languages=each.languages, on=at.date(), at=at, poster=sheet
        )
        for looked in each.looked:
            services.look(hanging, by=by, at=now - looked)
        if each.down:
            services.take_down(hanging, by=by, why=each.down, at=now - 20 * DAY)
    manager = people["juniper", "hotel-manager"]
    site = manager.organization.sites.select_related("county", "organization").get()
    services.note_print(by=manager, site=site, notice="TX-HOTEL-SIGN-01", size="11 × 17", languages="es", at=now - 2 * DAY)
