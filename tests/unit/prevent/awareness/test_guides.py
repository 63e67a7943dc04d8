"""What the public reads: plain in both languages, each sentence with a source that is there, nothing typed that changes."""

import csv
import io
import re

import pytest

from shelterwood.prevent.awareness.guides import Guide, GuideError, Part, guidance, reading
from shelterwood.prevent.awareness.guides.model import HOUSE, LANGUAGES
from shelterwood.prevent.awareness.rules import signs_of
from shelterwood.prevent.protocols.rules.library import LIBRARY as PROTOCOLS
from shelterwood.prevent.training.rules.loading import shipped
from shelterwood.prevent.training.rules.placeholders import TELEPHONE
from shelterwood.prevent.training.rules.reading_level import level

GUIDES = guidance().guides
ADULTS = [name for name, guide in GUIDES.items() if not guide.young]
# said to a young person; *usted* is said everywhere else
FAMILIAR = re.compile(r"\b(tú|ti|contigo|tus?|tienes|puedes|eres|quieres|necesitas|dile|envíes|estás)\b", re.IGNORECASE)


def text_of(guide: Guide, language: str) -> str:
    """Every sentence of a page, one a line, as the page says it."""
    signs = {sign.text(language): None for role in guide.signs for sign in signs_of(role)}
    return "\n".join([guide.title[language], guide.lede[language], *(each.texts[language] for each in guide.passages), *signs])


def texts(language: str) -> dict[str, str]:
    """Every page of /learn by name."""
    found = guidance()
    pages = {name: text_of(guide, language) for name, guide in GUIDES.items()}
    pages["report-2013"] = "\n".join(each.texts[language] for each in found.report.passages)
    words = [f"{each.say.texts[language]}.\n{each.why[language]}" for each in found.kit.words]
    pages["kit"] = "\n".join([*(each.texts[language] for each in (*found.kit.post, *found.kit.week, *found.kit.press)), *words])
    return pages


PAGES = [(name, language) for language in LANGUAGES for name in texts(language)]


@pytest.mark.parametrize(("name", "language"), PAGES, ids=lambda each: each)
def test_a_page_is_plain(name, language):
    found = level(texts(language)[name], language)
    assert found.easy_enough(language), found
    assert found.words > 80


@pytest.mark.parametrize(("name", "language"), PAGES, ids=lambda each: each)
def test_no_number_but_911_is_typed(name, language):
    assert set(TELEPHONE.findall(texts(language)[name])) <= {"911"}


def test_every_sentence_names_a_source_that_is_there():
    found = guidance()
    passages = [*(each for guide in GUIDES.values() for each in guide.passages), *found.report.passages, *found.kit.passages]
    assert len(passages) > 200
    assert {name for each in passages for name in each.sources} <= found.sources.keys()
    assert all(each.sources for each in passages)


def test_our_own_words_claim_no_number_and_no_law():
    """Advice may stand alone; a figure, a duty or a finding has a source."""
    found = guidance()
    passages = [*(each for guide in GUIDES.values() for each in guide.passages), *found.report.passages]
    own = [each.texts["en"] for each in passages if set(each.sources) == {HOUSE}]
    assert own
    assert [text for text in own if re.search(r"\d|\blaw\b|\bstud(?:y|ies)\b|\bpercent\b", text)] == []


def test_every_source_of_our_list_is_named_by_a_sentence():
    found = guidance()
    own = {row["source_id"] for row in csv.DictReader(io.StringIO((reading.LIBRARY / "sources.csv").read_text(encoding="utf-8")))}
    passages = [*(each for guide in GUIDES.values() for each in guide.passages), *found.report.passages, *found.kit.passages]
    assert own - {name for each in (*passages, *found.report.guides) for name in each.sources} == set()


@pytest.mark.parametrize("name", GUIDES)
def test_a_page_leads_to_courses_and_protocols_that_are_there(name):
    guide = GUIDES[name]
    assert guide.course in ("", *shipped())
    assert [each for each in guide.protocols if not (PROTOCOLS / f"{each}.toml").is_file()] == []


@pytest.mark.parametrize("name", ADULTS)
def test_a_page_for_adults_has_all_its_parts_and_signs(name):
    guide = GUIDES[name]
    assert {Part.WHAT, Part.DO, Part.DONT, Part.HELP, Part.LAW} <= guide.parts.keys()
    assert sum(len(signs_of(role)) for role in guide.signs) >= 3


def test_a_young_person_reads_what_is_theirs_by_right_and_who_must_tell():
    assert [name for name, guide in GUIDES.items() if guide.young] == ["young-people"]
    assert {Part.RIGHTS, Part.TELL} <= GUIDES["young-people"].parts.keys()


@pytest.mark.parametrize("name", ADULTS)
def test_adults_are_said_usted(name):
    said = [line for line in text_of(GUIDES[name], "es").splitlines() if not line.startswith("Diga:")]  # what one says to a child
    assert FAMILIAR.findall("\n".join(said)) == []


def test_a_young_person_is_said_tu():
    assert len(FAMILIAR.findall(text_of(GUIDES["young-people"], "es"))) > 10
    assert re.search(r"\busted\b", text_of(GUIDES["young-people"], "es"), re.IGNORECASE) is None


def test_a_text_to_post_fits_and_does_not_shout():
    for each in guidance().kit.post:
        assert all(len(text) <= 240 and "!" not in text and "¡" not in text for text in each.texts.values())


def test_the_report_is_named_with_its_record_and_says_that_no_estimate_is_true():
    report = guidance().report
    assert (report.publication.record, report.year) == (18358, 2013)
    assert {guide.record for guide in report.guides} >= {18886, 18798}
    assert {guide.address.rpartition("/")[2] for guide in report.guides} == {str(guide.record) for guide in report.guides}
    known = " ".join(each.texts["en"] for each in report.passages)
    assert "all 50 states and in D.C." in known
    assert "No true estimate exists" in known


# --- broken files -----------------------------------------------------------------------------------------------

SOURCES = {"A": None}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({"en": "One.", "es": "Uno.", "by": ["NONE"]}, "names no source that is known"),
        ({"en": "One.", "es": "Uno."}, "names no source that is known"),
        ({"en": "One.", "es": " ", "by": ["A"]}, "lacks its text in 'es'"),
        ({"es": "Uno.", "by": ["A"]}, "lacks its text in 'en'"),
        ({"use": "nothing"}, "no shared passage"),
    ],
    ids=["unknown source", "no source", "no Spanish", "no English", "unknown shared passage"],
)
def test_a_broken_sentence_stops_the_reading_and_says_which(raw, reason):
    with pytest.raises(GuideError, match=f"file.toml: .*{reason}"):
        reading._passage("file.toml", raw, {}, SOURCES)
