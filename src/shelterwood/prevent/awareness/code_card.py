"""The card with a property's printed code: two to a sheet, one in each language, for a staff room.

Whoever scans it writes what they saw without an account; it says so, and what stands first in danger.
"""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from shelterwood.foundation.design.paper import VARIANT, layout
from shelterwood.prevent.awareness.guides.model import LANGUAGES
from shelterwood.prevent.awareness.posters.making import speaking

CSS = """
@page { size: 8.5in 11in; margin: 0.5in; }
* { box-sizing: border-box; margin: 0; }
body { font-family: "Source Sans", sans-serif; color: #000; background: #fff; font-size: 16pt; line-height: 1.3; }
section { border: 2pt solid #000; border-radius: 6pt; padding: 0.3in 0.4in; height: 4.8in; margin-bottom: 0.35in; }
h1, h2 { font-size: 28pt; line-height: 1.15; }
p { margin-top: 0.1in; }
.code { font-size: 18pt; font-weight: 700; overflow-wrap: anywhere; }
svg { float: right; width: 2.2in; height: 2.2in; margin: 0.1in 0 0 0.3in; }
"""


def make(*, addresses: Mapping[str, str], fonts: Path | None = None) -> bytes:
    """The sheet as tagged PDF. `addresses`: the page that the code opens, by language. Raises NoPaper where the system's Pango is missing."""
    cards = "".join(_card(language, addresses[language], "h1" if language == LANGUAGES[0] else "h2") for language in LANGUAGES)
    with override(LANGUAGES[0]):
        title = escape(_("Saw something that worries you?"))
    html = f'<!doctype html><html lang="{LANGUAGES[0]}"><head><title>{title}</title></head><body>{cards}</body></html>'
    return bytes(layout(html, CSS, fonts).write_pdf(pdf_variant=VARIANT, finisher=speaking(list(LANGUAGES))))


def _card(language: str, address: str, heading: str) -> str:
    with override(language):
        lines = [
            _("In danger now: call 911."),
            _("Scan the code, or open this address:"),
        ]
        after = [
            _("No account, no name. Your employer is not told that you wrote."),
            _("Do not confront, follow or question anybody."),
            _("This is not the report that the law may ask of you. After you send it, you see whom to call."),
        ]
        title, shown = _("Saw something that worries you?"), _("QR code that opens the page of this place")
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    more = "".join(f"<p>{escape(line)}</p>" for line in after)
    return f'<section lang="{language}"><{heading}>{escape(title)}</{heading}>{_qr(address, shown)}{said}<p class="code">{escape(address.partition("://")[2])}</p>{more}</section>'


def _qr(address: str, title: str) -> str:
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=4, omitsize=True, xmldecl=False, svgclass=None, lineclass=None, title=title)
    return out.getvalue().decode()
