"""A folder of files, or the same files as texts by name, read as a course.

Whoever edits a course in the site hands in texts; whoever works in a checkout, a folder. Both take the same way.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from shelterwood_methods.facts import FactsError, read_text

from shelterwood.prevent.training.rules.faults import At, CourseError, Fault
from shelterwood.prevent.training.rules.files import MANIFEST, SOURCES_FILE, Texts, digest
from shelterwood.prevent.training.rules.lessons import read_page
from shelterwood.prevent.training.rules.model import LANGUAGES, Course, FinalCheck, Item, Lesson, Named, Page, Question, Scenario, Source, Words
from shelterwood.prevent.training.rules.questions import merge, read_questions

COURSES = Path(__file__).resolve().parents[1] / "courses"
SOURCE_COLUMNS = ("source_id", "citation", "address", "evidence")


def shipped() -> tuple[str, ...]:
    """The courses that come with the house."""
    return tuple(sorted(each.parent.name for each in COURSES.glob(f"*/{MANIFEST}")))


def load(folder: Path) -> Course:
    """The course in a folder. Raises CourseError with every fault that stands in the way."""
    return read_course(texts_of(folder), shared_sources())


def texts_of(folder: Path) -> dict[str, str]:
    """Every file of a course by its name inside the folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in (".md", ".toml", ".csv"))
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def shared_sources() -> dict[str, Source]:
    """The sources that every course may name, besides its own and rows of the facts. Raises CourseError."""
    return read_sources((COURSES / SOURCES_FILE).read_text(encoding="utf-8"))


def read_sources(text: str) -> dict[str, Source]:
    """The rows of a `sources.csv`. Raises CourseError."""
    try:
        rows = read_text(SOURCES_FILE, text, columns=SOURCE_COLUMNS)
    except FactsError as problem:
        raise CourseError([Fault(problem.file, problem.line, problem.reason)]) from problem
    return {row["source_id"]: Source(row["source_id"], row["citation"], row["address"], row["evidence"]) for row in rows}


def read_course(texts: Texts, sources: Mapping[str, Source]) -> Course:
    """The course that these files hold, by their names inside its folder; its own sources win over those given.

    Raises CourseError.
    """
    own = read_sources(texts[SOURCES_FILE]) if texts.get(SOURCES_FILE) else {}
    return _Reader(texts, {**sources, **own}).course()


class _Reader:
    """One reading; gathers faults, so that an author sees all of them at once."""

    def __init__(self, texts: Texts, sources: Mapping[str, Source]) -> None:
        self.texts, self.sources = texts, sources
        self.faults: list[Fault] = []
        self.manifest = self._manifest()

    def _manifest(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.texts.get(MANIFEST, ""))
        except RecursionError as problem:
            raise CourseError([Fault(MANIFEST, 1, "is nested deeper than anybody can read.")]) from problem
        except ValueError as problem:  # no TOML, or a number of more digits than Python reads
            line = getattr(problem, "lineno", 0) or str(problem).rpartition("line ")[2].partition(",")[0]
            raise CourseError([Fault(MANIFEST, int(line) if str(line).isdigit() else 1, f"cannot be read as TOML: {problem}")]) from problem

    def course(self) -> Course:
        check = self._table("check")
        course = Course(
            id=self._word(self.manifest, "id"),
            version=self._word(self.manifest, "version"),
            sector=self._word(self.manifest, "sector"),
            titles=self._words(self._table("title"), "[title]"),
            summaries=self._words(self._table("summary"), "[summary]"),
            roles=self._named("roles"),
            objectives=self._named("objectives"),
            lessons=tuple(self._lesson(each) for each in self._tables("lessons")),
            scenarios=self._scenarios(),
            items=self._items(),
            sources=self.sources,
            final_check=FinalCheck(self._number(check, "questions"), self._number(check, "right_to_pass"), self._word(check, "set_by")),
            digest=digest(self.texts),
            at=At(MANIFEST, 1),
        )
        if self.faults:
            raise CourseError(self.faults)
        return course

    # --- the manifest ---

    def _at(self, words: str) -> At:
        """The line of the manifest in which these words first stand."""
        lines = self.texts.get(MANIFEST, "").splitlines()
        return At(MANIFEST, next((number for number, line in enumerate(lines, 1) if words in line), 1))

    def _table(self, name: str) -> dict[str, Any]:
        found = self.manifest.get(name)
        if not isinstance(found, dict):
            self.faults.append(At(MANIFEST, 1).fault(f"needs a table [{name}]."))
            return {}
        return found

    def _tables(self, name: str) -> list[dict[str, Any]]:
        found = self.manifest.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.faults.append(self._at(name).fault(f"needs each of its {name} under a heading [[{name}]]."))
            return []
        return found

    def _names(self, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        found = table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            self.faults.append(self._at(name).fault(f"needs {name} = a list of ids in quotes."))
            return ()
        return tuple(found)

    def _word(self, table: Mapping[str, Any], name: str) -> str:
        found = table.get(name)
        if not isinstance(found, str) or not found:
            self.faults.append(self._at(name).fault(f"needs {name} = a text in quotes."))
            return ""
        return found

    def _number(self, table: Mapping[str, Any], name: str) -> int:
        found = table.get(name)
        if type(found) is not int or found < 1:
            self.faults.append(self._at(name).fault(f"needs {name} = a whole number from 1 on."))
            return 1
        return found

    def _words(self, table: Mapping[str, Any], where: str) -> Words:
        for language in LANGUAGES:
            if not table.get(language):
                self.faults.append(self._at(where).fault(f"has no words in «{language}»: a translation is missing."))
        return {language: str(table.get(language, "")) for language in LANGUAGES}

    def _named(self, name: str) -> tuple[Named, ...]:
        return tuple(Named(self._word(each, "id"), self._words(each, f'id = "{each.get("id")}"')) for each in self._tables(name))

    # --- the files ---

    def _file(self, stem: str, asked_at: At) -> dict[str, str]:
        """The names of one file in each language; a missing one is a fault."""
        names = {language: f"{stem}.{language}.md" for language in LANGUAGES}
        for name in names.values():
            if name not in self.texts:
                self.faults.append(asked_at.fault(f"{name} is missing: every page stands in {' and '.join(LANGUAGES)}."))
        return names

    def _lesson(self, table: Mapping[str, Any]) -> Lesson:
        identifier = self._word(table, "id")
        at = self._at(f'"{identifier}"')
        names = self._file(f"lessons/{identifier}", at)
        pages: dict[str, Page] = {language: read_page(name, language, self.texts.get(name, "# -"), self.faults) for language, name in names.items()}
        return Lesson(
            id=identifier,
            minutes=self._number(table, "minutes"),
            objectives=self._names(table, "objectives"),
            scenarios=self._names(table, "scenarios"),
            pages=pages,
            at=at,
        )

    def _scenarios(self) -> tuple[Scenario, ...]:
        found = []
        for stem in self._stems("scenarios"):
            titles, scenes, at = self._questions(f"scenarios/{stem}")
            found.append(Scenario(stem, titles, scenes, at))
        return tuple(found)

    def _items(self) -> tuple[Item, ...]:
        return tuple(Item(stem, question) for stem in self._stems("bank") for question in self._questions(f"bank/{stem}")[1])

    def _stems(self, folder: str) -> list[str]:
        names = [PurePosixPath(each) for each in self.texts]
        return sorted({each.name.partition(".")[0] for each in names if each.parent == PurePosixPath(folder)})

    def _questions(self, stem: str) -> tuple[Words, tuple[Question, ...], At]:
        at = At(f"{stem}.{LANGUAGES[0]}.md", 1)
        names = self._file(stem, at)
        read = {language: read_questions(name, self.texts.get(name, ""), self.faults) for language, name in names.items()}
        titles = {language: title for language, (title, _) in read.items()}
        for language, title in titles.items():
            if not title:
                self.faults.append(At(names[language], 1).fault("begins with its title: # and a space before it."))
        if any(name not in self.texts for name in names.values()):
            return titles, (), at
        return titles, merge({language: questions for language, (_, questions) in read.items()}, names, self.faults), at
