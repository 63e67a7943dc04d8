"""What the pages of help show: topics in the order in which somebody needs them, and the law's limits for a role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from shelterwood_methods.statutes import DutyAnswer
from shelterwood_methods.statutes.terms import Modality

from shelterwood.foundation.body.queries import counties
from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.design.templatetags.design import phone
from shelterwood.gates.law.queries import answer
from shelterwood.project.help.reading import sheets, topics
from shelterwood.project.help.rules import Group, Section, Sheet, Topic, html, sheet_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

MOST_DUTIES = 2  # of one state and sector on a sheet; the page of the law holds all
ADDRESSES = {"help": "help-topic", "role": "help-role"}


@dataclass(frozen=True)
class Index:
    """The first page of help: one's own sheet and topics first, then all by group."""

    sheet: Sheet | None
    first: list[Topic]
    groups: list[tuple[Group, list[Topic]]]
    sheets: list[Sheet]


def index(language: str, *, by: Person | None) -> Index:
    every = sorted(topics()[language].values(), key=lambda each: each.order)
    own = own_sheet(by, language) if by else None
    first = [each for each in every if own and own.name in each.roles]
    groups = [(group, [each for each in every if each.group == group]) for group in Group]
    return Index(own, first, groups, sorted(sheets()[language].values(), key=lambda each: each.order))


def own_sheet(by: Person, language: str) -> Sheet | None:
    """The sheet of this person's role; None where a role has none yet."""
    return sheet_of(sheets()[language].values(), by.role, by.organization.sector)


def shown(sections: Iterable[Section]) -> list[tuple[str, SafeString]]:
    """Headings, each with its text as HTML."""
    call = phone("911")  # the one number that a text may name
    texts = [(each.heading, re.sub(r"\b911\b", call, html(each.text, address))) for each in sections]
    return [(heading, mark_safe(text)) for heading, text in texts]  # the reader lets no HTML through


def opens(topic: Topic) -> str:
    """The address of the page that a topic explains; empty where it cannot be named without more, such as one concern."""
    for page in topic.pages:
        with suppress(NoReverseMatch):
            return address("page", page)
    return ""


def address(kind: str, name: str) -> str:
    """Where a link of help leads. Raises NoReverseMatch for a page that cannot be named without more, such as one concern."""
    return reverse(ADDRESSES[kind], args=[name]) if kind in ADDRESSES else reverse(name)


def limits(sheet: Sheet, at: datetime) -> list[tuple[str, list[DutyAnswer]]]:
    """What the law of each state of the body asks of a worker of these sectors: the reporter's own duties, the strictest first."""
    places = {county.state: county.time_zone for county in counties() if county.state in STATES}
    return [(STATES[state], found) for state, zone in places.items() if (found := _duties(sheet, state, zone, at))]


def _duties(sheet: Sheet, state: str, zone: str, at: datetime) -> list[DutyAnswer]:
    found: dict[str, DutyAnswer] = {}
    for sector in sheet.sectors:
        asked = [each for each in answer(state=state, sector=sector, received_at=at, time_zone=zone).settled if each.duty.modality == Modality.MUST]
        found |= {each.duty.id: each for each in asked[:MOST_DUTIES]}
    return list(found.values())
