"""The ways in stand open: two commands, one more for what must pass before anything lands, under an old Python too."""

import ast
import os
import re
import subprocess
import tomllib

import pytest

from .tree import HOME, text_of, tracked

ENTRIES = ("run", "test", ".ci/run")


def targets(makefile: str) -> dict[str, list[str]]:
    """The commands of each target."""
    found: dict[str, list[str]] = {}
    target = ""
    for line in makefile.splitlines():
        if named := re.match(r"([\w -]+):(?!=)", line):
            target = named.group(1).strip()
        elif line.startswith("\t") and target:
            found.setdefault(target, []).append(line.strip().lstrip("@-"))
    return found


def files_named(command: str) -> set[str]:
    """Words of a command that are files of the repository; what an environment or npm brings is made later."""
    words = {word.strip("\"'") for word in re.split(r"[\s;|&]+", command)}
    paths = {
        word.removeprefix("./") for word in words if re.fullmatch(r"\.?[\w./-]+", word) and ("/" in word or word.endswith((".py", ".toml", ".txt")))
    }
    return {path for path in paths if not path.startswith(("-", "/", ".venv", "node_modules"))}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_can_be_run(name):
    assert os.access(HOME / name, os.X_OK)
    modes = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-s", name], cwd=HOME, capture_output=True, text=True, check=True).stdout
    assert modes.startswith("100755"), "git must keep it executable: git update-index --chmod=+x"
    assert subprocess.run(["sh", "-n", HOME / name], capture_output=True).returncode == 0


def test_ci_runs_the_test_command_of_the_readme_whole():
    assert re.search(r'exec "\$\(dirname "\$0"\)/\.\./test" --all "\$@"', (HOME / ".ci/run").read_text(encoding="utf-8"))


def test_the_set_up_runs_under_an_old_python():
    """It starts before anything is installed, so it must be readable to Python 3.8 and import the standard library alone."""
    source = (HOME / "ops/setup.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"hashlib", "json", "os", "pathlib", "shutil", "subprocess", "sys"}
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n    case 1: pass", feature_version=(3, 8))


def test_the_python_of_the_repository_is_new_enough_for_it():
    chosen = tuple(int(part) for part in (HOME / ".python-version").read_text(encoding="utf-8").strip().split(".")[:2])
    for file in ("pyproject.toml", "methods/pyproject.toml"):
        oldest = tomllib.loads((HOME / file).read_text(encoding="utf-8"))["project"]["requires-python"]
        assert chosen >= tuple(int(part) for part in oldest.removeprefix(">=").split("."))


def test_the_makefile_calls_what_is_there():
    named = {
        target: {name for command in commands for name in files_named(command)} for target, commands in targets(text_of(HOME / "Makefile")).items()
    }
    assert {"run", "test"} <= named.keys()
    assert {
        target: {name for name in names if not (HOME / name).exists()}
        for target, names in named.items()
        if any(not (HOME / n).exists() for n in names)
    } == {}


def test_a_command_of_the_makefile_to_nowhere_would_be_found():
    made = targets("run: assets\n\t@./run --port 9\n\nlint:\n\t.venv/bin/ruff check .\n\tpython ops/nothing.py")
    assert made == {"run": ["./run --port 9"], "lint": [".venv/bin/ruff check .", "python ops/nothing.py"]}
    assert {name for command in made["lint"] for name in files_named(command)} == {"ops/nothing.py"}


def test_every_script_is_executable_and_nothing_else_is():
    """A file that says how it is run can be run, and no other carries the mark."""
    scripts = {file for file in tracked() if text_of(file).startswith("#!")}
    assert {file for file in tracked() if os.access(HOME / file, os.X_OK)} == scripts
