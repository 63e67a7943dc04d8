"""What is installed is fixed to the byte: exact versions, hashes, and no address of any registry."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .tree import HOME, project

LOCKS = sorted((HOME / "requirements").glob("*.txt"))
LOCKED_LINE = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<extras>\[[\w,-]+\])?==(?P<version>[\w.+!-]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")
HASH_LINE = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
OURS = {"shelterwood", "shelterwood-methods"}


def faults(lock: str) -> list[str]:
    """Lines of a lock file that are neither an exact version nor a hash, and packages without a hash."""
    found, waiting = [], ""
    for number, line in enumerate(lock.splitlines(), 1):
        if HASH_LINE.fullmatch(line):
            waiting = ""
        elif LOCKED_LINE.fullmatch(line):
            found += [f"{waiting}: no hash"] if waiting else []
            waiting = line.rstrip(" \\")
        elif line.strip() and not line.lstrip().startswith("#"):
            found.append(f"line {number}: {line}")
    return found + ([f"{waiting}: no hash"] if waiting else [])


def locked(name: str) -> dict[str, str]:
    """Versions by package of one lock file."""
    text = (HOME / f"requirements/{name}.txt").read_text(encoding="utf-8")
    lines = (LOCKED_LINE.fullmatch(line) for line in text.splitlines())
    return {canonicalize_name(line["name"]): line["version"] for line in lines if line}


def asked_for(written: list[str], extras: frozenset[str] = frozenset({""})) -> Iterator[Requirement]:
    """Requirements that hold on some machine; our own packages stand for what they ask for in turn."""
    for text in written:
        requirement = Requirement(text)
        if canonicalize_name(requirement.name) not in OURS:
            yield requirement
        elif requirement.name != "shelterwood":
            methods = tomllib.loads((HOME / "methods/pyproject.toml").read_text(encoding="utf-8"))["project"]
            optional = [each for extra in requirement.extras for each in methods["optional-dependencies"][extra]]
            yield from asked_for(methods["dependencies"] + optional)


def unmet(written: list[str], lock: dict[str, str]) -> list[str]:
    """Requirements that the lock does not hold in a version they accept."""
    return [
        str(each)
        for each in asked_for(written)
        if canonicalize_name(each.name) not in lock or not each.specifier.contains(lock[canonicalize_name(each.name)], prereleases=True)
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda each: each.name)
def test_every_line_is_an_exact_version_with_its_hashes(lock):
    text = lock.read_text(encoding="utf-8")
    assert faults(text) == []
    assert not re.search(r"https?:|git\+|file:|--index|--find-links| @ ", text)


def test_a_loose_version_or_a_missing_hash_would_be_found():
    good = "granian==2.8.1 \\\n    --hash=sha256:" + "0" * 64
    assert faults(good) == []
    assert faults("granian>=2.8 \\\n    --hash=sha256:" + "0" * 64)
    assert faults("granian==2.8.1\n" + good)
    assert faults("granian==2.8.1")


def test_every_dependency_is_in_the_lock():
    assert unmet(project()["project"]["dependencies"], locked("run")) == []
    assert unmet(project()["dependency-groups"]["test"], locked("test")) == []


def test_a_dependency_that_is_not_locked_would_be_found():
    assert unmet(["granian>=2.8", "leftpad"], {"granian": "2.7"}) == ["granian>=2.8", "leftpad"]


def test_what_the_set_up_installs_is_locked():
    for name, lock in (("build", "run"), ("node", "node"), ("uv", "uv")):
        assert unmet((HOME / f"requirements/{name}.in").read_text(encoding="utf-8").split(), locked(lock)) == []


def test_the_test_environment_holds_the_run_environment():
    """A test environment also runs the site, so the set-up need not make a second one."""
    run, test = locked("run"), locked("test")
    assert {name: version for name, version in run.items() if test.get(name) != version} == {}


def test_extras_bring_what_they_promise():
    """A package with an extra, as the database driver with its compiled part, has that part in the lock too."""
    run = locked("run")
    for requirement in asked_for(project()["project"]["dependencies"]):
        for extra in requirement.extras:
            parts = [Requirement(each) for each in requires(requirement.name) or () if f'"{extra}"' in each or f"'{extra}'" in each]
            brought = [each for each in parts if each.marker and each.marker.evaluate({"extra": extra})]
            assert brought
            assert [each.name for each in brought if canonicalize_name(each.name) not in run] == []


def test_the_web_packages_are_pinned_and_hashed_without_an_address():
    lock, wanted = (json.loads((HOME / name).read_text(encoding="utf-8")) for name in ("package-lock.json", "package.json"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert [name for name, each in packages.items() if not each.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, each in packages.items() if "resolved" in each] == []
    assert "://" not in (HOME / "package-lock.json").read_text(encoding="utf-8")  # nor who takes donations: npm adds it anew, take it out
    exact = wanted["dependencies"] | wanted["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in exact} == exact
    assert "omit-lockfile-registry-resolved=true" in (HOME / ".npmrc").read_text(encoding="utf-8").splitlines()
