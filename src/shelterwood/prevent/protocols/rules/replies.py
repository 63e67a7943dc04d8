"""The answers of a checklist as they are kept, and read again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.measuring import Reply


def packed(reply: Reply) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "named": reply.named,
        "number": reply.number,
        "of": reply.of,
        "day": reply.day.isoformat() if reply.day else None,
        "yes": reply.yes.value,
    }


def unpacked(kept: Mapping[str, Any]) -> Reply:
    """The reply again. Raises KeyError for what is none."""
    return Reply(
        named=kept["named"],
        number=kept["number"],
        of=kept["of"],
        day=date.fromisoformat(kept["day"]) if kept["day"] else None,
        yes=Truth(kept["yes"]),
    )
