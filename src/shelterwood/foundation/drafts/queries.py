"""One's own drafts. Nobody else's are ever listed or opened, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shelterwood.foundation.drafts.models import Draft

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def drafts(*, by: Person) -> list[Draft]:
    """What this person has not sent, the last first: kind and moment, no word."""
    return list(Draft.objects.filter(person=by).defer("sealed"))


def is_kept(slot: str, *, by: Person) -> bool:
    """Whether this person has a draft of this form."""
    return Draft.objects.filter(person=by, slot=slot).exists()


def draft(identifier: UUID, *, by: Person) -> Draft | None:
    """One's own draft; None for another's as for none."""
    return Draft.objects.filter(pk=identifier, person=by).first()
