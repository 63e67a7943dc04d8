"""Training, signage and instruction mandates as typed rows.

A row of facts/training_mandates.csv (or its supplement) says in prose what was found; rows of facts/training_mandates_typed.csv
that repeat its first four cells say the same in closed words, several where the prose holds several mandates. What the prose does
not settle is unknown. `unread` names columns whose value rests on own knowledge, inference or a contradiction: they count as
unknown until counsel signs the row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from shelterwood_methods.facts import Row, read
from shelterwood_methods.facts.tables import NAMED_BY
from shelterwood_methods.statutes import cells as plain
from shelterwood_methods.statutes.cells import Day
from shelterwood_methods.statutes.terms import Confidence, Evidence
from shelterwood_methods.statutes.training import cells
from shelterwood_methods.statutes.training.cells import Begin, First, Repeat, Unknown
from shelterwood_methods.statutes.training.periods import Period
from shelterwood_methods.statutes.training.roles import ALL_STAFF, CONDITIONS, EXEMPTIONS, OPEN_LIST, POSTS, SAID_OF
from shelterwood_methods.statutes.training.terms import OF_PERSONS, Anchor, Force, InPost, Kind, Place, Proof
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import Sector

KEY = NAMED_BY["training_mandates"]
EVERYTHING = "*"
TEXTS = ("citation", "first_deadline", "repeat_interval", "duration_minutes_or_text", "record_keeping", "penalty_or_cure", "content_or_format_notes")
CAN_BE_UNREAD = ("effective_from", "first", "in_post", "repeat", "minutes", "approval", "roles", "proof", "kept")


@dataclass(frozen=True, kw_only=True, eq=False)
class Mandate:
    """One mandate: the prose of its row, in English, and its typed columns."""

    id: str
    jurisdiction: str
    who_must: str
    kind: Kind
    sectors: tuple[Sector, ...]
    places: tuple[str, ...]  # of Place, or `unknown` where the list is open; none: every place of the sector
    roles: tuple[str, ...]
    exempt: tuple[str, ...]
    condition: str
    force: Force
    begin: Begin
    effective_to: Day
    first: First | Unknown | None
    in_post: InPost | None
    repeat: Repeat
    minutes: int | Unknown | None
    approval: Truth | None
    approval_body: str
    proof: tuple[str, ...]  # any of them does; empty: no form is established
    kept: Period | Unknown | None  # how long after employment the record is kept
    unread: frozenset[str]
    instead_of: str
    text_as_of: str
    evidence: Evidence
    confidence: Confidence
    note: str
    citation: str
    first_deadline: str
    repeat_interval: str
    duration_minutes_or_text: str
    record_keeping: str
    penalty_or_cure: str
    content_or_format_notes: str

    @property
    def of_persons(self) -> bool:
        return self.kind in OF_PERSONS

    @property
    def weak(self) -> bool:
        """Rests on own knowledge, inference or low confidence, in whole: computes nothing without counsel's signature."""
        return self.evidence in (Evidence.OWN_KNOWLEDGE, Evidence.INFERENCE) or self.confidence is Confidence.LOW or EVERYTHING in self.unread

    @cached_property
    def as_read(self) -> "Mandate":
        """The mandate as it stands before a signature: what is unread is unknown."""
        hidden = set(CAN_BE_UNREAD) if EVERYTHING in self.unread else self.unread
        unknown: dict[str, dict[str, object]] = {
            "effective_from": {"begin": Begin(None, plain_last_day(self.text_as_of))},
            "first": {"first": Truth.UNKNOWN if self.first else self.first},
            "in_post": {"in_post": InPost.UNKNOWN if self.in_post else None},
            "repeat": {"repeat": Truth.UNKNOWN if self.repeat else self.repeat},
            "minutes": {"minutes": Truth.UNKNOWN if self.minutes else self.minutes},
            "approval": {"approval": Truth.UNKNOWN if self.approval else None},
            "roles": {"roles": (OPEN_LIST,) if self.roles else ()},
            "proof": {"proof": ()},
            "kept": {"kept": Truth.UNKNOWN if self.kept else None},
        }
        changes: dict[str, object] = {}
        for column in hidden - {EVERYTHING}:
            changes |= unknown[column]
        return replace(self, **changes) if changes else self  # type: ignore[arg-type]

    def governing(self, signed: frozenset[str]) -> "Mandate":
        """What may be computed with: everything once signed, else what was read."""
        return self if self.id in signed else self.as_read


def plain_last_day(text: str) -> date | None:
    """The last day of the month of a copy."""
    return plain.last_day(Row("text_as_of", 0, {"text_as_of": text}), "text_as_of")


class Mandates:
    """Every mandate, by id."""

    def __init__(self, rows: Iterable[Mandate]) -> None:
        self.by_id = {mandate.id: mandate for mandate in rows}

    def __iter__(self) -> Iterator[Mandate]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    @cached_property
    def background(self) -> tuple[Mandate, ...]:
        """Rows that are not encoded: they ask nothing."""
        return tuple(each for each in self if each.kind is Kind.BACKGROUND)


def load(rows: Iterable[Row] | None = None, typed: Iterable[Row] | None = None, supplement: Iterable[Row] | None = None) -> Mandates:
    """The mandates of the facts, or of the rows given. Raises FactsError with file, line and reason."""
    prose: dict[tuple[str, ...], Row] = {}
    for row in (
        *(read("training_mandates") if rows is None else rows),
        *(read("training_mandates_supplement") if supplement is None else supplement),
    ):
        if prose.setdefault(_key(row), row) is not row:
            raise row.wrong(f"{' '.join(_key(row))} stands in {prose[_key(row)].file} already.")
    found, used = [], set()
    for row in read("training_mandates_typed") if typed is None else typed:
        if _key(row) not in prose:
            raise row.wrong(f"{row['mandate_id']} repeats the first cells of no row of training_mandates.csv.")
        used.add(_key(row))
        found.append(_mandate(prose[_key(row)], row))
    for key, row in prose.items():
        if key not in used:
            raise row.wrong("is not typed; add its row to training_mandates_typed.csv.")
    mandates = Mandates(found)
    for row in read("training_mandates_typed") if typed is None else typed:
        if row["instead_of"] and row["instead_of"] not in mandates.by_id:
            raise row.wrong(f"instead_of {row['instead_of']!r} is no mandate.")
    return mandates


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEY)


def _mandate(row: Row, typed: Row) -> Mandate:
    kind = plain.word(typed, "kind", Kind)
    return _checked(
        Mandate(
            id=typed["mandate_id"],
            jurisdiction=plain.jurisdiction(typed),
            who_must=row["who_must"],
            kind=kind,
            sectors=plain.sectors(typed, "sectors"),
            places=cells.words(typed, "places", {*Place, OPEN_LIST}),
            roles=cells.words(typed, "roles", {*POSTS, *SAID_OF, ALL_STAFF, OPEN_LIST}),
            exempt=cells.words(typed, "exempt", EXEMPTIONS),
            condition=(cells.words(typed, "condition", CONDITIONS) or ("",))[0],
            force=plain.word(typed, "force", Force),
            begin=cells.begin(typed),
            effective_to=plain.day(typed, "effective_to"),
            first=cells.first(typed),
            in_post=plain.word(typed, "in_post", InPost) if typed["in_post"] else None,
            repeat=cells.repeat(typed),
            minutes=cells.minutes(typed),
            approval=cells.truth(typed, "approval") if typed["approval"] else None,
            approval_body=typed["approval_body"],
            proof=tuple(word for word in cells.words(typed, "proof", {*Proof, OPEN_LIST}) if word != OPEN_LIST),
            kept=cells.kept(typed),
            unread=frozenset(cells.words(typed, "unread", {*CAN_BE_UNREAD, EVERYTHING})),
            instead_of=typed["instead_of"],
            text_as_of=typed["text_as_of"],
            evidence=plain.word(typed, "evidence", Evidence),
            confidence=plain.word(row, "confidence", Confidence),
            note=typed["note"],
            **{name: row[name] for name in TEXTS},
        ),
        typed,
    )


def _checked(mandate: Mandate, typed: Row) -> Mandate:
    if not mandate.id.startswith(f"{mandate.jurisdiction}-"):
        raise typed.wrong(f"mandate_id {mandate.id!r} begins with another jurisdiction than {mandate.jurisdiction}.")
    if not mandate.sectors:
        raise typed.wrong("names no sector.")
    if mandate.of_persons and not (mandate.roles and mandate.first and mandate.repeat and mandate.minutes and mandate.approval):
        raise typed.wrong("asks something of persons; say roles, first, repeat, minutes and approval, or unknown.")
    if not mandate.of_persons and (mandate.roles or mandate.first or mandate.minutes):
        raise typed.wrong(f"is {mandate.kind}, which asks nothing of single persons; leave roles and minutes empty and first none.")
    anchor = mandate.first.anchor if isinstance(mandate.first, First) else None
    if (anchor is Anchor.HIRE and not mandate.in_post) or (mandate.in_post and not anchor):
        raise typed.wrong("in_post says what holds for those hired before the law began: a first training from hire needs it.")
    if (mandate.force is Force.CONDITIONAL) is not bool(mandate.condition):
        raise typed.wrong("is conditional without a condition, or has a condition without being conditional.")
    return mandate
