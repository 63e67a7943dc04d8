"""A package from elsewhere, looked at before anything of it is unpacked. What could do harm is refused, with the reason.

Refused: names that lead out of the folder, absolute names, links, encrypted or doubled entries, more than a course can be
(a zip bomb), anything that a machine would run, XML with entities, and pages that run inline scripts or load anything from
another origin. Nothing is written to disk here, and no entry is read past its limit, whatever its header claims.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.etree import ElementTree

from shelterwood.prevent.training.scorm.writer import ADLCP, IMSCP, MANIFEST

MOST_FILES = 2_000
MOST_BYTES = 200 * 2**20
MOST_BYTES_OF_A_FILE = 50 * 2**20
HIGHEST_RATIO = 120  # text packs at about 10 to 1, repeated bytes at 1,000 to 1
WELCOME = {
    ".html", ".htm", ".css", ".js", ".json", ".xml", ".xsd", ".dtd", ".txt", ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico",
    ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".webm", ".vtt", ".pdf",
}  # fmt: skip
PAGES = {".html", ".htm", ".svg"}
DRIVE = re.compile(r"[A-Za-z]:")
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
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            _refuse_bad_entries(opened.infolist())
            _refuse_too_much(entries)
            texts = {entry.filename: _read(opened, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError) as problem:
        raise Refused("The file is no zip that can be read; export the package again.") from problem
    _refuse_without_manifest(texts)
    for name, content in texts.items():
        _refuse_what_reaches_out(name, content)
    return tuple(texts)


def _refuse_bad_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        name = entry.orig_filename
        parts = PurePosixPath(name).parts
        if name != entry.filename or "\\" in name or "\0" in name or any(ord(letter) < 32 for letter in name):
            raise Refused(f"The entry {name!r} has a name that not every system reads alike.")
        if name.startswith("/") or DRIVE.match(name) or ".." in parts:
            raise Refused(f"The entry {name!r} leads out of the package's folder.")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused(f"The entry {name!r} is a link or a device, not a file.")
        if entry.flag_bits & 0x1:
            raise Refused(f"The entry {name!r} is encrypted, so nobody can look at it.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"The entry {name!r} is packed in a way that learning systems do not read.")
        if name.casefold() in seen:
            raise Refused(f"The entry {name!r} stands in the package twice.")
        seen.add(name.casefold())


def _refuse_too_much(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise Refused(f"The package has {len(entries)} files; at most {MOST_FILES} are taken.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused(f"Unpacked the package is larger than {MOST_BYTES // 2**20} MB.")
    for entry in entries:
        if entry.file_size > MOST_BYTES_OF_A_FILE:
            raise Refused(f"{entry.filename!r} is larger than {MOST_BYTES_OF_A_FILE // 2**20} MB.")
        if entry.file_size > 2**20 and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise Refused(f"{entry.filename!r} unpacks to {entry.file_size // max(1, entry.compress_size)} times its size, as a zip bomb does.")


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
