"""No sentence of the house calls a child what the child was made to be.

The words follow the field's own guidance: a minor in commercial sex is a child who was abused (22 USC 7102), never a
party to a crime. What the site says is held to all of them; the facts quote law, so their exceptions are rows by id.
"""

import re
from collections.abc import Iterator

import polib
import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FOLDER

from .tree import SRC, modules, parsed, strings, templates, text_of, tracked

CATALOGUE = SRC / "locale/es/LC_MESSAGES/django.po"
CHILD = r"(?:child|minor|juvenile|teen(?:age)?|young|youth|underage)"

# word, and why it is not said of a child
NEVER = {
    r"prostitut\w*": "it names an act of the child; say: commercial sexual exploitation",
    r"hookers?|whores?|sluts?|streetwalkers?|lot lizards?|escort (?:girl|boy)s?": "slur",
    r"sex[ -]work(?:ers?)?": "a minor cannot choose it; say: child, young person",
    rf"{CHILD}[ -](?:offender|criminal|delinquent|perpetrator)s?": "the child is the one harmed",
    r"underage (?:girl|boy|wom[ae]n|sex)\w*": "say: child, young person",
    r"child porn\w*|kiddie porn\w*": "say: child sexual abuse material",
    r"promiscu\w*|seductive\w*": "blames the child",
    r"putas?|putos?|trabajador(?:a|as|es)? sexual(?:es)?": "insulto, o palabra de adultos",
    r"menor(?:es)? infractor(?:a|as|es)?|delincuentes? juvenil(?:es)?": "la niña o el niño es quien sufrió el daño",
    r"pornograf[ií]a infantil": "decir: material de abuso sexual infantil",
}
NOT_OF_ANYBODY_HERE = {
    r"offenders?|criminals?|delinquen\w*|perpetrators?|culprits?": "pages speak of what was seen, not of guilt",
    r"delincuentes?|criminales?|culpables?": "las páginas dicen lo que se vio, no quién es culpable",
}
# sentences that use such a word rightly, by a part of them
SAID_RIGHTLY = {
    "never an offender": "says what a child is not",
    "A child is never the offender": "says what a child is not",
    "nunca un delincuente": "says what a child is not",
    "Un menor nunca es el delincuente": "says what a child is not",
    "no criminal history here": "an adjective of a police record that stays out",
    "the criminal law": "the name of a part of the law",
    "the child is no offender": "says what a child is not",
    "el menor no es un delincuente": "says what a child is not",
}
# a course quotes the words that nobody should write; those for police and courts name the law's offense, from which a minor is
# kept, and speak of guilt as those professions must
WORDS_TO_AVOID = re.compile(r'"[^"\n]{1,200}"|«[^»\n]{1,200}»')
OF_THE_LAW = ("police", "courts")
NAME_OF_THE_OFFENSE = re.compile(r"\bprostitution(?:-type)?\b|\bprostituci[oó]n\b", re.IGNORECASE)
# rows that quote a statute's name of an offense, by file and id; `*`: every row of the file is about that offense
OFFENSE = re.compile(r"\bprostitution\b", re.IGNORECASE)
QUOTED = {
    "reporting_duties": {"US-FED-01": "34 USC 20341 defines abuse by it", "US-IC-01": "18 USC 1169 defines abuse by it"},
    "safe_harbor_states": {"*": "each row says what the state's law on that offense gives a minor"},
}


def wrong(text: str, words: dict[str, str]) -> list[str]:
    """Each forbidden word with its reason."""
    for right in SAID_RIGHTLY:
        text = text.replace(right, "")
    return [f"{found.group()}: {reason}" for word, reason in words.items() for found in re.finditer(rf"\b(?:{word})\b", text, re.IGNORECASE)]


def shown() -> Iterator[tuple[str, str]]:
    """Everything that the platform can say, with where it stands."""
    for file in templates():
        yield str(file.relative_to(SRC)), file.read_text(encoding="utf-8")
    for file in modules():
        yield from ((str(file.relative_to(SRC)), text) for text in strings(parsed(file)))
    yield from ((str(file), text_of(file)) for file in tracked() if "library" in file.parts and file.suffix == ".toml")
    for entry in polib.pofile(str(CATALOGUE)):
        yield from ((f"{CATALOGUE.name}:{entry.linenum}", text) for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()))


def taught() -> Iterator[tuple[str, str, bool]]:
    """The text of every course without what it quotes, and whether it is one for a profession of the law."""
    for file in tracked():
        if "courses" in file.parts and file.suffix in (".md", ".toml"):
            of_the_law = file.parts[file.parts.index("courses") + 1] in OF_THE_LAW
            text = WORDS_TO_AVOID.sub("", text_of(file))
            yield str(file), NAME_OF_THE_OFFENSE.sub("", text) if of_the_law else text, of_the_law


def test_nothing_that_the_site_says_calls_a_child_so():
    found = {(place, each) for place, text in shown() for each in wrong(text, NEVER | NOT_OF_ANYBODY_HERE)}
    assert found == set()


def test_no_course_calls_a_child_so():
    words = {True: NEVER, False: NEVER | NOT_OF_ANYBODY_HERE}
    assert {(place, each) for place, text, of_the_law in taught() for each in wrong(text, words[of_the_law])} == set()


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.csv")))
def test_facts_say_it_only_where_they_quote_the_law(name):
    found = {}
    for row in facts.read(name):
        identifier, text = next(iter(row.values())), " ".join(row.values())
        if {"*", identifier} & QUOTED.get(name, {}).keys():
            text = OFFENSE.sub("", text)
        if words := wrong(text, NEVER):
            found[identifier] = words
    assert found == {}


@pytest.mark.parametrize(("name", "row"), [(name, row) for name, rows in QUOTED.items() for row in rows if row != "*"], ids=lambda each: each)
def test_no_exception_outlives_its_row(name, row):
    text = next(" ".join(each.values()) for each in facts.read(name) if next(iter(each.values())) == row)
    assert wrong(text, NEVER)


@pytest.mark.parametrize(
    "sentence",
    [
        "The child prostitute was seen",
        "an underage sex worker",
        "juvenile offenders",
        "child pornography",
        "una menor infractora",
        "She is a hooker.",
    ],
)
def test_such_a_sentence_would_be_found(sentence):
    assert wrong(sentence, NEVER)


def test_the_word_is_free_where_it_says_what_a_child_is_not():
    assert wrong("A minor in commercial sex is a child who was abused, never an offender.", NOT_OF_ANYBODY_HERE) == []
    assert wrong("The child is an offender.", NOT_OF_ANYBODY_HERE)
