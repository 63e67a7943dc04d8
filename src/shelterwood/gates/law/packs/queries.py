"""Rows of law as counsel sees them: what came with this version, what counsel wrote over it, and what is signed.

None is the answer to anybody but the body's counsel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from shelterwood_methods.statutes.duties import Duty
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.foundation.body.rules import STATES
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.models import DutyText, SignedRow
from shelterwood.gates.law.packs.rules import Cells, Difference, differences, shipped
from shelterwood.gates.law.permissions import keeps_law
from shelterwood.gates.law.rules import digest, text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

JURISDICTIONS = (*STATES, FEDERAL)


class Standing(StrEnum):
    """How a row stands. Each is a word of `design.STATUSES`."""

    SIGNED = "confirmed"
    LATER = "governs_later"  # signed, and its first day is still to come
    CHANGED = "changed"  # what governs is signed; the newest text is not
    DRAFT = "draft"  # counsel's own, and nothing of it is signed
    UNSIGNED = "not_confirmed"  # as it came with this version


@dataclass(frozen=True)
class RowNow:
    """One row with its newest text. `text` is None while it stands as it came with this version."""

    duty: str
    jurisdiction: str
    cells: Cells
    text: DutyText | None
    text_hash: str
    standing: Standing
    active: tuple[SignedRow, ...]  # signatures in force, of whichever of its texts

    @property
    def revision(self) -> int:
        """The number of the newest version; 0 for the row as it came."""
        return self.text.number if self.text else 0

    @property
    def to_sign(self) -> bool:
        """Whether its newest text bears no signature."""
        return self.standing not in (Standing.SIGNED, Standing.LATER)

    @property
    def signature(self) -> SignedRow | None:
        """The signature under the newest text."""
        return next((each for each in self.active if each.text_hash == self.text_hash), None)


@dataclass(frozen=True)
class Place:
    """A state and how many of its rows stand how."""

    code: str
    rows: int
    to_sign: int


def places(*, by: Person, today: date) -> list[Place] | None:
    """Every jurisdiction; those with rows say how many."""
    if not keeps_law(by):
        return None
    rows = _rows(today)
    of = {code: [each for each in rows if each.jurisdiction == code] for code in JURISDICTIONS}
    return [Place(code, len(found), sum(each.to_sign for each in found)) for code, found in of.items()]


def rows(state: str, *, by: Person, today: date) -> list[RowNow] | None:
    """The rows of one jurisdiction, by id."""
    return [each for each in _rows(today, state) if each.jurisdiction == state] if keeps_law(by) else None


def row(duty: str, *, by: Person, today: date) -> RowNow | None:
    """One row."""
    return next((each for each in _rows(today) if each.duty == duty), None) if keeps_law(by) else None


def _rows(today: date, state: str = "") -> list[RowNow]:
    came, own = shipped(), law.newest_texts(state)
    active: dict[str, list[SignedRow]] = {}
    for each in SignedRow.objects.filter(kind=SignedRow.Kind.DUTY, withdrawn_at=None).select_related("pack__signed_by").order_by("id"):
        active.setdefault(each.row, []).append(each)
    known = {*text_hashes().items(), *(((str(SignedRow.Kind.DUTY), duty), text) for duty, text in DutyText.objects.values_list("duty", "text_hash"))}
    living = {duty: [each for each in found if ((str(each.kind), duty), each.text_hash) in known] for duty, found in active.items()}
    return [_row(duty, came.get(duty, {}), own.get(duty), living.get(duty, ()), today) for duty in sorted({*came, *own})]


def _row(duty: str, came: Cells, text: DutyText | None, active: Sequence[SignedRow], today: date) -> RowNow:
    text_hash = text.text_hash if text else text_hashes()[SignedRow.Kind.DUTY, duty]
    cells = text.cells if text else came
    return RowNow(duty, cells["jurisdiction"], cells, text, text_hash, _standing(text_hash, text, active, today), tuple(active))


def _standing(text_hash: str, text: DutyText | None, active: Sequence[SignedRow], today: date) -> Standing:
    mine = next((each for each in active if each.text_hash == text_hash), None)
    if mine:
        return Standing.LATER if mine.governs_from and mine.governs_from > today else Standing.SIGNED
    if text is None:
        return Standing.UNSIGNED
    return Standing.CHANGED if active else Standing.DRAFT


# --- versions and what changed ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """What changed from one text to the newest. `number`: the version compared with; 0 the row as it came, None nothing."""

    number: int | None
    rows: list[Difference]


def versions(duty: str) -> list[tuple[DutyText, SignedRow | None]]:
    """Every version that counsel wrote, the newest first, with the signature that it bears."""
    signed = {each.text_hash: each for each in SignedRow.objects.filter(kind=SignedRow.Kind.DUTY, row=duty, withdrawn_at=None)}
    found = DutyText.objects.filter(duty=duty).select_related("written_by", "reviewed_by").order_by("-number")
    return [(each, signed.get(each.text_hash)) for each in found]


def compared(now: RowNow) -> Compared:
    """The newest text beside the last one signed before it; where none was, beside the version before, or the row as it came."""
    if now.text is None:
        return Compared(None, [])
    before = [each for each in versions(now.duty) if each[0].number < now.revision]
    old = next((each for each, signature in before if signature), before[0][0] if before else None)
    if old:
        return Compared(old.number, differences(old.cells, now.cells))
    came = shipped().get(now.duty)
    return Compared(0 if came else None, differences(came or {}, now.cells))


def governing(duty: str, today: date) -> list[Duty]:
    """The texts of a row that govern, each on its own days, the earliest first."""
    return [each for each in law.duties_in_force().duties.texts_of(duty) if each.key in law.signed(SignedRow.Kind.DUTY)]


def pack_digest(chosen: Sequence[RowNow]) -> str:
    """The hash of the pack that these rows would make, as `sign_pack` reckons it."""
    return digest({(str(SignedRow.Kind.DUTY), each.duty): each.text_hash for each in chosen})


def pack(state: str, *, by: Person) -> Mapping[str, Cells] | None:
    """The newest text of every row of a jurisdiction, to be carried elsewhere."""
    found = rows(state, by=by, today=date.min)
    return None if found is None else {each.duty: each.cells for each in found}
