"""The files of a course as texts by name: which names there may be, how long they may get, and the digest of all of them."""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

MANIFEST = "course.toml"
SOURCES_FILE = "sources.csv"
FOLDERS = ("lessons", "scenarios", "bank")
NAME = re.compile(rf"{MANIFEST}|{SOURCES_FILE}|(?:{'|'.join(FOLDERS)})/[a-z0-9][a-z0-9_-]{{0,59}}\.(?:en|es)\.md")
ID = re.compile(r"[a-z][a-z0-9-]{1,29}")
OWN = "-own-"  # an organization's own copy: the course it was made from, this, and letters drawn
RESERVED = frozenset({"authoring", "checks"})  # words of our own addresses

# several times what the longest course of the house has; more is a mistake or an attack
MOST_FILES = 120
MOST_LETTERS = 60_000
MOST_LETTERS_OF_A_LINE = 4_000

type Texts = Mapping[str, str]


def own_copy(course: str) -> bool:
    """Whether this id is that of an organization's own copy."""
    return OWN in course


def may_name_a_course(course: str) -> bool:
    """Whether a new course may have this id."""
    return bool(ID.fullmatch(course)) and not own_copy(course) and course not in RESERVED


def in_order(names: Iterable[str]) -> list[str]:
    """As an author reads them: what the course is made of, its sources, then lessons, scenarios and bank."""
    places = {name: place for place, name in enumerate((MANIFEST, SOURCES_FILE, *FOLDERS))}
    return sorted(names, key=lambda name: (places.get(name.partition("/")[0], len(places)), name))


def tidy(text: str) -> str:
    """A text as it is kept: a form sends lines that end in two characters, and one line end stands at the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return lines + "\n" if lines else ""


def too_much(name: str, text: str) -> str:
    """What is wrong with a file before anybody reads it; empty where nothing is."""
    if not NAME.fullmatch(name):
        return f"{name!r} is no file of a course; see the documented names."
    if len(text) > MOST_LETTERS:
        return f"{name} has {len(text):,} letters; a file has at most {MOST_LETTERS:,}."
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_LETTERS_OF_A_LINE:
            return f"{name}, line {number}: has {len(line):,} letters; a line has at most {MOST_LETTERS_OF_A_LINE:,}."
        if any(ord(letter) < 32 and letter != "\t" for letter in line):
            return f"{name}, line {number}: holds a character that no page can show."
    return ""


def digest(texts: Texts) -> str:
    """SHA-256 over names and texts, in hexadecimal: the same files give the same digest in whatever order they came."""
    return sha256(json.dumps(sorted(texts.items()), ensure_ascii=False).encode()).hexdigest()


def set_in_manifest(text: str, name: str, value: str) -> str:
    """The manifest with another value for `id` or `version`, everything else as the author wrote it."""
    return re.sub(rf'^{name} *= *"[^"\n]*"', lambda _: f'{name} = "{value}"', text, count=1, flags=re.MULTILINE)


def version_after(taken: Iterable[str]) -> str:
    """The next whole number that no version has."""
    return str(max((int(each) for each in taken if each.isdecimal()), default=0) + 1)
