"""Every question to the gate. The facts are fetched here, the engine answers, and nothing is remembered between requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db.models import Count

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.gates.disclosure.book import rule_book
from shelterwood.gates.disclosure.engine import decide, widest
from shelterwood.gates.disclosure.models import Attestation, NamedReader, ProtocolReader, Record, Release
from shelterwood.gates.disclosure.rules import (
    Decision,
    LawInForce,
    OrganizationFacts,
    Principal,
    Question,
    RecordFacts,
    ReleaseFacts,
)
from shelterwood.gates.disclosure.vocabulary import Action, Source
from shelterwood.gates.law import queries as law

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person


def organization_facts(organization: Organization) -> OrganizationFacts:
    return OrganizationFacts(
        id=organization.id,
        sector=organization.sector,
        government_entity=organization.government_entity,
        criminal_justice_agency=organization.criminal_justice_agency,
        tribal=organization.tribal,
        regimes=frozenset(organization.regimes),
        sharing_on=organization.sharing_on,
        host_contract=organization.host_contract,
        receives_abuse_reports=organization.receives_abuse_reports,
        intake_desk=organization.intake_desk,
    )


def principal(person: Person, *, mfa_at: datetime | None, now: datetime | None = None) -> Principal:
    """The person as the policies see them at this moment: post, duty and protocol are read anew."""
    now = now or datetime.now(UTC)
    return Principal(
        id=person.id,
        name=person.name,
        organization=organization_facts(person.organization),
        active=person.active,
        supervisor=person.supervisor,
        coordinator=person.coordinator,
        on_intake_duty=accounts.is_on_duty(person, now),
        protocol_reader=ProtocolReader.objects.filter(organization=person.organization_id, person=person, signed_on__lte=now).exists(),
        identity_verified=person.identity_verified,
        public_official=person.public_official,
        federal_land_professional=person.federal_land_professional,
        mfa_at=mfa_at,
        now=now,
    )


def record_facts(record: Record, reader: UUID) -> RecordFacts:
    return RecordFacts(
        id=record.id,
        owner=organization_facts(record.owner),
        writer=record.writer_id,
        category=record.category,
        subcategory=record.subcategory,
        source=record.source,
        regimes=frozenset(record.stamps.values_list("regime", flat=True)),
        sealed=record.sealed,
        release_gate_passed=record.release_gate_passed,
        names_the_principal=NamedReader.objects.filter(record=record, person=reader).exists(),
    )


def releases_to(record: Record, reader: Principal) -> list[ReleaseFacts]:
    """The releases of a record to the reader's organization, dead ones too: the policies say which live."""
    found = Release.objects.filter(record=record, to_organization=reader.organization.id).prefetch_related("given", "readers")
    return [release_facts(release, reader.id) for release in found]


def release_facts(release: Release, reader: UUID) -> ReleaseFacts:
    return ReleaseFacts(
        id=release.id,
        record=release.record_id,
        from_organization=release.from_organization_id,
        to_organization=release.to_organization_id,
        fields=frozenset(given.field for given in release.given.all()),
        purpose=release.purpose,
        rule=release.rule,
        starts_at=release.starts_at,
        ends_at=release.ends_at,
        revoked_at=release.revoked_at,
        to_intake=release.to_intake,
        names_the_principal=any(row.person_id == reader for row in release.readers.all()),
    )


def may_read(record: Record, fields: Iterable[str], *, by: Principal, purpose: str) -> tuple[Decision, frozenset[str]]:
    """Which of these fields the principal may read now, and the decision that says so."""
    asked = reading(record, by=by, purpose=purpose)
    return widest(replace(asked, fields=frozenset(fields)), releases_to(record, by))


def reading(record: Record, *, by: Principal, purpose: str) -> Question:
    """The question whether the principal may read this record, with the facts of this moment and no field named yet."""
    return Question(Action.READ, by, record_facts(record, by.id), frozenset(), purpose, LawInForce(rules=law.rules_in_force(by.now)))


def may_share(
    record: Record, fields: Iterable[str], *, by: Principal, to: Organization, basis: str, purpose: str, attested: frozenset[str] | None = None
) -> Decision:
    """May the principal give these fields to this organization under this rule? `attested` overrides what is recorded."""
    statements = attested if attested is not None else attestations_in_force(record, to, purpose)
    question = Question(
        action=Action.SHARE,
        principal=by,
        record=record_facts(record, by.id),
        fields=frozenset(fields),
        purpose=purpose,
        law=law_in_force(record.owner, to, by.now),
        basis=basis,
        recipient=organization_facts(to),
        attested=statements,
    )
    return decide(question)


def would_share(
    person: Person, *, category: str, subcategory: str, to: Organization, basis: str, law_now: LawInForce, fields: Iterable[str], purpose: str,
    attested: Iterable[str],
) -> Decision:  # fmt: skip
    """The same question about a record that does not exist yet: what would happen if this person filed and sent it now."""
    now = datetime.now(UTC)
    by = principal(person, mfa_at=now, now=now)
    record = RecordFacts(
        id=uuid4(),
        owner=by.organization,
        writer=person.id,
        category=category,
        subcategory=subcategory,
        source=Source.OWN_OBSERVATION,
        regimes=by.organization.regimes,
        sealed=False,
        release_gate_passed=False,
        names_the_principal=False,
    )
    question = Question(
        Action.SHARE, by, record, frozenset(fields), purpose, law_now, basis=basis, recipient=organization_facts(to), attested=frozenset(attested)
    )
    return decide(question)


def law_in_force(sender: Organization, recipient: Organization, now: datetime) -> LawInForce:
    mandates, permissions = law.compelled_and_allowed(sender, recipient, now)
    return LawInForce(rules=law.rules_in_force(now), must=mandates, may=permissions)


def attestations_in_force(record: Record, to: Organization | None, purpose: str) -> frozenset[str]:
    """Statements made for this record and purpose, to this recipient or to every one."""
    made = Attestation.objects.filter(record=record, purpose=purpose, withdrawn_at=None)
    return frozenset(word for word, recipient in made.values_list("word", "recipient_id") if recipient in (None, to.id if to else None))


def field_limit(rule: str) -> frozenset[str] | None:
    """The fields that a rule's row may open; None where the row sets no limit."""
    limit = [word for word in law.disclosure_row(rule)["fields_limit"].split(";") if word]
    return None if limit == ["any"] else frozenset(limit)


def count_by_category() -> dict[str, int]:
    """How many records lie in each category that has any."""
    return dict(Record.objects.order_by("category").values_list("category").annotate(number=Count("id")))


def filed(category: str) -> Iterator[tuple[UUID, str, datetime]]:
    """Every record of a category: id, kind, when it was filed; the oldest first."""
    return Record.objects.filter(category=category).order_by("filed_at", "id").values_list("id", "kind", "filed_at").iterator()


def category_of(record: UUID) -> str:
    return str(Record.objects.values_list("category", flat=True).get(pk=record))


def is_there(record: UUID) -> bool:
    return Record.objects.filter(pk=record).exists()


def owner_of(record: UUID) -> UUID:
    """The organization whose record it is."""
    found: UUID = Record.objects.values_list("owner", flat=True).get(pk=record)
    return found


def rule_book_hash() -> str:
    """The name of the rule book in force, for events."""
    return rule_book().hash


def protocol_readers(organization: Organization) -> list[Person]:
    """The posts that the organization's signed protocol names to read what its staff notice."""
    rows = ProtocolReader.objects.filter(organization=organization, signed_on__lte=datetime.now(UTC), person__active=True)
    return [row.person for row in rows.select_related("person")]


@dataclass(frozen=True)
class Access:
    """One person who can see a record now: which fields, until when, under which rule."""

    person: Person
    fields: frozenset[str]
    rules: tuple[str, ...]
    release: Release | None


def who_can_see(record: Record, fields: Iterable[str], *, by: Principal, purpose: str, as_owner: bool) -> list[Access]:
    """Everybody whom the asker may know of and who can see any of these fields now, as the engine answers it.

    One may know of one's own colleagues, and whoever reads it for its owner (`as_owner`) of the agencies it told. A recipient does not learn here who
    wrote the record or who else was told: that could name the person who gave notice. Each person is judged as if
    signed in with a second factor at this moment.
    """
    releases = {release.to_organization_id: release for release in Release.objects.filter(record=record, revoked_at=None)}
    known = {by.organization.id, *(releases if as_owner else ())}
    found = []
    for person in accounts.people_of(known):
        decision, allowed = may_read(record, fields, by=principal(person, mfa_at=by.now, now=by.now), purpose=purpose)
        if allowed:
            found.append(Access(person, allowed, decision.rules, releases.get(person.organization_id) if decision.release else None))
    return found


def rule_basis(rule: str) -> str:
    """The basis of a rule in words, as the book holds it."""
    found = rule_book().rules.get(rule)
    return found.basis if found else ""
