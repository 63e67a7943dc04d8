"""Warning signs as facts/warning_signs.csv holds them, by role and in both languages."""

from dataclasses import dataclass
from functools import lru_cache

from shelterwood_methods import facts

MOST_SIGNS = 12
KINDS = ("change", "sign", "place_pattern")
NEVER_OFFERED = "vulnerability"  # what makes a child easier to harm is no sign that somebody does
LEARNING_ONLY = ("defense_lawyer",)  # prompts for learning; client facts are never typed here


@dataclass(frozen=True)
class Sign:
    """One observable sign. It proves nothing alone and carries no weight."""

    id: str
    role: str
    kind: str
    text_en: str
    text_es: str
    reasons: dict[str, str]  # by language: why it matters, and what else it can be
    source: str

    def text(self, language: str) -> str:
        return self.text_es if language == "es" else self.text_en


@lru_cache(maxsize=1)
def warning_signs() -> dict[str, Sign]:
    """Every sign that may be offered, by id."""
    spanish = {row["sign_id"]: row for row in facts.read("warning_signs_es")}
    found = {}
    for row in facts.read("warning_signs"):
        if row["kind"] != NEVER_OFFERED:
            if row["sign_id"] not in spanish:
                raise facts.FactsError("warning_signs_es.csv", 1, f"{row['sign_id']} has no row: write its reasons in Spanish.")
            words = {"en": row, "es": spanish[row["sign_id"]]}
            found[row["sign_id"]] = Sign(
                id=row["sign_id"],
                role=row["role"],
                kind=row["kind"],
                text_en=row["text_en"],
                text_es=row["text_es"],
                reasons={each: f"{row[f'why_it_matters_{each}']} {row[f'innocent_explanation_{each}']}" for each, row in words.items()},
                source=row["source"],
            )
    return found


def signs_of(role: str) -> list[Sign]:
    return [sign for sign in warning_signs().values() if sign.role == role][:MOST_SIGNS]


def signs_for(role: str, language: str) -> dict[str, list[tuple[str, str]]]:
    """The signs of a role as choices, by kind; none for a role whose list is for learning only."""
    if role in LEARNING_ONLY:
        return {}
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for sign in signs_of(role):
        groups[sign.kind].append((sign.id, sign.text(language)))
    return {kind: choices for kind, choices in groups.items() if choices}
