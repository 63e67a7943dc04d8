"""A card to print: the steps on one letter page, as large as they fit, so that it can lie at a counter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from shelterwood.foundation.design.paper import VARIANT, layout

SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)  # points, tried from the largest
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"danger": "In danger now: call", "never": "Never", "say": "Say:", "version": "Version {version}. For your lawyer to confirm before use."},
    "es": {
        "danger": "En peligro ahora: llame al",
        "never": "Nunca",
        "say": "Diga:",
        "version": "Versión {version}. Su asesoría legal debe confirmarla antes de usarla.",
    },
}
CSS = """
@page {{ size: letter; margin: 0.5in; }}
* {{ margin: 0; }}
body {{ font-family: "Source Sans", sans-serif; color: #000; font-size: {size}pt; line-height: 1.3; }}
h1 {{ font-size: 1.6em; line-height: 1.15; border-bottom: 2pt solid #000; padding-bottom: 0.2em; }}
h2 {{ font-size: 1.1em; margin-top: 0.6em; }}
p, ul {{ margin-top: 0.2em; }}
ul {{ padding-left: 1.2em; }}
.number {{ font-size: 1.3em; font-weight: 700; }}
.small {{ font-size: 0.8em; margin-top: 0.8em; }}
"""


class DoesNotFit(Exception):
    """An adapted card has too many words for one page."""


@dataclass(frozen=True)
class Step:
    """One step of the card, filled."""

    name: str
    what: str
    say: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """What stands on the page, in one language."""

    language: str
    title: str
    by: str  # the hotel, clinic or agency; empty on the library's own
    version: str
    emergency: str
    steps: tuple[Step, ...]
    never: tuple[str, ...]


def make(card: Card, fonts: Path | None = None) -> bytes:
    """The card as tagged PDF of one page. Raises NoPaper where the system's Pango is missing, DoesNotFit where 8 points are too large."""
    html = "".join(_html(card))
    for size in SIZES:
        laid_out: Any = layout(html, CSS.format(size=size), fonts)
        if len(laid_out.pages) == 1:
            return bytes(laid_out.write_pdf(pdf_variant=VARIANT))
    raise DoesNotFit


def _html(card: Card) -> Iterator[str]:
    words = WORDS[card.language]
    yield f'<!doctype html><html lang="{card.language}"><head><title>{escape(card.title)}</title></head><body><h1>{escape(card.title)}</h1>'
    yield f'<p class="number">{words["danger"]} {escape(card.emergency)}</p>'
    for step in card.steps:
        yield f"<h2>{escape(step.name)}</h2><p>{escape(step.what)}</p>"
        if step.choices:
            yield f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in step.choices)}</ul>"
        if step.say:
            yield f"<p><strong>{words['say']}</strong> {escape(step.say)}</p>"
    yield f"<h2>{words['never']}</h2><ul>{''.join(f'<li>{escape(each)}</li>' for each in card.never)}</ul>"
    yield f'<p class="small">{escape(card.by)} {words["version"].format(version=escape(card.version))}</p></body></html>'
