"""Which notice hangs where: size, type, languages and place, from facts/signage_typed.csv.

No law's own words are held. Where a law prescribes them, a poster leaves the space for the official text, which the body enters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from shelterwood_methods.facts import Row, read
from shelterwood_methods.statutes import cells as plain
from shelterwood_methods.statutes.cells import NOT_ESTABLISHED
from shelterwood_methods.statutes.training.binding import NOBODY, Binding, mandates_for
from shelterwood_methods.statutes.training.cells import truth
from shelterwood_methods.statutes.training.mandates import Mandate, Mandates
from shelterwood_methods.statutes.training.terms import Kind, Wording
from shelterwood_methods.statutes.truth import Truth

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Notice:
    """What a row says of its sign. None: not established."""

    mandate: Mandate
    width: Decimal | None  # inches
    height: Decimal | None
    min_points: Decimal | None
    letter_height: Decimal | None  # inches, where the law measures letters and not type
    languages: tuple[str, ...]  # empty: not established
    more_languages: str  # when another language is added, in the row's words
    separate: Truth  # whether each language hangs on a sheet of its own
    hangs: str
    wording: Wording
    note: str


class Notices:
    """Every notice, by the id of its mandate."""

    def __init__(self, rows: Iterable[Notice]) -> None:
        self.by_id = {each.mandate.id: each for each in rows}

    @cached_property
    def sizes(self) -> Mapping[str, tuple[Decimal, Decimal]]:
        """The sizes that are established, by mandate."""
        return {id: (each.width, each.height) for id, each in self.by_id.items() if each.width and each.height}


def load_notices(mandates: Mandates, rows: Iterable[Row] | None = None) -> Notices:
    """The notices of the facts, or of the rows given. Raises FactsError with file, line and reason."""
    found, row = [], None
    for row in read("signage_typed") if rows is None else rows:
        mandate = mandates.by_id.get(row["mandate_id"])
        if mandate is None or mandate.kind is not Kind.SIGNAGE:
            raise row.wrong(f"{row['mandate_id']} is no mandate of a sign.")
        found.append(_notice(mandate, row))
    notices = Notices(found)
    for each in mandates:
        if each.kind is Kind.SIGNAGE and each.id not in notices.by_id and row:
            raise row.wrong(f"{each.id} asks a sign and is not among the rows; add it.")
    return notices


def _notice(mandate: Mandate, row: Row) -> Notice:
    languages = () if row["languages"] == NOT_ESTABLISHED else row.words("languages")
    for each in languages:
        if each not in LANGUAGES:
            raise row.wrong(f"languages: {each!r} is none of: {', '.join(LANGUAGES)}; say others in more_languages.")
    return Notice(
        mandate=mandate,
        width=_number(row, "width"),
        height=_number(row, "height"),
        min_points=_number(row, "min_points"),
        letter_height=_number(row, "letter_height"),
        languages=languages,
        more_languages=row["more_languages"],
        separate=truth(row, "separate"),
        hangs=row["hangs"],
        wording=plain.word(row, "wording", Wording),
        note=row["note"],
    )


def _number(row: Row, column: str) -> Decimal | None:
    if row[column] in ("", NOT_ESTABLISHED):
        return None
    try:
        number = Decimal(row[column])
    except InvalidOperation as problem:
        raise row.wrong(f"{column} {row[column]!r} is no number; write inches or points such as 8.5, or unknown.") from problem
    if not (number.is_finite() and 0 < number < 1000):
        raise row.wrong(f"{column} {row[column]!r} is no size.")
    return number


def notices_for(
    mandates: Mandates,
    notices: Notices,
    *,
    state: str,
    sector: str,
    on: date,
    places: frozenset[str] = frozenset(),
    stated: Mapping[str, Truth] | None = None,
    signed: frozenset[str] = NOBODY,
) -> tuple[tuple[Binding, Notice], ...]:
    """Which notices are due at a site on a day, or may be, with what is established of each."""
    found = mandates_for(mandates, states=[state], sectors=[sector], on=on, places=places, stated=stated, signed=signed)
    return tuple((each, notices.by_id[each.mandate.id]) for each in found if each.mandate.kind is Kind.SIGNAGE)
