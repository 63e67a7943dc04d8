"""Where in a text something may tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from shelterwood.respond.consultations.identifying.words import (
    BEFORE_A_STATE,
    STATES_TOO,
    given_names,
    names_nobody,
    plain_names,
    plain_words,
    without_accents,
)  # fmt: skip


class Sort(StrEnum):
    """What a piece of text may be."""

    NAME = "name"  # of a person, school, street, town: whatever begins with a capital where a plain word would not
    DATE = "date"
    ADDRESS = "address"
    PHONE = "phone"
    ONLINE = "online"
    NUMBER = "number"


@dataclass(frozen=True)
class Found:
    """A piece of the text: from `start` up to `end`, in characters."""

    sort: Sort
    start: int
    end: int
    text: str

    @property
    def mark(self) -> str:
        """The same for the same piece wherever it stands, so that a reason given for it holds after the rest has changed."""
        return blake2s(f"{self.sort}\x1f{self.text.casefold()}".encode(), digest_size=6).hexdigest()


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MES = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
STREET = r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|circle|cir|way|highway|hwy|place|pl|terrace|trail|parkway|pkwy)"

# one rule a line, in the order in which they win where two meet; each as it stands in U.S. English and Spanish
SHAPES: tuple[tuple[Sort, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(shape, re.IGNORECASE))
    for sort, shape in (
        (Sort.ONLINE, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        (Sort.ONLINE, r"(?<![\w@])@\w[\w.]{1,30}"),
        (Sort.ONLINE, r"\b(?:https?://|www\.)\S+"),
        (
            Sort.ONLINE,
            r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|kik|whatsapp|facebook|telegram|cash ?app|username|user name|usuario|gamertag|handle)"
            r"(?: (?:name|account|user|cuenta|is|es|as|under|it's))*\s*[:=]\s*[\w.$#-]{3,}",
        ),
        (
            Sort.ONLINE,
            r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|kik|username|usuario|gamertag|handle)"
            r"(?: (?:name|account|user|cuenta))? (?:is|es|as) (?=\S*[\d_.])[\w.$#-]{3,}",
        ),
        (Sort.NUMBER, r"\b\d{3}-\d{2}-\d{4}\b"),
        (Sort.PHONE, r"(?<![\w/-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]\d{4}(?!\w)"),
        (Sort.PHONE, r"(?<![\w/-])\d{3}[.-]\d{4}(?![\w-])"),
        (Sort.PHONE, r"(?<![\w/-])1?\d{10}(?!\w)"),
        (Sort.DATE, r"(?<![\w/-])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?![\w/-])"),
        (Sort.DATE, r"(?<![\w/-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\w/-])"),
        (Sort.DATE, rf"\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?\b"),
        (Sort.DATE, rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b(?:,? (?:19|20)\d\d)?"),
        (Sort.DATE, rf"\b\d{{1,2}} (?:de )?{MES}\b(?:(?: de|,)? (?:19|20)\d\d)?"),
        (
            Sort.DATE,
            r"\b(?:born|birthday|birth date|date of birth|dob|nació|nacid[oa]|nacimiento|cumpleaños)\b[^.\n]{0,14}?(?:\d{1,2}/\d{1,2}|(?:19|20)\d\d)",
        ),
        (Sort.ADDRESS, rf"\b\d{{1,6}}(?: [NSEW]\.?)?(?: [^\W\d_][\w'’.-]*|(?: \d+(?:st|nd|rd|th))){{1,4}}? {STREET}\b\.?"),
        (Sort.ADDRESS, r"\b(?:calle|avenida|av\.|carretera|camino) (?:[\w'’.-]+ ){0,3}?(?:#|n[.º°]|número )?\s?\d{1,6}\b"),
        (
            Sort.ADDRESS,
            r"\b(?:apt|apartment|apartamento|apto|unit|room|cuarto|habitación|lot|lote|trailer)\.? (?:#|n[.º°] ?)?(?:\d{1,5}[a-z]?|[a-z]\d{1,4})\b",
        ),
        (Sort.ADDRESS, r"\bp\.? ?o\.? box \d+\b"),
        (Sort.ADDRESS, r"\b(?:[A-Z]{2}|zip(?: code)?|código postal)\.? \d{5}(?:-\d{4})?\b"),
        (
            Sort.NUMBER,
            r"\b(?:plates?|license|licence|tag|placas?|matrícula)\b[^.\n\d]{0,12}? (?=[A-Z0-9]{1,4}[ -]?[A-Z]*\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5}\b",
        ),
        (
            Sort.NUMBER,
            r"\b(?:case|student|record|medicaid|file|id|mrn|caso|expediente)(?: (?:number|no\.?|id|#|número))*[ :#]*(?=[a-z-]*\d{3})[a-z0-9-]{4,}\b",
        ),
        (Sort.NUMBER, r"(?<![\w/.-])\d{6,}(?![\w/])"),
    )
)

CUE = re.compile(
    r"\b(?:named|name is|name's|names are|goes by|known as|calls? (?:herself|himself|themself|her|him)|nickname(?: is)?|nicknamed|called (?=[A-Z])|"
    r"se llama|llamad[oa]|le dicen|apodad[oa]|apodo(?: es)?|de nombre|su nombre es|conocid[oa] como)[ :,\"“«']+"
    rf"(?!(?:after|for|in|by|the|a|an|as|it|me|us|not|no|on|her|his|my|their|unknown|el|la|los|un|una|por|que|su|mi)\b)(?P<name>{WORD})",
    re.IGNORECASE,
)
TITLE = re.compile(
    rf"\b(?:mr|mrs|ms|miss|dr|coach|uncle|aunt|auntie|señora?|srta|sra?|tío|tía|don|doña)\b\.? (?P<name>(?!\b(?:de|que|y)\b){WORD})", re.IGNORECASE
)
WORDS = re.compile(WORD)
ACTS = re.compile(
    r" (?:told|tells|said|says|lives|sleeps|stays|texted|texts|came|comes|goes|went|has|was|dijo|dice|vive|duerme|viene|vino|llega|tiene)\b"
)
BEGINS = re.compile(r"(?:^|[.!?:;\n•*“\"«¿¡(\-–—])\s*$")
MORE = re.compile(rf" (?:(?:de|la|del|los|von|van|mc|st\.) ?)*(?P<name>{WORD})")


def identifying(text: str) -> list[Found]:
    """Every piece that may tell who somebody is, in order; no two overlap.

    It errs on the side of warning: any capital within a sentence that is no known word counts as a name.
    """
    taken: list[Found] = []
    for found in (*_shapes(text), *_cued(text), *_names(text)):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def _shapes(text: str) -> Iterator[Found]:
    for sort, shape in SHAPES:
        for hit in shape.finditer(text):
            yield Found(sort, hit.start(), hit.end(), hit.group())


def _cued(text: str) -> Iterator[Found]:
    """A word that the words before it call a name, in whatever case."""
    for cue in (CUE, TITLE):
        for hit in cue.finditer(text):
            word = hit["name"]
            if cue is TITLE and not word[0].isupper() and word.casefold() not in given_names():
                continue
            if word.casefold() in names_nobody() or (word.islower() and word in plain_words()):
                continue
            yield _name(text, hit.start("name"), hit.end("name"))


def _names(text: str) -> Iterator[Found]:
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))  # written all in capitals: they say nothing then
    for hit in WORDS.finditer(text):
        first = bool(BEGINS.search(text[max(0, hit.start() - 6) : hit.start()])) or not text[: hit.start()].strip()
        if hit.group().casefold() in STATES_TOO and text[: hit.start()].casefold().rstrip().rpartition(" ")[2] in BEFORE_A_STATE:
            continue
        if _may_name(hit.group(), first=first, shouted=shouted, acts=bool(ACTS.match(text, hit.end()))):
            yield _name(text, hit.start(), hit.end())


def _may_name(word: str, *, first: bool, shouted: bool, acts: bool) -> bool:
    """`first` in a sentence, or `shouted`: its capital says nothing; `acts`: what follows says that it is somebody."""
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    if (plain in names_nobody() or plain.removesuffix("s") in names_nobody()) and plain not in plain_names():
        return False
    if plain in plain_names() or (without_accents(plain) in plain_names() and plain not in plain_words()):
        return True
    if not word[0].isupper() or shouted or len(plain) < 2 or plain in plain_words():
        return False
    office = word.isupper() and len(word) <= 5 and plain not in given_names()  # CPS, ER
    return not office and (not first or acts)


def _name(text: str, start: int, end: int) -> Found:
    """A name with what follows it in capitals: given name, surname, the word School."""
    while (
        (more := MORE.match(text, end)) and more["name"][0].isupper() and not more["name"].casefold().startswith(("i'", "i’")) and more["name"] != "I"
    ):
        end = more.end()
    return Found(Sort.NAME, start, end, text[start:end])
