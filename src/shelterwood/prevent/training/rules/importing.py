"""How an import goes: its kinds, its states and what may follow on what, how long its parts are kept."""

from datetime import timedelta
from enum import StrEnum

FILE_KEPT = timedelta(days=7)  # the uploaded file and what was read of it, while nobody applies or discards
UNDO_KEPT = timedelta(days=30)  # what people were before, and the refused rows
SILENT = timedelta(seconds=90)  # after so long without a sign of life a check counts as broken off and is started again
LARGEST_FILE = 64 * 2**20
LARGEST_PROOF = 5 * 2**20
MOST_NEW_POSTS = 500  # more titles than any organization has posts: the wrong column was chosen
SHOWN_ROWS = 10


class Kind(StrEnum):
    ROSTER = "roster"
    ONEROSTER = "oneroster"
    ELSEWHERE = "elsewhere"  # trainings completed elsewhere


class State(StrEnum):
    MAPPING = "mapping"  # a person says which column is what
    CHECKING = "checking"
    CHECKED = "checked"  # a person looks at what it would do
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"  # no table that can be read
    EXPIRED = "expired"


class Action(StrEnum):
    """What a roster does to a learner."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left"


FOLLOWS: dict[State, frozenset[State]] = {
    State.MAPPING: frozenset({State.CHECKING, State.DISCARDED, State.EXPIRED}),
    State.CHECKING: frozenset({State.CHECKED, State.FAILED, State.DISCARDED, State.EXPIRED}),
    State.CHECKED: frozenset({State.APPLIED, State.CHECKING, State.DISCARDED, State.EXPIRED}),
    State.APPLIED: frozenset({State.UNDONE}),
    State.UNDONE: frozenset(),
    State.DISCARDED: frozenset(),
    State.FAILED: frozenset(),
    State.EXPIRED: frozenset(),
}
OPEN = (State.MAPPING.value, State.CHECKING.value, State.CHECKED.value)
# what a check counts; `rows` are those of the file, `without_left`: nobody was marked as left since rows could not be read
COUNTED = ("rows", "new", "changed", "left", "same", "refused", "namesakes", "unread", "without_site")


def may_follow(state: State, on: State) -> bool:
    return state in FOLLOWS[on]
