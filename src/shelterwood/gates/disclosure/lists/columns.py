"""Which column or sub-table stands for which attribute of the Cedar schema."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A scalar attribute. `entity` names the type where the column holds an id or an enum word."""

    name: str
    kind: str  # uuid, text, bool, datetime
    entity: str = ""
    optional: bool = False


@dataclass(frozen=True)
class SubTable:
    """A set attribute kept in rows of its own."""

    table: str
    key: str  # column that points at the outer row
    member: str
    kind: str
    entity: str


@dataclass(frozen=True)
class Absent:
    """An optional attribute that no record of this version has: `has` is false, and reading it is an error."""


type Attribute = Column | SubTable | Absent

RECORD: dict[str, Attribute] = {
    "owner": Column("owner_id", "uuid", "Organization"),
    "writer": Column("writer_id", "uuid", "Person", optional=True),
    "case": Absent(),
    "subject": Absent(),
    "category": Column("category", "text", "Category"),
    "subcategory": Column("subcategory", "text", "Subcategory"),
    "source": Column("source", "text", "Source"),
    "sealed": Column("sealed", "bool"),
    "releaseGatePassed": Column("release_gate_passed", "bool"),
    "namedReaders": SubTable("disclosure_namedreader", "record_id", "person_id", "uuid", "Person"),
    "regimes": SubTable("disclosure_recordregime", "record_id", "regime", "text", "Regime"),
}

RELEASE: dict[str, Attribute] = {
    "record": Column("record_id", "uuid", "Record"),
    "from": Column("from_organization_id", "uuid", "Organization"),
    "toOrganization": Column("to_organization_id", "uuid", "Organization"),
    "toCircle": Absent(),
    "fields": SubTable("disclosure_releasefield", "release_id", "field", "text", "Field"),
    "purpose": Column("purpose", "text", "Purpose"),
    "rule": Column("rule", "text", "Rule"),
    "consent": Absent(),
    "order": Absent(),
    "startsAt": Column("starts_at", "datetime"),
    "endsAt": Column("ends_at", "datetime"),
    "revokedAt": Column("revoked_at", "datetime", optional=True),
    "toIntake": Column("to_intake", "bool"),
    "readers": SubTable("disclosure_releasereader", "release_id", "person_id", "uuid", "Person"),
}

ORGANIZATION: dict[str, Attribute] = {
    "sector": Column("sector", "text", "Sector"),
    "governmentEntity": Column("government_entity", "bool"),
    "criminalJusticeAgency": Column("criminal_justice_agency", "bool"),
    "tribal": Column("tribal", "bool"),
    "sharingOn": Column("sharing_on", "bool"),
    "hostContract": Column("host_contract", "bool"),
    "receivesAbuseReports": Column("receives_abuse_reports", "bool"),
    "intakeDesk": Column("intake_desk", "bool"),
}

TABLES = {"Record": "disclosure_record", "Release": "disclosure_release", "Organization": "accounts_organization"}
ATTRIBUTES = {"Record": RECORD, "Release": RELEASE, "Organization": ORGANIZATION}
