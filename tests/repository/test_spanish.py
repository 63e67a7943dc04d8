"""Everything the site says is said in Spanish too, completely, politely, and with the same gaps to fill."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from shelterwood_methods import facts
from shelterwood_methods.facts import FOLDER

from .tree import SRC, templates

CATALOGUE = SRC / "locale/es/LC_MESSAGES/django.po"
ENTRIES = list(polib.pofile(str(CATALOGUE)))
YOUNG = "young"  # the context of pages for young people, who are spoken to as tú; everybody else as usted
TU = re.compile(
    r"\b(tú|tu|tus|te|ti|contigo|tuy[oa]s?|eres|estás|tienes|puedes|debes|quieres|sabes|necesitas|has|haz|dinos|dile|escríbenos|llámanos)\b",
    re.IGNORECASE,
)
USTED = re.compile(r"\b(ustedes|usted|consigo)\b", re.IGNORECASE)
GAPS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAGS = re.compile(r"</?\w+[^>]*>")

type Entry = polib.POEntry


def translations(entry: Entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def originals(entry: Entry) -> list[str]:
    """Of a message with a plural each form stands for one form in Spanish."""
    return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]


def keys(entries: list[Entry]) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


# --- complete ---------------------------------------------------------------------------------------------------


def test_the_catalogue_holds_exactly_what_the_site_says(tmp_path):
    """As `make messages` would collect it: nothing new in the code, nothing left over in the catalogue."""
    copy = tmp_path / "shelterwood"
    shutil.copytree(SRC, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "es", "--no-location", "--no-obsolete"]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    collected = keys(list(polib.pofile(str(copy / "locale/es/LC_MESSAGES/django.po"))))
    assert collected - keys(ENTRIES) == set(), "run: make messages"
    assert keys(ENTRIES) - collected == set(), "run: make messages"


def test_nothing_is_left_untranslated_or_unsure():
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy or entry.obsolete or not all(translations(entry))] == []


def test_the_catalogue_compiles_without_complaint(tmp_path):
    done = subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "-o", str(tmp_path / "x.mo"), str(CATALOGUE)], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- faithful ---------------------------------------------------------------------------------------------------


def differs(entry: Entry, pattern: re.Pattern[str]) -> bool:
    pairs = zip(originals(entry), translations(entry), strict=True)
    return any(sorted(pattern.findall(before)) != sorted(pattern.findall(after)) for before, after in pairs)


@pytest.mark.parametrize("pattern", [GAPS, TAGS], ids=["gaps", "tags"])
def test_a_translation_keeps(pattern):
    assert [entry.msgid for entry in ENTRIES if differs(entry, pattern)] == []


def test_a_lost_gap_or_tag_would_be_found():
    assert differs(polib.POEntry(msgid="Wait %(n)s seconds", msgstr="Espere"), GAPS)
    assert differs(polib.POEntry(msgid="<b>Now</b>", msgstr="<b>Ahora"), TAGS)
    assert not differs(polib.POEntry(msgid="{a} of {b}", msgstr="{b}: {a}"), GAPS)


# --- polite -----------------------------------------------------------------------------------------------------


def test_everybody_is_spoken_to_as_usted_but_young_people():
    wrong = [text for entry in ENTRIES for text in translations(entry) if (USTED if entry.msgctxt == YOUNG else TU).search(text)]
    assert wrong == []


def test_there_are_pages_for_young_people():
    assert any(TU.search(text) for entry in ENTRIES if entry.msgctxt == YOUNG for text in translations(entry))


@pytest.mark.parametrize(("text", "familiar"), [("Llámanos si puedes", True), ("Tu número", True), ("Su número", False), ("Té con usted", False)])
def test_what_counts_as_familiar(text, familiar):
    assert bool(TU.search(text)) is familiar


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.csv")))
def test_facts_are_complete_and_polite_in_spanish_too(name):
    rows = facts.read(name)
    spanish = [column for column in rows[0] if column.endswith("_es") and not column.startswith("source")]
    found = []
    for row in rows:
        for column in spanish:
            english = row.get(column.removesuffix("_es") + "_en", "always")
            if bool(english) != bool(row[column]) or (name != "glossary_es" and TU.search(row[column])):
                found.append((next(iter(row.values())), column, row[column]))
    assert found == []


# --- nothing beside the catalogue -------------------------------------------------------------------------------

NOT_WORDS = {"English", "Español", "Shelterwood"}  # each language names itself; the house has one name
SPOKEN_ATTRIBUTES = re.compile(r"""\s(?:alt|title|placeholder|aria-label|label)=(?:"([^"]*)"|'([^']*)')""")


def untranslated(template: str) -> list[str]:
    """Words that a template says without asking the catalogue."""
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", " ", template, flags=re.DOTALL)
    text = re.sub(r"{% block width %}.*?{% endblock %}", " ", text)  # the class of the page's column
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    spoken = [one or other for one, other in SPOKEN_ATTRIBUTES.findall(text)]
    shown = re.sub(r"<[^>]*>|\b[\w-]+(?:\.[\w-]+)+\b", " ", text)  # nor are web addresses words
    return [word for part in [shown, *spoken] for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", part)) if word not in NOT_WORDS]


def test_no_template_says_anything_beside_the_catalogue():
    found = {str(file.relative_to(SRC)): untranslated(file.read_text(encoding="utf-8")) for file in templates()}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_word_beside_the_catalogue_would_be_found():
    assert untranslated('<p class="big">Hello {{ name }}</p>') == ["Hello"]
    assert untranslated('<img alt="A tree" src="x">') == ["tree"]
    assert untranslated('<p>{% translate "Hello" %} {% phone "911" %} {% blocktranslate %}Bye{% endblocktranslate %}</p>') == []
