"""A package from elsewhere, looked at before anything of it is unpacked. What could do harm is refused, with the reason.

Refused: names that lead out of the folder, absolute names, links, encrypted or doubled entries, more than a course can be
(a zip bomb), anything that a machine would run, XML with entities, and pages that run inline scripts or load anything from
another origin. Nothing is written to disk here, and no entry is read past its limit, whatever its header claims.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.etree import ElementTree

from shelterwood_methods.formats import archives

from shelterwood.prevent.training.scorm.writer import ADLCP, IMSCP, MANIFEST

# text packs at about 10 to 1, repeated bytes at 1,000 to 1
LIMITS = archives.Limits(files=2_000, bytes=200 * 2**20, bytes_of_a_file=50 * 2**20, ratio=120)
WELCOME = {
    ".html", ".htm", ".css", ".js", ".json", ".xml", ".xsd", ".dtd", ".txt", ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico",
    ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".webm", ".vtt", ".pdf",
}  # fmt: skip
PAGES = {".html", ".htm", ".svg"}
ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//|\s*(?:javascript|data|vbscript|blob):", re.IGNORECASE)
FOREIGN_IN_SCRIPT = re.compile(r"""["'`](?:https?:|wss?:)?//(?!www\.w3\.org/)[\w-]""", re.IGNORECASE)
FOREIGN_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?\s*(?:[a-z]+:)?//""", re.IGNORECASE)
LOADS = {"src", "srcset", "data", "poster", "background", "code", "codebase", "xlink:href"}
LOADS_BY_LINK = {"link", "base", "image", "use"}


class Refused(Exception):
    """The package is not taken in. The text says why, and which entry it was."""


def inspect(package: bytes) -> tuple[str, ...]:
    """The names of a harmless package's files. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            texts = {entry.filename: _read(opened, entry) for entry in archives.entries(opened, LIMITS)}
    except archives.Refused as problem:
        raise Refused(str(problem)) from problem
    except (*archives.UNREADABLE, zlib.error) as problem:
        raise Refused(archives.SENTENCES["unreadable"]) from problem
    _refuse_without_manifest(texts)
    for name, content in texts.items():
        _refuse_what_reaches_out(name, content)
    return tuple(texts)


def _read(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The entry's bytes, never more than its header claims."""
    if PurePosixPath(entry.filename).suffix.lower() not in WELCOME:
        raise Refused(f"{entry.filename!r} is of a kind that a course does not need.")
    with opened.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise Refused(f"{entry.filename!r} is larger than its header says.")
    return content


def _refuse_without_manifest(texts: dict[str, bytes]) -> None:
    if MANIFEST not in texts:
        raise Refused(f"There is no {MANIFEST} at the top of the package, so it is no SCORM package.")
    for name, content in texts.items():
        if name.lower().endswith(".xml") and ENTITY.search(content):
            raise Refused(f"{name!r} declares entities or a document type; a manifest needs none.")
    try:
        root = ElementTree.fromstring(texts[MANIFEST])  # noqa: S314 (entities were refused before)
    except ElementTree.ParseError as problem:
        raise Refused(f"{MANIFEST} cannot be read as XML: {problem}.") from problem
    version = (root.findtext(f"{{{IMSCP}}}metadata/{{{IMSCP}}}schemaversion") or "").strip()
    if root.tag != f"{{{IMSCP}}}manifest" or version != "1.2":
        raise Refused(f"{MANIFEST} is not one of SCORM 1.2.")
    for resource in root.iter(f"{{{IMSCP}}}resource"):
        target = resource.get("href", "")
        if FOREIGN.match(target) or target.partition("?")[0] not in texts:
            raise Refused(f"{MANIFEST} starts {target!r}, which is not in the package.")
    if not any(resource.get(f"{{{ADLCP}}}scormtype") == "sco" for resource in root.iter(f"{{{IMSCP}}}resource")):
        raise Refused(f"{MANIFEST} names nothing to play.")


def _refuse_what_reaches_out(name: str, content: bytes) -> None:
    kind = PurePosixPath(name).suffix.lower()
    text = content.decode("utf-8", errors="replace")
    if kind in PAGES and (faults := _Page().faults_of(text)):
        raise Refused(f"{name!r} {faults[0]}.")
    if kind == ".js" and FOREIGN_IN_SCRIPT.search(text):
        raise Refused(f"{name!r} names an address of another origin.")
    if kind in PAGES | {".css"} and FOREIGN_IN_STYLE.search(text):
        raise Refused(f"{name!r} loads a style, font or picture from another origin.")


class _Page(HTMLParser):
    """Collects what a page may not do."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._in_script = False

    def faults_of(self, text: str) -> list[str]:
        try:
            self.feed(text)
            self.close()
        except AssertionError:  # how the standard library meets a marked section that it does not know
            self.faults.append("cannot be read as a page")
        return self.faults

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.lower(): value or "" for name, value in attrs}
        self.faults += [f"runs a script in the attribute {name!r}" for name in given if name.startswith("on")]
        self.faults += list(self._loads(tag, given))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.faults.append("sends the reader to another page by itself")
        self._in_script = tag == "script" and "src" not in given and not given.get("type", "").endswith("json")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.faults.append("holds an inline script")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    @staticmethod
    def _loads(tag: str, given: dict[str, str]) -> Iterator[str]:
        for name, value in given.items():
            loads = name in LOADS or (name == "href" and tag in LOADS_BY_LINK)
            scripted = re.match(r"\s*(?:javascript|vbscript):", re.sub(r"[\s\0]+", "", value), re.IGNORECASE)
            if name == "srcdoc":
                yield "holds a page inside the page"
            elif scripted or (loads and FOREIGN.match(value) and not value.lstrip().lower().startswith("data:image/")):
                yield f"loads {value[:60]!r} from another origin"
