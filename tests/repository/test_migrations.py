"""Migrations tell one straight story that can be told backwards, and the tables are what the models say."""

import pytest
from django.apps import apps
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("shelterwood.")]


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def of(loader: MigrationLoader, label: str) -> dict[str, Migration]:
    return {name: migration for (app, name), migration in loader.disk_migrations.items() if app == label}


def irreversible(migration: Migration) -> list[str]:
    """Steps without a way back; those inside a step of both kinds count too."""

    def one_way(operations: list) -> list[str]:
        found = []
        for operation in operations:
            inner = [*getattr(operation, "database_operations", ()), *getattr(operation, "state_operations", ())]
            found += one_way(inner) if inner else ([] if operation.reversible else [type(operation).__name__])
        return found

    return one_way(migration.operations)


def breaks(migrations: dict[str, Migration], label: str) -> list[str]:
    """Where a chain forks, merges, or skips."""
    names = sorted(migrations)
    found = []
    for before, name in zip([None, *names], names, strict=False):
        parents = [parent for app, parent in migrations[name].dependencies if app == label and parent != "__first__"]
        if parents != ([before] if before else []):
            found.append(f"{name} follows {parents or 'nothing'}, not {before}")
    return found


def test_no_migration_is_missing(loader):
    detector = MigrationAutodetector(
        loader.project_state(), ProjectState.from_apps(apps), NonInteractiveMigrationQuestioner(specified_apps=set(OURS), dry_run=True)
    )
    changes = detector.changes(graph=loader.graph)
    assert {label: [str(operation) for each in found for operation in each.operations] for label, found in changes.items() if label in OURS} == {}


@pytest.mark.parametrize("label", OURS)
def test_migrations_are_one_line(loader, label):
    assert breaks(of(loader, label), label) == []
    assert len(loader.graph.leaf_nodes(label)) == (1 if of(loader, label) else 0)


@pytest.mark.parametrize("label", OURS)
def test_every_step_has_a_way_back(loader, label):
    assert {name: irreversible(migration) for name, migration in of(loader, label).items() if irreversible(migration)} == {}


def test_every_migration_says_what_it_does(loader):
    assert [name for (app, name) in loader.disk_migrations if app in OURS and "_auto_" in name] == []


def test_forks_and_steps_without_a_way_back_would_be_found():
    def migration(name: str, *parents: str, operations: tuple = ()) -> Migration:
        made = Migration(name, "x")
        made.dependencies, made.operations = [("x", parent) for parent in parents], list(operations)
        return made

    forked = {name: migration(name, *parents) for name, parents in {"0001_a": (), "0002_b": ("0001_a",), "0003_c": ("0001_a",)}.items()}
    assert breaks(forked, "x") == ["0003_c follows ['0001_a'], not 0002_b"]
    one_way = migration("0001_a", operations=(RunSQL("SELECT 1"), RunPython(lambda apps, editor: None)))
    assert irreversible(one_way) == ["RunSQL", "RunPython"]
    assert irreversible(migration("0001_a", operations=(RunSQL("SELECT 1", RunSQL.noop),))) == []
