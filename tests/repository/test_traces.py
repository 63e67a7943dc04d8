"""Nothing tracked names a package registry, a place on one machine, or what a tool left behind.

The names are put together here from pieces, so that this file does not find itself.
"""

import re

import pytest

from .tree import text_of, tracked

REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"), ("crates", "io"), ("rubygems", "org"),
        ("proxy", "golang", "org"), ("anaconda", "org"), ("unpkg", "com"), ("jsdelivr", "net"), ("cdnjs", "cloudflare", "com"),
    )
]  # fmt: skip
PLACES = [rf"(?<![\w.*]){re.escape('/' + folder)}/[\w.]" for folder in ("work", "root", "home", "Users", "tmp/bash", "var/folders")]
LEFT_BEHIND = {
    "a merge that was not finished": rf"^(?:{'<' * 7}|{'>' * 7}) ",
    "colors of a terminal": "\x1b\\[",
    "the folder of a shell's jobs": "bash" + "_jobs",
    "a signature of a tool": r"(?i)co-authored" + "-by|generated " + "with|language " + "model",
    "a private key": "BEGIN [A-Z ]*PRIVATE" + " KEY",
    "a patch": r"^@@ -\d+,\d+ \+\d+,\d+ @@",
}


def lines_with(pattern: str) -> list[str]:
    """Each place in a tracked file where the pattern stands."""
    sought = re.compile(pattern, re.MULTILINE)
    return [f"{file}:{text_of(file)[: found.start()].count(chr(10)) + 1}" for file in tracked() for found in sought.finditer(text_of(file))]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(host):
    assert lines_with(re.escape(host)) == []


@pytest.mark.parametrize("place", PLACES)
def test_no_file_names_a_place_on_one_machine(place):
    assert lines_with(place) == []


@pytest.mark.parametrize("what", LEFT_BEHIND)
def test_no_file_holds(what):
    assert lines_with(LEFT_BEHIND[what]) == []


def test_such_traces_would_be_found():
    assert re.search(PLACES[0], "see " + "/work" + "/main/x")
    assert re.search(PLACES[2], "/home" + "/ann/x")
    assert not any(re.search(place, "homework/x ../home/x src/root/x") for place in PLACES)
    assert re.search(LEFT_BEHIND["a merge that was not finished"], "<" * 7 + " HEAD")
    assert re.search(LEFT_BEHIND["colors of a terminal"], "\x1b[31mred")


def test_what_is_made_is_not_tracked():
    """Compiled texts, packages, data and caches are made on each machine."""
    made = {".mo", ".pyc", ".sqlite3", ".log", ".key"}
    folders = {"node_modules", ".venv", "var", "__pycache__", ".hypothesis"}
    assert [file for file in tracked() if file.suffix in made or folders & set(file.parts)] == []
