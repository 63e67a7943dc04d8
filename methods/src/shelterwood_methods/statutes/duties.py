"""Reporting duties as typed rows: one row, one duty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shelterwood_methods.facts import FactsError, Row, read
from shelterwood_methods.statutes.conditions import Condition
from shelterwood_methods.statutes.vocabulary import Sector

FEDERAL = "US"
EVIDENCE = ("V", "V-text", "V-head", "V-sec", "K", "I", "MIXED")
CONFIDENCE = ("high", "medium", "low")
WEAK_EVIDENCE = ("K", "I")  # own knowledge and inference compute nothing without counsel's signature


class Kind(StrEnum):
    """What a duty is."""

    REPORT = "report"  # a person's own
    WRITTEN_REPORT = "written_report"  # the same in writing, after the oral one
    CROSS_REPORT = "cross_report"  # from agency to agency
    NOTICE = "notice"
    MISSING = "missing"
    RETURN = "return"
    ORGANIZATION = "organization"  # inside an organization, or to who oversees it
    GRANT_CRITERION = "grant_criterion"
    BACKGROUND = "background"  # says how things stand; nobody is prompted


class Modality(StrEnum):
    MUST = "must"
    MAY = "may"
    NONE = "none"
    UNKNOWN = "unknown"


class DeadlineKind(StrEnum):
    OUTER_LIMIT = "outer_limit"  # the only one with a number: the latest moment
    IMMEDIATE = "immediate"
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    NONE = "none"


class DeadlineUnit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_HOURS = "hours_excl_weekends_holidays"


@dataclass(frozen=True)
class Duty:
    """One row of the facts with its typed columns. Texts are the row's own, in English."""

    id: str
    jurisdiction: str
    sectors: tuple[Sector, ...]
    kind: Kind
    modality: Modality
    receivers: tuple[Sector, ...]
    condition: Condition
    clock_start: str
    prompts: bool
    who: str
    knowledge_threshold: str
    what_must_be_reported: str
    report_to: str
    report_to_phone: str
    deadline_kind: DeadlineKind
    deadline_value: int | None
    deadline_unit: DeadlineUnit | None
    deadline_trigger: str
    written_follow_up: str
    citation: str
    effective_from: date | None  # None: not established
    effective_to: date | None  # None: no end
    text_as_of: str
    evidence: str
    confidence: str

    @property
    def weak(self) -> bool:
        """Rests on own knowledge, inference or low confidence: computes no deadline without counsel's signature."""
        return self.evidence in WEAK_EVIDENCE or self.confidence == "low"


class Duties:
    """Every duty, by id and by jurisdiction and sector."""

    def __init__(self, rows: Iterable[Duty]) -> None:
        self.by_id = {duty.id: duty for duty in rows}
        self._of: dict[tuple[str, str], list[Duty]] = {}
        for duty in self.by_id.values():
            for sector in duty.sectors:
                self._of.setdefault((duty.jurisdiction, sector), []).append(duty)

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.by_id.values())

    def of(self, jurisdiction: str, sector: str) -> list[Duty]:
        """The duties of a sector in a state, or in federal law for `US`, in the order of the facts."""
        return self._of.get((jurisdiction, sector), [])


def load(duties: Iterable[Row] | None = None, typed: Iterable[Row] | None = None) -> Duties:
    """The duties of the facts, or of the rows given. Raises FactsError with file, line and reason."""
    rows = list(read("reporting_duties") if duties is None else duties)
    types = {row["duty_id"]: row for row in (read("reporting_duties_typed") if typed is None else typed)}
    for row in rows:
        if row["duty_id"] not in types:
            raise row.wrong(f"{row['duty_id']} is not typed; add its row to reporting_duties_typed.csv.")
    for orphan in types.keys() - {row["duty_id"] for row in rows}:
        raise types[orphan].wrong(f"{orphan} has no row in reporting_duties.csv.")
    return Duties(_duty(row, types[row["duty_id"]]) for row in rows)


def _duty(row: Row, typed: Row) -> Duty:
    kind = _word(row, "deadline_kind", DeadlineKind)
    value, unit = _number(row, kind)
    begin, end = _day(row, "effective_from", last=False), _day(row, "effective_to", last=True)
    if begin and end and end < begin:
        raise row.wrong(f"ends on {end} before it begins on {begin}.")
    return Duty(
        id=row["duty_id"],
        jurisdiction=row["jurisdiction"],
        sectors=_sectors(row, "sector"),
        kind=_word(typed, "kind", Kind),
        modality=_word(typed, "modality", Modality),
        receivers=_sectors(typed, "receivers"),
        condition=_condition(typed),
        clock_start=typed["clock_start"],
        prompts=_one_of(typed, "prompts", ("yes", "no")) == "yes",
        who=row["who"],
        knowledge_threshold=row["knowledge_threshold"],
        what_must_be_reported=row["what_must_be_reported"],
        report_to=row["report_to"],
        report_to_phone=row["report_to_phone"],
        deadline_kind=kind,
        deadline_value=value,
        deadline_unit=unit,
        deadline_trigger=row["deadline_trigger"],
        written_follow_up=row["written_follow_up"],
        citation=row["citation"],
        effective_from=begin,
        effective_to=end,
        text_as_of=row["text_as_of"],
        evidence=_one_of(row, "evidence", EVIDENCE),
        confidence=_one_of(row, "confidence", CONFIDENCE),
    )


def _number(row: Row, kind: DeadlineKind) -> tuple[int | None, DeadlineUnit | None]:
    text = row["deadline_value"]
    if (kind is DeadlineKind.OUTER_LIMIT) is not bool(text):
        raise row.wrong(f"{kind} with deadline_value {text!r}: an outer_limit has a number, and nothing else has one.")
    if not text:
        return None, None
    if not text.isdecimal() or int(text) == 0:
        raise row.wrong(f"deadline_value {text!r} is no whole number above 0.")
    return int(text), _word(row, "deadline_unit", DeadlineUnit)


def _day(row: Row, column: str, *, last: bool) -> date | None:
    text = row[column]
    if text in ("", "unknown"):
        return None
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        raise row.wrong(f"{column} {text!r} is no date; write it as 2025-06-20, or unknown.")
    try:
        return date(*map(int, parts)) if len(parts) == 3 else first_or_last_day(parts, last=last)
    except ValueError as problem:
        raise row.wrong(f"{column} {text!r} is no date ({problem}).") from problem


def first_or_last_day(parts: list[str], *, last: bool) -> date:
    """The first or last day of a year or a month, for a date that says no more."""
    year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)


def _word[Word: StrEnum](row: Row, column: str, words: type[Word]) -> Word:
    return words(_one_of(row, column, tuple(word.value for word in words)))


def _one_of(row: Row, column: str, words: tuple[str, ...]) -> str:
    if row[column] not in words:
        raise row.wrong(f"{column} {row[column]!r} is none of: {', '.join(words)}.")
    return row[column]


def _sectors(row: Row, column: str) -> tuple[Sector, ...]:
    try:
        return tuple(Sector(word) for word in row.words(column))
    except ValueError as problem:
        raise row.wrong(f"{column}: {problem}; use the Sector words of the disclosure vocabulary.") from problem


def _condition(row: Row) -> Condition:
    try:
        return Condition.parse(row["conditions"])
    except ValueError as problem:
        raise row.wrong(f"conditions: {problem}.") from problem


__all__ = ["Duties", "Duty", "FactsError", "Kind", "Modality", "load"]
