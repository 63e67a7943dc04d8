"""Every verb with which counsel writes law. Signing and withdrawing are the law's own: `gates.law.services`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.models import DutyText
from shelterwood.gates.law.packs.queries import JURISDICTIONS
from shelterwood.gates.law.packs.rules import CELLS, KEY, Cells, Fault, fault, shipped
from shelterwood.gates.law.permissions import check, keeps_law
from shelterwood.gates.law.rules import text_hash_of

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


class CannotWrite(Exception):
    """The reader of the facts refuses the row; `fault` says where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class Moved(Exception):
    """Somebody saved another version since this one was opened; `cells` is what stands there now, `revision` its number."""

    def __init__(self, cells: Cells, revision: int) -> None:
        super().__init__("Somebody saved this row since you opened it.")
        self.cells, self.revision = cells, revision


class CannotReview(Exception):
    """Whoever wrote a version does not review it, and a version is reviewed once."""


@dataclass(frozen=True)
class Brought:
    """What an import did, by id."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def write(cells: Cells, *, revision: int, by: Person, at: datetime) -> DutyText | None:
    """The next version of a row. `revision`: the version that the writer saw; 0 for a row as it came, or a new one.

    None where nothing changed. Raises Forbidden, CannotWrite, or Moved where another version was saved meanwhile.
    """
    check(keeps_law(by))
    if wrong := _fault(cells):
        raise CannotWrite(wrong)
    try:
        with transaction.atomic():
            return _write(cells, revision=revision, by=by, at=at)
    except IntegrityError:  # the other's version came in between looking and saving
        present, number = _present(cells[KEY])
        raise Moved(present or {}, number) from None


def _fault(cells: Cells) -> Fault | None:
    if cells["jurisdiction"] not in JURISDICTIONS:
        return Fault("jurisdiction", f"jurisdiction {cells['jurisdiction']!r} is no state.")
    return fault(cells)


def _present(duty: str) -> tuple[Cells | None, int]:
    """The newest cells of a row and their version; None for a row that nobody has."""
    newest = law.newest_text(duty)
    return (newest.cells, newest.number) if newest else (shipped().get(duty), 0)


def _write(cells: Cells, *, revision: int, by: Person, at: datetime) -> DutyText | None:
    cells = {column: cells[column] for column in CELLS}
    present, number = _present(cells[KEY])
    if number != revision:
        raise Moved(present or {}, number)
    if present == cells:
        return None
    text = DutyText.objects.create(
        duty=cells[KEY], jurisdiction=cells["jurisdiction"], number=number + 1, cells=cells, text_hash=text_hash_of(cells, cells),
        written_by=by, written_at=at,
    )  # fmt: skip
    _audit("write_law", text, by, at)
    return text


def review(text: DutyText, *, by: Person, at: datetime) -> None:
    """A second counsel says that they read this version beside its source. It is no signature, and nothing governs by it.

    Raises Forbidden, or CannotReview for whoever wrote it and for a version that was reviewed.
    """
    check(keeps_law(by))
    with transaction.atomic():
        if text.written_by_id == by.pk or not DutyText.objects.filter(pk=text.pk, reviewed_by=None).update(reviewed_by=by, reviewed_at=at):
            raise CannotReview("Whoever wrote a version does not review it, and one review is kept.")
        _audit("review_law", text, by, at)


def bring_in(rows: Sequence[Cells], *, by: Person, at: datetime) -> Brought:
    """Rows of a pack as drafts, all or none of them; a row that says what stands here already makes no version.

    Raises Forbidden, or CannotWrite for a row of no state.
    """
    check(keeps_law(by))
    for cells in rows:
        if wrong := _fault(cells):
            raise CannotWrite(Fault(wrong.column, f"{cells[KEY]}: {wrong.reason}"))
    found: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": []}
    with transaction.atomic():
        for cells in rows:
            present, number = _present(cells[KEY])
            written = _write(cells, revision=number, by=by, at=at)
            found["new" if present is None else "changed" if written else "unchanged"].append(cells[KEY])
    return Brought(**{word: tuple(ids) for word, ids in found.items()})


def _audit(action: str, text: DutyText, by: Person, at: datetime) -> None:
    detail = f"version {text.number} {text.text_hash}"
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, rules=[text.duty], detail=detail, at=at))
