"""What the database itself shows to the site's role: nothing without a context, nothing of others with a wrong one."""

from contextvars import Context as Thread
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.vault.models import GroupKey
from shelterwood.foundation.wall import build
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.context import holding, open_record
from shelterwood.foundation.wall.rules import EVERYTHING, JOBS, Purpose
from shelterwood.gates.disclosure.models import Record, Release
from shelterwood.gates.disclosure.services import file_record
from shelterwood.project.walls import WALLS
from shelterwood.respond.concerns.models import Concern, ConcernFact, Route
from tests.integration.make import concern

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_person(person):
    """The context of a request by this person."""

    def make(key: str):
        somebody = person(key)
        return acting_for(Purpose.REQUEST, person=somebody.id, organization=somebody.organization_id)

    return make


@pytest.fixture
def raised(acting, county, now):
    """A teacher's concern, sent to the county's agencies."""
    return concern(county("Alder County"), at=now, by=acting("teacher-alder"))


def rows(table: str, column: str, value: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [value])
        return cursor.fetchone()[0]


def test_the_house_itself_sees_rows_in_every_protected_table_that_is_used(seen, raised):
    empty = {table for table, number in seen().items() if number == 0}
    assert empty <= {"vault_shred", "concerns_conflict", "disclosure_namedreader", "disclosure_releasereader", "concerns_withdrawal", "endings_seal"}


def test_without_a_context_nothing_protected_is_seen(seen, raised):
    assert Thread().run(seen) == dict.fromkeys(WALLS.behind, 0)


@pytest.mark.parametrize("purpose", [each for each in Purpose if each not in (*JOBS, *EVERYTHING)])
def test_a_context_of_nobody_sees_nothing_protected(seen, raised, purpose):
    with acting_for(purpose):
        assert seen() == dict.fromkeys(WALLS.behind, 0)


def test_an_unknown_organization_sees_nothing_protected(seen, raised):
    with acting_for(Purpose.REQUEST, person=uuid4(), organization=uuid4()):
        assert seen() == dict.fromkeys(WALLS.behind, 0)


def test_an_unknown_purpose_opens_nothing(seen, raised):
    def tampered() -> dict[str, int]:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('shelterwood.purpose', 'everything', true)")
            return seen()

    assert Thread().run(tampered) == dict.fromkeys(WALLS.behind, 0)


@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("teacher-alder", True),
        ("intake-alder", True),
        ("officer-juniper", False),
        ("teacher-juniper", False),
        ("advocate-alder", False),
        ("coordinator-alder", True),
    ],
)
def test_a_concern_is_seen_by_its_owner_and_those_who_were_told(wall, as_person, raised, key, sees):
    with as_person(key):
        assert Record.objects.filter(pk=raised.record_id).exists() is sees
        assert Concern.objects.filter(pk=raised.pk).exists() is sees
        assert ConcernFact.objects.filter(concern=raised.pk).exists() is sees
        assert Route.objects.filter(concern=raised.pk).exists() is sees


def test_a_draft_and_its_key_are_seen_by_their_owner_alone(wall, as_person, person):
    draft = Draft.objects.get(person=person("counselor-alder"))
    with as_person("counselor-alder"):
        assert Draft.objects.filter(pk=draft.pk).exists()
        assert GroupKey.objects.filter(group=draft.pk).exists()
    for key in ("teacher-alder", "principal-alder", "coordinator-alder", "counsel-alder"):
        with as_person(key):
            assert not Draft.objects.exists()
            assert not GroupKey.objects.filter(group=draft.pk).exists()
    for purpose in JOBS:
        with acting_for(purpose):
            assert not Draft.objects.exists()


def test_the_coordinator_and_the_jobs_see_envelopes_but_no_key(wall, as_person, raised):
    with as_person("coordinator-alder"):
        assert Record.objects.filter(pk=raised.record_id).exists()
        assert not GroupKey.objects.filter(group=raised.record_id).exists()
    for purpose in JOBS:
        with acting_for(purpose):
            assert Record.objects.filter(pk=raised.record_id).exists()
            assert not GroupKey.objects.exists()


def test_of_a_victim_service_the_coordinator_sees_no_row(wall, as_person, person, now):
    writer = person("advocate-alder")
    words = {"category": "victim_service", "subcategory": "observation", "source": "own_observation", "kind": "concern"}
    made = file_record(owner=writer.organization, writer=writer, county=writer.organization.county, at=now, **words)
    with as_person("advocate-alder"):
        assert Record.objects.filter(pk=made.pk).exists()
    with as_person("coordinator-alder"):
        assert not Record.objects.filter(pk=made.pk).exists()


def test_a_release_that_was_stopped_or_has_ended_shows_no_row(wall, as_person, raised, now):
    with as_person("intake-alder"):
        assert Record.objects.filter(pk=raised.record_id).exists()
    release = Release.objects.filter(record=raised.record_id, to_organization__name__contains="Child Protection")
    release.update(revoked_at=now)
    with as_person("intake-alder"):
        assert not Record.objects.filter(pk=raised.record_id).exists()
    release.update(revoked_at=None, starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    with as_person("intake-alder"):
        assert not Record.objects.filter(pk=raised.record_id).exists()


def test_who_was_told_learns_of_no_other_release(wall, as_person, person, raised):
    with as_person("intake-alder"):
        own = person("intake-alder").organization_id
        assert {release.to_organization_id for release in Release.objects.filter(record=raised.record_id)} == {own}


def test_a_receipt_shows_its_one_concern_and_no_other(wall, county, now):
    mine, other = (concern(county("Alder County"), at=now) for _ in range(2))
    with acting_for(Purpose.WITHOUT_ACCOUNT):
        with holding(bytes(mine.receipt)):
            assert list(Concern.objects.values_list("pk", flat=True)) == [mine.pk]
        assert not Concern.objects.exists()
        open_record(mine.record_id)
        assert list(Concern.objects.values_list("pk", flat=True)) == [mine.pk]
        assert ConcernFact.objects.filter(concern=mine.pk).exists()
        assert not ConcernFact.objects.filter(concern=other.pk).exists()


def test_what_is_not_seen_is_neither_changed_nor_removed_nor_added_for_others(wall, as_person, raised, person, now):
    with as_person("teacher-juniper"):
        assert Record.objects.filter(pk=raised.record_id).update(sealed=True) == 0
        assert ConcernFact.objects.filter(concern=raised.pk).delete()[0] == 0
        fields = {"owner_id": raised.record.owner_id, "writer": None, "county_id": raised.county_id, "kind": "concern", "filed_at": now}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Record.objects.create(category="general", subcategory="report_content", source="own_observation", **fields)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE concerns_concern DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE concerns_concern NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY wall ON concerns_concern",
        "CREATE POLICY mine ON concerns_concern USING (true)",
        "CREATE OR REPLACE FUNCTION wall_purpose() RETURNS text LANGUAGE sql AS $$ SELECT 'upkeep' $$",
        "ALTER TABLE accounts_person ADD COLUMN more text",
        "DROP TABLE concerns_route",
        "TRUNCATE concerns_route",
        "CREATE TABLE mine (id int)",
        "UPDATE audit_accessevent SET allowed = true",
        "DELETE FROM audit_accessevent",
        "TRUNCATE audit_accessevent",
        "ALTER TABLE audit_accessevent DISABLE TRIGGER ALL",
        "DELETE FROM django_migrations",
        "SET ROLE owner",
        "ALTER ROLE site BYPASSRLS",
    ],
)
def test_the_sites_role_can_neither_change_the_house_nor_the_trace(wall, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_turning_row_security_off_shows_an_error_and_no_rows(wall, raised):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute("SELECT count(*) FROM concerns_concern")
        cursor.execute("SET LOCAL row_security = on")


@pytest.mark.parametrize("table", WALLS.behind)
def test_every_protected_table_forces_its_policy(wall, table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT polname, polpermissive FROM pg_policy WHERE polrelid = %s::regclass AND polcmd = '*'", [table])
        assert cursor.fetchall() == [(build.POLICY, True)]
