"""What every printed document shares: WeasyPrint on first use, two fonts of the design system, and nothing from anywhere else.

The site starts without WeasyPrint, which loads Pango from the system. Documents are tagged for assistive technology (PDF/UA-1).
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

VARIANT = "pdf/ua-1"
FONTS = {"regular.ttf": "sourcesanspro-regular-webfont.ttf", "bold.ttf": "sourcesanspro-bold-webfont.ttf"}
FONT_FACES = """
@font-face { font-family: "Source Sans"; font-weight: 400; src: url("paper:regular.ttf"); }
@font-face { font-family: "Source Sans"; font-weight: 700; src: url("paper:bold.ttf"); }
"""


class NoPaper(Exception):
    """Documents cannot be made on this machine. The text says what to install."""


def layout(html: str, css: str, fonts: Path | None) -> Any:
    """The document laid out, ready for `write_pdf`. `fonts`: the folder that holds source-sans-pro; without it the system's sans is used."""
    try:
        import weasyprint
    except OSError as problem:  # it loads Pango from the system
        raise NoPaper(
            "Documents to print need the Pango library of the system (Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0)."
        ) from problem
    fetcher, font_config = _fetcher(fonts), _font_config(fonts)
    style = weasyprint.CSS(string=(FONT_FACES if _there(fonts) else "") + css, url_fetcher=fetcher, font_config=font_config)
    return weasyprint.HTML(string=html, url_fetcher=fetcher).render(stylesheets=[style], font_config=font_config)


def _there(fonts: Path | None) -> bool:
    return fonts is not None and all((fonts / name).is_file() for name in FONTS.values())


@cache
def _font_config(fonts: Path | None) -> Any:
    """One set of fonts for each folder; making it anew for each layout would double the time."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _fetcher(fonts: Path | None) -> Callable[..., Any]:
    """Hands out the two fonts, and nothing else from anywhere."""
    from weasyprint.urls import URLFetcherResponse

    def fetch(url: str, headers: object = None) -> Any:
        name = FONTS.get(url.removeprefix("paper:"))
        if name is None or fonts is None or not (fonts / name).is_file():
            raise ValueError("A document fetches nothing.")
        return URLFetcherResponse(url, (fonts / name).read_bytes(), {"Content-Type": "font/ttf"})

    return fetch
