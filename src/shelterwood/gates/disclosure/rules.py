"""What a request to the gate and its answer look like. Plain values: no table, no engine."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shelterwood.gates.disclosure.vocabulary import Action


class Outcome(StrEnum):
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"  # a forbid matched; `rules` names it
    NO_RULE = "no_rule"  # nothing permits it
    ERROR = "error"  # the engine could not decide, which is a denial


@dataclass(frozen=True)
class Decision:
    """The gate's answer. Anything but ALLOWED is a denial."""

    outcome: Outcome
    rules: tuple[str, ...]
    book: str
    release: UUID | None = None  # the release through which it was allowed

    @property
    def allowed(self) -> bool:
        return self.outcome is Outcome.ALLOWED


@dataclass(frozen=True)
class OrganizationFacts:
    """An organization as the policies see it; shapes and owners of the facts stand in the Cedar schema."""

    id: UUID
    sector: str
    government_entity: bool
    criminal_justice_agency: bool
    tribal: bool
    regimes: frozenset[str]
    sharing_on: bool
    host_contract: bool
    receives_abuse_reports: bool
    intake_desk: bool


@dataclass(frozen=True)
class Principal:
    """A person acting now. `protocol_reader` says whether a signed protocol of the own organization names the post."""

    id: UUID
    name: str
    organization: OrganizationFacts
    active: bool
    supervisor: bool
    coordinator: bool
    on_intake_duty: bool
    protocol_reader: bool
    identity_verified: bool
    public_official: bool
    federal_land_professional: bool
    mfa_at: datetime | None
    now: datetime


@dataclass(frozen=True)
class RecordFacts:
    id: UUID
    owner: OrganizationFacts
    writer: UUID | None
    category: str
    subcategory: str
    source: str
    regimes: frozenset[str]
    sealed: bool
    release_gate_passed: bool
    names_the_principal: bool  # whether the principal is a named reader


@dataclass(frozen=True)
class ReleaseFacts:
    """A release to the principal's organization."""

    id: UUID
    record: UUID
    from_organization: UUID
    to_organization: UUID
    fields: frozenset[str]
    purpose: str
    rule: str
    starts_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    to_intake: bool
    names_the_principal: bool  # whether the principal is a reader of it


@dataclass(frozen=True)
class LawInForce:
    """What the signed rule pack says for this sender, recipient, kind of record and day."""

    rules: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    can: frozenset[str] = frozenset()
    reading: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """May this principal do this with these fields of this record, for this purpose, now?"""

    action: Action
    principal: Principal
    record: RecordFacts
    fields: frozenset[str]
    purpose: str
    law: LawInForce
    release: ReleaseFacts | None = None  # for read and list
    basis: str = ""  # for share, export and print: the rule chosen
    recipient: OrganizationFacts | None = None
    attested: frozenset[str] = field(default_factory=frozenset)
