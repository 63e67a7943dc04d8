"""The words behind the rules: given names, names that are words of the language too, and capitals that name nobody."""

import unicodedata
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent

# Given names that are states too: after one of these words they are a place.
STATES_TOO = frozenset({"carolina", "dakota", "georgia", "montana", "virginia"})
BEFORE_A_STATE = ("in", "from", "to", "of", "north", "south", "west", "en", "de", "norte", "sur")


@lru_cache(maxsize=4)
def _read(name: str) -> frozenset[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def without_accents(word: str) -> str:
    """As the list of names spells it, which has no accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def given_names() -> frozenset[str]:
    """Given names, lower case."""
    return _read("given_names.txt")


def names_nobody() -> frozenset[str]:
    """Words that stand with a capital within a sentence and name no person, lower case."""
    return _read("names_nobody.txt")


@lru_cache(maxsize=1)
def plain_names() -> frozenset[str]:
    """Given names that are nothing else: they are found in lower case too."""
    return given_names() - _read("also_words.txt")


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Words that a capital does not make a name: those of a title, or after a sign that no rule knows as the end of a sentence."""
    return _read("plain_words.txt") - given_names()
