"""The final check: drawn from the bank by a seed, balanced by objective, its answers in another order each time; and its score.

The draw needs no memory: the same seed gives the same check in every process and version, since order comes from a hash.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, zip_longest

from shelterwood.prevent.training.rules.model import Course, Item, Question


@dataclass(frozen=True)
class Drawn:
    """One item as it is shown: `order[place]` is where the answer at this place stands in the bank."""

    item: Item
    order: tuple[int, ...]

    @property
    def key(self) -> int:
        """The place at which the right answer is shown."""
        return self.order.index(self.item.question.key)


@dataclass(frozen=True)
class Score:
    right: int
    of: int
    passed: bool
    by_objective: Mapping[str, tuple[int, int]]  # right, of

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.of)


def draw(course: Course, seed: str, seen: Collection[str] = ()) -> tuple[Drawn, ...]:
    """A check of the course's length. Items that the person saw before come only when the others are used up."""
    by_objective = [
        sorted(
            (item for item in course.items if item.objective == objective.id),
            key=lambda item: (item.question.id in seen, _lot(seed, item.question.id)),
        )
        for objective in sorted(course.objectives, key=lambda objective: _lot(seed, objective.id))
    ]
    in_turn = (item for item in chain.from_iterable(zip_longest(*by_objective)) if item)
    chosen = [item for item, _ in zip(in_turn, range(course.final_check.questions), strict=False)]
    chosen.sort(key=lambda item: _lot(seed, "place", item.question.id))
    return tuple(Drawn(item, _shuffled(seed, item)) for item in chosen)


def as_drawn(course: Course, seed: str, names: Sequence[str]) -> tuple[Drawn, ...]:
    """A check drawn before, found again: these items in this order, their answers as the seed put them."""
    by_id = {item.question.id: item for item in course.items}
    return tuple(Drawn(by_id[name], _shuffled(seed, by_id[name])) for name in names)


def mixed(question: Question) -> tuple[int, ...]:
    """The places of a scene's answers in an order that says nothing about which is right, always the same for one scene."""
    return _order(question.id, question)


def score(course: Course, drawn: Sequence[Drawn], chosen: Mapping[str, int]) -> Score:
    """`chosen`: item id to the answer's place in the bank. What was left open is wrong."""
    tally: dict[str, list[bool]] = {}
    for each in drawn:
        tally.setdefault(each.item.objective, []).append(chosen.get(each.item.question.id) == each.item.question.key)
    right = sum(sum(marks) for marks in tally.values())
    by_objective = {objective: (sum(marks), len(marks)) for objective, marks in tally.items()}
    return Score(right, len(drawn), right >= course.final_check.right_to_pass, by_objective)


def _shuffled(seed: str, item: Item) -> tuple[int, ...]:
    return _order(seed, item.question)


def _order(seed: str, question: Question) -> tuple[int, ...]:
    return tuple(sorted(range(len(question.options)), key=lambda place: _lot(seed, question.id, str(place))))


def _lot(*words: str) -> bytes:
    return sha256("\0".join(words).encode()).digest()
