"""Every app can be taken back to nothing and built again, on both databases, with a lived-in house in the way."""

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from shelterwood.foundation.body.models import Body
from shelterwood.foundation.wall import build
from shelterwood.foundation.wall.owner import as_owner
from shelterwood.project.walls import WALLS

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("shelterwood.") and any(config.get_models())]


def tables() -> set[str]:
    with as_owner():
        return set(connection.introspection.table_names())


def walled() -> set[str]:
    """The tables that have their policy."""
    if connection.vendor == "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE polname = %s AND relforcerowsecurity", [build.POLICY]
        )
        return {name for (name,) in cursor.fetchall()}


def migrate(*words: str) -> None:
    with as_owner():
        call_command("migrate", *words, verbosity=0, interactive=False)


def test_every_app_goes_back_to_nothing_and_forward_again_with_rows_in_the_way(lived_in):
    before, behind = tables(), walled()
    models = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS}
    assert models <= before
    for label in OURS:
        migrate(label, "zero")
    assert tables() & models == set()
    migrate()
    assert (tables(), walled()) == (before, behind)
    assert not Body.objects.exists()


def test_one_step_back_leaves_the_rest_behind_its_wall(lived_in):
    """A table that is half migrated away must not stand open, and what reads it is shut rather than broken."""
    migrate("disclosure", "zero")
    if connection.vendor == "postgresql":
        assert walled() & {"law_clock", "vault_groupkey", "disclosure_record"} == set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM law_clock")
            assert cursor.fetchone() == (0,)
    migrate()
    assert walled() == (set(WALLS.behind) if connection.vendor == "postgresql" else set())
