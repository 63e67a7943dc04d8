"""What an id after a sentence stands for: a row of sources.csv, a row of the facts, or our own words."""

from collections.abc import Mapping
from functools import cache

from shelterwood_methods import facts

from shelterwood.prevent.training.rules.model import Course

HOUSE = "HOUSE"  # our own words: advice or a plain truth that rests on no outside source
OWN_WORDS = {"en": "Our own words; no fact is claimed.", "es": "Palabras nuestras; no afirman ningún hecho."}
# the tables of the facts whose rows may be named, and the column that says where the row comes from
TABLES = {
    "warning_signs": "source",
    "reporting_duties": "citation",
    "helplines": "source",
    "safe_harbor_states": "primary_citation",
    "disclosure_rules": "citation",
}


@cache
def rows_of_facts() -> Mapping[str, str]:
    """Where each row comes from, by its id."""
    return {next(iter(row.values())): row[column] for name, column in TABLES.items() for row in facts.read(name)}


def citation(course: Course, name: str, language: str) -> str:
    """The source in words, as it was cited; sources are not translated."""
    if name == HOUSE:
        return OWN_WORDS[language]
    source = course.sources.get(name)
    if source:
        return source.citation
    return f"{rows_of_facts()[name]} ({name})" if name in rows_of_facts() else name  # a draft may name what is not there yet
