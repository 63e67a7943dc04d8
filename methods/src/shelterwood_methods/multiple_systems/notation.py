"""Bracket notation of hierarchical models: `[12,3]` is the model with the term of lists 1 and 2, and of list 3 alone.

A bracket names the largest terms; every smaller term inside one of them, and every list by itself, is in the model too. Lists are
numbered in column order. Up to nine lists a term is written as digits (`123`); beyond, with points between (`1.10`). Names may stand in
place of numbers with colons between (`LA:NG, PF`). Internally a term is a bit mask, list 1 being the lowest bit.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from .errors import PrevalenceError

WIDEST_DIGITS = 9


def members(mask: int) -> tuple[int, ...]:
    """Positions, from 0, of the lists in a term."""
    return tuple(k for k in range(mask.bit_length()) if mask >> k & 1)


def submasks(mask: int) -> list[int]:
    """Every non-empty subset of a term, itself included."""
    found, sub = [], mask
    while sub:
        found.append(sub)
        sub = (sub - 1) & mask
    return found


def closure(generators: Iterable[int], lists: int) -> tuple[int, ...]:
    """All terms of the model: intercept 0, each list, and whatever the generators imply; by size, then by lists."""
    terms = {0, *(1 << k for k in range(lists))}
    for mask in generators:
        terms.update(submasks(mask))
    return tuple(sorted(terms, key=term_order))


def generators(terms: Iterable[int]) -> tuple[int, ...]:
    """The largest terms of a model, longest first: what the brackets name."""
    present = {mask for mask in terms if mask}
    largest = [mask for mask in present if not any(mask != other and mask & other == mask for other in present)]
    return tuple(sorted(largest, key=lambda mask: (-mask.bit_count(), members(mask))))


def term_order(mask: int) -> tuple[int, tuple[int, ...]]:
    """Shorter terms first, then in the order of their lists."""
    return mask.bit_count(), members(mask)


def brackets(terms: Iterable[int], lists: int) -> str:
    """The model in bracket notation.

    >>> brackets([0, 1, 2, 4, 3], 3)
    '[12,3]'
    """
    between = "" if lists <= WIDEST_DIGITS else "."
    return "[" + ",".join(between.join(str(k + 1) for k in members(mask)) for mask in generators(terms)) + "]"


def term_name(mask: int, names: Sequence[str]) -> str:
    """A term in list names, `LA:NG`."""
    return ":".join(names[k] for k in members(mask)) if mask else "(Intercept)"


def parse_model(text: str, names: Sequence[str]) -> tuple[int, ...]:
    """All terms of a model written in brackets, by numbers or by names.

    Raises PrevalenceError where a part names no list of the table, or is empty.
    """
    inner = text.strip()
    if inner.startswith("[") != inner.endswith("]"):
        raise PrevalenceError(f'The model "{text}" has one bracket without the other.', f"Write it like {example(names)}.")
    inner = inner.removeprefix("[").removesuffix("]")
    parts = [part.strip() for part in inner.split(",")] if inner.strip() else []
    return closure([parse_term(part, names, text) for part in parts], len(names))


def parse_term(part: str, names: Sequence[str], model: str) -> int:
    """One part of a model, as a bit mask."""
    pieces = [piece.strip() for piece in part.split(":")]
    if all(piece in names for piece in pieces):
        return sum(1 << k for k in {list(names).index(piece) for piece in pieces})
    compact = part.replace(".", " ").split() if len(names) > WIDEST_DIGITS or "." in part else list(part)
    if part and all(piece.isdigit() for piece in compact):
        numbers = [int(piece) for piece in compact]
        wrong = [number for number in numbers if not 1 <= number <= len(names)]
        if wrong:
            raise PrevalenceError(
                f'The model "{model}" names list {wrong[0]}, but the table has {len(names)} lists.',
                f"Lists are numbered in column order: {', '.join(f'{k} {name}' for k, name in enumerate(names, 1))}.",
            )
        if len(set(numbers)) < len(numbers):
            raise PrevalenceError(f'The part "{part}" of the model "{model}" names a list twice.', f"Write it like {example(names)}.")
        return sum(1 << (number - 1) for number in numbers)
    near = get_close_matches(pieces[0], names, n=1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    raise PrevalenceError(
        f'The part "{part}" of the model "{model}" names no list of the table.{hint}',
        f"Use numbers in column order, as in {example(names)}, or names with colons; the lists are {', '.join(names)}.",
    )


def example(names: Sequence[str]) -> str:
    """A model of this table that could have been meant."""
    rest = "".join(f",{k}" for k in range(3, len(names) + 1))
    return f"[{'12' if len(names) <= WIDEST_DIGITS else '1.2'}{rest}]"
