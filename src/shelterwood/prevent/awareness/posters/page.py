"""The page of a poster: its blocks as HTML, in the order in which they are read."""

from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from string import Template

import segno

from shelterwood.foundation.body.rules import EMERGENCY, TRAFFICKING_HOTLINE, Helpline, helplines, state_lines
from shelterwood.prevent.awareness.posters.poster import Poster
from shelterwood.prevent.awareness.posters.words import WORDS, Words

FOLDER = files("shelterwood.prevent.awareness.posters")
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Shelterwood</title>'
    '<path fill="#e3efe6" d="M16 2 5 18h4l-5 8h24l-5-8h4z"/><path fill="#0f2f25" d="M16 15l-4.5 7h2.2L11 26h10l-2.7-4h2.2z"/></svg>'
)


@cache
def template(kind: str) -> Template:
    """The poster's html or css with places to fill."""
    return Template((FOLDER / f"poster.{kind}").read_text(encoding="utf-8"))


def page(poster: Poster, told: int) -> tuple[str, list[str]]:
    """The HTML with the first `told` sentences, and the language of each section in it, in reading order.

    The first language is the document's; whatever is in another one stands in a section of its own, so that the PDF can say so.
    """
    first = poster.languages[0]
    body = Sections(poster)
    titles = body.each(lambda words: f"<h1>{words.title}</h1>")
    danger, *others = numbers(poster)
    first_line = f'<div class="line danger"><p class="number">{escape(danger[1])}</p><div>{body.names(danger[0])}</div></div>'
    text = (
        ""
        if not told or poster.official or poster.leaves_space_for
        else body.columns(lambda words: "".join(f"<p>{each}</p>" for each in words.told[:told]))
    )
    official = _official(poster, body)
    lines = "".join(f'<div class="line">{body.names(names)}<p class="number">{escape(phone)}</p></div>' for names, phone in others)
    scan = body.each(lambda words: f"<p>{words.scan}</p>") + f'<p class="address">{escape(_shown(poster.address))}</p>'
    by = f"<p>{escape(poster.by)}</p>" if poster.by else ""
    html = template("html").substitute(
        language=first,
        title=WORDS[first].title,
        titles=titles,
        mark=MARK,
        danger=first_line,
        told=text,
        official=official,
        lines=lines,
        qr=_qr(poster),
        scan=scan + by,
    )
    return html, body.languages


class Sections:
    """Wraps what is not in the document's language, and remembers each wrap in order."""

    def __init__(self, poster: Poster) -> None:
        self.of, self.first = poster.languages, poster.languages[0]
        self.languages: list[str] = []

    def wrapped(self, language: str, html: str, *, always: bool = False) -> str:
        if language == self.first and not always:
            return html
        self.languages.append(language)
        return f'<section lang="{language}">{html}</section>'

    def each(self, html: Callable[[Words], str]) -> str:
        """A piece in each language, one below the other."""
        return "".join(self.wrapped(language, html(WORDS[language])) for language in self.of)

    def columns(self, html: Callable[[Words], str]) -> str:
        """A piece in each language, side by side."""
        inside = "".join(self.wrapped(language, html(WORDS[language]), always=True) for language in self.of)
        return f'<div class="told">{inside}</div>'

    def names(self, named: dict[str, str]) -> str:
        """The same name in each language; once where both are alike."""
        unlike = [language for at, language in enumerate(self.of) if at == 0 or named[language] != named[self.first]]
        return "".join(self.wrapped(language, f'<p class="label">{escape(named[language])}</p>') for language in unlike)


def _official(poster: Poster, body: Sections) -> str:
    if poster.official:
        texts = (body.wrapped(language, f"<p>{escape(poster.official[language])}</p>", always=True) for language in poster.languages)
        return f'<div class="official">{"".join(texts)}</div>'
    if poster.leaves_space_for:
        citation = escape(poster.leaves_space_for)
        return f'<div class="space">{body.each(lambda words: f"<p>{words.official.format(citation=citation)}</p>")}</div>'
    return ""


def numbers(poster: Poster) -> list[tuple[dict[str, str], str]]:
    """Names by language and number of each line, danger first, as the facts hold them; the county's own is the body's."""
    found = [({language: WORDS[language].danger for language in WORDS}, helplines()[EMERGENCY].phone)]
    lines: list[Helpline] = [line for line in state_lines(poster.state) if line.phone]
    if poster.county:
        names, phone = poster.county
        found.append(({language: names.get(language) or WORDS[language].county for language in WORDS}, phone))
    return found + [(line.names, line.phone) for line in (*lines[:1], helplines()[TRAFFICKING_HOTLINE])]


def _shown(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _qr(poster: Poster) -> str:
    """The code with its quiet zone, and in words what it opens."""
    out = BytesIO()
    title = WORDS[poster.languages[0]].qr.format(address=poster.address)
    code = segno.make_qr(poster.address, error="m")
    code.save(
        out, kind="svg", border=4, omitsize=True, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff", title=title, svgns=True
    )
    return out.getvalue().decode("utf-8")
