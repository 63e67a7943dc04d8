"""How a file of help is read, and that nothing of it becomes a page but what we let through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.project.help.rules import (
    SHEET_SECTIONS,
    TOPIC_SECTIONS,
    Group,
    HelpError,
    Sheet,
    Topic,
    by_page,
    html,
    sheet,
    sheet_of,
    topic,
)

HEAD = 'title = "A page"\npages = ["desk"]\nfor = ["everybody"]\ngroup = "work"\norder = 10'


def written(head: str = HEAD, headings: tuple[str, ...] = TOPIC_SECTIONS["en"], text: str = "Do it.") -> str:
    return f"+++\n{head}\n+++\n\n" + "\n\n".join(f"## {heading}\n\n{text}" for heading in headings)


def at(kind: str, name: str) -> str:
    return f"/{kind}/{name}"


def test_a_topic_is_read_with_its_head_and_sections():
    found = topic("a-page", written(), "en")
    assert (found.title, found.pages, found.roles, found.group, found.order) == ("A page", ("desk",), ("everybody",), Group.WORK, 10)
    assert [each.heading for each in found.sections] == list(TOPIC_SECTIONS["en"])
    assert {each.text for each in found.sections} == {"Do it."}
    assert (found.more, found.here) == ("", False)


def test_a_translation_takes_everything_but_its_words_from_the_english_file():
    english = topic("a-page", written(f"{HEAD}\nhere = true"), "en")
    spanish = topic("a-page", written('title = "Una página"', TOPIC_SECTIONS["es"], "Hágalo."), "es", english)
    assert (spanish.title, spanish.pages, spanish.here) == ("Una página", english.pages, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## What to do here\n\nDo it.", "no head"),
        (written("title = "), "a-page"),
        (written(HEAD.replace('title = "A page"\n', "")), "title"),
        (written(HEAD.replace("order = 10", "")), "order"),
        (written(HEAD.replace('"work"', '"play"')), "group"),
        (written(headings=TOPIC_SECTIONS["en"][:4]), "headings"),
        (written(headings=TOPIC_SECTIONS["en"][::-1]), "headings"),
        (written(headings=TOPIC_SECTIONS["es"]), "headings"),
        (written(text=" "), "nothing stands under"),
        (written().replace("+++\n\n##", "+++\n\nBefore.\n\n##", 1), "headings"),
    ],
    ids=["no head", "head that is no TOML", "no title", "no order", "unknown group", "one missing", "another order", "another language", "empty", "text before"],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_what_to_mend(text, says):
    with pytest.raises(HelpError, match=says):
        topic("a-page", text, "en")


def test_a_translation_that_says_more_than_its_title_is_refused():
    english = topic("a-page", written(), "en")
    with pytest.raises(HelpError, match="nothing else"):
        topic("a-page", written(headings=TOPIC_SECTIONS["es"]), "es", english)


def test_a_sheet_without_a_role_is_refused():
    with pytest.raises(HelpError, match="role"):
        sheet("nurse", written('title = "Nurse"', SHEET_SECTIONS["en"]), "en")


def some_topic(name: str, *pages: str) -> Topic:
    return Topic(name, name, pages, ("everybody",), Group.WORK, 10, "", False, ())


def test_one_page_has_one_topic():
    assert by_page([some_topic("a", "x"), some_topic("b", "y", "z")])["z"].name == "b"
    with pytest.raises(HelpError, match="b and a both explain the page x"):
        by_page([some_topic("a", "x"), some_topic("b", "x")])


def some_sheet(name: str, role: str, *sectors: str) -> Sheet:
    return Sheet(name, name, role, 10, sectors, ())


def test_somebody_s_sheet_is_that_of_the_sector_before_that_of_the_role():
    sheets = [some_sheet("any", "worker"), some_sheet("nurse", "worker", "health_care"), some_sheet("manager", "manager")]
    assert sheet_of(sheets, "worker", "health_care").name == "nurse"
    assert sheet_of(sheets, "worker", "schools").name == "any"
    assert sheet_of(sheets, "manager", "health_care").name == "manager"
    assert sheet_of(sheets, "auditor", "health_care") is None


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="x()">',
        "[out](https://elsewhere.example)",
        "[run](javascript:x)",
        "[go](page:desk/../../x)",
        "![picture](page:desk)",
        "<https://elsewhere.example>",
        "    <b>code</b>",
        '[a](page:desk "t<b>")',
    ],
)
def test_nothing_but_our_own_links_becomes_a_tag(text):
    tags = set(re.findall(r"<(\w+)", html(text, at)))
    assert tags <= {"p", "a"}
    assert set(re.findall(r'href="([^"]*)"', html(text, at))) <= {"/page/desk"}


@given(st.text(max_size=200))
def test_no_text_lets_a_tag_through_that_is_not_markdown_s_own(text):
    found = set(re.findall(r"<(/?\w+)", html(text, at)))
    assert {tag.lstrip("/") for tag in found} <= {"p", "a", "ul", "ol", "li", "strong", "em", "code", "br", "blockquote", "hr"}


def test_a_link_leads_to_a_page_a_topic_or_a_sheet():
    text = "Open [your desk](page:desk), read [more](help:sign-in) or [print](role:nurse)."
    assert re.findall(r'href="([^"]*)"', html(text, at)) == ["/page/desk", "/help/sign-in", "/role/nurse"]
