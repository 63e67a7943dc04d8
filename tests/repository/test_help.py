"""Every page of the site is explained, once, in both languages, in plain words; and nothing of help leads nowhere."""

import re
import tomllib
from pathlib import Path

import pytest
from django.urls import NoReverseMatch
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.rules import Role
from shelterwood.prevent.training.rules.reading_level import level
from shelterwood.project.help.queries import address
from shelterwood.project.help.reading import FOLDER, PACKAGED, sheets, topics, topics_by_page
from shelterwood.project.help.rules import EVERYBODY, LANGUAGES, REFUSED, Sheet, Topic, html, sheet_of

from ..browser.pages import NO_PAGE, PAGES
from .test_spanish import TU, USTED
from .test_wording import NEVER, NOT_OF_ANYBODY_HERE, wrong
from .tree import HOME, SRC, text_of

YOUNG = {"support", "write-about-yourself"}  # spoken to as tú
TEXTS = [(language, each) for language in LANGUAGES for kind in (topics(), sheets()) for each in kind[language].values()]
NAMES = [f"{language} {type(each).__name__.lower()} {each.name}" for language, each in TEXTS]


def plain(text: str) -> str:
    """A text as somebody reads it aloud: without marks of lists and addresses of links."""
    lines = [re.sub(r"^(?:\d+\.|-) ", "", line) for line in text.splitlines() if line]
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(lines))


def links(text: str) -> set[tuple[str, str]]:
    """What a text leads to, as kind and name."""
    found: set[tuple[str, str]] = set()
    html(text, lambda kind, name: found.add((kind, name)) or "")
    return found


def leads_somewhere(kind: str, name: str) -> bool:
    try:
        address(kind, name)
    except NoReverseMatch:
        return False
    known = {"help": topics, "role": sheets}.get(kind)
    return known is None or name in known()["en"]


def whole(each: Topic | Sheet) -> str:
    return "\n".join(plain(section.text) for section in each.sections)


# --- every page, once -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_that_shows_a_page_has_its_topic_and_no_other_is_explained(language):
    explained = topics_by_page(language).keys()
    assert PAGES.keys() - explained == set()
    assert explained - PAGES.keys() == set()
    assert explained & NO_PAGE == set()


def test_no_topic_is_orphaned():
    assert {each.name for each in topics()["en"].values() if not each.pages} == {REFUSED}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.WORKER])
def test_every_role_has_its_sheet(role):
    assert sheet_of(sheets()["en"].values(), role, Sector.SCHOOLS) is not None


@pytest.mark.parametrize("sector", Sector)
def test_every_sector_s_worker_has_a_sheet(sector):
    assert sheet_of(sheets()["en"].values(), Role.WORKER, sector) is not None


def test_every_sheet_is_somebody_s_and_stands_first_for_them():
    roles = {role for each in topics()["en"].values() for role in each.roles} - {EVERYBODY}
    assert roles == sheets()["en"].keys()


def test_the_list_names_every_file():
    named = set(re.findall(r"\]\(([\w/-]+\.md)\)", text_of(Path("docs/help/README.md"))))
    there = {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.md")} - {"README.md"}
    assert named == there


def test_an_installed_package_carries_its_copy_where_it_is_looked_for():
    sources = tomllib.loads(text_of(Path("pyproject.toml")))["tool"]["hatch"]["build"]["targets"]["wheel"]["sources"]
    assert HOME / "docs/help" == FOLDER
    assert SRC.parent / sources["docs/help"] == PACKAGED


# --- what they say ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "each"), TEXTS, ids=NAMES)
def test_a_text_is_plain_polite_and_leads_somewhere(language, each):
    text = whole(each)
    assert level(text, language).easy_enough(language), level(text, language)
    assert wrong(text, NEVER | NOT_OF_ANYBODY_HERE) == []
    assert "!" not in text
    if language == "es":
        assert not (USTED if each.name in YOUNG else TU).search(text)
    assert [link for section in each.sections for link in links(section.text) if not leads_somewhere(*link)] == []


@pytest.mark.parametrize(("language", "each"), TEXTS, ids=NAMES)
def test_no_number_is_typed_but_911(language, each):
    assert re.findall(r"\d{3}-\d{3,4}", whole(each)) == []


@pytest.mark.parametrize(("language", "each"), TEXTS, ids=NAMES)
def test_there_are_at_most_five_steps(language, each):
    assert max(len(re.findall(r"^\d+\. ", section.text, re.MULTILINE)) for section in each.sections) <= 5


@pytest.mark.parametrize("name", topics()["en"])
def test_both_languages_have_the_same_steps_and_links(name):
    for english, spanish in zip(topics()["en"][name].sections, topics()["es"][name].sections, strict=True):
        assert len(english.text.splitlines()) == len(spanish.text.splitlines())
        assert links(english.text) == links(spanish.text)


def test_the_longer_document_is_there():
    assert [each.more for each in topics()["en"].values() if each.more and not (HOME / "docs" / each.more).is_file()] == []


def test_a_link_to_nowhere_would_be_found():
    assert leads_somewhere("page", "desk")
    assert leads_somewhere("help", "sign-in")
    assert not leads_somewhere("page", "nothing")
    assert not leads_somewhere("page", "concern-detail")  # a page of one concern cannot be named without it
    assert not leads_somewhere("help", "nothing")
    assert not leads_somewhere("role", "nobody")
