"""Classical item analysis: how hard a question is, whether it tells those who know from those who do not, and who takes what.

Difficulty is the share who answer rightly (Lord and Novick, Statistical Theories of Mental Test Scores, 1968). Discrimination is
the point-biserial correlation of the item with the score on the *other* items: with the item itself in the score it would look
better than it is (Henrysson, Psychometrika 1963;28:211-218). Where each person saw another draw from the bank, the score on the
other items is the share of those that the person saw. A distractor works when some take it, and more of the weaker half.
Under about 100 answers the figures mislead; they are shown with their number.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, pvariance

RARELY_TAKEN = 0.05


@dataclass(frozen=True)
class Answered:
    """What one person chose: item to option, among the items that the person saw."""

    choices: Mapping[str, str]

    def right(self, keys: Mapping[str, str]) -> dict[str, bool]:
        return {item: choice == keys[item] for item, choice in self.choices.items() if item in keys}


@dataclass(frozen=True)
class Choice:
    """One option: how many took it, and how many of the weaker and the stronger half."""

    option: str
    taken: int
    share: float
    by_weaker: int
    by_stronger: int

    @property
    def draws_nobody(self) -> bool:
        return self.share < RARELY_TAKEN


@dataclass(frozen=True)
class ItemFigures:
    item: str
    answers: int
    difficulty: float
    discrimination: float | None  # none where everybody answers alike, or has the same rest of the score
    choices: tuple[Choice, ...]


def analyse(people: Sequence[Answered], keys: Mapping[str, str], options: Mapping[str, Sequence[str]]) -> tuple[ItemFigures, ...]:
    """Figures of every item that somebody answered, in the order of the keys."""
    marks = [person.right(keys) for person in people]
    found = []
    for item in keys:
        seen = [(person.choices[item], mark[item], _rest(mark, item)) for person, mark in zip(people, marks, strict=True) if item in mark]
        if seen:
            chosen, right, rest = zip(*seen, strict=True)
            choices = _choices(chosen, rest, options[item])
            found.append(ItemFigures(item, len(seen), sum(right) / len(seen), _correlation(right, rest), choices))
    return tuple(found)


def kr20(people: Sequence[Answered], keys: Mapping[str, str]) -> float | None:
    """Kuder-Richardson formula 20 (Psychometrika 1937;2:151-160) over people who all answered the same items; none where undefined."""
    marks = [person.right(keys) for person in people]
    if not marks or len(keys) < 2 or any(len(mark) != len(keys) for mark in marks):
        return None
    spread = pvariance([sum(mark.values()) for mark in marks])
    if spread == 0:
        return None
    shares = [sum(mark[item] for mark in marks) / len(marks) for item in keys]
    return len(keys) / (len(keys) - 1) * (1 - sum(share * (1 - share) for share in shares) / spread)


def _rest(mark: Mapping[str, bool], item: str) -> float:
    """The share of the other items that the person had right."""
    others = len(mark) - 1
    return (sum(mark.values()) - mark[item]) / others if others else 0.0


def _correlation(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    try:
        return correlation([float(each) for each in right], rest)
    except StatisticsError:  # fewer than two people, or no spread
        return None


def _choices(chosen: Sequence[str], rest: Sequence[float], options: Sequence[str]) -> tuple[Choice, ...]:
    """Halves by the rest of the score; whoever lies in the middle counts in neither."""
    order = sorted(rest)
    low, high = order[(len(order) - 1) // 2], order[len(order) // 2]
    middle = (low + high) / 2
    taken = Counter(chosen)
    weaker = Counter(choice for choice, score in zip(chosen, rest, strict=True) if score < middle)
    stronger = Counter(choice for choice, score in zip(chosen, rest, strict=True) if score > middle)
    return tuple(Choice(each, taken[each], taken[each] / len(chosen), weaker[each], stronger[each]) for each in options)
