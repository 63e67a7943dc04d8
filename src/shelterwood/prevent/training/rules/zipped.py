"""A course as a zip of its own files, and such a zip read back. The same shape as a folder of the house."""

import io
import zipfile
import zlib

from shelterwood_methods.formats import archives

from shelterwood.prevent.training.rules.files import MANIFEST, MOST_FILES, NAME, Texts, in_order, tidy, too_much

LIMITS = archives.Limits(files=MOST_FILES, bytes=4 * 2**20, bytes_of_a_file=2**20, ratio=120)
MOST_BYTES = 2 * 2**20  # of the zip itself; the largest course of the house has 80 kB
MADE = (2000, 1, 1, 0, 0, 0)  # the same course makes the same bytes


class Refused(Exception):
    """The zip is not taken in. The text says why, and which entry it was."""


def is_zip(beginning: bytes) -> bool:
    """Whether these first bytes are those of a zip."""
    return beginning.startswith(b"PK")


def zipped(texts: Texts) -> bytes:
    """The files of a course, the manifest first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in in_order(texts):
            package.writestr(zipfile.ZipInfo(name, MADE), texts[name].encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, str]:
    """The texts of a course in a zip, whether its files stand at the top or in one folder. Raises Refused.

    Names are looked at before anything is unpacked: only the text files of a course are, so no picture, video, page or script.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            entries = archives.entries(opened, LIMITS)
            names = _without_folder([entry.filename for entry in entries])
            return {name: _text(opened, entry, name) for name, entry in zip(names, entries, strict=True)}
    except archives.Refused as problem:
        raise Refused(str(problem)) from problem
    except (*archives.UNREADABLE, zlib.error) as problem:
        raise Refused(archives.SENTENCES["unreadable"]) from problem


def _without_folder(names: list[str]) -> list[str]:
    """Where every file stands in one and the same folder, that folder is only the course's name."""
    if MANIFEST not in names and len({name.partition("/")[0] for name in names}) == 1:
        names = [name.partition("/")[2] for name in names]
    if MANIFEST not in names:
        raise Refused(f"There is no {MANIFEST} at the top of the package, so it is no course of this site.")
    if strange := next((name for name in names if not NAME.fullmatch(name)), None):
        raise Refused(f"{strange!r} is no file of a course: course.toml, sources.csv, and text files of lessons, scenarios and bank in en and es.")
    return names


def _text(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> str:
    """The entry's text, never more than its header claims."""
    with opened.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise Refused(f"{name!r} is larger than its header says.")
    try:
        text = tidy(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise Refused(f"{name!r} is not UTF-8; save it as UTF-8.") from problem
    if fault := too_much(name, text):
        raise Refused(fault)
    return text
