"""The one place that calls the policy engine. Any error is a denial.

Cedar skips a policy that errs, so a forbid with a missing attribute would be an allow: the schema is always
supplied, and a decision that comes with any error, or is anything but Allow, denies.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import cedarpy

from shelterwood.gates.disclosure.book import Book, rule_book
from shelterwood.gates.disclosure.rules import Decision, OrganizationFacts, Outcome, Principal, Question, RecordFacts, ReleaseFacts
from shelterwood.gates.disclosure.vocabulary import Action

READING = (Action.READ, Action.LIST)


def decide(question: Question, book: Book | None = None) -> Decision:
    """Answer one question by the rule book."""
    book = book or rule_book()
    try:
        policies = book.slice(question.action, question.record.owner.sector, question.basis)
        result = cedarpy.is_authorized(_request(question), policies, _entities(question), book.schema)
        reasons = tuple(sorted(result.diagnostics.reasons))
        if result.diagnostics.errors:
            return Decision(Outcome.ERROR, reasons, book.hash)
        if result.allowed:
            return Decision(Outcome.ALLOWED, reasons, book.hash, question.release.id if question.release else None)
    except (ValueError, TypeError, KeyError):
        return Decision(Outcome.ERROR, (), book.hash)
    return Decision(Outcome.FORBIDDEN if reasons else Outcome.NO_RULE, reasons, book.hash)


def widest(question: Question, releases: Iterable[ReleaseFacts]) -> tuple[Decision, frozenset[str]]:
    """Which of the question's fields may be read, and the decision that says so.

    First without a release, then through each of these with the fields it gives; the engine always decides on
    exactly the fields that are returned.
    """
    own = decide(question)
    if own.allowed:
        return own, question.fields
    best: tuple[Decision, frozenset[str]] = (own, frozenset())
    for release in releases:
        given = question.fields & release.fields
        decision = decide(replace(question, fields=given, release=release))
        if decision.allowed and len(given) > len(best[1]):
            best = (decision, given)
    return best


def _request(question: Question) -> dict[str, Any]:
    principal = question.principal
    context: dict[str, Any] = {
        "now": _moment(principal.now),
        "purpose": _word("Purpose", question.purpose),
        "fields": _words("Field", question.fields),
        # of the rules in force, those that the policies can ask about here
        "rulesInForce": _words("Rule", question.law.rules & {question.basis, question.release.rule if question.release else ""}),
    }
    if principal.mfa_at:
        context["mfaAt"] = _moment(principal.mfa_at)
    if question.action in READING:
        if question.release:
            context["release"] = _entity("Release", question.release.id)
    else:
        context |= _outward(question)
    return {
        "principal": {"type": "Person", "id": str(principal.id)},
        "action": {"type": "Action", "id": question.action.value},
        "resource": {"type": "Record", "id": str(question.record.id)},
        "context": context,
    }


def _outward(question: Question) -> dict[str, Any]:
    if question.recipient is None:
        raise ValueError("Sharing needs an addressee.")
    recipient = {"kind": _word("Sector", question.recipient.sector), "organization": _entity("Organization", question.recipient.id)}
    law = question.law
    return {
        "basis": _word("Rule", question.basis),
        "recipient": recipient,
        "law": {
            "must": _words("Mandate", law.must),
            "may": _words("Permission", law.may),
            "can": _words("Capacity", law.can),
            "reading": _words("Reading", law.reading),
        },
        "attested": _words("Attestation", question.attested),
        "noticeAttached": False,
    }


def _entities(question: Question) -> list[dict[str, Any]]:
    principal, record = question.principal, question.record
    organizations = {principal.organization.id: principal.organization, record.owner.id: record.owner}
    if question.recipient:
        organizations[question.recipient.id] = question.recipient
    rows = [_person(principal), _record(record, principal)]
    if question.release:
        rows.append(_release(question.release, principal))
    return rows + [_organization(each, principal) for each in organizations.values()]


def _person(principal: Principal) -> dict[str, Any]:
    attributes = {
        "organization": _entity("Organization", principal.organization.id),
        "active": principal.active,
        "supervisor": principal.supervisor,
        "coordinator": principal.coordinator,
        "onIntakeDuty": principal.on_intake_duty,
        "identityVerified": principal.identity_verified,
        "publicOfficial": principal.public_official,
        "federalLandProfessional": principal.federal_land_professional,
        "caseload": [],
        "conflicts": [],
    }
    return _row("Person", principal.id, attributes, parents=[{"type": "Organization", "id": str(principal.organization.id)}])


def _organization(facts: OrganizationFacts, principal: Principal) -> dict[str, Any]:
    reads_by_protocol = principal.protocol_reader and facts.id == principal.organization.id
    attributes = {
        "sector": _word("Sector", facts.sector),
        "governmentEntity": facts.government_entity,
        "criminalJusticeAgency": facts.criminal_justice_agency,
        "tribal": facts.tribal,
        "regimes": _words("Regime", facts.regimes),
        "sharingOn": facts.sharing_on,
        "hostContract": facts.host_contract,
        "receivesAbuseReports": facts.receives_abuse_reports,
        "intakeDesk": facts.intake_desk,
        "protocolReaders": [_entity("Person", principal.id)] if reads_by_protocol else [],
    }
    return _row("Organization", facts.id, attributes)


def _record(facts: RecordFacts, principal: Principal) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "owner": _entity("Organization", facts.owner.id),
        "category": _word("Category", facts.category),
        "subcategory": _word("Subcategory", facts.subcategory),
        "source": _word("Source", facts.source),
        "namedReaders": [_entity("Person", principal.id)] if facts.names_the_principal else [],
        "regimes": _words("Regime", facts.regimes),
        "sealed": facts.sealed,
        "releaseGatePassed": facts.release_gate_passed,
    }
    if facts.writer:
        attributes["writer"] = _entity("Person", facts.writer)
    return _row("Record", facts.id, attributes)


def _release(facts: ReleaseFacts, principal: Principal) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "record": _entity("Record", facts.record),
        "from": _entity("Organization", facts.from_organization),
        "toOrganization": _entity("Organization", facts.to_organization),
        "circleOrganizations": [],
        "fields": _words("Field", facts.fields),
        "purpose": _word("Purpose", facts.purpose),
        "rule": _word("Rule", facts.rule),
        "startsAt": _moment(facts.starts_at),
        "endsAt": _moment(facts.ends_at),
        "toIntake": facts.to_intake,
        "readers": [_entity("Person", principal.id)] if facts.names_the_principal else [],
    }
    if facts.revoked_at:
        attributes["revokedAt"] = _moment(facts.revoked_at)
    return _row("Release", facts.id, attributes)


def _row(kind: str, identifier: object, attributes: dict[str, Any], parents: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"uid": {"type": kind, "id": str(identifier)}, "attrs": attributes, "parents": parents or []}


def _entity(kind: str, identifier: object) -> dict[str, Any]:
    return {"__entity": {"type": kind, "id": str(identifier)}}


_word = _entity


def _words(kind: str, names: frozenset[str]) -> list[dict[str, Any]]:
    return [_word(kind, name) for name in sorted(names)]


def _moment(at: datetime) -> dict[str, Any]:
    text = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
    return {"__extn": {"fn": "datetime", "arg": text}}
