"""What signed law compels or allows one sector to tell another: the disclosure gate's `context.law`.

A permit is never wider than its row: only a row that counsel signed, that is in force, that names the recipient, and whose
condition holds on what is known gives anything. What is unknown gives nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from shelterwood_methods.statutes.duties import Duties, Duty
from shelterwood_methods.statutes.force import in_force
from shelterwood_methods.statutes.terms import FEDERAL, Kind, Modality
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import Mandate, Permission, Sector, sector_of

# A mandate to pass a report on is asked about a report that was received.
PASSING_ON = {"report_received": Truth.YES}


def mandates(
    sector: str,
    state: str,
    recipient: str,
    on: date,
    duties: Duties,
    signed: frozenset[str],
    facts: Mapping[str, Truth] | None = None,
) -> frozenset[Mandate]:
    """What signed law in force compels this sector to tell this recipient.

    In juvenile justice the officer's own report is the report from detention too (disclosure rule JJ-CW-01: reporting or
    detention law is the duty). Raises ValueError for a word that is no sector.
    """
    given: set[Mandate] = set()
    for duty in _rows(sector, state, recipient, on, duties, signed, facts or {}):
        if duty.modality is Modality.MUST and duty.kind is Kind.REPORT:
            given.add(Mandate.MUST_REPORT)
            if sector == Sector.JUVENILE_JUSTICE:
                given.add(Mandate.MUST_DETENTION_REPORT)
        if duty.modality is Modality.MUST and duty.kind is Kind.CROSS_REPORT:
            given.add(Mandate.MUST_CROSS_REPORT)
    return frozenset(given)


def permissions(
    sector: str,
    state: str,
    recipient: str,
    on: date,
    duties: Duties,
    signed: frozenset[str],
    facts: Mapping[str, Truth] | None = None,
) -> frozenset[Permission]:
    """What signed law in force allows this sector to tell this recipient. Raises ValueError for a word that is no sector."""
    rows = _rows(sector, state, recipient, on, duties, signed, facts or {})
    allowed = any(duty.modality is Modality.MAY and duty.kind is Kind.REPORT for duty in rows)
    return frozenset({Permission.MAY_REPORT} if allowed else ())


def _rows(sector: str, state: str, recipient: str, on: date, duties: Duties, signed: frozenset[str], facts: Mapping[str, Truth]) -> Iterator[Duty]:
    sender, addressee = sector_of(sector), sector_of(recipient)
    for duty in (*duties.of(state, sender), *duties.of(FEDERAL, sender)):
        known = {**PASSING_ON, **facts} if duty.kind is Kind.CROSS_REPORT else facts
        holds = in_force(duty, on) & duty.condition.holds(known)
        if duty.key in signed and duty.prompts and holds is Truth.YES and _is_named(addressee, duty, sender):
            yield duty


def _is_named(addressee: Sector, duty: Duty, sender: Sector) -> bool:
    """Whether the row names the addressee. A cross-report that names several kinds of agency goes to the other kind."""
    own_kind = duty.kind is Kind.CROSS_REPORT and len(duty.receivers) > 1 and addressee is sender
    return addressee in duty.receivers and not own_kind
