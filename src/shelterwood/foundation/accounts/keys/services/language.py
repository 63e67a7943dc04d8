"""The language somebody wants to be spoken to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def choose(language: str, *, by: Person, at: datetime) -> str:
    """Keep one's own language, of those the site speaks; any other changes nothing. Returns the one that holds."""
    if language in dict(settings.LANGUAGES) and language != by.language:
        with transaction.atomic():
            by.language = language
            by.save(update_fields=["language"])
            audit.record(Event(action="choose_language", actor=by.pk, organization=by.organization_id, detail=language, at=at))
    return by.language
