"""Public helplines, as facts/helplines.csv holds them: national lines and each state's child-abuse line."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shelterwood_methods import facts

EMERGENCY = "US-911"
TRAFFICKING_HOTLINE = "US-NHTH"
MISSING_CHILDREN = "US-NCMEC"

# as text_or_chat of helplines.csv says it: `text 66008; chat 1800runaway.org`, `text START to 88788`, `online.rainn.org`
TEXT = re.compile(r"\btext (?:or call )?(?:([A-Z]+) to )?([\d-]+)")
CHAT = re.compile(r"\bchat (\S+)|^([\w.-]+\.[a-z]{2,})$")  # a bare address too: the row of RAINN holds nothing else


class LinePurpose(StrEnum):
    """What a county's own line is for."""

    CHILD_PROTECTION = "child_protection"
    POLICE = "police"
    SERVICES = "services"
    EARLY_HELP = "early_help"  # help for a family before anything must be reported


@dataclass(frozen=True)
class Helpline:
    """One line as a caller needs it. `phone` is empty where a state has no statewide number and the county's own stands instead."""

    id: str
    jurisdiction: str
    phone: str
    names: dict[str, str]  # by language
    hours: dict[str, str]
    notes: dict[str, str]
    text_to: str  # number for a text message; empty: none
    text_word: str  # what the message must say, if anything
    chat: str  # web address of its chat


@lru_cache(maxsize=1)
def helplines() -> dict[str, Helpline]:
    """Every line that is shown, by id: those of helplines_shown.csv. A number that was not verified is not among them."""
    facts_of = {row["helpline_id"]: row for row in facts.read("helplines")}
    found = {}
    for shown in facts.read("helplines_shown"):
        row = facts_of.get(shown["helpline_id"])
        if row is None or row["confidence"] == "low":
            raise shown.wrong(f"{shown['helpline_id']} is no verified line of helplines.csv; show only numbers that were checked.")
        found[shown["helpline_id"]] = Helpline(
            id=shown["helpline_id"],
            jurisdiction=row["jurisdiction"],
            phone=row["phone"],
            names={"en": row["name"], "es": shown["name_es"]},
            hours={"en": shown["hours_en"], "es": shown["hours_es"]},
            notes={"en": shown["note_en"], "es": shown["note_es"]},
            **_written(row["text_or_chat"]),
        )
    return found


def _written(ways: str) -> dict[str, str]:
    """How a line can be reached without speaking."""
    text, chat = TEXT.search(ways), CHAT.search(ways)
    return {
        "text_to": text[2] if text else "",
        "text_word": (text[1] or "") if text else "",
        "chat": (chat[1] or chat[2]).rstrip(";") if chat else "",
    }


def national_lines() -> list[Helpline]:
    """National lines that a person can telephone, in the order of the facts."""
    return [line for line in helplines().values() if line.jurisdiction == "US" and line.phone]


def state_lines(state: str) -> list[Helpline]:
    """The state's child-abuse lines, or what says that its counties keep their own; none for an unknown state."""
    return [line for line in helplines().values() if line.jurisdiction == state]


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
