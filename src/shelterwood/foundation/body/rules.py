"""Public helplines, as facts/helplines.csv holds them: national lines and each state's child-abuse line."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shelterwood_methods import facts

EMERGENCY = "US-911"
TRAFFICKING_HOTLINE = "US-NHTH"
MISSING_CHILDREN = "US-NCMEC"
SHOWN_CONFIDENCE = ("high", "medium")  # low was not verified, and is not shown


class LinePurpose(StrEnum):
    """What a county's own line is for."""

    CHILD_PROTECTION = "child_protection"
    POLICE = "police"
    SERVICES = "services"


@dataclass(frozen=True)
class Helpline:
    """One line. `phone` is empty where a state has no statewide number and the county's own stands instead."""

    id: str
    jurisdiction: str
    name: str
    for_whom: str
    phone: str
    text_or_chat: str
    hours: str
    languages: str
    note: str
    confidence: str


@lru_cache(maxsize=1)
def helplines() -> dict[str, Helpline]:
    """Every line that may be shown, by id."""
    names = Helpline.__dataclass_fields__
    found = {}
    for row in facts.read("helplines"):
        if row["confidence"] in SHOWN_CONFIDENCE:
            values = {name: row[name] for name in names if name != "id"}
            found[row["helpline_id"]] = Helpline(id=row["helpline_id"], **values)
    return found


def national_lines() -> list[Helpline]:
    """National lines that a person can telephone, in the order of the facts."""
    return [line for line in helplines().values() if line.jurisdiction == "US" and line.phone]


def state_line(state: str) -> Helpline | None:
    """The state's child-abuse line, or what says that its counties keep their own; None for an unknown state."""
    return helplines().get(f"{state}-CPS")


STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska",
    "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


@dataclass(frozen=True)
class HelplineInSpanish:
    name: str
    hours: str
    note: str


@lru_cache(maxsize=1)
def _spanish() -> dict[str, HelplineInSpanish]:
    return {row["helpline_id"]: HelplineInSpanish(row["name"], row["hours"], row["note"]) for row in facts.read("helplines_es")}


def in_spanish(helpline: str) -> HelplineInSpanish | None:
    """The texts of a helpline in Spanish, where somebody wrote them (facts/helplines_es.csv)."""
    return _spanish().get(helpline)
