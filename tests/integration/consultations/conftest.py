"""Questions for tests, through the real verb: asked in Alder County, where the supervisor of child protection answers."""

from collections.abc import Callable
from itertools import count

import pytest

from shelterwood.respond.consultations import services
from shelterwood.respond.consultations.asked import Asked
from shelterwood.respond.consultations.models import Consultation
from shelterwood.respond.consultations.rules import Wish

CANARY = "egret4471"  # a word that stands nowhere else, to look for; no capital and no number of six digits, so nothing warns
WORDS = f"A student of about 14 is always tired and says {CANARY} about a gift."
tokens = count()


@pytest.fixture
def asked(county) -> Callable[..., Asked]:
    def make(place: str = "Alder County", **changes: object) -> Asked:
        plain = {
            "sector": "community_reporter",
            "role": "public",
            "age": "12_14",
            "wish": Wish.MUST_REPORT,
            "words": WORDS,
            "language": "en",
            "kept": {},
        }
        return Asked(county=county(place), **(plain | changes))

    return make


@pytest.fixture
def question(asked, acting, now) -> Callable[..., Consultation]:
    """A question asked now, with the account of `by` or without one."""

    def make(by: str = "", **changes: object) -> Consultation:
        who = acting(by) if by else None
        if who:
            changes |= {"sector": str(who.organization.sector), "role": str(who.organization.sector)}
        return services.ask(asked(**changes), mark=f"test question {next(tokens)}".encode(), at=now, by=who)

    return make
