"""The rows of law of this version, and the text of each as it is signed."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

from shelterwood_methods import facts, statutes
from shelterwood_methods.facts.tables import COLUMNS, NAMED_BY
from shelterwood_methods.statutes import training

PROSE, TYPING = "reporting_duties", "reporting_duties_typed"  # the two files of a duty


@lru_cache(maxsize=1)
def duties() -> statutes.Duties:
    """Every reporting duty of the facts, indexed."""
    return statutes.load()


@lru_cache(maxsize=1)
def mandates() -> training.Mandates:
    """Every mandate on training, notices and policies of the facts."""
    return training.load()


@lru_cache(maxsize=1)
def disclosure_rows() -> dict[str, dict[str, str]]:
    """The typed disclosure rules by id."""
    return {row["rule_id"]: dict(row) for row in facts.read("disclosure_rules_typed")}


@lru_cache(maxsize=1)
def disclosure_citations() -> dict[str, str]:
    """The citation of each disclosure rule; what was written from memory and not read says so."""
    return {
        row["rule_id"]: row["citation"].replace("[K]", "[not yet read by counsel]").replace("V-sec", "secondary source")
        for row in facts.read("disclosure_rules")
    }


# how each state's law is cited (The Bluebook, table T1, and the states' own short forms)
STATE_LAW = {
    "AL": "Ala.", "AK": "Alaska", "AZ": "Ariz.|A.R.S.", "AR": "Ark.", "CA": "Cal.", "CO": "Colo.|C.R.S.", "CT": "Conn.", "DE": "Del.", "DC": "D.C.",
    "FL": "Fla.", "GA": "Ga.|O.C.G.A.", "HI": "Haw.", "ID": "Idaho", "IL": "Ill.|ILCS", "IN": "Ind.", "IA": "Iowa", "KS": "Kan.|K.S.A.",
    "KY": "Ky.|KRS", "LA": "La.", "ME": "Me.", "MD": "Md.", "MA": "Mass.|MGL|M.G.L.", "MI": "Mich.|MCL", "MN": "Minn.", "MS": "Miss.",
    "MO": "Mo.|RSMo", "MT": "Mont.|MCA", "NE": "Neb.", "NV": "Nev.|NRS", "NH": "N.H.|RSA", "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.",
    "ND": "N.D.", "OH": "Ohio|ORC", "OK": "Okla.|O.S.", "OR": "Or. |ORS", "PA": "Pa.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.",
    "TX": "Tex.", "UT": "Utah", "VT": "Vt.|V.S.A.", "VA": "Va.", "WA": "Wash.|RCW", "WV": "W. Va.", "WI": "Wis.", "WY": "Wyo.",
}  # fmt: skip


def cited_in(state: str, citation: str) -> str:
    """Of a citation the parts that can hold in this state: what names another state's law is no reason here.

    Empty where nothing is left; the page then says that the law of this state stands in no row yet.
    """
    others = re.compile("|".join(rf"\b(?:{re.escape(form)})" for code, forms in STATE_LAW.items() if code != state for form in forms.split("|")))
    parts = [part.strip().removeprefix("e.g. ") for part in citation.split(";")]
    return "; ".join(part for part in parts if part and not others.search(part))


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
                texts.setdefault(row[key], []).append(_text(row))
        found |= {(kind, row): _hash(parts) for row, parts in texts.items()}
    return found | {("mandate", row): _hash(parts) for row, parts in mandate_texts().items()}


def mandate_texts() -> dict[str, list[str]]:
    """What is signed of each mandate: the prose that several may share, its own typed row, and what its notice must look like."""
    cells = NAMED_BY["training_mandates"]
    prose = {
        tuple(row[column] for column in cells): _text(row)
        for name in ("training_mandates", "training_mandates_supplement")
        for row in facts.read(name)
    }
    signs = {row["mandate_id"]: _text(row) for row in facts.read("signage_typed")}
    return {
        row["mandate_id"]: [
            prose[tuple(row[column] for column in cells)],
            _text(row),
            *([signs[row["mandate_id"]]] if row["mandate_id"] in signs else []),
        ]
        for row in facts.read("training_mandates_typed")
    }


def text_hash_of(prose: Mapping[str, str], typed: Mapping[str, str]) -> str:
    """What a signature under a duty covers: its words and its typing, in the order of their columns."""
    texts = ("\x1f".join(row[column] for column in COLUMNS[name]) for row, name in ((prose, PROSE), (typed, TYPING)))
    return _hash(list(texts))


def digest(texts: Mapping[tuple[str, str], str]) -> str:
    """The hash of a pack: of its rows, by kind and id, and the hash of each one's text."""
    lines = (f"{kind} {row} {text}" for (kind, row), text in sorted(texts.items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _text(row: facts.Row) -> str:
    return "\x1f".join(row.values())


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()
