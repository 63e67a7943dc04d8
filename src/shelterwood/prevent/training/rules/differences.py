"""What changed between two versions of a course, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from shelterwood.prevent.training.rules.files import Texts, in_order

AROUND = 2  # lines that did not change, shown before and after those that did


@dataclass(frozen=True)
class Line:
    """One line as it stands before, after, or in both; `gap` where lines that did not change are left out before it."""

    sign: str  # "-", "+" or a space
    number: int  # of the version in which it stands; of the later one where it stands in both
    text: str
    gap: bool = False


@dataclass(frozen=True)
class Changed:
    """A file that is new, gone or not the same."""

    name: str
    word: str  # new, gone, changed
    lines: tuple[Line, ...]

    @property
    def added(self) -> int:
        return sum(line.sign == "+" for line in self.lines)

    @property
    def removed(self) -> int:
        return sum(line.sign == "-" for line in self.lines)


def differences(before: Texts, after: Texts) -> tuple[Changed, ...]:
    """Every file that is not the same in both, in the order in which an author reads them."""
    found = []
    for name in in_order({*before, *after}):
        if before.get(name) != after.get(name):
            word = "changed" if name in before and name in after else "new" if name in after else "gone"
            found.append(Changed(name, word, tuple(lines(before.get(name, ""), after.get(name, "")))))
    return tuple(found)


def lines(before: str, after: str) -> Iterator[Line]:
    """The lines that differ, each with a little of what stands around it."""
    old, new = before.splitlines(), after.splitlines()
    last = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        gap = group[0][3] > last
        for what, old_start, old_end, new_start, new_end in group:
            if what == "equal":
                shown = [Line(" ", number, new[number - 1]) for number in range(new_start + 1, new_end + 1)]
            else:
                shown = [Line("-", number, old[number - 1]) for number in range(old_start + 1, old_end + 1)]
                shown += [Line("+", number, new[number - 1]) for number in range(new_start + 1, new_end + 1)]
            for line in shown:
                yield Line(line.sign, line.number, line.text, gap)
                gap = False
        last = group[-1][4]
