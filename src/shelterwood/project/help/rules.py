"""How a file of help is read and shown: its head, its fixed sections, and Markdown that lets no HTML through. No Django."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

LANGUAGES = ("en", "es")
REFUSED = "cannot-be-shown"  # the topic of pages that are refused, missing or broken: it belongs to no address
EVERYBODY = "everybody"
HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r'href="(page|help|role):([\w-]+)"')

TOPIC_SECTIONS = {
    "en": ("What this page is for", "What to do here", "What happens next", "What it does not do", "When to call instead"),
    "es": ("Para qué sirve esta página", "Qué hacer aquí", "Qué pasa después", "Qué no hace", "Cuándo llamar"),
}
SHEET_SECTIONS = {
    "en": ("Your first page", "What you do most", "Clocks that bind you", "What you never see, and why", "What never to do", "Whom to call"),
    "es": (
        "Su primera página",
        "Lo que más hará",
        "Plazos que le obligan",
        "Lo que nunca verá, y por qué",
        "Lo que nunca debe hacer",
        "A quién llamar",
    ),
}


class HelpError(ValueError):
    """A file of help cannot be used. The text names it and says what to mend."""


class Group(StrEnum):
    """Under which heading of the index a topic stands; in the order in which they stand there."""

    TELL = "tell"  # tell, call, learn: no account is needed
    WORK = "work"  # what somebody with an account does
    KEEP = "keep"  # what an organization keeps of its own
    BODY = "body"  # what the coordinating body keeps
    SITE = "site"  # the site itself


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, as Markdown."""

    heading: str
    text: str


@dataclass(frozen=True)
class Topic:
    """Help with one or more pages, in one language."""

    name: str
    title: str
    pages: tuple[str, ...]  # names of addresses
    roles: tuple[str, ...]  # names of sheets, or EVERYBODY
    group: Group
    order: int  # its place among all, lowest first
    more: str  # a longer document in docs/; empty: none
    here: bool  # folded into the page itself, because leaving it would lose what was typed
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Sheet:
    """What one role needs on one sheet of paper, in one language."""

    name: str
    title: str
    role: str
    order: int
    sectors: tuple[str, ...]  # of a worker; empty: every sector
    sections: tuple[Section, ...]


def topic(name: str, text: str, language: str, shared: Topic | None = None) -> Topic:
    """Read a topic. What is not language is written once, in English; `shared` is the English topic. Raises HelpError."""
    head, sections = _read(name, text, TOPIC_SECTIONS[language])
    if shared:
        _only_a_title(name, head)
        return Topic(name, head["title"], shared.pages, shared.roles, shared.group, shared.order, shared.more, shared.here, sections)
    try:
        return Topic(
            name, head["title"], tuple(head["pages"]), tuple(head["for"]), Group(head["group"]), int(head["order"]), head.get("more", ""),
            head.get("here", False), sections,
        )  # fmt: skip
    except (KeyError, ValueError) as problem:
        raise HelpError(f"{name}: the head must give title, pages, for, group and order ({problem}).") from problem


def sheet(name: str, text: str, language: str, shared: Sheet | None = None) -> Sheet:
    """Read the sheet of a role, as `topic` reads a topic. Raises HelpError."""
    head, sections = _read(name, text, SHEET_SECTIONS[language])
    if shared:
        _only_a_title(name, head)
        return Sheet(name, head["title"], shared.role, shared.order, shared.sectors, sections)
    try:
        return Sheet(name, head["title"], head["role"], int(head["order"]), tuple(head.get("sectors", ())), sections)
    except (KeyError, ValueError) as problem:
        raise HelpError(f"{name}: the head must give title, role and order ({problem}).") from problem


def _only_a_title(name: str, head: Collection[str]) -> None:
    if set(head) != {"title"}:
        raise HelpError(f"{name}: a translation gives its title and nothing else; the rest stands in the English file.")


def _read(name: str, text: str, headings: tuple[str, ...]) -> tuple[dict[str, Any], tuple[Section, ...]]:
    found = HEAD.match(text)
    if not found:
        raise HelpError(f"{name}: begins with no head between two lines of +++.")
    try:
        head = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as problem:
        raise HelpError(f"{name}: {problem}") from problem
    before, *parts = HEADING.split(text[found.end() :])
    if before.strip() or tuple(parts[::2]) != headings:
        raise HelpError(f"{name}: has the headings {parts[::2]}; write these in this order: {list(headings)}.")
    sections = tuple(Section(heading, body.strip()) for heading, body in zip(parts[::2], parts[1::2], strict=True))
    if empty := [section.heading for section in sections if not section.text]:
        raise HelpError(f"{name}: nothing stands under {empty}.")
    if not head.get("title"):
        raise HelpError(f"{name}: the head must give a title.")
    return head, sections


def by_page(topics: Iterable[Topic]) -> dict[str, Topic]:
    """The topic of each address by its name. Raises HelpError where two explain the same one."""
    found: dict[str, Topic] = {}
    for each in topics:
        for page in each.pages:
            if page in found:
                raise HelpError(f"{each.name} and {found[page].name} both explain the page {page}; one page has one topic.")
            found[page] = each
    return found


def sheet_of(sheets: Iterable[Sheet], role: str, sector: str) -> Sheet | None:
    """The sheet of somebody in this role and sector: that of the sector before that of the role alone."""
    fitting = [each for each in sheets if each.role == role and (not each.sectors or sector in each.sectors)]
    return max(fitting, key=lambda each: bool(each.sectors), default=None)


# --- as HTML ----------------------------------------------------------------------------------------------------


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's own name)
        """Help leads to pages, topics and sheets of this site and nowhere else; any other link is shown as text."""
        return re.fullmatch(r"(?:page|help|role):[\w-]+", url) is not None


@cache
def _markdown() -> MarkdownIt:
    return _Markdown("commonmark", {"html": False}).disable(["image", "heading", "lheading", "fence", "code", "reference", "autolink"])


def html(text: str, at: Callable[[str, str], str]) -> str:
    """Markdown as HTML. `at` gives the address of a link: its kind (page, help, role) and its name."""
    return LINK.sub(lambda link: f'href="{at(link[1], link[2])}"', str(_markdown().render(text)))
