from django.contrib.auth.backends import ModelBackend

from shelterwood.foundation.accounts import queries
from shelterwood.foundation.accounts.models import Person


class Accounts(ModelBackend):
    """Signed-in people are loaded with their organization, in one statement, and only while their account is active."""

    def get_user(self, user_id: object) -> Person | None:
        person = queries.person(user_id)  # type: ignore[arg-type]
        return person if person and self.user_can_authenticate(person) else None
