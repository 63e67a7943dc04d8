"""A run put together as a value from its rows, so that the rules can say how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.truth import Truth

from shelterwood.gates.law.queries import Law, duties_in_force
from shelterwood.prevent.protocols.rules import entries, running
from shelterwood.prevent.protocols.rules.clocks import Setting
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.reading import parse

if TYPE_CHECKING:
    from shelterwood.prevent.protocols.models import Adoption, Entry, Run


def value_of(run: Run, *, law: Law | None = None) -> running.Run:
    """The run as it stands. `law`: the duties in force, where many runs are put together.

    Load record and county, adoption, entries and answers before.
    """
    county = run.record.county
    law = law or duties_in_force()
    written = lines(run.entries.all())
    return running.Run(
        protocol=signed_text(run.adoption),
        started_at=run.started_at,
        setting=Setting(county.state, ZoneInfo(county.time_zone), law.signed, frozenset(run.adoption.clocks_on), law.duties),
        answers={each.question: Truth(each.answer) for each in run.answers.all()},
        moments=entries.moments(written),
        events=entries.events(written),
        ended_at=run.closed_at,
    )


def lines(rows: Iterable[Entry]) -> list[entries.Line]:
    return [entries.Line(each.id, each.number, each.what, each.subject, each.act, each.choice, each.happened_at, each.corrects_id) for each in rows]


def signed_text(adoption: Adoption) -> Protocol:
    return _parsed(adoption.text, adoption.protocol)


@lru_cache(maxsize=128)
def _parsed(text: str, protocol: str) -> Protocol:
    """A signed text never changes; many runs follow the same."""
    return parse(text, f"{protocol}.toml")
