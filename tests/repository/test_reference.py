"""The reference pages are complete both ways: what code knows stands in them, and they say nothing that code does not know."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from shelterwood_methods import cli as methods

from shelterwood.project import cli as platform

from .tree import HOME, SRC, text_of

SETTINGS = Path("docs/reference/settings.md")
COMMANDS = Path("docs/reference/commands.md")
VARIABLE = re.compile(r"\bSHELTERWOOD_[A-Z_]*[A-Z]\b")


def variables(*folders: Path) -> set[str]:
    """Environment variables that code of the platform reads or sets."""
    files = [file for folder in folders for file in folder.rglob("*.py")]
    return {name for file in files for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}


@pytest.fixture
def draw(monkeypatch) -> ModuleType:
    """ops/draw.py as a module."""
    monkeypatch.syspath_prepend(str(HOME / "ops"))
    specification = importlib.util.spec_from_file_location("draw", HOME / "ops/draw.py")
    module = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, "draw", module)
    specification.loader.exec_module(module)
    return module


# --- settings and commands --------------------------------------------------------------------------------------


def test_every_setting_of_the_environment_is_explained_and_no_other():
    explained = set(VARIABLE.findall(text_of(SETTINGS)))
    assert variables(SRC) - explained == set()
    assert explained - variables(SRC, HOME / "ops") == set()


def test_every_verb_of_a_command_is_explained(draw):
    text = text_of(COMMANDS)
    verbs = {word for parser in (draw.parser_of(platform.main),) for action in parser._actions for word in action.choices or ()}
    assert {"run", "serve", "worker"} <= verbs
    assert [verb for verb in sorted(verbs | {"manage"} | methods.COMMANDS.keys()) if not re.search(rf"(?<![\w-]){verb}(?![\w-])", text)] == []


# --- drawings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["map", "states", "commands", "permissions", "rules", "mandates"])
def test_a_drawing_is_that_of_the_code(draw, name):
    document, drawing = draw.DRAWINGS[name]
    text = (HOME / document).read_text(encoding="utf-8")
    assert draw.filled(text, name, drawing()) == text, f"{document} is out of date. Run: python ops/draw.py"


def test_a_stale_drawing_and_a_missing_mark_would_be_noticed(draw, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(draw, "HOME", tmp_path)
    monkeypatch.setattr(draw, "DRAWINGS", {"map": ("A.md", lambda: "a --> b")})
    page = tmp_path / "A.md"
    assert draw.main(["--check"]) == 1  # no such page
    page.write_text("# A\n\nNo marks.\n")
    assert draw.main(["--check"]) == 1
    page.write_text("# A\n\n<!-- map:begin -->\n\nold\n\n<!-- map:end -->\n\nAfter.\n")
    assert draw.main(["--check"]) == 1
    assert "A.md: the drawing map is out of date" in capsys.readouterr().err
    assert "old" in page.read_text()
    assert draw.main([]) == 0
    assert draw.main(["--check"]) == 0
    assert page.read_text() == "# A\n\n<!-- map:begin -->\n\na --> b\n\n<!-- map:end -->\n\nAfter.\n"


def test_a_drawing_is_the_same_twice(draw):
    for _, drawing in draw.DRAWINGS.values():
        assert drawing() == drawing()


def test_every_table_of_transitions_is_drawn(draw):
    tables = {name for file in SRC.rglob("*.py") for name in re.findall(r"^([A-Z]+)_TRANSITIONS\b", file.read_text(encoding="utf-8"), re.MULTILINE)}
    assert tables
    assert [name for name in tables if f"**{name.replace('_', ' ').capitalize()}**" not in draw.draw_states()] == []
