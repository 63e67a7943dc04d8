"""How an organization's runs kept to their protocol, for its manager: by step, version and month. The unit is the step, never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.law.queries import duties_in_force
from shelterwood.prevent.protocols.models import Run
from shelterwood.prevent.protocols.permissions import may_manage, reads_its_beginning
from shelterwood.prevent.protocols.queries.value import signed_text, value_of
from shelterwood.prevent.protocols.rules.measuring import Adherence, adherence, total
from shelterwood.prevent.protocols.rules.model import ClockBasis, Protocol, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shelterwood.foundation.accounts.models import Person


@dataclass(frozen=True)
class Measured:
    """Adherence to one protocol. `names`: of each step, from the latest version that has it."""

    protocol: Protocol
    rows: tuple[Adherence, ...]
    names: dict[str, Text]
    runs: int
    versions: tuple[int, ...]
    months: tuple[str, ...]  # YYYY-MM, the last first
    law: tuple[int, int]  # limits met in time, of how many that ended
    practice: tuple[int, int]


def measured(
    protocol: str, *, by: Person, now: datetime, mfa_at: datetime | None = None, version: int | None = None, month: str = ""
) -> Measured | None:  # fmt: skip
    """None for somebody who does not manage the organization, or a protocol that it never ran.

    A run begun from a concern counts only for who may read that concern: a count of one would tell an employer that there is one.
    """
    if not may_manage(by, by.organization_id):
        return None
    acting = gate.principal(by, mfa_at=mfa_at, now=now)
    every = [run for run in _runs(protocol, by) if reads_its_beginning(run, acting)]
    if not every:
        return None
    zone = ZoneInfo(by.organization.county.time_zone)
    months = {run.pk: run.started_at.astimezone(zone).strftime("%Y-%m") for run in every}
    chosen = [run for run in every if version in (None, run.adoption.number) and month in ("", months[run.pk])]
    law = duties_in_force()
    values = [value_of(run, law=law) for run in chosen]
    rows = adherence(values, now)
    texts = [signed_text(run.adoption) for run in sorted(every, key=lambda run: run.adoption.number)]
    return Measured(
        protocol=texts[-1],
        rows=rows,
        names={step.id: step.name for text in texts for step in text.steps},
        runs=len(chosen),
        versions=tuple(sorted({run.adoption.number for run in every}, reverse=True)),
        months=tuple(sorted(set(months.values()), reverse=True)),
        law=total(rows, ClockBasis.LAW),
        practice=total(rows, ClockBasis.PRACTICE),
    )


def _runs(protocol: str, by: Person) -> Iterable[Run]:
    rows = Run.objects.filter(adoption__organization=by.organization_id, adoption__protocol=protocol).order_by("-adoption__number", "begun_at")
    return rows.select_related("record__county", "about__owner", "adoption").prefetch_related("entries", "answers")
