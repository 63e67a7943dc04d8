"""Making the PDF of a poster: the largest type with which everything fits on its sheet, never below the least.

Tagged for assistive technology (PDF/UA-1), each part with its language. WeasyPrint is imported on first use, since the site starts
without it. Nothing is fetched: every address but that of the fonts beside the site is refused.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shelterwood.foundation.design.paper import VARIANT, layout
from shelterwood.prevent.awareness.posters.page import numbers, page, template
from shelterwood.prevent.awareness.posters.poster import Poster, PosterError
from shelterwood.prevent.awareness.posters.words import WORDS

POINTS = 72  # of an inch
CSS_PIXELS = 96
LARGEST = 0.065  # of the sheet's width: larger text reads worse
HEADROOM = 1.1  # titles and numbers stop growing at the width of the sheet, so that more than in proportion may fit
STEPS = 3  # halvings of the search for the largest type
MOST_SENTENCES = max(len(words.told) for words in WORDS.values())


def make(poster: Poster, fonts: Path | None = None) -> bytes:
    """The poster as PDF. `fonts`: the folder of the design system that holds source-sans-pro; without it the system's own sans is used.

    Raises PosterError where its least type is too large for its sheet.
    """
    for told in range(MOST_SENTENCES, -1, -1) if _speaks(poster) else (0,):
        html, languages = page(poster, told)
        document = _largest(poster, html, fonts)
        if document:
            return bytes(document.write_pdf(pdf_variant=VARIANT, finisher=speaking(languages)))
    raise PosterError(
        f"The text does not fit on {poster.size[0]} × {poster.size[1]} inches in {poster.min_points}-point type. "
        "Choose one language, a larger sheet, or a shorter official text."
    )


def _speaks(poster: Poster) -> bool:
    """Whether the poster has sentences of ours: not beside a text that the law prescribes."""
    return not poster.official and not poster.leaves_space_for


def _largest(poster: Poster, html: str, fonts: Path | None) -> Any:
    """The layout with the largest type that fits, what is left of the sheet shared out between its blocks; None if nothing fits."""
    low = float(poster.min_points)
    best = _layout(poster, html, low, fonts)
    left = _left(best)
    if left < 0:
        return None
    width, height = (float(side) * POINTS for side in poster.size)
    high = max(low, min(width * LARGEST, HEADROOM * low * height / (height - left)))
    for _ in range(STEPS):
        middle = (low + high) / 2
        tried = _layout(poster, html, middle, fonts)
        if _left(tried) < 0:
            high = middle
        else:
            low, best = middle, tried
    aired = _layout(poster, html, low, fonts, left=_left(best))
    return aired if _left(aired) >= 0 else best


def _left(document: Any) -> float:
    """Points of the sheet between the end of its blocks and its foot; below 0 where it does not fit."""
    sheet = document.pages[0]._page_box
    found = {box.element.get("class"): box for box in sheet.descendants(placeholders=True) if box.element is not None}
    if len(document.pages) > 1 or "end" not in found:
        return -1.0
    return float((sheet.height - found["end"].position_y - found["foot"].margin_height()) * POINTS / CSS_PIXELS)


def sizes(poster: Poster, text: float, left: float = 0) -> dict[str, str]:
    """Every length of the style sheet in points, from the size of the text, the sheet, and what is left of it. No type is below the text."""
    width, height = (float(side) * POINTS for side in poster.size)
    longest = max(len(WORDS[language].title) for language in poster.languages)
    title = max(text, min(text * 2.1, width * 0.78 / (longest * 0.47)))
    lines = [phone for _, phone in numbers(poster)]
    blocks = len(lines) - 1 + _speaks(poster)
    lengths = {
        "text": text,
        "title": title,
        "number": max(text, min(text * 2, width * 0.8 / (max(map(len, lines)) * 0.54))),
        "edge": width * 0.055,
        "gap": text * 0.6,
        "thin": text * 0.28,
        "thick": text * 0.6,
        "mark": title * 1.3,
        "clear": title * 1.4,
        "bar": text * 0.3,
        "qr": max(1.1 * POINTS, min(width * 0.17, text * 5)),
    }
    share = left * 0.96 / (2 * blocks + 3) if _speaks(poster) or poster.official else 0
    lengths |= {
        "slot": lengths["thin"] + share,
        "drop": text * 0.5 + share,
        "space": height * 0.2 + (left * 0.96 if poster.leaves_space_for else 0),
    }
    return {name: f"{value:.2f}" for name, value in lengths.items()} | {"width": f"{poster.size[0]}in", "height": f"{poster.size[1]}in"}


def _layout(poster: Poster, html: str, text: float, fonts: Path | None, left: float = 0) -> Any:
    return layout(html, template("css").substitute(sizes(poster, text, left)), fonts)


def speaking(languages: list[str]) -> Callable[[Any, Any], None]:
    """Writes the language of each section into the tags; WeasyPrint writes only that of the document."""
    import pydyf

    def finish(_document: Any, pdf: Any) -> None:
        sections = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/Sect"]
        for section, language in zip(sections, languages, strict=True):
            section["Lang"] = pydyf.String(language)

    return finish
