"""What somebody typed, on its way from the pages to the verb that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shelterwood.respond.concerns.rules import Danger, Kind, Known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shelterwood.foundation.accounts.models import Organization
    from shelterwood.foundation.body.models import County


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody typed: the envelope and the answers, the latter by question."""

    danger: Danger
    kind: Kind
    under_18: Known
    missing: Known
    county: County
    answers: Mapping[str, str]
    sector: str
    known_at: datetime
    language: str
    conflicts: tuple[Organization, ...] = ()
    indian_country: Known = Known.UNKNOWN
    indian_child: Known = Known.UNKNOWN
    required_only: str = ""
    """The words with which a victim service says that nothing stands here but what the law makes it report."""
    name_may_travel: bool = False
    """Whether the person who gave notice lets their name go on to the agencies."""
