"""What somebody asks, on its way from the page to the verb that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shelterwood.respond.consultations.rules import Keep, Wish

if TYPE_CHECKING:
    from shelterwood.foundation.body.models import County


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question without a name. `kept`: by its mark, why a piece that looks identifying stays."""

    county: County
    sector: str
    role: str
    age: str
    wish: Wish
    words: str
    language: str
    kept: Mapping[str, Keep]
