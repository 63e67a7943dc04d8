"""Every question about the law in force. Signatures are read anew each time: a withdrawn row stops governing at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from shelterwood_methods import statutes
from shelterwood_methods.facts import FactsError, Row
from shelterwood_methods.facts.tables import COLUMNS
from shelterwood_methods.statutes import Answer, Duty, Question, Truth, clocks
from shelterwood_methods.statutes.duties import Kind, read_duty
from shelterwood_methods.statutes.editions import in_succession
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.gates.law.models import Clock, DutyText, RulePack, SignedRow
from shelterwood.gates.law.rules import PROSE, TYPING, cited_in, disclosure_citations, disclosure_rows, duties, text_hash_of, text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization


@dataclass(frozen=True)
class Law:
    """The duties as they govern here: those of this version, and over them counsel's own texts. `signed` holds keys of `Duty`."""

    duties: statutes.Duties
    signed: frozenset[str]


def duties_in_force() -> Law:
    """The law of reporting duties. The signatures are read anew each time; what they sign is put together once."""
    rows = SignedRow.objects.filter(kind=SignedRow.Kind.DUTY, withdrawn_at=None).order_by("id")
    return _law_of(tuple(rows.values_list("row", "text_hash", "governs_from")))


@lru_cache(maxsize=8)
def _law_of(signatures: tuple[tuple[str, str, date | None], ...]) -> Law:
    """`signatures` name texts by their hash, and a text never changes, so the same signatures are the same law."""
    shipped, hashes, texts = duties(), text_hashes(), _own_texts(signatures)
    own: dict[str, list[tuple[Duty, date | None]]] = {}
    for row, text_hash, governs_from in signatures:
        if governs_from and (row, text_hash) in texts:
            own.setdefault(row, []).append((texts[row, text_hash], governs_from))
    as_shipped = {row for row, text_hash, _ in signatures if hashes.get((SignedRow.Kind.DUTY, row)) == text_hash}
    rows = dict.fromkeys((*shipped.by_id, *own))
    first = {row: [(shipped.by_id[row], None)] if row in shipped.by_id else [] for row in rows}
    governing = [duty for row in rows for duty in in_succession([*first[row], *own.get(row, [])])]
    return Law(statutes.Duties(governing), frozenset(as_shipped | {duty.key for duty in governing if duty.edition}))


def _own_texts(signatures: Iterable[tuple[str, str, date | None]]) -> dict[tuple[str, str], Duty]:
    """Counsel's own texts that these signatures name. One that is no longer what was signed is none of them."""
    wanted = {text_hash for _row, text_hash, governs_from in signatures if governs_from}
    rows = DutyText.objects.filter(text_hash__in=wanted) if wanted else ()
    read = ((row, _readable(row)) for row in rows if text_hash_of(row.cells, row.cells) == row.text_hash)
    return {(row.duty, row.text_hash): duty for row, duty in read if duty}


def _readable(text: DutyText) -> Duty | None:
    """None for what this version's reader refuses: one row that cannot be read must not stop every report."""
    try:
        return as_duty(text)
    except (FactsError, KeyError):
        return None


def unread_texts() -> list[str]:
    """Duties whose signed text of counsel's own does not govern, since it was altered or this version cannot read it."""
    rows = SignedRow.objects.filter(kind=SignedRow.Kind.DUTY, withdrawn_at=None, governs_from__isnull=False)
    signed_now = tuple(rows.values_list("row", "text_hash", "governs_from"))
    known = _own_texts(signed_now)
    return sorted({row for row, text_hash, _ in signed_now if (row, text_hash) not in known})


def newest_texts(jurisdiction: str = "") -> dict[str, DutyText]:
    """Of each duty that counsel wrote, the last version; of one jurisdiction or of all."""
    rows = DutyText.objects.select_related("written_by", "reviewed_by").order_by("duty", "number")
    return {row.duty: row for row in (rows.filter(jurisdiction=jurisdiction) if jurisdiction else rows)}


def newest_text(duty: str) -> DutyText | None:
    """The last version of a duty that counsel wrote; None for one that counsel never wrote."""
    return DutyText.objects.filter(duty=duty).order_by("-number").first()


def present_texts() -> dict[tuple[str, str], str]:
    """What would be signed now: by kind and id the hash of each row's text, of a duty counsel's last version where there is one."""
    return text_hashes() | {(str(SignedRow.Kind.DUTY), duty): text.text_hash for duty, text in newest_texts().items()}


def signatures(kind: str, row: str) -> list[SignedRow]:
    """Every signature that a row bears or bore, the newest first."""
    return list(SignedRow.objects.filter(kind=kind, row=row).select_related("pack__signed_by", "withdrawn_by").order_by("-id"))


def as_duty(text: DutyText) -> Duty:
    """One version as the evaluator reads it. Raises FactsError for one that this version's reader refuses."""
    prose, typed = (Row(f"{text.duty} version {text.number}", 0, {name: text.cells[name] for name in COLUMNS[file]}) for file in (PROSE, TYPING))
    return replace(read_duty(prose, typed), edition=text.number)


def signed(kind: str) -> frozenset[str]:
    """Ids of the rows of this kind that counsel signed in their present text; of duties the keys, as `duties_in_force` has them."""
    if kind == SignedRow.Kind.DUTY:
        return duties_in_force().signed
    hashes = text_hashes()
    rows = SignedRow.objects.filter(kind=kind, withdrawn_at=None).values_list("row", "text_hash")
    return frozenset(row for row, text_hash in rows if hashes.get((kind, row)) == text_hash)


def signed_mandates() -> frozenset[str]:
    """Ids of the mandates on training, notices and policies that counsel signed in their present text."""
    return signed(SignedRow.Kind.MANDATE)


def has_demonstration_pack() -> bool:
    """Whether any governing row carries an invented signature."""
    return RulePack.objects.filter(demonstration=True).exists()


def rules_in_force(now: datetime) -> frozenset[str]:
    """Disclosure rules that counsel signed; the rest grants nothing. P-OWN is the owner's own work and needs no signature."""
    return signed(SignedRow.Kind.RULE) | {"P-OWN"}


def disclosure_row(rule: str) -> dict[str, str]:
    return disclosure_rows()[rule]


def disclosure_law(rule: str, state: str) -> str:
    """The citation of a disclosure rule as far as it can hold in this state; empty where the row names none."""
    return cited_in(state, disclosure_citations().get(rule, ""))


def compelled_and_allowed(sender: Organization, recipient: Organization, now: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """What signed law compels this sender to tell this recipient, and what it allows: Mandate and Permission words."""
    county = sender.county
    on = now.astimezone(ZoneInfo(county.time_zone)).date()
    law = duties_in_force()
    words = (sender.sector, county.state, recipient.sector, on, law.duties, law.signed)
    return frozenset(map(str, statutes.mandates(*words))), frozenset(map(str, statutes.permissions(*words)))


def answer(*, state: str, sector: str, received_at: datetime, time_zone: str, facts: Mapping[str, Truth] | None = None) -> Answer:
    """Who must report what to whom by when. `facts` are those of `statutes.conditions.FACTS` that are known."""
    zone = ZoneInfo(time_zone)
    question = Question(
        state=state,
        sector=sector,
        received_at=received_at,
        facts=facts or {},
        time_zone=zone,
    )
    law = duties_in_force()
    return statutes.ask(question, law.duties, law.signed)


@dataclass(frozen=True)
class RowNow:
    """A row of law as it stands, whoever asks, and whether counsel signed its present text."""

    duty: statutes.Duty
    signed: bool


def rows(ids: Iterable[str], *, state: str) -> list[RowNow]:
    """These rows in their order, as far as they are federal or of this state."""
    law = duties_in_force()
    found = (law.duties.by_id[each] for each in ids if each in law.duties.by_id)
    return [RowNow(duty, duty.key in law.signed) for duty in found if duty.jurisdiction in (FEDERAL, state)]


@dataclass(frozen=True)
class ClockNow:
    """A clock with its state at one moment and the row of law it runs under."""

    clock: Clock
    duty: statutes.Duty | None  # None where this version no longer holds the row
    state: str  # running, half_gone, due_soon, overdue, met, met_late; now where the law gives no number

    @property
    def missed(self) -> bool:
        """Past its limit, met or not: this stays on the record."""
        return self.state in ("overdue", "met_late")

    @property
    def recorded_late(self) -> bool:
        """Met in time by what somebody said, but only after the limit had passed unmet: that too stays on the record."""
        due, recorded = self.clock.due_at, self.clock.recorded_at
        return bool(due and recorded and recorded > due and self.state == "met")


def clock(identifier: UUID, *, record: UUID) -> Clock | None:
    """One clock of a record, with whoever holds it."""
    return Clock.objects.select_related("holder").filter(pk=identifier, record=record).first()


def reports_made(record: UUID, *, holder: UUID) -> list[Clock]:
    """What this person recorded as done of their own duties about a record, the earliest first."""
    return list(Clock.objects.filter(record=record, holder=holder, met_at__isnull=False).order_by("met_at"))


def clocks_now(record: UUID, now: datetime) -> list[ClockNow]:
    """The clocks of a record, soonest first."""
    law = duties_in_force().duties
    return [_now(clock, now, law) for clock in Clock.objects.filter(record=record).order_by("due_at", "duty")]


def open_clocks(records: Iterable[UUID]) -> dict[tuple[UUID, UUID | None], Clock]:
    """The nearest clock that is not met, by record and by the organization that holds it (None: the reporter's own).

    A clock that says "now" is nearest of all.
    """
    found: dict[tuple[UUID, UUID | None], Clock] = {}
    rows = Clock.objects.filter(record__in=list(records), met_at=None)
    for clock in sorted(rows, key=lambda each: each.due_at or each.started_at):
        found.setdefault((clock.record, clock.organization_id), clock)
    return found


def clocks_of_person(person: UUID, now: datetime) -> list[ClockNow]:
    """The clocks that a person holds: open ones first, soonest first."""
    rows, law = Clock.objects.filter(holder=person).order_by("-started_at")[:100], duties_in_force().duties
    return sorted(
        (_now(clock, now, law) for clock in rows), key=lambda each: (each.clock.met_at is not None, each.clock.due_at or each.clock.started_at)
    )


def kind_of(clock: Clock) -> Kind | None:
    """What kind of duty a clock is about; None where the law no longer holds the row."""
    row = duties_in_force().duties.by_id.get(clock.duty)
    return row.kind if row else None


def _now(clock: Clock, now: datetime, law: statutes.Duties) -> ClockNow:
    duty = law.by_id.get(clock.duty)
    if clock.due_at is None:
        return ClockNow(clock, duty, "met" if clock.met_at else "now")
    return ClockNow(clock, duty, str(clocks.state(clock.started_at, clock.due_at, now, clock.met_at)))
