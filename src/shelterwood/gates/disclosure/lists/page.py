"""One statement for a page of records: a branch for each permit that can still hold, the forbids in every branch.

Ordering and limiting inside each branch lets an index walk stop early, which a single OR does not (measured in
research note 09, section 1). A release is tried as Cedar tries it: once without one, once for each release to the
person's organization.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from shelterwood.gates.disclosure.book import Book, rule_book
from shelterwood.gates.disclosure.book.load import Rule
from shelterwood.gates.disclosure.lists.evaluate import CannotCompile, Entity, Evaluator, Row, Sql, Uid, conjunction, negation
from shelterwood.gates.disclosure.rules import LawInForce, Principal
from shelterwood.gates.disclosure.vocabulary import Action

ADAPTERS: dict[str, models.Field[Any, Any]] = {
    "uuid": models.UUIDField(),
    "datetime": models.DateTimeField(),
    "bool": models.BooleanField(),
    "text": models.TextField(),
}
WITHOUT_RELEASE = "disclosure_record rec"
WITH_RELEASE = "disclosure_release rel JOIN disclosure_record rec ON rec.id = rel.record_id"


@dataclass(frozen=True)
class Wanted:
    """Which permitted records, in which order. `open_only`: those whose clock runs, in danger first, then soonest; else newest first."""

    kind: str
    open_only: bool = True
    county: UUID | None = None
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True)
class Listed:
    """One permitted record; `release` is the one through which it is seen, if any."""

    record: UUID
    order: datetime
    release: UUID | None


def listed(*, principal: Principal, fields: frozenset[str], purpose: str, law: LawInForce, wanted: Wanted, book: Book | None = None) -> list[Listed]:
    """The records of this kind of which the principal may list these fields, filtered in the database."""
    found = statement(principal=principal, fields=fields, purpose=purpose, law=law, wanted=wanted, book=book)
    if found is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(found.text, found.params)
        rows = cursor.fetchall()
    return [Listed(_uuid(record), _moment(order), _uuid(release) if release else None) for record, order, release in rows]


def statement(*, principal: Principal, fields: frozenset[str], purpose: str, law: LawInForce, wanted: Wanted, book: Book | None = None) -> Sql | None:
    """The statement, or None where nothing can be permitted or a rule cannot be rendered."""
    rules = (book or rule_book()).relevant(Action.LIST)
    direction = "ASC" if wanted.open_only else "DESC"
    reach = wanted.offset + wanted.limit
    try:
        branches = [_branch(branch, direction, reach) for branch in _branches(rules, principal, fields, purpose, law, wanted)]
    except CannotCompile:
        return None
    if not branches:
        return None
    union = " UNION ".join(f"SELECT * FROM ({branch.text}) branch{number}" for number, branch in enumerate(branches))
    text = (
        f"SELECT record, sort_by, MAX(release) FROM ({union}) permitted GROUP BY record, urgency, sort_by "
        f"ORDER BY urgency {direction}, sort_by {direction}, record {direction} LIMIT %s OFFSET %s"
    )
    return Sql(text, (*sum((branch.params for branch in branches), ()), wanted.limit, wanted.offset))


@dataclass(frozen=True)
class Branch:
    source: str
    record: str
    urgency: str
    sort_by: str
    release: str
    where: Sql


def _branches(rules: list[Rule], principal: Principal, fields: frozenset[str], purpose: str, law: LawInForce, wanted: Wanted) -> Iterator[Branch]:
    permits = [rule.template for rule in rules if rule.effect == "permit"]
    forbids = [rule.template for rule in rules if rule.effect == "forbid"]
    for with_release in (False, True):
        evaluator = _evaluator(principal, fields, purpose, law, with_release)
        allowed: bool | Sql = True
        for forbid in forbids:
            allowed = conjunction(allowed, negation(evaluator.condition(forbid)))
        row, moment = ("rel", "starts_at") if with_release else ("rec", "filed_at")
        urgency, sort_by = (f"{row}.urgency", f"{row}.due_at") if wanted.open_only else ("0", f"{row}.{moment}")
        filters = _filters(evaluator, wanted, sort_by, principal if with_release else None)
        for permit in permits:
            where = conjunction(conjunction(evaluator.condition(permit), allowed), filters)
            if isinstance(where, Sql):
                if with_release:  # ordered by columns of the release alone, so that its index gives the order
                    yield Branch(WITH_RELEASE, "rel.record_id", urgency, sort_by, "rel.id", where)
                else:
                    yield Branch(WITHOUT_RELEASE, "rec.id", urgency, sort_by, "NULL", where)


def _branch(branch: Branch, direction: str, reach: int) -> Sql:
    release = f"CAST({branch.release} AS {'char(32)' if connection.vendor == 'sqlite' else 'text'})"
    order = [column for column in (branch.urgency, branch.sort_by, branch.record) if column != "0"]
    text = (
        f"SELECT {branch.record} AS record, {branch.urgency} AS urgency, {branch.sort_by} AS sort_by, {release} AS release FROM {branch.source} "
        f"WHERE {branch.where.text} ORDER BY {', '.join(f'{column} {direction}' for column in order)} LIMIT %s"
    )
    return Sql(text, (*branch.where.params, reach))


def _filters(evaluator: Evaluator, wanted: Wanted, sort_by: str, through: Principal | None) -> Sql:
    parts = [Sql("rec.kind = %s", (wanted.kind,))]
    if wanted.open_only:
        parts.append(Sql(f"{sort_by} IS NOT NULL"))
    if wanted.county:
        parts.append(Sql("rec.county_id = %s", (evaluator.adapt("uuid", wanted.county),)))
    if through:  # the releases that are tried: those to the principal's organization
        parts.append(Sql("rel.to_organization_id = %s", (evaluator.adapt("uuid", through.organization.id),)))
        parts.append(Sql("rel.revoked_at IS NULL"))
    return Sql(" AND ".join(part.text for part in parts), sum((part.params for part in parts), ()))


def _evaluator(principal: Principal, fields: frozenset[str], purpose: str, law: LawInForce, with_release: bool) -> Evaluator:
    context: dict[str, Any] = {
        "now": principal.now,
        "purpose": Uid("Purpose", purpose),
        "fields": frozenset(Uid("Field", name) for name in fields),
        "rulesInForce": frozenset(Uid("Rule", name) for name in law.rules),
    }
    if principal.mfa_at:
        context["mfaAt"] = principal.mfa_at
    if with_release:
        context["release"] = Row("Release", "rel")
    fence = " OFFSET 0" if connection.vendor == "postgresql" else ""
    return Evaluator(_person(principal), Uid("Action", Action.LIST.value), context, _adapt, fence)


def _person(principal: Principal) -> Entity:
    own = principal.organization
    me = Uid("Person", str(principal.id))
    organization = Entity(
        Uid("Organization", str(own.id)),
        {
            "sector": Uid("Sector", own.sector),
            "intakeDesk": own.intake_desk,
            "protocolReaders": frozenset([me]) if principal.protocol_reader else frozenset(),
        },
    )
    return Entity(
        me,
        {
            "organization": organization,
            "active": principal.active,
            "supervisor": principal.supervisor,
            "coordinator": principal.coordinator,
            "onIntakeDuty": principal.on_intake_duty,
            "identityVerified": principal.identity_verified,
            "caseload": frozenset(),
            "conflicts": frozenset(),
        },
    )


def _adapt(kind: str, value: Any) -> Any:
    return ADAPTERS[kind].get_db_prep_value(value, connection)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _moment(value: Any) -> datetime:
    """SQLite keeps a moment as text in UTC."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
