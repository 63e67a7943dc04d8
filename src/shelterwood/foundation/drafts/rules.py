"""What may be kept of a form that was not sent, for how long, and under which name it is found again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

KEPT = timedelta(days=14)
MOST = 25  # of one person: as many as a list shows
LONGEST = 128 * 1024  # bytes of all answers together
SEALED = "draft"  # the one sealed field
# what belongs to the sending and not to the answers
OF_THE_SENDING = ("csrfmiddlewaretoken", "draft_of", "go", "do", "suspicion")


class Kind(StrEnum):
    """Which form it is of."""

    CONCERN = "concern"
    ADDED = "added"
    DECISION = "decision"
    CORRECTION = "correction"
    ROUTE = "route"
    STEP = "step"
    NOTE = "note"
    COURSE = "course"


class End(StrEnum):
    """Why a draft was destroyed."""

    SENT = "draft_sent"
    DROPPED = "draft_dropped"
    OVER = "draft_over"
    ACCESS_ENDED = "draft_access_ended"
    RECORD_ENDED = "draft_record_ended"


class TooLong(Exception):
    """More was typed than any form of this site takes."""


@dataclass(frozen=True)
class Kept:
    """An unsent form: where it is shown, and its fields in order."""

    shown_at: str  # the name of an address
    places: Mapping[str, str]  # what fills the places of that address
    fields: tuple[tuple[str, str], ...]

    def written(self) -> str:
        """As one text, to be sealed. Raises TooLong."""
        text = json.dumps([self.shown_at, dict(self.places), self.fields], ensure_ascii=False)
        if len(text.encode()) > LONGEST:
            raise TooLong
        return text


def read(text: str) -> Kept:
    """What `Kept.written` wrote."""
    shown_at, places, fields = json.loads(text)
    return Kept(shown_at, places, tuple((name, value) for name, value in fields))


def answers(sent: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields worth keeping. A statement that must be made at the moment of sending is none of them."""
    return tuple((name, value) for name, value in sent if value and name not in OF_THE_SENDING)


def slot(name: str, places: Mapping[str, str], token: str) -> str:
    """Where the one draft of a form lies: the address to which it is sent, and the form's own number where it has one.

    A hash, since the address may hold the number of a concern, and this column is not sealed.
    """
    return sha256(json.dumps([name, sorted(places.items()), token]).encode()).hexdigest()
