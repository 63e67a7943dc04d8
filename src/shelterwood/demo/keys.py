"""What people of the region sign in with, through the verbs of accounts: an app, recovery codes, and one agency's own sign-in."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pyotp

from shelterwood.foundation.accounts.keys.services import codes, federated
from shelterwood.foundation.accounts.models import Person

ISSUER = "https://login.agency.example"


def play(people: Mapping[tuple[str, str], Person], now: datetime) -> None:
    """The coordinator has an app and codes on paper; child protection signs in through its own house."""
    coordinator, then = people["alder", "coordinator"], now - timedelta(days=40)
    codes.confirm(by=coordinator, code=pyotp.TOTP(codes.prepare(by=coordinator, at=then)).at(then), at=then)
    codes.new_recovery_codes(by=coordinator, at=then)
    agency = people["alder", "intake"].organization
    federated.keep_provider(agency, by=coordinator, issuer=ISSUER, client_id="shelterwood", secret="", counts_as_two=["mfa"], at=then)
