"""What is taken along on paper: one page for each audience, and the kit of a campaign as a ZIP.

Each page is letter size, black on white and tagged (PDF/UA-1), in the largest type with which it fits. A page with the same words is
made once and kept in memory; one is made at a time, so that whoever asks for all of them holds up only other printing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from shelterwood.foundation.body.queries import states, the_body
from shelterwood.foundation.design.paper import VARIANT, layout
from shelterwood.prevent.awareness import wording
from shelterwood.prevent.awareness.guides import Guide, Part, Passage, guidance
from shelterwood.prevent.awareness.guides.model import LANGUAGES
from shelterwood.prevent.awareness.posters import Poster, make
from shelterwood.prevent.awareness.queries import Calls, lines_of_places, listening_lines
from shelterwood.prevent.awareness.rules import signs_of

if TYPE_CHECKING:
    from shelterwood.foundation.body.rules import Helpline

TYPES = (9, 9.5, 10, 10.5, 11, 11.5, 12.5, 14)  # points
MOST_SIGNS, FEWEST_SIGNS = 7, 3
MOST_PLACES = 4  # a body of more counties prints the lines of its states
STARTED = (2020, 1, 1, 0, 0, 0)  # one date for every file of the kit: the same words make the same bytes
MAKING = Lock()
CSS = """
@page {{ size: 8.5in 11in; margin: 0.6in 0.65in; }}
* {{ box-sizing: border-box; margin: 0; }}
body {{ font-family: "Source Sans", sans-serif; color: #000; background: #fff; font-size: {size}pt; line-height: 1.32; }}
h1 {{ font-size: 2em; line-height: 1.15; }}
.lede {{ font-size: 1.15em; margin-top: 0.3em; }}
.columns {{ margin-top: 0.5em; border-top: 2pt solid #000; }}
.half {{ float: left; width: 48%; }} .half + .half {{ float: right; }} .end {{ clear: both; }}
h2 {{ font-size: 1.2em; margin: 0.7em 0 0.25em; }}
ul {{ padding-left: 1.1em; }}
li {{ margin-bottom: 0.25em; }}
.numbers {{ border: 2pt solid #000; padding: 0.5em 0.7em; }}
.numbers p {{ margin-bottom: 0.25em; }}
.number {{ font-weight: 700; font-size: 1.2em; white-space: nowrap; }}
.hours {{ font-size: 0.9em; }}
.foot {{ margin-top: 0.7em; font-size: 0.9em; }}
"""

type Block = tuple[Any, list[str]]  # a heading, and its entries
type Number = tuple[str, str, str]  # whose, which, when


def sheet(guide: Guide, language: str) -> bytes:
    """The page of an audience as PDF. Raises NoPaper where the system's Pango is missing."""
    with override(language):
        pages = tuple(_html(guide, language, signs) for signs in range(MOST_SIGNS, FEWEST_SIGNS - 1, -2))
    with MAKING:
        return _fitted(pages, settings.PRINTED_FONTS)


@lru_cache(maxsize=64)
def _fitted(pages: tuple[str, ...], fonts: Path | None) -> bytes:
    """The fullest of these pages that fits on one sheet, in the largest type; the last one as it is where none does."""
    document = next(filter(None, (_largest(html, fonts) for html in pages)), None) or layout(pages[-1], CSS.format(size=TYPES[0]), fonts)
    return bytes(document.write_pdf(pdf_variant=VARIANT))


def _largest(html: str, fonts: Path | None) -> Any:
    """The layout on one sheet in the largest type, found by halving; None where not even the smallest fits."""
    best, low, high = None, 0, len(TYPES)
    while low < high:
        middle = (low + high) // 2
        tried = layout(html, CSS.format(size=TYPES[middle]), fonts)
        if len(tried.pages) == 1:
            best, low = tried, middle + 1
        else:
            high = middle
    return best


def _html(guide: Guide, language: str, signs: int) -> str:
    body = the_body()
    calls = lines_of_places()
    context = {
        # a young person's own copy says nothing of what it is about, nor whose it is
        "title": pgettext("young", "Numbers that help") if guide.young else guide.title[language],
        "lede": pgettext("young", "You do not have to say your name. You can ask first what must be told.") if guide.young else guide.lede[language],
        "columns": _for_the_young(guide, language) if guide.young else _columns(guide, language, signs),
        "numbers": _halves(list(_listening(language) if guide.young else _numbers(calls, language))),
        "by": "" if guide.young or body is None else body.name,
    }
    return render_to_string("awareness/sheet.html", context)


def _texts(passages: Iterable[Passage], language: str) -> list[str]:
    return [passage.texts[language] for passage in passages]


def _columns(guide: Guide, language: str, signs: int) -> list[list[Block]]:
    parts = guide.parts
    seen = list(dict.fromkeys(sign.text(language) for role in guide.signs for sign in signs_of(role)))
    left = [
        (wording.PARTS[Part.WHAT], _texts(parts[Part.WHAT], language)),
        (_("What you may see"), [_("One sign alone proves nothing."), *seen[:signs]]),
    ]
    return [left, [(wording.PARTS[part], _texts(parts[part], language)) for part in (Part.DO, Part.DONT, Part.HELP)]]


def _for_the_young(guide: Guide, language: str) -> list[list[Block]]:
    return [[(wording.YOUNG_PARTS[part], _texts(guide.parts[part], language))] for part in (Part.RIGHTS, Part.TELL)]


def _listening(language: str) -> Iterator[Number]:
    yield pgettext("young", "If you are in danger right now"), "911", ""
    yield from (_line(line, language) for line, _what in listening_lines())


def _numbers(calls: Sequence[Calls], language: str) -> Iterator[Number]:
    """Danger first, then each county's own lines, the states', and the two national ones."""
    yield _("In danger now"), "911", ""
    if len(calls) <= MOST_PLACES:
        for line in (line for call in calls for line in call.protection):
            spanish = language == "es"
            name = (getattr(line, "name_es", "") if spanish else "") or line.name
            yield name, line.phone, (line.hours_es if spanish else "") or line.hours
    lines = {line.id: line for call in calls for line in call.states if line.phone}
    for each in (*lines.values(), calls[0].hotline, calls[0].missing):
        yield _line(each, language)


def _halves(numbers: list[Number]) -> tuple[list[Number], list[Number]]:
    middle = (len(numbers) + 1) // 2
    return numbers[:middle], numbers[middle:]


def _line(line: Helpline, language: str) -> Number:
    return line.names[language], line.phone, line.hours[language]


# --- the kit ----------------------------------------------------------------------------------------------------


def kit(*, address: str) -> bytes:
    """Everything of the kit in both languages as a ZIP. `address`: the help page, which the posters' code opens. Raises NoPaper."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(address):
            archive.writestr(zipfile.ZipInfo(name, date_time=STARTED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(address: str) -> Iterator[tuple[str, bytes]]:
    found, body = guidance(), the_body()
    for language in LANGUAGES:
        with override(language):
            yield f"{language}/{_('read-me')}.txt", _read_me().encode()
            yield from ((f"{language}/{name}.txt", _lines(passages, language)) for name, passages in _to_read())
            yield f"{language}/{_('words')}.csv", _words(language)
        for guide in found.guides.values():
            yield f"{language}/pdf/{guide.id}.pdf", sheet(guide, language)
    for state in states():
        with MAKING:
            made = _poster(state, address, body.name if body else "", settings.PRINTED_FONTS)
        yield f"poster-{state.lower()}.pdf", made
    sources = [["source", "citation", "address", "evidence"]]
    sources += [[each.id, each.citation, each.address, each.evidence] for each in found.cited(found.kit.passages)]
    yield "sources.csv", _csv(sources)


@lru_cache(maxsize=16)
def _poster(state: str, address: str, by: str, fonts: Path | None) -> bytes:
    return make(Poster(state, address, languages=LANGUAGES, by=by), fonts)


def _read_me() -> str:
    return "\n".join(
        [
            _("Campaign kit"),
            "",
            _("Free to use and to change. Ring each number before you print it: numbers change."),
            _("Tell child protection, the police and services beforehand when more calls may come."),
            _("Add no photographs and no count of children."),
            "",
        ]
    )


def _to_read() -> list[tuple[str, tuple[Passage, ...]]]:
    found = guidance().kit
    return [(_("texts-to-post"), found.post), (_("a-week"), found.week), (_("for-the-press"), found.press)]


def _lines(passages: Iterable[Passage], language: str) -> bytes:
    return "\n\n".join(_texts(passages, language)).encode() + b"\n"


def _words(language: str) -> bytes:
    rows = [[_("Say"), _("Avoid"), _("Why")]]
    return _csv(rows + [[word.say.texts[language], word.avoid[language], word.why[language]] for word in guidance().kit.words])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")
