"""A course as a zip of its own files, and such a zip read back. The same shape as a folder of the house."""

import io
import zipfile

from shelterwood.prevent.training.rules.archive import Limits, Refused, unpacked
from shelterwood.prevent.training.rules.files import MANIFEST, MOST_FILES, MOST_LETTERS, Texts, in_order, tidy, too_much

LIMITS = Limits(frozenset({".md", ".toml", ".csv"}), MOST_FILES, 4 * 2**20, 4 * MOST_LETTERS)  # a letter has at most four bytes
MOST_BYTES = 2 * 2**20  # of the zip itself; the largest course of the house has 80 kB
MADE = (2000, 1, 1, 0, 0, 0)  # the same course makes the same bytes


def zipped(texts: Texts) -> bytes:
    """The files of a course, the manifest first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in in_order(texts):
            package.writestr(zipfile.ZipInfo(name, MADE), texts[name].encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, str]:
    """The texts of a course in a zip, whether its files stand at the top or in one folder. Raises Refused."""
    files = _without_folder(unpacked(package, LIMITS))
    if MANIFEST not in files:
        raise Refused(f"There is no {MANIFEST} at the top of the package, so it is no course of this site.")
    texts = {}
    for name, content in files.items():
        try:
            texts[name] = tidy(content.decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise Refused(f"{name!r} is not UTF-8; save it as UTF-8.") from problem
        if fault := too_much(name, texts[name]):
            raise Refused(fault)
    return texts


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Where every file stands in one and the same folder, that folder is only the course's name."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and MANIFEST not in files:
        return {name.partition("/")[2]: content for name, content in files.items()}
    return files
