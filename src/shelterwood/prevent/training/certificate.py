"""A certificate as PDF: what somebody completed, and the address at which anybody can see whether it is real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import segno

from shelterwood.foundation.design.paper import VARIANT, layout

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Certificate of completion", "has": "has completed the course", "on": "on {day}", "length": "{minutes} minutes, version {version}",
        "check": "Is it real? Look up this number:", "qr": "Opens {address}, where this certificate can be checked",
        "signed": "Signed by {name} on {day} ({law}):",
        "not": "Good training. Whether it is the proof that a law asks depends on that law.",
    },
    "es": {
        "title": "Certificado de finalización", "has": "completó el curso", "on": "el {day}", "length": "{minutes} minutos, versión {version}",
        "check": "¿Es auténtico? Busque este número:", "qr": "Abre {address}, donde se puede comprobar este certificado",
        "signed": "Firmado por {name} el {day} ({law}):",
        "not": "Es buena capacitación. Si es la prueba que pide una ley depende de esa ley.",
    },
}  # fmt: skip
CSS = """
@page { size: 11in 8.5in; margin: 0.8in; }
* { box-sizing: border-box; margin: 0; }
body { font-family: "Source Sans", sans-serif; color: #1b2a24; font-size: 14pt; line-height: 1.4; }
main { border: 3pt solid #1f5c46; border-radius: 6pt; padding: 0.55in 0.6in; height: 6.85in; position: relative; }
h1 { font-size: 30pt; line-height: 1.2; color: #174735; }
.name { font-size: 26pt; font-weight: 700; margin-top: 0.4in; overflow-wrap: anywhere; }
.course { font-size: 20pt; font-weight: 700; margin-top: 0.1in; }
.foot { position: absolute; left: 0.6in; right: 0.6in; bottom: 0.45in; display: flex; align-items: flex-end; column-gap: 0.3in; }
.foot svg { width: 1.2in; height: 1.2in; }
.code { font-size: 18pt; font-weight: 700; }
.small { font-size: 11pt; color: #45524b; }
"""


@dataclass(frozen=True)
class Certificate:
    """What stands on the sheet, in the language in which the course was taken."""

    language: str
    name: str
    course: str
    version: str
    day: str  # in words
    minutes: int
    code: str  # as it is read aloud
    address: str  # of the page that says whether it is valid
    by: str  # the body that answers for it
    signed: Sequence[tuple[str, str, str, str]] = ()  # words, name, day in words, and the law under which they were signed


def make(certificate: Certificate, fonts: Path | None = None) -> bytes:
    """The certificate as tagged PDF, letter size, landscape. Raises NoPaper where the system's Pango is missing."""
    return bytes(layout(_html(certificate), CSS, fonts).write_pdf(pdf_variant=VARIANT))


def _html(of: Certificate) -> str:
    words = WORDS[of.language]
    shown = of.address.partition("://")[2]
    return f"""<!doctype html><html lang="{of.language}"><head><title>{words["title"]}</title></head><body><main>
<h1>{words["title"]}</h1><p class="name">{escape(of.name)}</p><p>{words["has"]}</p><p class="course">{escape(of.course)}</p>
<p>{words["on"].format(day=escape(of.day))}. {words["length"].format(minutes=of.minutes, version=escape(of.version))}</p>
<p class="small">{words["not"]}</p>{_signed(of)}
<div class="foot">{_qr(of)}<div><p>{words["check"]}</p><p class="code">{of.code}</p><p class="small">{escape(shown)}</p><p class="small">{escape(of.by)}</p></div></div>
</main></body></html>"""


def _signed(of: Certificate) -> str:
    line = WORDS[of.language]["signed"]
    return "".join(f'<p class="small">{escape(line.format(name=name, day=day, law=law))} {escape(words)}</p>' for words, name, day, law in of.signed)


def _qr(of: Certificate) -> str:
    out = BytesIO()
    title = WORDS[of.language]["qr"].format(address=of.address)
    code = segno.make_qr(of.address, error="m")
    code.save(out, kind="svg", border=2, omitsize=True, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff", title=title)
    return out.getvalue().decode()
