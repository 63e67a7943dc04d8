"""Invented facts for questions to the gate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from shelterwood.gates.disclosure.rules import LawInForce, OrganizationFacts, Principal, Question, RecordFacts, ReleaseFacts
from shelterwood.gates.disclosure.vocabulary import Action

NOW = datetime(2026, 11, 24, 20, 10, tzinfo=UTC)
EVERY_RULE = frozenset({"SC-CW-01", "HC-CW-01", "LE-CW-01", "MR-ALL-01", "CB-ANY-01", "HT-LE-01", "VS-CW-01", "SUD-01", "PB-ANY-01"})
COMPELLED = LawInForce(rules=EVERY_RULE, must=frozenset({"MUST-REPORT"}))
ALLOWED = LawInForce(rules=EVERY_RULE, may=frozenset({"MAY-REPORT"}))


def organization(sector: str, *regimes: str, **changes: object) -> OrganizationFacts:
    plain = OrganizationFacts(
        id=uuid4(),
        sector=sector,
        government_entity=True,
        criminal_justice_agency=False,
        tribal=False,
        regimes=frozenset(regimes or {"none"}),
        sharing_on=True,
        host_contract=True,
        receives_abuse_reports=False,
        intake_desk=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def person(of: OrganizationFacts, **changes: object) -> Principal:
    plain = Principal(
        id=uuid4(),
        name="Somebody",
        organization=of,
        active=True,
        supervisor=False,
        coordinator=False,
        on_intake_duty=False,
        protocol_reader=False,
        identity_verified=True,
        public_official=False,
        federal_land_professional=False,
        mfa_at=NOW,
        now=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def record(owner: OrganizationFacts, category: str, subcategory: str = "report_content", **changes: object) -> RecordFacts:
    plain = RecordFacts(
        id=uuid4(),
        owner=owner,
        writer=None,
        category=category,
        subcategory=subcategory,
        source="own_observation",
        regimes=owner.regimes,
        sealed=False,
        release_gate_passed=False,
        names_the_principal=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def release(of: RecordFacts, to: OrganizationFacts, rule: str = "SC-CW-01", **changes: object) -> ReleaseFacts:
    plain = ReleaseFacts(
        id=uuid4(),
        record=of.id,
        from_organization=of.owner.id,
        to_organization=to.id,
        fields=frozenset({"reference_number", "observation_text", "name"}),
        purpose="child_protection",
        rule=rule,
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(days=30),
        revoked_at=None,
        to_intake=True,
        names_the_principal=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def sharing(by: Principal, what: RecordFacts, to: OrganizationFacts, basis: str, law: LawInForce = COMPELLED, **changes: object) -> Question:
    plain = Question(
        action=Action.SHARE,
        principal=by,
        record=what,
        fields=frozenset({"reference_number", "observation_text"}),
        purpose="child_protection",
        law=law,
        basis=basis,
        recipient=to,
        attested=frozenset({"A-SUSPICION"}),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def reading(by: Principal, what: RecordFacts, through: ReleaseFacts | None = None, **changes: object) -> Question:
    plain = Question(
        action=Action.READ,
        principal=by,
        record=what,
        fields=frozenset({"observation_text"}),
        purpose="child_protection",
        law=LawInForce(rules=EVERY_RULE | {"P-OWN"}),
        release=through,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
