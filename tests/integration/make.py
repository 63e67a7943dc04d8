"""Concerns for tests, through the real verb."""

import re
from dataclasses import replace
from datetime import datetime
from itertools import count

from django.test import Client

from shelterwood.foundation.body.models import County
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.respond.concerns import services, wording
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.rules import Danger, Kind, Known
from shelterwood.respond.concerns.told import Told

tokens = count()
CANARY = "Egret-4471"  # a word that stands nowhere else, to look for


def told(county: County, **changes: object) -> Told:
    """What a person might type."""
    plain = Told(
        danger=Danger.NO,
        kind=Kind.SEXUAL,
        under_18=Known.UNKNOWN,
        missing=Known.UNKNOWN,
        county=county,
        answers={"words": f"Saw {CANARY} at the gate.", "name": f"{CANARY} the younger", "age": "12_14"},
        sector="community_reporter",
        known_at=datetime.now().astimezone(),
        language="en",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def seen_on(client: Client, address: str) -> str:
    """The mark that the form of a page carries: what its person has before them."""
    return re.search(r'name="seen" value="(\w*)"', client.get(address).content.decode())[1]


def concern(county: County, *, at: datetime, by: Principal | None = None, token: str = "", **changes: object) -> Concern:
    """A concern raised now: with an account where `by` is given, else without."""
    changes.setdefault("known_at", at)
    if by:
        changes.setdefault("sector", by.organization.sector)
    mark = (token or f"test {next(tokens)}").encode()
    return services.raise_concern(
        told(county, **changes), mark=mark, at=at, by=by, way_back=by is None, suspicion=str(wording.SUSPICION) if by else ""
    )
