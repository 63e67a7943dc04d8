"""Posters, read back from their PDF: size, type, languages, tags, numbers, and the code decoded."""

import csv
import io
from datetime import date
from decimal import Decimal
from functools import cache

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from shelterwood_methods.facts import FOLDER
from shelterwood_methods.statutes.training import load, load_notices, notices_for

from shelterwood.foundation.design import paper
from shelterwood.prevent.awareness.posters import LETTER, TABLOID, Poster, PosterError, make, sheets
from shelterwood.prevent.awareness.posters.page import numbers
from shelterwood.prevent.awareness.posters.words import WORDS
from tests.repository.tree import HOME

FONTS = HOME / "node_modules/@uswds/uswds/dist/fonts/source-sans-pro"
HELP = "https://help.example/call/hotels"
FLORIDA = (Decimal(11), Decimal(15))
COUNTY = ({"en": "Alder County child protection", "es": "Protección de menores del condado de Alder"}, "218-555-0147")
OFFICIAL = {
    "en": "These invented words stand for a text that a law prescribes. They are as long as such a text may be, and every word of them is printed.",
    "es": "Estas palabras inventadas representan un texto que la ley prescribe. Son tan largas como puede serlo y se imprimen todas.",
}
BOTH = ("en", "es")
POSTERS = {
    "Florida": Poster("FL", HELP, FLORIDA, Decimal(32), BOTH, by="Bay County Coalition"),
    "Florida with a county line": Poster("FL", HELP, FLORIDA, Decimal(32), BOTH, county=COUNTY),
    "Florida with the space": Poster("FL", HELP, FLORIDA, Decimal(32), BOTH, leaves_space_for="Fla. Stat. 787.29"),
    "Florida in Spanish": Poster("FL", HELP, FLORIDA, Decimal(32), ("es",)),
    "Texas in English": Poster("TX", HELP, TABLOID, Decimal(16)),
    "Texas in Spanish": Poster("TX", HELP, TABLOID, Decimal(16), ("es",)),
    "tabloid with official text": Poster("TX", HELP, TABLOID, Decimal(16), BOTH, official=OFFICIAL),
    "letter": Poster("MN", HELP, county=COUNTY),
    "letter in both": Poster("MN", HELP, languages=BOTH, county=({}, "218-555-0147")),
    "letter with all that is long": Poster(
        "TX",
        "https://coordination.riverbend-and-two-counties.example/at/LANTERNA",
        languages=BOTH,
        by="Riverbend and Two Counties Coordinating Body",
        county=({"en": "Riverbend and Two Counties Family Services, child protection intake"}, "1-800-555-0147 ext. 204578"),
    ),
    "letter, Spanish first": Poster("MN", HELP, languages=("es", "en"), county=COUNTY),
}


@cache
def printed(name: str) -> bytes:
    return make(POSTERS[name], FONTS)


@pytest.fixture(params=POSTERS)
def name(request) -> str:
    return request.param


@pytest.fixture
def pdf(name):
    with pdfplumber.open(io.BytesIO(printed(name))) as opened:
        yield opened


def tags(pdf) -> list[dict]:
    """Every structure element, in reading order."""
    found, waiting = [], list(pdf.structure_tree)
    while waiting:
        element = waiting.pop(0)
        found.append(element)
        waiting = [*element.get("children", []), *waiting]
    return found


def text_of(pdf) -> str:
    return " ".join(pdf.pages[0].extract_text(y_tolerance=5).split())


# --- what the eye sees ------------------------------------------------------------------------------------------


def test_it_is_one_page_of_exactly_the_size(name, pdf):
    (page,) = pdf.pages
    assert (page.width, page.height) == tuple(pytest.approx(float(side) * 72, abs=0.1) for side in POSTERS[name].size)


def test_no_letter_is_smaller_than_the_least(name, pdf):
    smallest = min(letter["size"] for letter in pdf.pages[0].chars)
    assert smallest >= float(POSTERS[name].min_points) - 0.01


def test_every_letter_lies_on_the_sheet(pdf):
    (page,) = pdf.pages
    assert all(letter["x0"] >= 0 and letter["x1"] <= page.width and letter["top"] >= 0 and letter["bottom"] <= page.height for letter in page.chars)


def test_the_foot_covers_nothing(name, pdf):
    """The last number ends above the foot, whose ground is of the band of the site, as the head is."""
    (page,) = pdf.pages
    grounds = [each for each in page.rects if each["non_stroking_color"] == pytest.approx((0x0F / 255, 0x2F / 255, 0x25 / 255), abs=0.001)]
    ground = max(grounds, key=lambda each: each["bottom"])
    (found,) = page.search(numbers(POSTERS[name])[-1][1])
    assert found["bottom"] <= ground["top"] + 0.5


def test_only_the_bundled_font_is_used_and_embedded(pdf):
    fonts = {letter["fontname"] for letter in pdf.pages[0].chars}
    assert fonts
    assert {each for each in fonts if "Source" not in each and "Poster" not in each} == set()


def test_its_numbers_are_those_of_the_facts(name, pdf):
    poster, text = POSTERS[name], text_of(pdf)
    with (FOLDER / "helplines.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["helpline_id"]: row["phone"] for row in csv.DictReader(file)}
    wanted = [rows["US-911"], *filter(None, [poster.county and poster.county[1], rows[f"{poster.state}-CPS"]]), rows["US-NHTH"]]
    assert [phone for phone in wanted if phone not in text] == []
    assert [phone for _, phone in numbers(poster)] == wanted


def test_danger_stands_first_after_the_title(name, pdf):
    text, words = text_of(pdf), WORDS[POSTERS[name].languages[0]]
    assert text.index(words.title) < text.index("911") < text.index("888-373")


def test_it_speaks_each_of_its_languages_and_no_other(name, pdf):
    text = text_of(pdf)
    for language, words in WORDS.items():
        assert (words.title in text) is (language in POSTERS[name].languages)
        assert (words.danger in text) is (language in POSTERS[name].languages)


def test_a_county_s_own_line_is_named_in_the_language_of_the_sheet():
    poster = Poster("MN", HELP, languages=("es",), county=COUNTY)
    with pdfplumber.open(io.BytesIO(make(poster, FONTS))) as pdf:
        assert COUNTY[0]["es"] in text_of(pdf)
        assert COUNTY[0]["en"] not in text_of(pdf)


def test_the_code_opens_the_help_page(name):
    image = pypdfium2.PdfDocument(printed(name))[0].render(scale=2).to_pil()
    assert [each.text for each in zxingcpp.read_barcodes(image)] == [POSTERS[name].address]


# --- what assistive technology reads ----------------------------------------------------------------------------


def test_it_says_that_it_is_tagged_accessible_and_in_which_language(name, pdf):
    catalog = pdf.doc.catalog
    assert catalog["Lang"].decode() == POSTERS[name].languages[0]
    assert catalog["MarkInfo"]["Marked"] is True
    assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert pdf.metadata["Title"] == WORDS[POSTERS[name].languages[0]].title
    assert b"pdfuaid" in pdf.doc.catalog["Metadata"].resolve().get_data()


def test_it_has_headings_paragraphs_and_figures_with_their_words(name, pdf):
    kinds = [element["type"] for element in tags(pdf)]
    assert kinds[0] == "Document"
    assert {"H1", "P", "Figure"} <= set(kinds)
    figures = [element for element in tags(pdf) if element["type"] == "Figure"]
    assert len(figures) == 2
    assert all(element.get("alt_text") for element in figures)
    assert POSTERS[name].address in figures[-1]["alt_text"]


def test_every_piece_in_another_language_says_so(name, pdf):
    languages = [element["lang"] for element in tags(pdf) if element["type"] == "Sect"]
    assert set(languages) <= set(POSTERS[name].languages)
    assert ("es" in languages or "en" in languages) or len(POSTERS[name].languages) == 1
    assert None not in languages


def test_everything_that_is_drawn_is_tagged_or_marked_as_ornament(pdf):
    (page,) = pdf.pages
    assert [letter for letter in page.chars if letter["mcid"] is None] == []
    assert [each for each in (*page.rects, *page.curves, *page.lines) if each["mcid"] is None and each["tag"] != "Artifact"] == []


def test_every_page_follows_the_structure_with_the_tab_key(pdf):
    assert pdf.pages[0].page_obj.attrs.get("StructParents") is not None


# --- official text ----------------------------------------------------------------------------------------------


def test_the_official_text_is_printed_whole_and_stands_instead_of_ours():
    with pdfplumber.open(io.BytesIO(printed("tabloid with official text"))) as pdf:
        text = text_of(pdf)
    assert all(OFFICIAL[language] in text for language in BOTH)
    assert WORDS["en"].told[0] not in text


def test_where_the_text_is_prescribed_and_not_held_a_space_says_so():
    with pdfplumber.open(io.BytesIO(printed("Florida with the space"))) as pdf:
        text = text_of(pdf)
    assert "Space for the official text: Fla. Stat. 787.29" in text
    assert "Espacio para el texto oficial: Fla. Stat. 787.29" in text
    assert WORDS["en"].told[0] not in text


def test_what_is_entered_is_text_and_never_a_page_of_its_own():
    poster = Poster("MN", HELP, official={"en": "<img src='https://evil.example/x.png'><script>1</script> & $mark"}, by="<b>$title</b>")
    with pdfplumber.open(io.BytesIO(make(poster, FONTS))) as pdf:
        text = text_of(pdf)
    assert "<script>1</script> & $mark" in text
    assert "<b>$title</b>" in text


# --- from a notice ----------------------------------------------------------------------------------------------


MANDATES = load()
NOTICES = load_notices(MANDATES)


def notice(row: str):
    return NOTICES.by_id[row]


def test_what_a_row_establishes_is_fixed():
    ((_, found),) = notices_for(MANDATES, NOTICES, state="FL", sector="hotel", on=date(2026, 11, 24))
    (poster,) = sheets(found, address=HELP)
    assert (poster.size, poster.min_points, poster.languages) == (FLORIDA, Decimal(32), BOTH)
    assert poster.leaves_space_for == "Fla. Stat. 509.096; 787.29"
    with pytest.raises(PosterError, match=r"787\.29 asks 11 × 15 inches in 32-point type; what it asks is fixed\."):
        sheets(found, address=HELP, size=LETTER)


def test_an_official_text_takes_the_place_of_the_space():
    (poster,) = sheets(notice("FL-HOTEL-SIGN-01"), address=HELP, official=OFFICIAL)
    assert (poster.official, poster.leaves_space_for) == (OFFICIAL, "")


def test_languages_that_hang_separately_are_sheets_of_their_own():
    posters = sheets(notice("TX-HOTEL-SIGN-01"), address=HELP, official=OFFICIAL)
    assert [(poster.languages, poster.size, poster.official) for poster in posters] == [
        (("en",), TABLOID, {"en": OFFICIAL["en"]}),
        (("es",), TABLOID, {"es": OFFICIAL["es"]}),
    ]


def test_what_a_row_leaves_open_may_be_chosen():
    (poster,) = sheets(notice("NY-HOTEL-SIGN-01"), address=HELP, size=TABLOID, languages=BOTH)
    assert (poster.size, poster.languages, poster.state) == (TABLOID, BOTH, "NY")


def test_letters_of_one_inch_are_ordered_and_not_printed():
    with pytest.raises(PosterError, match="order the official sign"):
        sheets(notice("KY-VENUE-SIGN-01"), address=HELP)


# --- what cannot be made ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"languages": ()}, "Choose English, Spanish, or both"),
        ({"languages": ("fr",)}, "Choose English, Spanish, or both"),
        ({"languages": ("en", "en")}, "each once"),
        ({"size": (Decimal(1), Decimal(11))}, "5 to 48 inches"),
        ({"size": (Decimal("NaN"), Decimal(11))}, "5 to 48 inches"),
        ({"min_points": Decimal(0)}, "6 to 200 points"),
        ({"address": "javascript:alert(1)"}, "begins with https"),
        ({"languages": BOTH, "official": {"en": "Only one"}}, "in each language"),
    ],
)
def test_a_poster_that_makes_no_sense_is_refused_in_a_sentence(asked, reason):
    with pytest.raises(PosterError, match=reason):
        Poster(**({"state": "MN", "address": HELP} | asked))


def test_type_that_is_too_large_for_the_sheet_is_refused_and_never_shrunk():
    with pytest.raises(PosterError, match=r"does not fit on 8\.5 × 11 inches in 100-point type"):
        make(Poster("MN", HELP, min_points=Decimal(100)), FONTS)


def test_nothing_is_fetched():
    fetch = paper._fetcher(FONTS)
    for address in ("https://fonts.example/a.ttf", "file:///etc/passwd", "paper:../../secret", "paper:other.ttf", "data:text/plain,x"):
        with pytest.raises(ValueError, match="fetches nothing"):
            fetch(address)
    with pytest.raises(ValueError, match="fetches nothing"):
        paper._fetcher(None)("paper:bold.ttf")


def test_without_the_bundled_font_the_system_s_own_is_used():
    with pdfplumber.open(io.BytesIO(make(POSTERS["letter"], None))) as pdf:
        assert WORDS["en"].title in text_of(pdf)
