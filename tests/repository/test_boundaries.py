"""What import-linter cannot see: other slices' tables, foreign keys, what loading really loads, and rooms outside every contract."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, Model, OneToOneField

from .tree import SRC, dotted, layer_of, layers, modules, parsed

RULES = [
    "shelterwood.gates.disclosure.vocabulary",
    "shelterwood.gates.disclosure.book.assemble",
    *(dotted(file) for file in modules() if file.stem == "rules" or file.parent.name == "rules"),
]
HEAVY = ("numpy", "scipy", "polars", "pandas", "duckdb", "pyspark", "numba", "altair", "weasyprint", "PIL")
BUILDS_THE_WORLD = "shelterwood.demo"  # it fills every table of an empty database, so it knows them all
BEYOND_THE_HOUSE: set[tuple[str, str]] = set()  # (model, field) that may point at a table of Django's own


# --- tables of another slice ------------------------------------------------------------------------------------


def for_checkers_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names imported when the code runs, inside functions too."""
    for node in ast.iter_child_nodes(tree):
        if for_checkers_only(node):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports(node)


def foreign_models(module: str, tree: ast.AST) -> list[str]:
    """Imports of the `models` of another slice."""
    found = [name for name in imports(tree) if name.startswith("shelterwood.") and "models" in name.split(".")[3:5]]
    return [name for name in found if layer_of(name) != layer_of(module)]


def test_no_slice_imports_the_tables_of_another():
    found = {dotted(file): foreign_models(dotted(file), parsed(file)) for file in modules() if layer_of(dotted(file)) != BUILDS_THE_WORLD}
    assert {module: names for module, names in found.items() if names} == {}


def test_an_import_of_foreign_tables_is_found_wherever_it_stands():
    top = "from shelterwood.gates.law.models import Clock"
    inside = "def f():\n    from shelterwood.gates.law import models"
    checkers = "if TYPE_CHECKING:\n    from shelterwood.gates.law.models import Clock"
    found = [foreign_models("shelterwood.respond.concerns.queries", ast.parse(text)) for text in (top, inside, checkers)]
    assert found == [["shelterwood.gates.law.models.Clock"], ["shelterwood.gates.law.models"], []]
    assert foreign_models("shelterwood.gates.law.queries", ast.parse(top)) == []


def test_no_module_imports_relatively_and_so_past_the_contracts():
    relative = [dotted(file) for file in modules() for node in ast.walk(parsed(file)) if isinstance(node, ast.ImportFrom) and node.level]
    assert relative == []


# --- foreign keys -----------------------------------------------------------------------------------------------


def points_up(model: type[Model], target: type[Model]) -> bool:
    """Whether a foreign key leads to a slice above, or out of the house."""
    here, there = layer_of(model.__module__), layer_of(target.__module__)
    assert here, f"{model._meta.label} lies in no layer of pyproject.toml."
    return there is None or layers().index(there) < layers().index(here)


OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("shelterwood.")]
KEYS = [(model, field) for model in OURS for field in model._meta.get_fields() if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)]


@pytest.mark.parametrize(("model", "field"), KEYS, ids=lambda each: each._meta.label if isinstance(each, type) else each.name)
def test_foreign_keys_point_down(model, field):
    assert (model._meta.label, field.name) in BEYOND_THE_HOUSE or not points_up(model, field.related_model)


def test_a_foreign_key_that_points_up_or_out_would_be_found():
    record, concern = apps.get_model("disclosure", "Record"), apps.get_model("concerns", "Concern")
    assert points_up(record, concern)
    assert not points_up(concern, record)
    assert not points_up(record, record)
    assert points_up(record, apps.get_model("contenttypes", "ContentType"))


# --- every room is under the contracts --------------------------------------------------------------------------


def test_every_slice_has_its_place_in_the_order_of_floors():
    rooms = {dotted(folder / "__init__.py") for folder in SRC.glob("*/*/") if (folder / "apps.py").exists()} | {
        "shelterwood.project",
        "shelterwood.demo",
    }
    assert rooms == set(layers()) - {"shelterwood_methods"}


def test_the_applications_stand_in_the_order_of_floors():
    assert [app for app in settings.INSTALLED_APPS if app in layers()] == [layer for layer in layers() if layer in settings.INSTALLED_APPS]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("shelterwood", "shelterwood_methods", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None)


@pytest.mark.parametrize(
    ("package", "owners"),
    [
        ("cedarpy", {"shelterwood.gates.disclosure"}),
        ("cryptography", {"shelterwood.foundation.vault", "shelterwood.foundation.backup"}),
        ("granian", {"shelterwood.project"}),
    ],
)
def test_a_package_of_one_slice_is_imported_there_alone(graph, package, owners):
    importers = graph.find_modules_that_directly_import(package)
    assert importers
    assert {module for module in importers if layer_of(module) not in owners} == set()


# --- what loading loads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", RULES)
def test_rules_reach_no_django_by_any_way(graph, module):
    assert graph.find_shortest_chain(importer=module, imported="django") is None


def loaded_by(code: str, tmp_path) -> set[str]:
    """The top packages in memory after this code ran in an interpreter of its own."""
    environment = {"SHELTERWOOD_MODE": "demonstration", "SHELTERWOOD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings",
                   "PYTHONPATH": os.pathsep.join(sys.path)}  # fmt: skip
    script = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_rules_load_without_django(tmp_path):
    assert "django" not in loaded_by("\n".join(f"import {module}" for module in RULES), tmp_path)


def test_the_server_starts_without_the_heavy_packages(tmp_path):
    served = "import shelterwood.project.wsgi, shelterwood.project.urls, shelterwood.project.prepare, shelterwood.foundation.jobs.worker"
    loaded = loaded_by(served, tmp_path)
    assert {"django", "cedarpy"} <= loaded
    assert loaded & set(HEAVY) == set()
