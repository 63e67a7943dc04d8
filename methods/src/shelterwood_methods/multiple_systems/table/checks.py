"""Why a table cannot be used, each reason in words that a practitioner understands and with what can be done instead."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..errors import UnusableTable

if TYPE_CHECKING:
    from .counts import CountTable

MOST_LISTS = 16


def check_lists(lists: Sequence[str]) -> None:
    """Between two and sixteen lists, each with a name of its own."""
    if len(lists) < 2:
        which = f"one list ({lists[0]})" if lists else "no list"
        raise UnusableTable(
            f"The table has {which}: how many people nobody saw is learnt from overlaps, and one list overlaps with nothing.",
            "Add a second list. For one register that counts how often each person was met, use ZeroTruncated.",
        )
    if len(lists) > MOST_LISTS:
        raise UnusableTable(
            f"The table has {len(lists)} lists, and their {2 ** len(lists):,} combinations cannot be filled by any real number of people.",
            f"Merge lists of the same kind of agency until at most {MOST_LISTS} are left; five to eight serve best.",
        )
    repeated = sorted({name for name in lists if list(lists).count(name) > 1})
    if repeated:
        raise UnusableTable(f'Two lists are both called "{repeated[0]}".', "Give every list a name of its own.")
    if not all(name.strip() and name.isprintable() for name in lists):
        raise UnusableTable("A list has no name that can be printed.", "Write a name above every list column.")


def named(names: Iterable[str], lists: Sequence[str]) -> int:
    """The bit mask of these lists; raises UnusableTable for a name that the table does not have."""
    mask = 0
    for name in names:
        if name not in lists:
            raise UnusableTable(f'There is no list "{name}".{did_you_mean(name, lists)}', f"The lists are {', '.join(lists)}.")
        mask |= 1 << list(lists).index(name)
    return mask


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A hint where the name is close to a known one."""
    lower = {item.lower(): item for item in known}
    near = get_close_matches(name.lower(), list(lower), n=1, cutoff=0.5)
    return f' Did you mean "{lower[near[0]]}"?' if near else ""


def check_estimable(table: "CountTable") -> None:
    """What every estimate needs: people, no empty list, somebody on two lists, somebody not on all of them."""
    if table.observed == 0:
        raise UnusableTable("The table holds nobody: every count is zero.", "Nothing can be estimated from it.")
    empty = [name for name in table.lists if table.size_of(name) == 0]
    if empty:
        what = f'the list "{empty[0]}" is' if len(empty) == 1 else f"the lists {', '.join(empty)} are"
        raise UnusableTable(
            f"Nobody is on {what.replace(' is', '').replace(' are', '')}, so {what} empty and says nothing about the others.",
            f"Leave {'it' if len(empty) == 1 else 'them'} out (--omit {','.join(empty)}) and estimate from the remaining lists.",
        )
    captures = table.captures()
    if captures[1] == table.observed:
        raise UnusableTable(
            "Nobody is on two lists. How many people nobody saw is learnt from overlaps, and here there are none.",
            f"Only the {table.observed:,} people seen can be reported. Check how records were linked; merging lists cannot help.",
        )
    if captures[len(table.lists)] == table.observed:
        raise UnusableTable(
            "Everybody is on every list: the lists look like copies of one another, and copies say nothing about people they both miss.",
            f"Only the {table.observed:,} people seen can be reported. Check whether one list was made from another.",
        )
