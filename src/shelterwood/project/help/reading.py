"""The files of help, read once. A clone keeps them in docs/help; an installed package carries its own copy (pyproject.toml)."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from shelterwood.project.help.rules import LANGUAGES, HelpError, Sheet, Topic, by_page, sheet, topic

PACKAGED = Path(__file__).parent / "topics"
FOLDER = PACKAGED if PACKAGED.is_dir() else Path(__file__).parents[4] / "docs" / "help"

type Both[Read] = dict[str, dict[str, Read]]  # by language and name


@cache
def topics() -> Both[Topic]:
    """Every topic. Raises HelpError where a file cannot be used or a translation is missing."""
    found = _both(FOLDER, topic)
    by_page(found["en"].values())
    return found


@cache
def sheets() -> Both[Sheet]:
    """The sheet of every role. Raises HelpError as `topics` does."""
    return _both(FOLDER / "roles", sheet)


@cache
def topics_by_page(language: str) -> dict[str, Topic]:
    """The topic of each address, by the address's name."""
    return by_page(topics()[language].values())


def _both[Read](folder: Path, read: Callable[..., Read]) -> Both[Read]:
    names = {language: {file.stem for file in _files(folder, language)} for language in LANGUAGES}
    if not names["en"] or names["en"] != names["es"]:
        raise HelpError(f"{folder}: in one language only, or missing: {sorted(names['en'] ^ names['es'])}.")
    english = {file.stem: read(file.stem, file.read_text(encoding="utf-8"), "en") for file in _files(folder, "en")}
    spanish = {file.stem: read(file.stem, file.read_text(encoding="utf-8"), "es", english[file.stem]) for file in _files(folder, "es")}
    return {"en": english, "es": spanish}


def _files(folder: Path, language: str) -> list[Path]:
    place = folder if language == "en" else folder / language
    return sorted(file for file in place.glob("*.md") if file.stem != "README")
