"""The rows of law of this version, and the text of each as it is signed."""

import hashlib
from functools import lru_cache

from shelterwood_methods import facts, statutes


@lru_cache(maxsize=1)
def duties() -> statutes.Duties:
    """Every reporting duty of the facts, indexed."""
    return statutes.load()


@lru_cache(maxsize=1)
def disclosure_rows() -> dict[str, dict[str, str]]:
    """The typed disclosure rules by id."""
    return {row["rule_id"]: dict(row) for row in facts.read("disclosure_rules_typed")}


@lru_cache(maxsize=1)
def disclosure_citations() -> dict[str, str]:
    """The citation of each disclosure rule; what was written from memory and not read says so."""
    return {row["rule_id"]: row["citation"].replace("[K]", "[not yet read by counsel]") for row in facts.read("disclosure_rules")}


@lru_cache(maxsize=1)
def text_hashes() -> dict[tuple[str, str], str]:
    """For each row that can be signed, by kind and id, the hash of its text. A changed row is an unsigned one."""
    found: dict[tuple[str, str], str] = {}
    for kind, names, key in (
        ("duty", ("reporting_duties", "reporting_duties_supplement", "reporting_duties_typed"), "duty_id"),
        ("rule", ("disclosure_rules", "disclosure_rules_typed"), "rule_id"),
    ):
        texts: dict[str, list[str]] = {}
        for name in names:
            for row in facts.read(name):
                texts.setdefault(row[key], []).append("\x1f".join(row.values()))
        found |= {(kind, row): hashlib.sha256("\x1e".join(parts).encode()).hexdigest() for row, parts in texts.items()}
    return found
