"""Who acts on concerns in a request."""

from django.http import HttpRequest

from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.accounts.services import second_factor_at
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal


def principal_of(request: HttpRequest) -> Principal:
    """The signed-in person as the policies see them now."""
    return gate.principal(person_of(request), mfa_at=second_factor_at(request))
