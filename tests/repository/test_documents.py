"""What the documents name is there: files, tests, classes, addresses, targets, and the pages they link to."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from .test_entry import targets
from .tree import HOME, METHODS, SRC, text_of, tracked

DOCUMENTS = sorted(file for file in tracked() if file.suffix == ".md" and (file.parent == Path() or file.parts[0] == "docs"))
MUST_BE_THERE = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "TESTING.md", "GLOSSARY.md", "SECURITY.md"}
ROOTS = (HOME, SRC, SRC.parent, METHODS, METHODS.parent)
SUFFIXES = {".py", ".md", ".toml", ".csv", ".cedar", ".cedarschema", ".txt", ".html", ".css", ".js", ".json", ".po", ".in"}
STAND_IN = re.compile(r"[A-Z]+(?:\.\w+)*\.(?:csv|toml|html|json)")  # a file of the reader's own, such as TABLE.csv
SAMPLE = {
    "code": "LANTERNA",
    "reference": "A-ABC234",
    "question": "K-ABC234",
    "state": "mn",
    "line": "1",
    "key": "00000000-0000-4000-8000-000000000000",
    "session": "00000000-0000-4000-8000-000000000000",
    "provider": "00000000-0000-4000-8000-000000000000",
    "person": "00000000-0000-4000-8000-000000000000",
    "proof": "00000000-0000-4000-8000-000000000000",
    "organization": "00000000-0000-4000-8000-000000000000",
    "kind": "people",
    "sector": "hotels",
    "clock": "00000000-0000-4000-8000-000000000000",
    "attempt": "00000000-0000-4000-8000-000000000000",
    "completion": "00000000-0000-4000-8000-000000000000",
    "site": "00000000-0000-4000-8000-000000000000",
    "hanging": "00000000-0000-4000-8000-000000000000",
    "poster": "00000000-0000-4000-8000-000000000000",
    "run": "P-ABC234",
    "entry": "00000000-0000-4000-8000-000000000000",
    "row": "00000000-0000-4000-8000-000000000000",
    "number": "1",
    "step": "report",
    "name": "school-response",
    "upload": "00000000-0000-4000-8000-000000000000",
    "training": "00000000-0000-4000-8000-000000000000",
    "learner": "00000000-0000-4000-8000-000000000000",
    "post": "00000000-0000-4000-8000-000000000000",
    "county": "00000000-0000-4000-8000-000000000000",
    "measure": "trained",
    "mandate": "MN-HOTEL-TRAIN-01",
    "draft": "00000000-0000-4000-8000-000000000000",
    "edition": "00000000-0000-4000-8000-000000000000",
    "file": "course.toml",
    "duty": "MN-RPT-03",
    "rule": "SC-CW-01",
    "fact": "00000000-0000-4000-8000-000000000000",
    "category": "education",
}


def prose(text: str) -> str:
    """A document without its fenced blocks and comments."""
    return re.sub(r"^```.*?^```|<!--.*?-->", "", text, flags=re.DOTALL | re.MULTILINE)


def quoted(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`\n]+)`", prose(text))


def everything_quoted() -> Iterator[tuple[Path, str]]:
    for document in DOCUMENTS:
        yield from ((document, word) for word in quoted(text_of(document)))


# --- files and tests --------------------------------------------------------------------------------------------


@cache
def first_parts() -> frozenset[str]:
    """The folders under which a word with a slash is a path of ours."""
    return frozenset(file.parts[0] for file in tracked() if len(file.parts) > 1) | {each.name for root in ROOTS[1:] for each in root.iterdir()}


@cache
def base_names() -> frozenset[str]:
    return frozenset(file.name for file in tracked())


def is_a_path(word: str) -> bool:
    if not re.fullmatch(r"\.?[\w*-][\w.*-]*(?:/[\w.*-]+)*/?", word) or STAND_IN.fullmatch(word):
        return False
    return word.split("/")[0] in first_parts() if "/" in word else Path(word).suffix in SUFFIXES and not word.startswith(".")


def is_there(word: str, beside: Path = Path()) -> bool:
    """A path from the root, from a source folder or from the document itself; a bare file name anywhere."""
    if "/" not in word:
        return word in base_names()
    return any(next(root.glob(word.rstrip("/")), None) for root in (*ROOTS, HOME / beside.parent))


def missing_test(reference: str) -> bool:
    file, _, name = reference.partition("::")
    if not (HOME / file).is_file():
        return True
    return name.partition("[")[0] not in {node.name for node in ast.walk(ast.parse(text_of(Path(file)))) if isinstance(node, ast.FunctionDef)}


def test_the_documents_of_the_house_are_there():
    assert MUST_BE_THERE - {str(file) for file in DOCUMENTS} == set()


def test_every_file_that_a_document_names_is_there():
    assert {(str(at), word) for at, word in everything_quoted() if is_a_path(word) and not is_there(word, at)} == set()


def test_every_test_that_a_document_names_is_there():
    named = [(str(at), word) for at, word in everything_quoted() if re.fullmatch(r"[\w/.]+\.py::\w+(?:\[.*\])?", word)]
    assert named
    assert {(at, word) for at, word in named if missing_test(word)} == set()


def test_a_file_or_test_that_is_not_there_would_be_found():
    assert quoted("see `ops/nothing.py`\n```\n`ops/other.py`\n```\n") == ["ops/nothing.py"]
    assert is_a_path("ops/nothing.py")
    assert not is_there("ops/nothing.py")
    assert is_there("ops/*.py")
    assert is_there("respond/concerns/flow.py")
    assert not is_a_path("and/or")
    assert not is_a_path("/concern")
    assert missing_test("tests/repository/test_documents.py::test_nothing")
    assert not missing_test("tests/repository/test_documents.py::test_the_documents_of_the_house_are_there")


# --- classes and functions --------------------------------------------------------------------------------------


def is_importable(name: str) -> bool:
    """Whether a dotted name leads to a module or to something in one."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            if not hasattr(found, part):
                return part in getattr(found, "__dataclass_fields__", {})
            found = getattr(found, part)
        return True
    return False


def test_every_dotted_name_leads_somewhere():
    names = {(str(at), word) for at, word in everything_quoted() if re.fullmatch(r"shelterwood(?:_methods)?(?:\.\w+)+", word)}
    assert any(at == "GLOSSARY.md" for at, _ in names)
    assert {(at, word) for at, word in names if not is_importable(word)} == set()


def test_a_dotted_name_to_nowhere_would_be_found():
    assert is_importable("shelterwood.gates.disclosure.models.Release")
    assert is_importable("shelterwood.gates.disclosure.models.Release.objects")
    assert is_importable("shelterwood.gates.disclosure.rules.Decision.allowed")
    assert not is_importable("shelterwood.gates.disclosure.models.Leak")
    assert not is_importable("shelterwood.gates.nothing")


# --- links, addresses, targets ----------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The names by which headings can be reached, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower().strip()).replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> list[str]:
    text = prose(text_of(document))
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = HOME / document.parent / path if path else HOME / document
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_leads_to_a_page(document):
    assert broken_links(document) == []


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [Path("README.md")]
    while waiting:
        page = waiting.pop()
        if page in reached or page not in DOCUMENTS:
            continue
        reached.add(page)
        for link in re.findall(r"\]\(([^)#\s]+)", prose(text_of(page))):
            target = (HOME / page.parent / link).resolve()
            if target.is_relative_to(HOME):
                found = target.relative_to(HOME)
                waiting += [file for file in DOCUMENTS if file.parent == found] if target.is_dir() else [found]
    assert {str(document) for document in DOCUMENTS} - {str(page) for page in reached} == set()


def test_every_address_that_a_document_names_is_one_of_the_site():
    def answers(address: str) -> bool:
        try:
            resolve(re.sub(r"[{<](\w+)[}>]", lambda place: SAMPLE.get(place[1], "x"), address.partition("?")[0].partition("#")[0]))
        except Resolver404:
            return False
        return True

    named = {
        (str(at), word) for at, word in everything_quoted() if re.fullmatch(r"/[a-z][\w/{}<>?=&-]*", word) and not word.startswith(("/static", "/es"))
    }
    assert {(at, word) for at, word in named if not answers(word)} == set()


def targets_named(text: str) -> set[str]:
    """In backticks, or on a line of code."""
    fenced = "\n".join(re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE))
    return {*re.findall(r"(?:`|^ {4})make ([a-z]+)\b", text, re.MULTILINE), *re.findall(r"^(?:\$ )?make ([a-z]+)\b", fenced, re.MULTILINE)}


def test_every_target_that_a_document_names_is_in_the_makefile():
    known = targets(text_of(Path("Makefile"))).keys()
    assert {str(document): targets_named(text_of(document)) - known for document in DOCUMENTS if targets_named(text_of(document)) - known} == {}
    assert targets_named("`make lint`\n    make draw\nmake sure\n```sh\nmake run\n```\n") == {"lint", "draw", "run"}


# --- decisions --------------------------------------------------------------------------------------------------


def test_decisions_are_numbered_without_gap_and_fit_on_a_page():
    decisions = sorted(file for file in DOCUMENTS if file.parts[:2] == ("docs", "decisions") and file.stem != "README")
    assert [file.name[:5] for file in decisions] == [f"{number:04d}-" for number in range(1, len(decisions) + 1)]
    assert [file.name for file in decisions if len(text_of(file).splitlines()) > 50] == []
