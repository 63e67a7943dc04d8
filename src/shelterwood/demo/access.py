"""Access in the invented region: an invitation that waits, a lost key that waits for a second person, reviews signed and overdue, a file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.rules import How, Kind
from shelterwood.collaborate.people.services import identity, importing, people, reviews
from shelterwood.foundation.accounts.rules import Role

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

FILE = """Email,Name,Post,Role,Language
ines.marchetti@chain.example,Ines Marchetti,Night manager,supervisor,en
noel.abara@chain.example,Noel Abara,Front desk clerk,worker,es
front-desk,Pia Lund,Front desk clerk,worker,en
root@chain.example,Theo Vance,System keeper,it_operator,en
"""


def play(cast: Mapping[tuple[str, str], Person], now: datetime) -> None:
    hotel, council, chain = cast["alder", "hotel-manager"], cast["alder", "coordinator"], cast["juniper", "chain-manager"]
    for who, days in ((hotel, 12), (council, 100), (chain, 3)):
        reviews.sign_review(by=who, seen=queries.fingerprint_of(queries.access_rows(who.organization)), at=now - timedelta(days=days))
    people.invite(
        hotel.organization, by=hotel, name="Rosa Tamblyn", email="", post="Night clerk", role=Role.WORKER, site=hotel.site, language="en",
        at=now - timedelta(days=1),
    )  # fmt: skip
    identity.vouch(cast["alder", "counsel"], by=council, how=How.IN_PERSON, at=now - timedelta(hours=3))
    importing.bring(by=chain, kind=Kind.PEOPLE, file=io.BytesIO(FILE.encode()), at=now - timedelta(hours=6))
