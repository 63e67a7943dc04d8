"""Every question of the set-up, in the order in which it is asked: the one list from which terminal, file and handbook come."""

from dataclasses import dataclass
from typing import Any

from shelterwood.project.setup.rules import reading
from shelterwood.project.setup.rules.reading import Read, text

NEEDED: Any = object()


@dataclass(frozen=True)
class Ask:
    """One question. `among`: a section whose names are the only answers. `file_only`: not asked; the file may say it."""

    key: str
    words: str
    read: Read
    default: Any = NEEDED
    among: str = ""
    file_only: bool = False


@dataclass(frozen=True)
class Section:
    """Questions that belong together; `many` are asked until nothing more comes. `optional`: there may be none at all."""

    key: str
    title: str
    asks: tuple[Ask, ...]
    many: bool = False
    optional: bool = False


SECTIONS = (
    Section("body", "The coordinating body", (
        Ask("name", "Name of the coordinating body", text(120)),
        Ask("phone", "Telephone number of its desk", reading.phone),
        Ask("desk_hours", "When does a duty officer read what comes in, such as: weekdays 8 a.m. to 5 p.m.", text(80)),
        Ask("desk_hours_es", "The same in Spanish", text(80), "", file_only=True),
        Ask("exit_url", "Where Quick exit leads", reading.web_address, "https://www.weather.gov/", file_only=True),
    )),
    Section("county", "Counties", (
        Ask("state", "State, two letters", reading.state),
        Ask("name", "County, as the Census writes it, such as Hennepin County", text(80)),
        Ask("time_zone", "Time zone, such as America/Chicago", reading.time_zone),
        Ask("text_to_911", "Does 911 take text messages there (yes or no)", reading.yes_or_no),
        Ask("fips", "Its Census code, where the name alone does not tell", text(5), "", file_only=True),
    ), many=True),
    Section("agency", "Agencies, schools, businesses and services that take part", (
        Ask("name", "Name", text(160)),
        Ask("sector", "Sector", reading.sector),
        Ask("county", "County", text(80), among="county"),
        Ask("phone", "Telephone number", reading.phone),
        Ask("receives_reports", "Does the law name it as a receiver of reports about children (yes or no)", reading.yes_or_no),
        Ask("hours", "When somebody answers", text(80), "", file_only=True),
        Ask("hours_es", "The same in Spanish", text(80), "", file_only=True),
        Ask("government", "Is it part of government", reading.yes_or_no, False, file_only=True),
        Ask("justice", "Is it police, prosecution or another agency that CJIS binds", reading.yes_or_no, False, file_only=True),
        Ask("regimes", "Confidentiality laws that bind its records, by its own counsel", reading.regimes, (), file_only=True),
        Ask("stands_in", "The agency that takes a concern where somebody involved works here", text(160), "", among="agency", file_only=True),
    ), many=True),
    Section("site", "Places of these agencies", (
        Ask("agency", "Agency", text(160), among="agency"),
        Ask("name", "Name of the place", text(160)),
        Ask("county", "County", text(80), among="county"),
        Ask("address", "Street and town; never of a place that must stay hidden", text(200), ""),
    ), many=True, optional=True),
    Section("route", "Who takes the reports of each county", (
        Ask("county", "County", text(80), among="county"),
        Ask("agencies", "Agencies in order, divided by semicolons", reading.names, among="agency"),
    ), many=True),
    Section("line", "Numbers of the counties, that pages and cards show", (
        Ask("county", "County", text(80), among="county"),
        Ask("purpose", "What it is for", reading.purpose),
        Ask("name", "Name of the line", text(120)),
        Ask("phone", "Number", reading.phone),
        Ask("hours", "When somebody answers, such as 24/7", text(80)),
        Ask("name_es", "The name in Spanish", text(120), "", file_only=True),
        Ask("hours_es", "The hours in Spanish", text(80), "", file_only=True),
        Ask("rung_on", "The day on which somebody of the body rang it", reading.day, None, file_only=True),
    ), many=True, optional=True),
    Section("mail", "Mail server for notices", (
        Ask("server", "Address, such as smtps://name:password@mail.county.example, or: none", reading.server),
        Ask("sender", "Mail address of the sender", reading.mail_address),
    )),
    Section("administrator", "The first administrator: the county's coordinator", (
        Ask("name", "Name", text(120)),
        Ask("email", "Mail address", reading.mail_address),
        Ask("language", "Language", reading.language, "en", file_only=True),
    )),
    Section("person", "Further people, such as the duty officers of the desk", (
        Ask("name", "Name", text(120)),
        Ask("email", "Mail address", reading.mail_address),
        Ask("agency", "Agency; the name of the body for its own staff", text(160), among="agency or body"),
        Ask("role", "Role", reading.role),
        Ask("post", "Post in words, such as: Duty officer", text(120)),
        Ask("duty", "On the intake roster", reading.rank, "", file_only=True),
        Ask("duty_until", "Last day of that", reading.day, None, file_only=True),
        Ask("language", "Language", reading.language, "en", file_only=True),
    ), many=True, optional=True),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}
