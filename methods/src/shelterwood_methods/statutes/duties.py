"""Reporting duties as typed rows: one row, one duty.

A row of facts/reporting_duties.csv (or its supplement) says what the law says; the row of the same id in
facts/reporting_duties_typed.csv says the same in closed words. Both together are a `Duty`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shelterwood_methods.facts import Row, read
from shelterwood_methods.statutes import cells
from shelterwood_methods.statutes.cells import Day
from shelterwood_methods.statutes.conditions import Condition
from shelterwood_methods.statutes.terms import ClockStart, Confidence, DeadlineKind, DeadlineUnit, Evidence, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

TEXTS = (
    "who", "knowledge_threshold", "what_must_be_reported", "covers_non_caregiver", "report_to", "report_to_phone", "phone_source",
    "deadline_trigger", "written_follow_up", "delegable", "privilege_or_exception", "reporter_identity", "immunity",
    "penalty_for_failure", "citation", "text_as_of", "evidence_note",
)  # fmt: skip

# how a filing under the Bank Secrecy Act is named (31 CFR 1010.311, 1020.320)
FILING = re.compile(r"\bFinCEN\b|suspicious[\s-]+activity|currency[\s-]+transaction\s+report|\bSARs?\b|\bCTRs?\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One row of the facts with its typed columns. Texts are the row's own, in English."""

    id: str
    edition: int = 0  # 0: as the facts have it; else which of counsel's own texts of this row it is
    jurisdiction: str
    sectors: tuple[Sector, ...]
    kind: Kind
    modality: Modality
    receivers: tuple[Sector, ...]
    condition: Condition
    clock_start: ClockStart
    prompts: bool
    note: str
    who: str
    knowledge_threshold: str
    what_must_be_reported: str
    covers_non_caregiver: str
    report_to: str
    report_to_phone: str
    phone_source: str
    deadline_kind: DeadlineKind
    deadline_value: int | None
    deadline_unit: DeadlineUnit | None
    deadline_trigger: str
    written_follow_up: str
    delegable: str
    privilege_or_exception: str
    reporter_identity: str
    immunity: str
    penalty_for_failure: str
    citation: str
    effective_from: Day
    effective_to: Day
    text_as_of: str
    counts_from: date | None  # where effective_from is not established: from when the text is known to have stood
    evidence: Evidence
    evidence_note: str
    confidence: Confidence

    @property
    def key(self) -> str:
        """What a signature names: the row, or one of counsel's own texts of it."""
        return f"{self.id}@{self.edition}" if self.edition else self.id

    @property
    def weak(self) -> bool:
        """Rests on own knowledge, inference or low confidence: computes no deadline without counsel's signature."""
        return self.evidence in (Evidence.OWN_KNOWLEDGE, Evidence.INFERENCE) or self.confidence is Confidence.LOW


class Duties:
    """Every duty, by id and by jurisdiction and sector. Of a row with several editions, which govern on different days, `by_id` names
    the last that is given."""

    def __init__(self, rows: Iterable[Duty]) -> None:
        self.editions = tuple(rows)
        self.by_id = {duty.id: duty for duty in self.editions}
        self._of: dict[tuple[str, str], list[Duty]] = {}
        for duty in self.editions:
            for sector in duty.sectors:
                self._of.setdefault((duty.jurisdiction, sector), []).append(duty)

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.by_id.values())

    def texts_of(self, identifier: str) -> Sequence[Duty]:
        """Every edition of a row; nothing for an id that no row has."""
        return [duty for duty in self.editions if duty.id == identifier]

    def of(self, jurisdiction: str, sector: str) -> Sequence[Duty]:
        """The duties of a sector in a state, or in federal law for `US`, in the order of the facts."""
        return self._of.get((jurisdiction, sector), ())


def load(duties: Iterable[Row] | None = None, typed: Iterable[Row] | None = None, supplement: Iterable[Row] | None = None) -> Duties:
    """The duties of the facts, or of the rows given. Raises FactsError with file, line and reason."""
    rows = [
        *(read("reporting_duties") if duties is None else duties),
        *(read("reporting_duties_supplement") if supplement is None else supplement),
    ]
    by_id: dict[str, Row] = {}
    for row in rows:
        if by_id.setdefault(row["duty_id"], row) is not row:
            raise row.wrong(f"{row['duty_id']} stands in {by_id[row['duty_id']].file} already; give it an id of its own.")
    types = {row["duty_id"]: row for row in (read("reporting_duties_typed") if typed is None else typed)}
    for row in rows:
        if row["duty_id"] not in types:
            raise row.wrong(f"{row['duty_id']} is not typed; add its row to reporting_duties_typed.csv.")
    for orphan in types.keys() - by_id.keys():
        raise types[orphan].wrong(f"{orphan} has no row in reporting_duties.csv.")
    newest = max((copy for row in rows if (copy := cells.last_day(row, "text_as_of"))), default=None)
    return Duties(_duty(row, types[row["duty_id"]], newest) for row in rows)


def read_duty(row: Row, typed: Row) -> Duty:
    """One duty that stands alone, read as `load` reads those of the facts. Raises FactsError."""
    return load([row], [typed], ()).by_id[row["duty_id"]]


def _duty(row: Row, typed: Row, newest: date | None) -> Duty:
    """`newest` is the date of the youngest copy: a text read in a copy without a date is known to have stood then."""
    deadline_kind = cells.word(row, "deadline_kind", DeadlineKind)
    value, unit = cells.limit(row, deadline_kind)
    begin, end = cells.day(row, "effective_from"), cells.day(row, "effective_to")
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        raise row.wrong(f"ends on {end} before it begins on {begin}.")
    duty = Duty(
        id=cells.identifier(row, "duty_id"),
        edition=0,
        jurisdiction=cells.jurisdiction(row),
        sectors=cells.sectors(row, "sector"),
        kind=cells.word(typed, "kind", Kind),
        modality=cells.word(typed, "modality", Modality),
        receivers=cells.sectors(typed, "receivers"),
        condition=cells.condition(typed),
        clock_start=cells.word(typed, "clock_start", ClockStart),
        prompts=cells.yes_or_no(typed, "prompts"),
        note=typed["note"],
        deadline_kind=deadline_kind,
        deadline_value=value,
        deadline_unit=unit,
        effective_from=begin,
        effective_to=end,
        counts_from=cells.last_day(row, "text_as_of") or newest,
        evidence=cells.word(row, "evidence", Evidence),
        confidence=cells.word(row, "confidence", Confidence),
        **{name: row[name] for name in TEXTS},
    )
    for each in (row, typed):
        cells.check_plain(each)
    _check_it_can_be_cited(duty, row)
    _check_the_typing(duty, typed)
    _check_no_filing(duty, typed)
    return duty


def _check_it_can_be_cited(duty: Duty, row: Row) -> None:
    for column in ("sector", "who", "citation"):
        if not row[column]:
            raise row.wrong(f"{column} is empty; say whom the duty binds and where it stands.")
    if not duty.id.startswith(f"{duty.jurisdiction}-"):
        raise row.wrong(f"duty_id {duty.id} does not begin with its jurisdiction {duty.jurisdiction}.")


def _check_the_typing(duty: Duty, typed: Row) -> None:
    if duty.kind is Kind.BACKGROUND and (duty.prompts or duty.modality is not Modality.NONE):
        raise typed.wrong("is background, which prompts nobody: write modality none and prompts no.")
    if duty.deadline_value and duty.prompts and duty.clock_start is ClockStart.NONE:
        raise typed.wrong("has a time limit and prompts; say in clock_start from what it runs.")


def _check_no_filing(duty: Duty, typed: Row) -> None:
    """A bank's filing is the bank's own: nobody else may learn that it exists (31 USC 5318(g)(2)), so no row may prompt for one."""
    told = " ".join((duty.what_must_be_reported, duty.report_to, duty.deadline_trigger, duty.written_follow_up))
    to_bank_only = Sector.FINANCIAL_INSTITUTION in duty.sectors and not duty.receivers
    if duty.prompts and (Sector.FINCEN in (*duty.receivers, *duty.sectors) or FILING.search(told) or to_bank_only):
        raise typed.wrong("prompts for a bank's filing, which has no clock here: a bank's row names who takes a report about a child.")


__all__ = ["DeadlineKind", "DeadlineUnit", "Duties", "Duty", "Kind", "Modality", "load", "read_duty"]
