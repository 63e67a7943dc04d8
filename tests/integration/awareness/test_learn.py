"""Pages to learn from, on paper too: open to everybody, plain as they are shown, numbers from the facts, nothing to fill in."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import pdfplumber
import pytest
from shelterwood_methods.facts import read

from shelterwood.foundation.body.rules import helplines
from shelterwood.prevent.awareness import printing
from shelterwood.prevent.awareness.guides import guidance
from shelterwood.prevent.training.rules.reading_level import level

pytestmark = pytest.mark.django_db
GUIDES = guidance().guides
LANGUAGES = {"en": "", "es": "/es"}
PATHS = ["/learn", *(f"/learn/{name}" for name in GUIDES), "/learn/report-2013", "/learn/kit", "/learn/warning-signs"]
PHONES = {row["helpline_id"]: row["phone"] for row in read("helplines")}
SHEETS = [(name, language) for name in GUIDES for language in LANGUAGES]
NUMBER = re.compile(r"\b1-\d{3}-\d{3}-\d{4}\b")


class Main(HTMLParser):
    """What stands in main: its text by block, its links and forms; not what is folded away or a list of numbers."""

    BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "summary", "strong"})
    APART = frozenset({"details", "section", "sup", "select"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines, self.forms, self.left_out, self.ends = [""], 0, 0, None
        self.feed(page[page.index("<main") : page.index("</main>")])

    def handle_starttag(self, tag, attrs):
        self.forms += tag == "form"
        cited = tag in ("p", "span") and dict(attrs).get("lang") == "en"  # a source is not translated and not ours to write plainly
        self.left_out += tag in self.APART or cited
        self.ends = tag if cited else self.ends
        if tag in self.BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag):
        self.left_out -= tag in self.APART or tag == self.ends
        self.ends = None if tag == self.ends else self.ends
        if tag in self.BLOCKS:
            self.lines.append("")

    def handle_data(self, data):
        if not self.left_out:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        return "\n".join(" ".join(line.split()) for line in self.lines if line.strip())


# --- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_open_and_plain_as_it_is_shown(client, path, language):
    answer = client.get(LANGUAGES[language] + path)
    assert answer.status_code == 200
    found = level(Main(answer.content.decode()).text, language)
    assert found.words > 50
    assert found.easy_enough(language), found


@pytest.mark.parametrize("name", GUIDES)
def test_every_source_of_a_page_stands_at_its_foot(client, name):
    page = client.get(f"/learn/{name}").content.decode()
    found = guidance().cited(GUIDES[name].passages)
    assert found
    entries = re.findall(r'<li lang="en">(.*?)</li>', page, re.DOTALL)
    assert len(entries) == len(found)
    cited = {int(number) for numbers in re.findall(r'<sup class="sources">([\d, ]+)</sup>', page) for number in numbers.split(",")}
    assert cited == set(range(1, len(found) + 1))


def test_a_young_person_finds_numbers_before_anything_else_and_nothing_to_fill_in(client):
    for prefix in LANGUAGES.values():
        page = client.get(f"{prefix}/learn/young-people").content.decode()
        assert Main(page).forms == 0
        main = page[page.index("<main") :]
        assert main.index("911") < main.index(PHONES["US-CHILDHELP"]) < main.index("<h2", main.index(PHONES["US-STRONG"]))
        title = page[page.index("<title>") : page.index("</title>")]
        assert not re.search("young|abus|traf|explo|joven|jóvenes", title, re.IGNORECASE)


@pytest.mark.parametrize("name", [name for name, guide in GUIDES.items() if guide.sector])
def test_a_profession_is_led_to_the_law_of_its_place(client, name):
    page = client.get(f"/learn/{name}").content.decode()
    for state in ("mn", "tx"):
        address = f"/law/{state}?sector={GUIDES[name].sector}"
        assert address in page
        assert client.get(address).status_code == 200


def test_the_report_is_named_as_it_is_found(client):
    page = client.get("/learn/report-2013").content.decode()
    for said in (
        "Confronting Commercial Sexual Exploitation",
        "Institute of Medicine",
        "2013",
        "18358",
        "18886",
        "all 50 states and in D.C.",
        "No true estimate",
    ):
        assert said in page
    assert "Not confirmed" in page  # its recommendations were written down from memory


@pytest.mark.parametrize("audience", ["nobody", "schools/../police", "SCHOOLS", "%2e%2e", "a" * 300])
def test_an_audience_that_is_none_is_not_there(client, audience):
    assert client.get(f"/learn/{audience}").status_code == 404
    assert client.get(f"/learn/{audience}/sheet").status_code == 404


@pytest.mark.parametrize("path", PATHS[:3])
def test_a_page_takes_nothing(client, path):
    assert client.post(path, {"x": "y"}).status_code == 405


def test_home_and_foot_lead_there(client):
    page = client.get("/").content.decode()
    assert page.count('href="/learn"') == 2


# --- paper ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed():
    """A sheet, opened; each is made once for these tests."""
    made = {}

    def open_(name: str, language: str):
        if (name, language) not in made:
            made[name, language] = printing.sheet(GUIDES[name], language)
        return pdfplumber.open(io.BytesIO(made[name, language]))

    return open_


@pytest.mark.parametrize(("name", "language"), SHEETS, ids=lambda each: each)
def test_a_sheet_is_one_tagged_letter_page_in_black(printed, name, language):
    with printed(name, language) as pdf:
        (page,) = pdf.pages
        assert (float(page.width), float(page.height)) == (612, 792)
        assert {letter["non_stroking_color"] for letter in page.chars} <= {(0,), (0, 0, 0)}
        assert min(letter["size"] for letter in page.chars) >= 8
        assert max(letter["bottom"] for letter in page.chars) <= 792 - 36
        assert pdf.doc.catalog["MarkInfo"]["Marked"] is True
        assert pdf.doc.catalog["Lang"].decode() == language


@pytest.mark.parametrize(("name", "language"), SHEETS, ids=lambda each: each)
def test_a_sheet_carries_only_numbers_of_the_facts_and_of_the_body(printed, name, language):
    with printed(name, language) as pdf:
        text = pdf.pages[0].extract_text()
    assert "911" in text
    assert PHONES["US-NHTH"] in text
    assert set(NUMBER.findall(text)) <= set(PHONES.values())
    assert ("218-555-0103" in text) is not GUIDES[name].young


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_young_person_s_copy_says_neither_whose_it_is_nor_what_it_is_about(printed, language):
    with printed("young-people", language) as pdf:
        words, title, images = pdf.pages[0].extract_words(), pdf.metadata["Title"], pdf.pages[0].images
    names = {word for line in helplines().values() for word in line.names[language].split()}  # a line is called as it is called
    said = " ".join([title, *(word["text"] for word in words if word["text"].strip("()") not in names)])
    assert not re.search(r"Two Rivers|https?:|localhost|testserver|\.example|sex|explo", said, re.IGNORECASE)
    assert not images


def test_the_kit_holds_everything_in_both_languages(client):
    answer = client.get("/learn/kit/file")
    assert answer["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = archive.namelist()
    assert archive.testzip() is None
    assert len(set(names)) == len(names)
    for language in LANGUAGES:
        assert {f"{language}/pdf/{name}.pdf" for name in GUIDES} <= set(names)
        assert sum(name.startswith(f"{language}/") and name.endswith((".txt", ".csv")) for name in names) == 5
    assert {"poster-mn.pdf", "poster-tx.pdf", "sources.csv"} <= set(names)
    rows = list(csv.reader(io.StringIO(archive.read("en/words.csv").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(guidance().kit.words)


def test_the_same_words_are_printed_once(client):
    before = printing._fitted.cache_info().misses
    for _ in range(2):
        client.get("/learn/schools/sheet")
    assert printing._fitted.cache_info().misses <= before + 1
