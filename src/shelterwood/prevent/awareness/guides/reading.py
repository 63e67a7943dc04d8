"""Reading the library strictly: a sentence without its other language or with an unknown source stops whoever reads it."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from shelterwood_methods import facts
from shelterwood_methods.statutes.training import load

from shelterwood.prevent.awareness.guides.model import (
    LANGUAGES,
    Guidance,
    Guide,
    Kit,
    Part,
    Passage,
    Publication,
    Report,
    ReportPart,
    Source,
    Word,
)  # fmt: skip
from shelterwood.prevent.awareness.rules import signs_of

LIBRARY = files("shelterwood.prevent.awareness.guides") / "library"
# the doors of /learn, in the order in which they stand
AUDIENCES = (
    "young-people", "parents", "public", "schools", "police", "health-care", "hotels", "transport", "courts", "banks", "victim-services",
    "child-welfare", "other-business",
)  # fmt: skip


class GuideError(Exception):
    """A file of the library cannot be used. The text names it and says what to mend."""


@cache
def guidance() -> Guidance:
    """The whole library. Raises GuideError."""
    sources = {source.id: source for source in _sources()}
    shared = {name: _passage("shared.toml", raw, {}, sources) for name, raw in _toml("shared.toml").items()}
    reader = _Reader(shared, sources)
    guides = {audience: reader.guide(audience) for audience in AUDIENCES}
    return Guidance(sources=sources, guides=guides, report=reader.report(guides), kit=reader.kit())


def _text(file: str) -> str:
    return (LIBRARY / file).read_text(encoding="utf-8")


def _toml(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as problem:
        raise GuideError(f"{file}: {problem}") from problem


def _sources() -> Iterator[Source]:
    """Rows of our own list, and rows of the facts by their id."""
    for row in csv.DictReader(io.StringIO(_text("sources.csv"))):
        yield Source(row["source_id"], row["citation"], row["address"], row["evidence"])
    for each in facts.read("reporting_duties"):
        yield Source(each["duty_id"], each["citation"], "", each["evidence"])
    for mandate in load():
        yield Source(mandate.id, mandate.citation, "", mandate.evidence)


def _passage(file: str, raw: Mapping[str, Any], shared: Mapping[str, Passage], sources: Mapping[str, Source]) -> Passage:
    """A passage written out, or the shared one that is named."""
    if "use" in raw:
        if raw["use"] not in shared:
            raise GuideError(f"{file}: no shared passage is named {raw['use']!r}.")
        return shared[raw["use"]]
    unknown = [name for name in raw.get("by", ()) if name not in sources]
    if unknown or not raw.get("by"):
        raise GuideError(f"{file}: {raw.get('en')!r} names no source that is known {unknown}; add it to sources.csv.")
    return Passage(_both(file, raw), tuple(raw["by"]))


def _both(file: str, raw: Mapping[str, Any]) -> Mapping[str, str]:
    for language in LANGUAGES:
        if not raw.get(language, "").strip():
            raise GuideError(f"{file}: {raw!r} lacks its text in {language!r}.")
    return {language: raw[language] for language in LANGUAGES}


class _Reader:
    def __init__(self, shared: Mapping[str, Passage], sources: Mapping[str, Source]) -> None:
        self.shared, self.sources = shared, sources

    def passages(self, file: str, raw: list[Mapping[str, Any]]) -> tuple[Passage, ...]:
        return tuple(_passage(file, each, self.shared, self.sources) for each in raw)

    def guide(self, audience: str) -> Guide:
        file = f"{audience}.toml"
        raw = _toml(file)
        unknown = [role for role in raw["signs"] if not signs_of(role)]
        if unknown or raw["id"] != audience:
            raise GuideError(f"{file}: is of {raw['id']!r} and names roles without signs: {unknown}.")
        return Guide(
            id=audience, sector=raw["sector"], course=raw["course"], protocols={each["id"]: _both(file, each) for each in raw["protocols"]}, signs=tuple(raw["signs"]),
            young=raw.get("young", False), name=_both(file, raw["name"]), title=_both(file, raw["title"]), lede=_both(file, raw["lede"]),
            parts={part: self.passages(file, raw[part]) for part in Part if raw.get(part)},
        )  # fmt: skip

    def report(self, guides: Mapping[str, Guide]) -> Report:
        file = "report.toml"
        raw = _toml(file)
        own = raw["name"]
        strangers = [each["audience"] for each in raw["sector"] if each["audience"] not in guides]
        if strangers:
            raise GuideError(f"{file}: {strangers} are no audiences.")
        return Report(
            publication=Publication(dict.fromkeys(LANGUAGES, own["title"]), own["record"], own["address"], ("IOM-2013",)),
            authors=own["authors"],
            year=own["year"],
            guides=tuple(Publication(_both(file, each["name"]), each["record"], each["address"], tuple(each["by"])) for each in raw["guide"]),
            parts={part: self.passages(file, raw["parts"][part]) for part in ReportPart},
            sectors={each["audience"]: _passage(file, each, {}, self.sources) for each in raw["sector"]},
        )

    def kit(self) -> Kit:
        raw = _toml("kit.toml")
        words = tuple(self._word(row) for row in csv.DictReader(io.StringIO(_text("words.csv"))))
        post, week, press = (self.passages("kit.toml", raw[part]) for part in ("post", "week", "press"))
        return Kit(post, week, press, words)

    def _word(self, row: Mapping[str, str]) -> Word:
        def of(column: str) -> Mapping[str, str]:
            return {language: row[f"{column}_{language}"] for language in LANGUAGES}

        return Word(of("avoid"), _passage("words.csv", {**of("say"), "by": row["sources"].split(";")}, {}, self.sources), of("why"))
