"""The wall is broken on purpose, in each of its tables, and it must show: else nobody would notice one that is missing."""

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from shelterwood.foundation.wall.build import POLICY
from shelterwood.foundation.wall.rules import SETTINGS
from shelterwood.project.walls import WALLS

EMPTY_IN_THE_REGION = {
    "vault_shred",
    "concerns_conflict",
    "disclosure_releasereader",
    "disclosure_namedreader",
    "concerns_withdrawal",
    "endings_seal",
}
TABLES = [table for table in WALLS.behind if table not in EMPTY_IN_THE_REGION]
BROKEN = {
    "row-level security is switched off": "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "a second policy lets everybody in": "CREATE POLICY extra ON {table} USING (true)",
    "the policy is replaced by one for everybody": f"ALTER POLICY {POLICY} ON {{table}} USING (true)",
}


@pytest.fixture
def owner(django_db_setup, django_db_blocker):
    """The owner in a transaction of its own, which is rolled back: it may break the wall and look as the site's role."""
    if not settings.OWNER:
        pytest.skip("the second wall stands on PostgreSQL with two roles: ./test --only postgresql")
    plain = {**connections["default"].settings_dict, **settings.OWNER, "NAME": connections["default"].settings_dict["NAME"]}
    with django_db_blocker.unblock():
        made = connections["owner"] = DatabaseWrapper(plain, alias="owner")
        with transaction.atomic(using="owner"), made.cursor() as cursor:
            yield cursor
            transaction.set_rollback(True, using="owner")
        made.close()
        del connections["owner"]


def seen(cursor, table: str, purpose: str = "") -> int:
    """How many rows the site's role sees for this purpose."""
    cursor.execute("SET LOCAL ROLE site")
    for name in SETTINGS:
        cursor.connection.execute("SELECT set_config(%s, %s, true)", [f"shelterwood.{name}", purpose if name == "purpose" else ""])
    cursor.execute(f"SELECT count(*) FROM {table}")
    found = cursor.fetchone()[0]
    cursor.execute("RESET ROLE")
    return found


@pytest.mark.parametrize("table", TABLES)
def test_whole_it_shows_nothing_without_a_purpose_and_everything_to_the_house(owner, table):
    assert seen(owner, table) == 0
    assert seen(owner, table, "upkeep") > 0


@pytest.mark.parametrize("mutant", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("table", TABLES)
def test_a_broken_wall_shows_rows_to_nobody_in_particular(owner, table, mutant):
    owner.execute(mutant.format(table=table))
    assert seen(owner, table) > 0


@pytest.mark.parametrize("table", TABLES)
def test_a_policy_that_was_dropped_shuts_the_table_for_the_house_too(owner, table):
    owner.execute(f"DROP POLICY {POLICY} ON {table}")
    assert seen(owner, table, "upkeep") == 0
