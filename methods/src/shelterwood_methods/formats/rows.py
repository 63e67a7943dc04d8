"""What rows of every kind share: a fault with its place, and cells read with their rules."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from shelterwood_methods.formats.characters import garbled
from shelterwood_methods.formats.days import NoDay, day, day_first
from shelterwood_methods.formats.delimited import Record

SHOWN = 80  # characters of a faulty cell that are repeated to whoever mends it
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# what a row can be refused for; `figure` says how much where a rule has one
CODES = frozenset({
    "mixed", "lost", "quote", "cells", "garbled", "control", "needed", "too_long", "twice", "day_form", "day_impossible", "day_first",
    "day_ambiguous", "day_short_year", "day_serial", "day_too_early", "left_before_hired", "too_late", "site_unknown", "number_unknown",
    "email_form", "phone_form", "yes_no", "minutes", "proof_unknown", "proof_needed", "mandate_unknown", "mandate_needed", "approval_needed", "other_details",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: its line, the field, the cell as it stands, a word of CODES, and a figure of the rule."""

    line: int
    column: str
    value: str
    code: str
    figure: str = ""


@dataclass
class Cells:
    """One row being read: cells by field, and the faults found so far."""

    record: Record
    columns: Mapping[str, int]
    day_first_elsewhere: bool = False
    faults: list[Fault] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return name in self.columns

    def refuse(self, name: str, value: str, code: str, figure: object = "") -> None:
        self.faults.append(Fault(self.record.line, name, value[:SHOWN], code, str(figure)))

    def text(self, name: str, longest: int, *, needed: bool = False) -> str:
        """A cell without needless spaces; a line break within it is a space."""
        value = self.raw(name)
        if CONTROL.search(value):
            self.refuse(name, CONTROL.sub("?", value), "control")
        elif garbled(value):
            self.refuse(name, value, "garbled")
        elif len(value) > longest:
            self.refuse(name, value, "too_long", longest)
        elif needed and not value:
            self.refuse(name, value, "needed")
        return value

    def raw(self, name: str) -> str:
        return " ".join(self.record.cells[self.columns[name]].split()) if name in self.columns else ""

    def day(self, name: str, *, latest: date) -> date | None:
        """A day, or None where the cell is blank or names none."""
        value = self.raw(name)
        if not value:
            return None
        try:
            found = day(value, day_first_elsewhere=self.day_first_elsewhere)
        except NoDay as problem:
            self.refuse(name, value, problem.code)
            return None
        if found > latest:
            self.refuse(name, value, "too_late", latest.isoformat())
        return found


def whole(record: Record, width: int) -> list[Fault]:
    """The fault of a row that cannot be read at all."""
    if not record.fault:
        return []
    said = str(width) if record.fault == "cells" else ""
    return [Fault(record.line, "", CONTROL.sub("?", " ".join(" ".join(record.cells).split()))[:SHOWN], record.fault, said)]


def any_day_first(records: Iterable[Record], places: Sequence[int], tell: Callable[[], None] = lambda: None) -> bool:
    """Whether any of these columns holds a day that can only be day/month/year. `tell` is called for each row."""
    for record in records:
        tell()
        if any(place < len(record.cells) and day_first(record.cells[place]) for place in places):
            return True
    return False
